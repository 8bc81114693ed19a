"""One contact ready to be compared with many: its signature and what each comparison would otherwise work out anew."""

from collections.abc import Mapping
from functools import lru_cache

from . import match_keys
from .folding import flat
from .signature import Signature

LEAST_TOTAL = 3000
"""Values are taken to be as rare as in a database of so many contacts, even where there are fewer."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STREET_KINDS = tuple(
    "strasse gasse platz allee ring damm ufer steig cres weg str cct tce pde dr rd ln ct cl sq gr av st".split()
)


@lru_cache(maxsize=1 << 14)
def stem(street: str) -> tuple[str, str]:
    """The name of a street without its kind, and the kind.

    >>> stem("hauptstr"), stem("broadway")
    (('haupt', 'str'), ('broadway', ''))
    """
    for kind in _STREET_KINDS:
        if street.endswith(kind) and len(street) > len(kind) + 2:
            return street[: -len(kind)], kind
    return street, ""


class Contact:
    """A signature's values, and words without umlauts, counts and shares in the database at hand.

    :param counts: number of contacts by rarity key, see :data:`match_keys.RARITY`; those of one or two may be missing
    :param total: number of contacts in the database
    """

    __slots__ = (
        "base", "city", "company", "core", "core_joined", "domain", "family", "family_joined", "figures", "flat_city",
        "free", "given", "given_joined", "has_number", "holders", "host", "id", "is_known", "joined", "legal", "letter",
        "local", "number", "own_domain", "parent", "phone", "place_share", "register", "register_digits", "role",
        "short", "street", "suffix", "unit", "vat", "vat_digits", "weak", "words", "zip", "zip_share",
    )  # fmt: skip

    def __init__(self, signature: Signature, counts: Mapping[int, int], total: int):
        (
            self.company, self.given, self.family, self.suffix, self.short, known, core, weak, self.legal, street,
            self.number, self.letter, self.unit, _box, self.zip, self.city, _country, self.phone, self.base, self.local,
            self.domain, self.role, self.free, self.host, self.vat, self.register, self.id, self.parent,
        ) = signature  # fmt: skip
        # a small database says little about how rare a value is
        total = max(total, LEAST_TOTAL)
        self.street = flat(street)
        self.vat_digits = self.vat.lstrip(_LETTERS)
        self.register_digits = self.register.lstrip(_LETTERS)
        self.has_number = bool(self.vat_digits or self.register_digits)
        self.own_domain = match_keys.own_domain(signature)
        self.family_joined = "".join(map(flat, self.family))
        self.given_joined = "".join(map(flat, self.given))
        self.core = tuple(map(flat, core))
        self.core_joined = "".join(self.core)
        self.words = match_keys.name_words(signature)
        self.joined = "".join(self.words)
        self.weak = frozenset(map(flat, weak))
        self.flat_city = flat(self.city)
        self.figures = " ".join(word for word in core if word.isdigit()) if core else ""
        self.zip_share = counts.get(match_keys.known_key(match_keys.ZIP, self.zip), 2) / total if self.zip else 1.0
        self.place_share = counts.get(match_keys.known_key(match_keys.CITY, self.city), 2) / total if self.city else 1.0
        family, given = match_keys.leading_words(signature)
        self.is_known = known
        if given:
            namesakes = counts.get(match_keys.known_key(match_keys.GIVEN, given), 2)
            self.is_known = known or namesakes >= max(5, total // 20000)
            self.holders = counts.get(match_keys.known_key(match_keys.FAMILY, flat(family)), 2) * namesakes / total
        elif core:
            self.holders = max(counts.get(match_keys.known_key(match_keys.NAME, " ".join(self.words)), 2) - 1.5, 0.5)
        else:
            self.holders = max(counts.get(match_keys.known_key(match_keys.FAMILY, flat(family)), 2) - 1.0, 1.0)
