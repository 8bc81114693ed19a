"""Postcode and town in one spelling: without country prefix, suffixes and districts, one name for bilingual towns."""

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import fold

MAX_LENGTH = 120

# other names of a town -> the name used here; folded, written together
_OTHER_NAMES = {
    other: name
    for name, others in {
        "biel": "bienne", "genf": "geneve geneva ginevra", "zuerich": "zurich zurigo", "bern": "berne berna",
        "basel": "bale basle basilea", "luzern": "lucerne lucerna", "freiburg": "fribourg friburgo",
        "neuenburg": "neuchatel", "sitten": "sion", "siders": "sierre", "solothurn": "soleure", "lausanne": "losanna",
        "stgallen": "stgall sangallo", "chur": "coire coira", "delsberg": "delemont", "murten": "morat",
        "pruntrut": "porrentruy", "visp": "viege", "brig": "brigue briga", "leuk": "loeche", "martinach": "martigny",
        "vivis": "vevey", "bellinzona": "bellenz", "zug": "zoug", "thun": "thoune", "burgdorf": "berthoud",
        "laufen": "laufon", "wien": "vienna vienne", "salzburg": "salisburgo", "klagenfurt": "celovec",
        "muenchen": "munich munchen", "koeln": "cologne colonia koln", "nuernberg": "nuremberg norimberga",
        "hannover": "hanover", "braunschweig": "brunswick", "aachen": "aixlachapelle", "mainz": "mayence",
        "trier": "treves", "regensburg": "ratisbon ratisbonne", "berlin": "berlino",
        "frankfurt": "francfort frankfort", "konstanz": "constance", "dresden": "dresde", "duesseldorf": "dusseldorf",
        "bozen": "bolzano", "meran": "merano", "brixen": "bressanone", "bruneck": "brunico", "trient": "trento",
        "mailand": "milano milan", "rom": "roma rome", "turin": "torino", "venedig": "venezia venice",
        "genua": "genova", "neapel": "napoli naples", "florenz": "firenze florence", "strassburg": "strasbourg",
        "kolmar": "colmar", "muelhausen": "mulhouse", "luxemburg": "luxembourg letzebuerg",
        "bruessel": "bruxelles brussel brussels", "antwerpen": "antwerp anvers", "luettich": "liege",
        "prag": "praha prague", "bruenn": "brno", "pressburg": "bratislava", "oedenburg": "sopron",
        "warschau": "warszawa warsaw", "breslau": "wroclaw", "danzig": "gdansk", "krakau": "krakow cracow",
        "posen": "poznan", "stettin": "szczecin", "laibach": "ljubljana", "marburgadrau": "maribor",
        "agram": "zagreb", "kopenhagen": "kobenhavn copenhagen", "denhaag": "sgravenhage thehague", "paris": "parigi",
        "london": "londres londra", "lissabon": "lisboa lisbon", "nizza": "nice", "athen": "athina athens",
        "moskau": "moskva moscow", "bukarest": "bucuresti bucharest", "belgrad": "beograd belgrade",
    }.items()
    for other in others.split()
}  # fmt: skip
# what follows only tells it from another town of that name
_SUFFIX_WORDS = frozenset(
    "am an a bei b ob o im in i auf unter vor v vd ad idd ander inder sur sous pres les en bezirk kreis stadtteil ot "
    "cedex vda jenseits".split()
)
# towns whose districts are written behind them: Wien-Döbling, Zürich Oerlikon
_WITH_DISTRICTS = frozenset(
    "wien graz linz berlin hamburg muenchen koeln dresden leipzig stuttgart duesseldorf dortmund essen bremen hannover "
    "nuernberg zuerich basel bern genf lausanne winterthur luzern innsbruck klagenfurt".split()
)
_CANTONS = frozenset("ag ai ar be bl bs fr ge gl gr ju lu ne nw ow sg sh so sz tg ti ur vd vs zg zh fl".split())
_SAINTS = {"sankt": "st", "saint": "st", "sainte": "st", "santa": "st"}
_COUNTRY = re.compile(r"^\s*[A-Za-z]{1,3} ?[-–] ?(?=\d)")
_COUNTRY_OF_TOWN = re.compile(r"^\s*(?:A|B|CH|D|F|FL|I|L|LI|NL) ?[-–] ?(?=[^\W\d_]{2})")
_PREFIXED = re.compile(r"[A-Z]{1,3}(\d{3,})")
_POSTCODE_FIRST = re.compile(r"\s*(?:[A-Za-z]{1,3}[-– ]{1,3})?(\d{4,5})\s+(?=\D)")


class Place(NamedTuple):
    """A postcode in capitals without blanks, and a town, folded and written together."""

    zip: str = ""
    city: str = ""


@lru_cache(maxsize=65536)
def _postcode(text: str, country_code: str) -> str:
    text = _COUNTRY.sub("", text)
    compact = "".join(filter(str.isalnum, text)).upper()[:12]
    if compact.isalnum() and compact.isascii():
        prefixed = _PREFIXED.fullmatch(compact)
        if prefixed:
            compact = prefixed[1]
        if country_code == "DE" and len(compact) == 4 and compact.isdecimal():
            compact = "0" + compact  # a spreadsheet took it for a number
    return compact


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[str, str]:
    """Return the postcode that stands before a town, and the town's name."""
    before = _POSTCODE_FIRST.match(text)
    if not before:
        text = _COUNTRY_OF_TOWN.sub("", text)
    return (before[1], _town(text[before.end() :])) if before else ("", _town(text))


def _town(text: str) -> str:
    """Return the town's name without what tells it from others or divides it."""
    whole = "".join(fold(text).split())
    if whole in _OTHER_NAMES:
        return _OTHER_NAMES[whole]
    for separator in "(,/;[":
        text = text.partition(separator)[0] or text
    tokens = [_SAINTS.get(token, token) for token in fold(text).split()]
    if not tokens:
        return whole
    end = len(tokens)
    for index in range(1, end):
        if tokens[index] in _SUFFIX_WORDS or tokens[index].isdecimal():
            end = index
            break
    if end > 1 and tokens[end - 1] in _CANTONS:
        end -= 1
    tokens = tokens[:end]
    first = _OTHER_NAMES.get(tokens[0], tokens[0])
    if first in _WITH_DISTRICTS:
        return first
    joined = "".join(tokens)
    return _OTHER_NAMES.get(joined, joined)


def place(zip_code: str | None, city: str | None = "", country_code: str | None = "") -> Place:
    """Return postcode and town in one spelling.

    A postcode typed before the town counts where the postcode's own field is empty.

    >>> place("A-1190", "Wien, Döbling"), place("", "D-80331 Munich"), place("2502", "Biel/Bienne", "CH")
    (Place(zip='1190', city='wien'), Place(zip='80331', city='muenchen'), Place(zip='2502', city='biel'))
    >>> [place("", city).city for city in ("Frankfurt am Main", "Frankfurt a.M.", "Sankt Gallen", "St-Gall", "Wil SG")]
    ['frankfurt', 'frankfurt', 'stgallen', 'stgallen', 'wil']
    >>> place("1067", "Dresden", "DE"), place("1234 ab", "Den Haag", "NL")
    (Place(zip='01067', city='dresden'), Place(zip='1234AB', city='denhaag'))
    """
    before, town = _read(city[:MAX_LENGTH]) if city else ("", "")
    code = _postcode(zip_code[:MAX_LENGTH], country_code or "") if zip_code else ""
    if before and not code:
        code = _postcode(before, country_code or "")
    return Place(code, town)
