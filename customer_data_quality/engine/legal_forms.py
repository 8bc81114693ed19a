"""Legal forms that stand at the end of company names in Germany, Austria, Switzerland and Liechtenstein.

German, French, Italian and English names of one form share a code, so that Müller Sàrl is Müller GmbH.
Sources: HGB §19, GmbHG §4, AktG §4, PartGG §2, BGB §§57, 65, 707a, GenG §3 (DE); UGB §19, GmbHG §5, FlexKapGG §2,
GenG §4 (AT); OR Art. 950, HRegV Art. 9, 116a, ISO 20275 lists for CH (CH); PGR (LI).
"""

import re
from types import MappingProxyType

# code -> spellings; what matters is letters and digits: "e.U." and "eU" are one
_SPELLINGS = {
    "gmbh": """gmbh; ggmbh; mbh; ges.m.b.h.; gesmbh; gesellschaft mbh; gesellschaft m.b.h.; ges. mbh;
        gesellschaft mit beschränkter haftung; gemeinnützige gmbh; gemeinnützige gesellschaft mbh; sàrl; sarl;
        société à responsabilité limitée; sagl; società a garanzia limitata; srl; llc; ltd liab. co; ltd liability co;
        limited liability company""",
    "ag": """ag; gag; aktiengesellschaft; gemeinnützige ag; sa; s.a.; société anonyme; società anonima; spa;
        società per azioni; reit-ag; invag""",
    "se": "se; societas europaea; europäische gesellschaft",
    "kg": """kg; kommanditgesellschaft; kmg; co. kg; cie. kg; société en commandite; società in accomandita; scs;
        investment kg""",
    "ohg": """ohg; og; offene handelsgesellschaft; offene gesellschaft; kollektivgesellschaft; klg; kolg; co. ohg;
        co. og; snc; société en nom collectif; società in nome collettivo; oeg; oehg""",
    "kgaa": """kgaa; kommanditgesellschaft auf aktien; kommanditaktiengesellschaft; sca;
        société en commandite par actions; società in accomandita per azioni""",
    "ug": """ug; gug; ug (haftungsbeschränkt); ug haftungsbeschr.; unternehmergesellschaft; ug (hb); ug mbh;
        unternehmergesellschaft (haftungsbeschränkt)""",
    "gmbhcokg": """gmbh & co. kg; gmbh & cie. kg; gmbh & co; ggmbh & co. kg; ges.m.b.h. & co. kg; gmbh & co. ohg;
        gmbh & co. og; gesmbh & co. kg; mbh & co. kg; mbh & co; gesellschaft mbh & co. kg; ges. mbh & co. kg;
        gesellschaft m.b.h. & co. kg; ges.m.b.h. & co; gesmbh & co; ug & co. kg; ug (haftungsbeschränkt) & co. kg;
        gmbh & co. kommanditgesellschaft; gesellschaft mit beschränkter haftung & co. kg; gmbh co. kg; gmbh & still""",
    "agcokg": "ag & co. kg; ag & co; ag & co. ohg; ag & co. og; se & co. kg; stiftung & co. kg; sa & co. kg",
    "gmbhcokgaa": "gmbh & co. kgaa; ag & co. kgaa; se & co. kgaa; gmbh & cie. kgaa",
    "gbr": """gbr; egbr; gesbr; ges.b.r.; gesnbr; ges.n.b.r.; gdbr; gesellschaft bürgerlichen rechts; bgb-gesellschaft;
        gesellschaft nach bürgerlichem recht; eingetragene gesellschaft bürgerlichen rechts; einfache gesellschaft;
        société simple; società semplice; gbr mbh""",
    "partg": """partg; partgmbb; partg mbb; partnerschaft; partnerschaftsgesellschaft; part; partmbb; part mbb;
        partnerschaft mbb; partnerschaftsgesellschaft mbb; partnerschaft von rechtsanwälten mbb;
        partnerschaftsgesellschaft mit beschränkter berufshaftung; partnerschaft mit beschränkter berufshaftung""",
    "flexco": "flexco; flexkapg; flexible kapitalgesellschaft; flexible company",
    "eu": """e.u.; eingetragener unternehmer; eingetragene unternehmerin; einzelunternehmen; einzelunternehmer;
        einzelfirma; entreprise individuelle; raison individuelle; ditta individuale; impresa individuale""",
    "ek": """e.k.; e.kfm.; e.kfr.; ekfm; ekfr; eingetragener kaufmann; eingetragene kauffrau; eingetr. kfm.""",
    "eg": """eg; egen; e.gen.; gen; genossenschaft; eingetragene genossenschaft; reg. gen. mbh; egmbh; regenmbh;
        gen.m.b.h.; r.gen.m.b.h.; genossenschaft mbh; registrierte genossenschaft mbh; eingetragene genossenschaft mbh;
        scoop; registrierte genossenschaft mit beschränkter haftung; société coopérative; coopérative;
        società cooperativa; cooperativa; scrl; sce; cooperative""",
    "ev": """e.v.; eingetragener verein; verein; registrierter verein; association; associazione; association sans
        but lucratif; asbl""",
    "stiftung": "stiftung; privatstiftung; fondation; fondazione; foundation; gemeinnützige stiftung; familienstiftung",
    "anstalt": "anstalt; est; establishment; etablissement; stabilimento; reg. anstalt",
    "trust": "trust reg.; treuunternehmen; registriertes treuunternehmen",
    "kdoer": """kdör; k.d.ö.r.; körperschaft des öffentlichen rechts; aör; a.ö.r.; anstalt des öffentlichen rechts;
        stiftung des öffentlichen rechts; körperschaft öffentlichen rechts""",
    "vvag": "vvag; v.v.a.g.; versicherungsverein auf gegenseitigkeit",
    "ewiv": "ewiv; geie; eeig; europäische wirtschaftliche interessenvereinigung",
    "sas": "sas; sasu; société par actions simplifiée",
    "ltd": "ltd; limited; co. ltd; pty ltd; pte ltd; private limited; pvt ltd; teoranta",
    "plc": "plc; public limited company",
    "inc": "inc; incorporated; corp; corporation",
    "lp": "lp; llp; limited partnership",
    "vos": "v.o.s.; vof; v.o.f.",
    "ks": "k.s.; sp.k.; spk",
    "bv": "bv; bvba; besloten vennootschap",
    "nv": "nv; naamloze vennootschap",
    "eurl": "eurl; ei; eirl",
    "srls": "srls",
    "sro": "sro; s.r.o.; spol. s r.o.",
    "as": "a/s; asa; a.s.; akciová společnost",
    "aps": "aps",
    "ab": "ab",
    "oy": "oy; oyj",
    "kft": "kft; bt",
    "zrt": "zrt; nyrt",
    "spzoo": "sp. z o.o.; sp. z.o.o.; spolka z o.o.",
    "doo": "d.o.o.; doo",
    "sl": "s.l.; slu",
}
# At the end of a name these also are words: a spa, an abbreviation, an initial. They count where they are written as
# a form, in capitals or with dots.
AMBIGUOUS_FORMS = frozenset("spa gen est part bt ei ab oy sl as aps lp scoop sce sca scs".split())


FORMS = MappingProxyType(
    {" ".join(form.split()): code for code, forms in _SPELLINGS.items() for form in forms.split(";")}
)
"""Spelling -> code of the form."""

LEGAL_FORMS = tuple(FORMS)


def _mistyped(form: str) -> frozenset[str]:
    """Return all ways to type a form with one letter too many, missing, wrong or swapped with the next."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    parts = [(form[:at], form[at:]) for at in range(len(form) + 1)]
    return frozenset(
        [head + tail[1:] for head, tail in parts if tail]
        + [head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1]
        + [head + letter + tail[1:] for head, tail in parts if tail for letter in letters]
        + [head + letter + tail for head, tail in parts for letter in letters]
    )


# GmbH has no vowel, so that none of these is a word
MISTYPED_GMBH = _mistyped("gmbh") - {"gmbh", "mbh"}

_BLANKS = re.compile(r"\s+")


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text.replace(".", "").replace(",", " ").casefold()).strip()


# a form is looked for in its plain spelling, so "e.U." and "eU" are one
_PLAIN_FORMS = frozenset(_plain(form) for form in LEGAL_FORMS)


def legal_form(name: str | None) -> str | None:
    """Return the legal form at the end of `name` in plain spelling, or None.

    >>> legal_form("Müller & Söhne GmbH & Co. KG")
    'gmbh & co kg'
    >>> legal_form("Blumen Huber e.U.")
    'eu'
    >>> legal_form("Ag Consulting") is None
    True
    >>> legal_form("GmbH") is None, legal_form("GmbH & Co. KG") is None
    (True, True)
    """
    plain = _plain((name or "")[:500])
    if plain in _PLAIN_FORMS:
        return None  # there is no name before it
    words = plain.split(" ")
    endings = (" ".join(words[start:]) for start in range(1, len(words)))  # the longest first
    return next((ending for ending in endings if ending in _PLAIN_FORMS), None)
