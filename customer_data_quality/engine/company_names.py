"""A company's name in its parts: what names it, its legal form, its state, who owns it."""

from typing import NamedTuple

from .folding import MAX_LENGTH, fold
from .legal_forms import AMBIGUOUS_FORMS, MISTYPED_GMBH
from .trade_words import GENERIC
from .words import DEFAULT, Words

__all__ = ["GENERIC", "CompanyName", "company"]

_STATES = {
    **dict.fromkeys(
        "il iliq inliquidation inliq enliquidation inliquidazione iabw inabwicklung innachlassliquidation".split(),
        "liquidation",
    ),
    **dict.fromkeys("ii iins ininsolvenz iinso ikonk inkonkurs enfaillite infallimento".split(), "insolvency"),
    **dict.fromkeys("ig igr ingruendung enformation infase ingrdg".split(), "foundation"),
}
_STATE_ENDS = frozenset(
    "l liq liquidation liquidazione abw abwicklung nachlassliquidation i ins inso insolvenz konk konkurs faillite "
    "fallimento g gr gruendung formation grdg".split()
)
_LEADING = frozenset("firma fa fma the die der das le la les il lo".split())
_CONJUNCTIONS = frozenset("und et and u e y".split())
_TRAILING = frozenset("co cie comp cia".split())
_OWNER_MARKS = frozenset("inh inhaber inhaberin inhabers prop titolare vorm vormals ehem ehemals".split())
_ABBREVIATIONS = {
    "gebr": "gebrueder", "ges": "gesellschaft", "dt": "deutsche", "dtsch": "deutsche",
    "deutscher": "deutsche", "deutsches": "deutsche", "oesterr": "oesterreichische",
    "oesterreichischer": "oesterreichische", "schweizer": "schweizerische", "schweizerischer": "schweizerische",
    "schweizerisches": "schweizerische", "int": "international", "intl": "international",
    "internat": "international", "internationale": "international", "internationaler": "international",
    "ing": "ingenieur", "sankt": "st", "saint": "st", "doktor": "dr", "bros": "brothers", "mfg": "manufacturing",
    "nachf": "nachfolger", "nfg": "nachfolger", "ind": "industrie", "maschb": "maschinenbau", "verw": "verwaltung",
    "verwaltungs": "verwaltung", "beteiligungs": "beteiligung", "beteiligungen": "beteiligung", "bet": "beteiligung",
    "handels": "handel", "vertriebs": "vertrieb", "hdl": "handel", "hdls": "handel", "vers": "versicherung",
    "versicherungs": "versicherung", "versicherungen": "versicherung", "produktions": "produktion",
    "immob": "immobilien", "assoc": "associates", "mgmt": "management", "svcs": "service", "services": "service",
    "zentr": "zentrale", "fam": "familie", "restaur": "restaurant", "rest": "restaurant", "univ": "universitaet",
}  # fmt: skip
_MOST_WORDS = 10  # in a legal form, letters of an abbreviation counted one by one
# those that also end a name's first part: Müller GmbH Zürich
_STRONG_ENDS = MISTYPED_GMBH | frozenset(
    "gmbh mbh gesmbh ag kg kgaa ohg og ug sa sarl sagl sas srl bv ltd sro kft gbr ek eu".split()
)


class CompanyName(NamedTuple):
    """The parts of a company's name, folded."""

    core: tuple[str, ...]
    legal: str = ""  # code of the legal form, the same for all its languages
    state: str = ""  # liquidation, insolvency or foundation
    extra: tuple[str, ...] = ()  # owner or former name

    def __str__(self) -> str:
        """Return a spelling that is read as the same core."""
        return " ".join(self.core)


def _state(tokens: list[str]) -> tuple[str, int]:
    """Return the state at the end and how many words say so."""
    for length in (2, 3):
        if len(tokens) > length and (state := _STATES.get("".join(tokens[-length:]))):
            return state, length
    return "", 0


def _form(tokens: list[str], end: int, words: Words) -> tuple[str, int]:
    """Return the code of the longest legal form that ends before `end`, and where it starts."""
    for start in range(max(1, end - _MOST_WORDS), end):
        form = "".join(tokens[start:end])
        code = words.forms.get(form)
        if code and (start + 1 == end or form not in MISTYPED_GMBH):  # C. GmbH is no CGmbH
            return code, start
    return "", end


def _ends_abbreviated(name: str) -> bool:
    """Return whether the last piece of a name is written like an abbreviation: SpA, S.p.A., AB, but not Spa."""
    chunk = name.split()[-1]
    return "." in chunk or any(letter.isupper() for letter in chunk[1:])


def _without_forms(tokens: list[str], abbreviated: bool, words: Words) -> tuple[str, str]:
    """Take legal forms and states out of the tokens; return the form's code and the state.

    :param abbreviated: the name ends like an abbreviation, so that its last word may be a form, though ambiguous
    """
    legal, state = "", ""
    ends = words.form_ends
    while len(tokens) > 1:
        last = tokens[-1]
        if last in _STATE_ENDS:
            found, length = _state(tokens)
            if found:
                state = state or found
                del tokens[-length:]
                continue
        code, start, end = "", 0, len(tokens)
        if last in ends or len(last) == 1:
            code, start = _form(tokens, end, words)
            if code and end - start == 1 and last in AMBIGUOUS_FORMS and (legal or state or not abbreviated):
                code = ""
        if not code and not _STRONG_ENDS.isdisjoint(tokens[1:-1]):
            end = next(end for end in range(len(tokens) - 1, 1, -1) if tokens[end - 1] in _STRONG_ENDS)
            code, start = _form(tokens, end, words)
        if not code:
            break
        # GmbH & Co. Handels KG
        legal = "gmbhcokg" if legal == "kg" and code in ("gmbh", "gmbhcokg") else legal or code
        del tokens[start:end]
    return legal, state


def _joined_forms(tokens: list[str]) -> list[str]:
    """Return the tokens with A. G. and K. G. as one word."""
    joined: list[str] = []
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and len(tokens[end]) == 1:
            end += 1
        form = "".join(tokens[start:end])
        end = max(end, start + 1)
        joined += [form] if form in _STRONG_ENDS else tokens[start:end]
        start = end
    return joined


def _core(tokens: list[str]) -> list[str]:
    """Return the words that name the company: initials written as one, abbreviations spelled out."""
    if _CONJUNCTIONS.isdisjoint(tokens) and 1 not in map(len, tokens):
        core = [_ABBREVIATIONS.get(token, token) for token in tokens]
    else:
        core = _joined_initials(tokens)
    while len(core) > 1 and core[0] in _LEADING:
        del core[0]
    while len(core) > 1 and (core[-1] in _TRAILING or core[-1] in _CONJUNCTIONS):
        del core[-1]
    return core


def _joined_initials(tokens: list[str]) -> list[str]:
    """The same words for a name with single letters, or with "und" between words."""
    core: list[str] = []
    run: list[str] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        alone = len(token) > 1 or (not run and index < last and len(tokens[index + 1]) > 1)
        if token in _CONJUNCTIONS and 0 < index < last and alone:
            continue
        if len(token) == 1:
            run.append(token)
            continue
        if run:
            core.append("".join(run))
            run = []
        core.append(_ABBREVIATIONS.get(token, token))
    if run:
        core.append("".join(run))
    return core


def may_have_form(name: str, words: Words = DEFAULT) -> bool:
    """Whether a name has a word that ends a legal form; a quick look before :func:`company`, which says for sure.

    >>> may_have_form("Anna Huber"), may_have_form("Huber AG"), may_have_form("Huber A. G.")
    (False, True, True)
    """
    tokens = fold(name[:MAX_LENGTH]).split()
    return not words.form_ends.isdisjoint(tokens) or 1 in map(len, tokens)


def company(name: str | None, words: Words = DEFAULT) -> CompanyName:
    """Return the parts of a company's name.

    The legal form is looked for at the end, longest first, and before a place ("Müller AG Zürich"); at least one
    word stays. Articles, "Firma", "und" and a closing "& Co." are dropped.

    >>> company("Gebr. Müller & Söhne GmbH & Co. KG"), company("Müller S.à r.l. en liquidation")[:3]
    (CompanyName(core=('gebrueder', 'mueller', 'soehne'), legal='gmbhcokg', state='', extra=()), \
(('mueller',), 'gmbh', 'liquidation'))
    >>> [company(name)[:2] for name in ("Müller AG, Zürich", "Firma Huber", "A.B.C. Handels-GmbH", "Hotel Spa")]
    [(('mueller', 'zuerich'), 'ag'), (('huber',), ''), (('abc', 'handel'), 'gmbh'), (('hotel', 'spa'), '')]
    >>> company("Blumen Huber e.U., Inh. Anna Huber")
    CompanyName(core=('blumen', 'huber'), legal='eu', state='', extra=('anna', 'huber'))
    """
    text = (name or "")[:MAX_LENGTH]
    tokens = fold(text).split()
    extra: tuple[str, ...] = ()
    if not _OWNER_MARKS.isdisjoint(tokens[1:]):
        at = next(index for index, token in enumerate(tokens) if index and token in _OWNER_MARKS)
        tokens, extra = tokens[:at], tuple(tokens[at + 1 :])
    if 1 in map(len, tokens):
        tokens = _joined_forms(tokens)
    abbreviated = bool(tokens) and tokens[-1] in AMBIGUOUS_FORMS and _ends_abbreviated(text)
    legal, state = _without_forms(tokens, abbreviated, words)
    core = _core(tokens)
    while core != tokens:  # what closed the name may have covered another form: Müller AG & Co.
        tokens = list(core)
        more, ended = _without_forms(core, False, words)
        legal, state, core = legal or more, state or ended, _core(core)
    return CompanyName(tuple(core), legal, state, extra)
