"""The lists that normalising for matching goes by, and how an administrator's own words join them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from zlib import crc32

from .folding import fold, letters
from .given_names import GIVEN_NAMES
from .legal_forms import FORMS, MISTYPED_GMBH
from .mail_words import FREE_DOMAINS, ROLES
from .name_words import TITLES
from .nicknames import NICKNAMES
from .trade_words import GENERIC


@dataclass(frozen=True, eq=False)
class Words:
    """Lists of folded words. Compared and hashed by identity, so that caches keyed by it are fast.

    :param legal_forms: spelling of a legal form -> code of the form
    :param titles: titles and degrees that are no part of a person's name
    :param free_domains: domains that give e-mail addresses to everybody
    :param roles: local parts of e-mail addresses that an office reads
    :param nicknames: short form of a given name -> the name
    :param generic: words in company names that say little
    :param given_names: common given names
    """

    legal_forms: Mapping[str, str] = field(default_factory=lambda: FORMS)
    titles: frozenset[str] = TITLES
    free_domains: frozenset[str] = FREE_DOMAINS
    roles: frozenset[str] = ROLES
    nicknames: Mapping[str, str] = field(default_factory=lambda: NICKNAMES)
    generic: frozenset[str] = GENERIC
    given_names: frozenset[str] = GIVEN_NAMES

    @cached_property
    def forms(self) -> dict[str, str]:
        """Legal forms as they are looked up: folded and without blanks -> code. GmbH also where it is mistyped."""
        forms = {fold(form).replace(" ", ""): code for form, code in self.legal_forms.items() if fold(form)}
        return {**dict.fromkeys(MISTYPED_GMBH, "gmbh"), **forms}

    @cached_property
    def form_ends(self) -> frozenset[str]:
        """The last words of all legal forms, folded."""
        ends = (fold(form).split()[-1:] for form in self.legal_forms)
        return frozenset(word for last in ends for word in last) | frozenset(self.forms)

    def extended(
        self,
        legal_forms: Mapping[str, str] | Iterable[str] = (),
        titles: Iterable[str] = (),
        free_domains: Iterable[str] = (),
        roles: Iterable[str] = (),
        nicknames: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        generic: Iterable[str] = (),
        given_names: Iterable[str] = (),
    ) -> "Words":
        """Return these words and more, as people write them. Equal calls return the same object.

        :param legal_forms: spelling -> code; a spelling without a code is a form of its own

        >>> more = DEFAULT.extended(legal_forms={"GesmbH neu": "gmbh"}, nicknames={"Hüsi": "Hans"})
        >>> more.forms["gesmbhneu"], more.nicknames["huesi"], more.titles == DEFAULT.titles
        ('gmbh', 'johann', True)
        >>> more is DEFAULT.extended(legal_forms={"GesmbH neu": "gmbh"}, nicknames={"Hüsi": "Hans"})
        True
        """
        if not isinstance(legal_forms, Mapping):
            legal_forms = {form: fold(form).replace(" ", "") for form in legal_forms}
        return _extended(
            self,
            tuple(sorted(legal_forms.items())),
            tuple(sorted({word for title in titles for word in fold(title).split()})),
            tuple(sorted({letters(domain.strip()).removeprefix("www.") for domain in free_domains})),
            tuple(sorted({letters(role.strip()) for role in roles})),
            tuple(sorted((fold(short), fold(name)) for short, name in dict(nicknames).items())),
            tuple(sorted({word for phrase in generic for word in fold(phrase).split()})),
            tuple(sorted({word for name in given_names for word in fold(name).split()})),
        )

    def fingerprint(self) -> int:
        """Return a number that changes with the lists and is the same in every process.

        >>> DEFAULT.fingerprint() == Words().fingerprint() != DEFAULT.extended(titles=["Ökon."]).fingerprint()
        True
        """
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> int:
        text = []
        for one in fields(self):
            words = getattr(self, one.name)
            text += [one.name, *sorted(map(":".join, words.items()) if isinstance(words, Mapping) else words)]
        return crc32("\n".join(text).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=32)
def _extended(words: Words, legal_forms, titles, free_domains, roles, nicknames, generic, given_names) -> Words:
    names = dict(words.nicknames)
    for short, name in nicknames:
        # a name never stands for another: what stood for the short form follows it
        full = names.get(name, name)
        if short and full and short != full:
            names = {form: full if target == short else target for form, target in names.items()}
            names[short] = names[full] = full
    return Words(
        legal_forms={**words.legal_forms, **dict(legal_forms)},
        titles=words.titles.union(titles) - {""},
        free_domains=words.free_domains.union(free_domains) - {""},
        roles=words.roles.union(roles) - {""},
        nicknames=names,
        generic=words.generic.union(generic) - {""},
        given_names=words.given_names.union(given_names) - {""},
    )


DEFAULT = Words()
