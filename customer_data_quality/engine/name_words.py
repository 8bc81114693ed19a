"""Words around a person's name that are no name: salutations, titles, degrees, particles, generations.

Sources: the degrees and official titles in use in Germany, Austria, Switzerland and Liechtenstein (UG 2002 §88,
BGBl. II 261/2002 for Austria's), and what stands on letters in German, French, Italian and English. All folded.

>>> "dr" in TITLES, SALUTATIONS["mme"], SUFFIXES["junior"], "von" in PARTICLES
(True, 'frau', 'jun', True)
"""

TITLES = frozenset(
    """
dr dres doktor doctor docteur dott dottore dottssa dottoressa dottor prof professor professorin univprof ao aoprof
pd priv privdoz doz dozent dozentin habil hc mult em emer
dipl diplom diplomingenieur diploming ing ingenieur ingenieurin diplkfm diplkff diplvw diplwirt kfm kffr vw wirting
diplbetrw betrw betriebswirt betriebswirtin diplpaed diplpsych diplinf diplphys diplchem diplsozpaed diplgeol diplarch
phys chem sozpaed psych inf geol betrwirt paed verww
mag magister magistra mmag ddr mmagdr lic licentiat lizentiat licoec liciur licphil
med iur jur phil rer nat oec oecpubl techn mont theol vet dent pharm publ agr soc merc troph
drmed driur drjur drphil drrernat drtechn drmont drtheol dipling drmeddent drmedvet dreroec
msc bsc mba emba ba ma phd llm llb mas das cas mphil dphil meng beng bed mpa mpp mfa bfa dba edd jd md fh eth
uzh hsg htl sia eidg fmh pmp acca
ra rain rechtsanwalt rechtsanwaeltin notar notarin stb steuerberater steuerberaterin avv avvocato avvocata geom rag
arch maitre kommr kommerzialrat kommerzialraetin oekr hofrat hofraetin medr medizinalrat obermedr regrat studr
studienrat oberstudr oberstudienrat osr schulrat buergermeister buergermeisterin bgm ministerialrat minr sektchef
bmstr justizrat sanitaetsrat geheimrat gendir pfr msgr monsignore freiherr freifrau frhr
""".split()
)
"""Titles and degrees, word by word, and those that are written together."""

AMBIGUOUS_TITLES = frozenset(
    "ao arch ba cas chem das dent em eth fh geol htl inf jd ma mas md med mont nat pd phil phys psych publ ra rag rain "
    "soc vet vw bed".split()
)
"""Titles that may be a name (Phil, Ma, Das): they count in capitals, with a dot, or after another title."""

SALUTATIONS = {
    **dict.fromkeys("herr herrn hr hrn monsieur mr mister signor signore sig sigr dhr".split(), "herr"),
    **dict.fromkeys(
        "frau fr frl fraeulein madame mme mlle mrs ms miss signora sigra signorina mevr mevrouw pani sra".split(),
        "frau",
    ),
    **dict.fromkeys("familie fam famille famiglia family eheleute ehepaar".split(), "familie"),
}
"""Word -> herr, frau or familie. At the beginning only: Herr and Frau are surnames too."""

SUFFIXES = {
    **dict.fromkeys("jun jr jnr junior".split(), "jun"),
    **dict.fromkeys("sen sr snr senior".split(), "sen"),
    **{number: number for number in ("ii", "iii", "iv")},
}
"""Word -> generation. At the end only: Sr. before a name is a salutation."""

PARTICLES = frozenset(
    """
von vom zu zum zur van vande vander vanden der den de del della dello degli dei di da dal dalla dalle do dos
du des la le lo las los el al ten ter op af av bin ibn
""".split()
)
"""Words that belong to a surname without telling it from another."""

BIRTH_NAME_MARKS = frozenset("geb geborene geborener gebore nee ne nata nato verh verw gesch ledig".split())
"""What follows is an earlier name."""

EMPLOYER_MARKS = frozenset("bei at chez presso".split())
"""What follows is where somebody works or lives: Anna Huber bei Muster GmbH."""

CONJUNCTIONS = frozenset("und u et and e y".split())
