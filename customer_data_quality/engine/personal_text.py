"""Finding and taking out what names a person in free text: e-mail addresses, phone numbers, names.

Patterns are regular expressions that Python and PostgreSQL read alike, without regard to case.
"""

import html
import re

ERASED = "[…]"
MASK = "***"
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# "Bert Nebenmann <": who is written before an address.
CALLED = re.compile(rf"""("[^"\n]{{1,80}}"|(?:[A-ZÀ-ÖØ-Þ][\w'.-]*[ ]+){{1,4}})([ ]*<)({EMAIL.pattern})""")
# Parts of names that are everybody's.
TITLES = {"herr", "herrn", "frau", "mr.", "mrs.", "dr.", "prof.", "mme", "sig.", "signor", "signora", "der", "von",
          "van", "the", "del", "team", "gmbh", "user", "admin"}  # fmt: skip
LEAST_LETTERS = 3
# A number of fewer digits could be anything.
LEAST_DIGITS = 6


def email_pattern(address):
    """A pattern of one address, that does not match within a longer one.

    >>> bool(re.search(email_pattern("anna@q.example"), "Anna <ANNA@q.example>.", re.I))
    True
    >>> bool(re.search(email_pattern("anna@q.example"), "johanna@q.example", re.I))
    False
    """
    return rf"(?<![A-Za-z0-9._%+-]){_escaped(address)}(?![A-Za-z0-9-])"


def name_pattern(name):
    """A pattern of one name, with whatever spaces between its words, that does not match within other words.

    >>> bool(re.search(name_pattern("Anna Quitt"), "to ANNA  Quitt, Wien", re.I))
    True
    >>> bool(re.search(name_pattern("Anna Quitt"), "Johanna Quitt", re.I))
    False
    """
    words = r"\s+".join(_escaped(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"


def phone_pattern(number):
    """A pattern of one number, however it is grouped.

    >>> bool(re.search(phone_pattern("+49 30 23125001"), "call +49 (30) 231 250-01"))
    True
    >>> bool(re.search(phone_pattern("+49 30 23125001"), "+49 30 231250012"))
    False
    """
    digits = re.sub(r"\D", "", number)
    return r"\+?(?<!\d)" + r"[ ()/.-]*".join(digits) + r"(?!\d)"


def is_telling_name(name):
    """Whether a name is worth searching for in free text: a single word is too often another one.

    >>> is_telling_name("Anna Quittenbaum"), is_telling_name("Anna"), is_telling_name("A B")
    (True, False, False)
    """
    return len((name or "").split()) > 1 and len(name) > 5


def is_telling_number(number):
    """Whether a phone number has enough digits to be searched for."""
    return len(re.sub(r"\D", "", number or "")) >= LEAST_DIGITS


def written_forms(text):
    """How a text stands in text, HTML and JSON.

    >>> written_forms("A & Ü")
    ['A & Ü', 'A &amp; Ü', 'A & \\\\u00dc']
    """
    escaped = "".join(char if ord(char) < 128 else f"\\u{ord(char):04x}" for char in text)
    return list(dict.fromkeys((text, html.escape(text), escaped)))


def masked_emails(text, own=()):
    """Mask all addresses in a text but those of the person.

    >>> masked_emails("from a@q.example to bert@other.example", {"a@q.example"})
    'from a@q.example to b***@other.example'
    """

    def mask(match):
        address = match.group()
        if address.lower() in own:
            return address
        local, _at, domain = address.partition("@")
        return f"{local[:1]}{MASK}@{domain}"

    def mask_called(match):
        return match.group() if match[3].lower() in own else f"{MASK} {match[2].strip()}{match[3]}"

    return EMAIL.sub(mask, CALLED.sub(mask_called, text))


def others_pattern(names, phones=(), own=(), forms=None):
    """A pattern of other people's names and numbers; None if there is nothing to look for. What the person is called
    as well is left alone.

    >>> pattern = others_pattern(["Bertram Nebenmann", "Anna Quast"], ["+49 30 23125 077"], ["Anna Quast-Quitt"])
    >>> pattern.sub(MASK, "Hello BERTRAM  nebenmann, Herr Nebenmann (+49 30 23125-077)! Anna Quast-Quitt")
    'Hello ***, Herr *** (***)! Anna Quast-Quitt'
    >>> others_pattern(["Anna Quitt"], own=["Quitt, Anna"])

    :param names: iterable of str
    :param phones: iterable of str
    :param own: names of the person
    :param forms: function of a name and the words of the own ones: its patterns; `whole_names` or `name_parts`
    :rtype: re.Pattern or None
    """
    own_words = {word for name in own for word in _words(name)}
    patterns = {f"(?i:{phone_pattern(phone)})": None for phone in phones if is_telling_number(phone)}
    for name in names:
        if not own_words.issuperset(_words(name)):
            patterns.update(dict.fromkeys((forms or name_parts)(name, own_words)))
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def whole_names(name, _own_words):
    """The pattern of a name of several words, whatever the case."""
    return [f"(?i:{name_pattern(name)})"] if is_telling_name(name) else []


def name_parts(name, own_words):
    """Patterns of a name, and of its first and last word alone, written as names are."""
    words = [word.strip(",") for word in name.split()]
    telling = [word for word in (words[0], words[-1]) if len(word) >= LEAST_LETTERS and word.isalpha()]
    telling = [word for word in telling if word[0].isupper() and word.lower() not in own_words | TITLES]
    return [*whole_names(name, own_words), *map(name_pattern, telling)]


def _words(text):
    return re.findall(r"[\w'.]+", text.lower())


def _escaped(text):
    return re.sub(r"([^\w\s@])", r"\\\1", text)
