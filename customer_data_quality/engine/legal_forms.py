"""Legal forms that stand at the end of company names in Germany, Austria, Switzerland and Liechtenstein.

Sources: HGB §19, GmbHG §4, AktG §4 (DE); UGB §19, GmbHG §5 (AT); OR Art. 950, HRegV Art. 9 (CH); PGR (LI).
"""

import re

LEGAL_FORMS = (
    # several words first, so that the longest form wins
    "gmbh & co. kgaa",
    "gmbh & co. kg",
    "gmbh & co. ohg",
    "ug (haftungsbeschränkt) & co. kg",
    "ag & co. kgaa",
    "ag & co. kg",
    "ug (haftungsbeschränkt)",
    "gesellschaft mit beschränkter haftung",
    "aktiengesellschaft",
    "partg mbb",
    "partnerschaft",
    "stiftung",
    "genossenschaft",
    "kommanditgesellschaft",
    "kollektivgesellschaft",
    "offene gesellschaft",
    "gesnbr",
    "gmbh",
    "ggmbh",
    "mbh",
    "kgaa",
    "gag",
    "ag",
    "se",
    "ug",
    "kg",
    "ohg",
    "og",
    "eg",
    "gen",
    "egen",
    "gbr",
    "egbr",
    "partg",
    "flexco",
    "flexkapg",
    "e.u.",
    "e.k.",
    "e.kfm.",
    "e.kfr.",
    "e.v.",
    "est",
    "anstalt",
    "sa",
    "sàrl",
    "sarl",
    "sagl",
    "scrl",
    "srl",
    "ltd",
    "llc",
    "inc",
)

_BLANKS = re.compile(r"\s+")


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text.replace(".", "").replace(",", " ").casefold()).strip()


# a form is looked for in its plain spelling, so "e.U." and "eU" are one
_PLAIN_FORMS = tuple(sorted({_plain(form) for form in LEGAL_FORMS}, key=len, reverse=True))


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
    return next((form for form in _PLAIN_FORMS if plain.endswith(" " + form)), None)
