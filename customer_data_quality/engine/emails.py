"""An e-mail address or a website in the spelling that tells whether two are one."""

import re
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from .folding import letters
from .mail_words import FREE_BRANDS, HOSTERS, PLATFORMS
from .words import DEFAULT, Words

MAX_LENGTH = 320  # RFC 3696: 64 before the @, 255 behind it

_ADDRESS = re.compile(r"([^\s@<>()\[\],;:\"'|]{1,64})@([^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,8}\.[^\W_][\w-]{0,62})")
_FIRST_LETTERS = re.compile(r"[a-z]+")
_GMAIL = frozenset(("gmail.com", "googlemail.com"))
# domains under which a country registers names
_SECOND_LEVEL = frozenset("co com or ac gv org net gov edu priv".split())
_HOST = re.compile(r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,8}")


class Email(NamedTuple):
    """The parts of an e-mail address; all empty when there is none."""

    address: str = ""  # local@domain
    local: str = ""
    domain: str = ""
    role: bool = False  # an office reads it, not one person
    free: bool = False  # its domain gives addresses to everybody


@lru_cache(maxsize=65536)
def _domain(domain: str, words: Words) -> tuple[str, bool]:
    """Return a domain as it is compared, and whether it gives addresses to everybody."""
    domain = _unicode(domain)
    if domain in _GMAIL:
        return "gmail.com", True
    brand, _dot, rest = domain.partition(".")
    national = brand in FREE_BRANDS and (rest.count(".") == 0 or rest.startswith(("co.", "com.")))
    return domain, national or domain in words.free_domains


def _unicode(host: str) -> str:
    """Return a host in lower case with umlauts spelled out; xn-- names are decoded first (RFC 3492)."""
    if "xn--" in host:
        with suppress(UnicodeError):  # what can't be decoded is compared as it is
            host = host.encode("ascii").decode("idna")
    return letters(host)


def _is_role(local: str, words: Words) -> bool:
    """Return whether a local part is an office's: info, info2, office.wien."""
    if local in words.roles:
        return True
    start = _FIRST_LETTERS.match(local)
    if not start or start[0] not in words.roles:
        return False
    rest = local[start.end() :]
    return not rest or rest.isdecimal() or (rest[0] in ".-_" and start[0] not in ("mail", "post", "email"))


def email(text: str | None, words: Words = DEFAULT) -> Email:
    """Return the first e-mail address in `text`, without +tag; Gmail's dots don't count.

    >>> email("Anna Huber <A.Huber+shop@Googlemail.com>")
    Email(address='ahuber@gmail.com', local='ahuber', domain='gmail.com', role=False, free=True)
    >>> email("mailto:Office.Wien@müller.example; a@example.com")
    Email(address='office.wien@mueller.example', local='office.wien', domain='mueller.example', role=True, free=False)
    >>> email("keine").address, email("@").address
    ('', '')
    """
    if not text or "@" not in text:
        return Email()
    found = _ADDRESS.search(letters(text[:MAX_LENGTH]))
    if not found:
        return Email()
    local, domain = found.groups()
    if local[0] == "." or local[-1] == ".":
        local = local.strip(".")
    if "+" in local:
        local = local.partition("+")[0] or local
    domain, free = _domain(domain, words)
    if domain == "gmail.com":
        local = local.replace(".", "") or local
    if not local:
        return Email()
    return Email(f"{local}@{domain}", local, domain, not free and _is_role(local, words), free)


@lru_cache(maxsize=65536)
def registrable(host: str) -> str:
    """Return the part of a host that somebody registered, as far as the usual second levels tell.

    >>> registrable("shop.huber.co.at"), registrable("mail.example.com"), registrable("huber.blogspot.com")
    ('huber.co.at', 'example.com', 'huber.blogspot.com')
    """
    labels = host.split(".")
    if len(labels) < 3:
        return host
    if labels[0] == "www":
        del labels[0]
    under = ".".join(labels[-2:])
    kept = 3 if under in HOSTERS or (len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL) else 2
    return ".".join(labels[-kept:])


def website(text: str | None) -> str:
    """Return what tells a website from others: the registered domain; on a platform the page's name too.

    >>> website("https://www.Müller.example/kontakt"), website("shop.example.com:8080"), website("keine")
    ('mueller.example', 'example.com', '')
    >>> website("facebook.com/huber/about"), website("https://www.facebook.com")
    ('facebook.com/huber', '')
    """
    line = letters((text or "")[:MAX_LENGTH].strip())
    line = line.partition("://")[2] or line
    line = line.rpartition("@")[2]
    host, _slash, path = line.partition("/")
    found = _HOST.match(host)
    if not found:
        return ""
    name = registrable(_unicode(found[0]))
    if name not in PLATFORMS:
        return name if "." in name else ""
    page = re.match(r"[^/?#\s]*", path)[0]
    return f"{name}/{page}" if page else ""
