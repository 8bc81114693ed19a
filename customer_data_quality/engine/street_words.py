"""Words in street lines: kinds of street, flats and floors, post-office boxes, months. All folded.

>>> KINDS["strasse"], KINDS["avenue"], "top" in UNIT_WORDS, "postfach" in BOX_WORDS
('str', 'av', True, True)
"""

# what stands for a kind of street, as a word of its own -> how it is written here
KINDS = {
    **dict.fromkeys("strasse str strabe strase strass straat stras".split(), "str"),
    **dict.fromkeys("platz pl place plaza".split(), "platz"),
    **dict.fromkeys("gasse gass".split(), "gasse"),
    **dict.fromkeys("allee allees al".split(), "allee"),
    **dict.fromkeys("sankt saint sainte street".split(), "st"),
    **dict.fromkeys("doktor drive".split(), "dr"),
    **dict.fromkeys("professor".split(), "prof"),
    **dict.fromkeys("avenue ave aven".split(), "av"),
    **dict.fromkeys("chemin che chem".split(), "ch"),
    **dict.fromkeys("route rt".split(), "rte"),
    **dict.fromkeys("boulevard blvd bld bvd boul".split(), "bd"),
    **dict.fromkeys("impasse".split(), "imp"),
    **dict.fromkeys("piazza pza pzza".split(), "piazza"),
    **dict.fromkeys("viale vle".split(), "viale"),
    **dict.fromkeys("road".split(), "rd"),
    **dict.fromkeys("lane".split(), "ln"),
    **dict.fromkeys("court crt".split(), "ct"),
    **dict.fromkeys("crescent cresc cr".split(), "cres"),
    **dict.fromkeys("close".split(), "cl"),
    **dict.fromkeys("circuit circ".split(), "cct"),
    **dict.fromkeys("terrace terr".split(), "tce"),
    **dict.fromkeys("parade".split(), "pde"),
    **dict.fromkeys("highway".split(), "hwy"),
    **dict.fromkeys("square".split(), "sq"),
    **dict.fromkeys("grove".split(), "gr"),
    **dict.fromkeys("gardens gdn".split(), "gdns"),
    **dict.fromkeys("ulica ulice".split(), "ul"),
    **dict.fromkeys("unterer unteres".split(), "untere"),
    **dict.fromkeys("oberer oberes".split(), "obere"),
    **dict.fromkeys("buergermeister bgmstr bgm".split(), "bgm"),
    **dict.fromkeys("pfarrer".split(), "pfr"),
    **dict.fromkeys("industriestr indstr".split(), "industriestr"),
}
# only as the first word: they are ordinary letters elsewhere
FIRST = {"r": "rue", "v": "via", "ul": "ul", "c": "calle", "p": "piazza"}
# only as the last word
LAST = {"g": "gasse", "w": "weg", "al": "allee", "pl": "platz", "ring": "ring", "r": "ring"}
ENDINGS = (
    ("strasse", "str"),
    ("strase", "str"),
    ("strabe", "str"),
    ("straat", "str"),
    ("pl", "platz"),
    ("gass", "gasse"),
)
NUMBER_WORDS = frozenset("nr no num numero nummer hnr hausnr hausnummer n".split())
UNIT_WORDS = frozenset(
    """
top tuer tur tr stiege stg stock stk og eg dg ug etage etg whg wohnung apt app apartment appartement appartamento
unit flat suite zimmer haus gebaeude geb bau objekt obj halle block bloc batiment bat trakt turm lokal tor eingang
hinterhaus hh vorderhaus vh links rechts li re mitte parterre piano interno int porte scala bis ter lot level
""".split()
)
FLOORS = frozenset("stock stk og etage etg piano ug level floor obergeschoss".split())
BOX_WORDS = frozenset(
    "postfach pf postschliessfach postale pobox box postbox apartado postlagernd p cp bp pfach boite".split()
)
MONTHS = frozenset(
    """
januar jaenner februar feber maerz april mai juni juli august september oktober november dezember
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
""".split()
)
