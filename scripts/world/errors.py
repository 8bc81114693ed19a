"""Errors and habits that change one field of a record.

Every function takes the stream of decisions and the record, changes the record in place
and tells whether it changed anything. ``HUMAN`` holds the ones that may happen to
anybody; the channels add their own habits.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from world import contact_points
from world.entities import Record
from world.given_names import NICKNAMES, SPELLINGS
from world.people import Person
from world.phones import any_style
from world.places import ALIASES
from world.rng import Rng, Weighted
from world.spelling import misheard, mistyped, one_word, swapped_digits
from world.surnames import surname
from world.tax_numbers import wrong_check_digit

Error = Callable[[Rng, Record], bool]


def _set(record: Record, field: str, value: str) -> bool:
    if getattr(record, field) == value:
        return False
    setattr(record, field, value)
    return True


# ------------------------------------------------------------------- names


def name_mistyped(rng: Rng, record: Record) -> bool:
    """A slip of the finger in the name."""
    return _set(record, "name", one_word(rng, record.name, mistyped))


def name_misheard(rng: Rng, record: Record) -> bool:
    """The name written by ear."""
    human = record.entity.person
    if human and human.first in SPELLINGS and human.first in record.name and rng.random() < 0.5:
        return _set(record, "name", record.name.replace(human.first, rng.pick(SPELLINGS[human.first]), 1))
    return _set(record, "name", one_word(rng, record.name, misheard))


def _human(record: Record) -> Person | None:
    """The person, as long as the name still is the plain one."""
    human = record.entity.person
    return human if human and human.first in record.name and human.last in record.name else None


def nickname(rng: Rng, record: Record) -> bool:
    """The name that friends and colleagues use."""
    human = _human(record)
    if not human or human.first not in NICKNAMES:
        return False
    return _set(record, "name", f"{rng.pick(NICKNAMES[human.first])} {human.last}")


def initial(rng: Rng, record: Record) -> bool:
    """Only the first letter of the given name."""
    human = _human(record)
    return bool(human) and _set(record, "name", f"{human.first[0]}. {human.last}")


def surname_first(rng: Rng, record: Record) -> bool:
    """Surname and given name the other way round."""
    human = _human(record)
    comma = "," if rng.random() < 0.45 else ""
    return bool(human) and _set(record, "name", f"{human.last}{comma} {human.first}")


def married(rng: Rng, record: Record) -> bool:
    """Another surname after a marriage or a divorce."""
    human = _human(record)
    if not human or human.gender != "f" and rng.random() < 0.8:
        return False
    other = human.birth_name if human.birth_name not in ("", human.last) else surname(rng, human.origin)
    if other in human.last:
        other = human.last.replace(other, "").strip("- ")
    last = f"{human.last}-{other}" if rng.random() < 0.3 and "-" not in human.last else other
    return bool(last) and _set(record, "name", f"{human.first} {last}")


def salutation(rng: Rng, record: Record) -> bool:
    """Salutation or title typed into the name."""
    human = record.entity.person
    if not human or record.is_company:
        return False
    before = "Herr" if human.gender == "m" else "Frau"
    return _set(record, "name", f"{rng.pick((before, before, 'Dr.', before[0] + 'r.'))} {record.name}")


def second_name(rng: Rng, record: Record) -> bool:
    """The second given name added, in full or as a letter."""
    human = _human(record)
    if not human or not human.second or human.second == human.first:
        return False
    second = human.second if rng.random() < 0.6 else f"{human.second[0]}."
    return _set(record, "name", f"{human.first} {second} {human.last}")


def surname_only(rng: Rng, record: Record) -> bool:
    """Somebody knew no more than the surname."""
    human = _human(record)
    if not human or not (record.email or record.phone or record.mobile):
        return False
    before = "Herr" if human.gender == "m" else "Frau"
    return _set(record, "name", f"{before} {human.last}")


_LONG_FORMS = {
    "GmbH": ("GesmbH", "Ges.m.b.H.", "G.m.b.H.", "Gmbh", "gmbh", "Gesellschaft mbH"),
    "AG": ("Aktiengesellschaft", "A.G.", "Ag"),
    "GmbH & Co. KG": ("GmbH & Co.KG", "GmbH u. Co. KG", "GmbH&Co KG", "KG", "GmbH"),
    "GmbH & Co KG": ("GmbH & Co. KG", "GmbH und Co KG", "KG"),
    "e.K.": ("e. K.", "eK", "e.Kfm."),
    "e.V.": ("eV", "e. V."),
    "SA": ("S.A.",),
    "Sàrl": ("Sarl", "S.à r.l.", "SARL"),
    "Sagl": ("SAGL", "S.a.g.l."),
    "UG (haftungsbeschränkt)": ("UG", "UG haftungsbeschränkt"),
    "Genossenschaft": ("Gen.", "Genoss."),
    "OHG": ("oHG",),
}


def legal_form(rng: Rng, record: Record) -> bool:
    """The legal form left out or written in another way."""
    firm = record.entity.firm
    if not firm or not firm.form or firm.form not in record.name:
        return False
    other = "" if rng.random() < 0.62 else rng.pick(_LONG_FORMS.get(firm.form, ("",)))
    return _set(record, "name", " ".join(record.name.replace(firm.form, other, 1).split()))


_SHORT_WORDS = [
    ("Elektrotechnik", "Elektro"), ("Immobilien", "Immo"), ("Maschinenbau", "Masch.bau"), ("Gebrüder", "Gebr."),
    ("Gebr.", "Gebrüder"), (" und ", " & "), (" & ", " und "), (" & ", " + "), (" & ", "&"), ("Gasthof", "GH"),
    ("Ingenieurbüro", "Ing.-Büro"), ("Unternehmensberatung", "UB"), ("Steuerberatung", "StB"), ("-", " "),
    ("Transporte", "Transp."), ("Gemeinde", "Gde."), ("Restaurant", "Rest."), ("Zahnarztpraxis", "Praxis"),
    ("Arztpraxis", "Praxis"), ("Heizung-Sanitär", "Heizung/Sanitär"), ("Architekten", "Architekturbüro"),
    ("technik", "tech"), ("Turnverein", "TV"), ("Sportclub", "SC"), ("Musikverein", "MV"), ("Logistik", "Logistics"),
    ("Präzisionstechnik", "Präzision"), ("Autohaus", "AH"), ("Beteiligungen", "Bet."), ("Verwaltungs", "Verw."),
]  # fmt: skip


def company_words(rng: Rng, record: Record) -> bool:
    """A word of the company name abbreviated, or the "and" written differently."""
    if not record.is_company:
        return False
    fitting = [pair for pair in _SHORT_WORDS if pair[0] in record.name]
    if not fitting:
        return False
    long, short = rng.pick(fitting)
    return _set(record, "name", record.name.replace(long, short, 1))


def company_short(rng: Rng, record: Record) -> bool:
    """What customers call the company."""
    firm = record.entity.firm
    if not firm or record.entity.kind != "company" or len(firm.core.split()) < 2:
        return False
    return _set(record, "name", firm.brand if firm.brand != firm.core else " ".join(firm.core.split()[:2]))


def company_addition(rng: Rng, record: Record) -> bool:
    """Town, department or "Fa." added to the company name."""
    if not record.is_company:
        return False
    roll = rng.random()
    if roll < 0.3:
        return _set(record, "name", f"Fa. {record.name}")
    addition = record.city if roll < 0.65 else rng.pick(("Einkauf", "Zentrale", "Buchhaltung", "z.Hd. Einkauf"))
    return bool(addition) and _set(record, "name", f"{record.name}{rng.pick((' ', ', ', ' - '))}{addition}")


def company_reordered(rng: Rng, record: Record) -> bool:
    """First word moved behind the second, as in an alphabetical list."""
    words = record.name.split(" ")
    if not record.is_company or len(words) < 3 or "&" in words[:2] or not words[1][:1].isalpha():
        return False
    return _set(record, "name", " ".join([words[1], words[0], *words[2:]]))


# --------------------------------------------------------------- addresses


def street_written(rng: Rng, record: Record) -> bool:
    """Straße, Strasse or Str., joined or apart."""
    match = re.search(r"(?i)stra(?:ß|ss)e\b", record.street)
    if match:
        whole, start = match.group(), match.start()
        short = rng.pick(("str.", "str.", "str", "strasse" if "ß" in whole else "straße"))
        if whole[0] == "S" or rng.random() < 0.08:
            short = short.capitalize()
            gap = "" if start == 0 or record.street[start - 1] in " -" else " "
            short = gap + short
        return _set(record, "street", record.street[:start] + short + record.street[match.end() :])
    for long, short in (
        ("platz", "pl."),
        ("gasse", "g."),
        ("Rue ", "R. "),
        ("Avenue", "Av."),
        ("Route", "Rte"),
        ("Chemin", "Ch."),
    ):
        if long in record.street:
            return _set(record, "street", record.street.replace(long, short, 1))
    return False


def street_mistyped(rng: Rng, record: Record) -> bool:
    """A slip in the name of the street, or the name by ear."""
    change = mistyped if rng.random() < 0.6 else misheard
    return bool(record.street) and _set(record, "street", one_word(rng, record.street, change))


def number_changed(rng: Rng, record: Record) -> bool:
    """House number left out, without its letter, with another gap or a wrong digit."""
    match = re.search(r" (\d+) ?([a-f])?((?:[-/]\d+)*)$", record.street)
    if not match:
        return False
    head, number, letter, rest = record.street[: match.start()], match[1], match[2] or "", match[3]
    roll = rng.random()
    if roll < 0.22:
        return _set(record, "street", head)
    if (letter or rest) and roll < 0.8:
        return _set(record, "street", f"{head} {number}{' ' + letter.upper() if letter and roll < 0.5 else ''}")
    if roll < 0.45:
        return _set(record, "street", f"{head} {swapped_digits(rng, number)}{letter}{rest}")
    return _set(record, "street", f"{head}{number}{letter}{rest}" if roll < 0.6 else f"{head}, {number}{letter}{rest}")


def street_addition(rng: Rng, record: Record) -> bool:
    """Floor, building or care-of line typed into the street."""
    extra = rng.pick(
        ("2. OG", "EG links", "Hinterhaus", "Gebäude B", "3. Stock", "Top 4", "c/o Empfang", "Eingang Hof")
    )
    return bool(record.street) and _set(record, "street", f"{record.street}, {extra}")


def zip_wrong(rng: Rng, record: Record) -> bool:
    """A wrong digit in the postcode."""
    return bool(record.zip) and _set(record, "zip", swapped_digits(rng, record.zip))


def zip_prefix(rng: Rng, record: Record) -> bool:
    """The old country letter before the postcode, or the leading zero lost in a spreadsheet."""
    if not record.zip:
        return False
    if record.zip[0] == "0":
        return _set(record, "zip", record.zip.lstrip("0"))
    letters = {"DE": "D", "AT": "A", "CH": "CH", "LI": "FL"}[record.entity.town.country]
    return _set(record, "zip", f"{letters}-{record.zip}")


def city_written(rng: Rng, record: Record) -> bool:
    """Another name of the town, or a typing error in it."""
    if not record.city:
        return False
    if record.city in ALIASES and rng.random() < 0.8:
        return _set(record, "city", rng.pick(ALIASES[record.city]))
    return _set(record, "city", one_word(rng, record.city, mistyped))


# --------------------------------------------------------- contact points


def email_mistyped(rng: Rng, record: Record) -> bool:
    """A slip in the mail address."""
    local, at, domain = record.email.partition("@")
    if not at:
        return False
    head, dot, tail = domain.rpartition(".")
    if rng.random() < 0.65 or tail != "example":  # exmaple.com might be somebody's
        return _set(record, "email", f"{mistyped(rng, local)}@{domain}")
    return _set(record, "email", f"{local}@{mistyped(rng, head)}{dot}{tail}")


def email_other(rng: Rng, record: Record) -> bool:
    """Another mailbox of the same person or company."""
    entity = record.entity
    if entity.other_email:
        return _set(record, "email", entity.other_email)
    if entity.person and record.email:
        return _set(record, "email", contact_points.private_email(rng, entity.person))
    return False


def phone_mistyped(rng: Rng, record: Record) -> bool:
    """A wrong or exchanged digit at the end of the phone number."""
    field = "phone" if record.phone else "mobile"
    number = getattr(record, field)
    return bool(number) and _set(record, field, number[:-4] + swapped_digits(rng, number[-4:]))


def phone_written(rng: Rng, record: Record) -> bool:
    """The numbers written in another style."""
    changed = False
    for field in ("phone", "mobile"):
        number = getattr(record, field)
        if number.startswith("+") and number.count(" ") >= 2:
            changed |= _set(record, field, any_style(rng, number))
    return changed


def phones_exchanged(rng: Rng, record: Record) -> bool:
    """The mobile number in the field of the landline."""
    if not record.mobile:
        return False
    record.phone, record.mobile = record.mobile, record.phone if rng.random() < 0.5 else ""
    return True


def extension_dropped(rng: Rng, record: Record) -> bool:
    """The switchboard instead of the direct line."""
    head, hyphen, _tail = record.phone.rpartition("-")
    return bool(hyphen) and len(head) > 6 and _set(record, "phone", head + rng.pick(("", "", "-0")))


def vat_written(rng: Rng, record: Record) -> bool:
    """VAT number with blanks, without its prefix, or with a wrong digit."""
    vat = record.vat
    if not vat:
        return False
    roll = rng.random()
    if vat.startswith("CHE"):
        plain = vat.replace("-", "").replace(".", "")
        changed = plain if roll < 0.4 else plain.rsplit(" ", 1)[0] if roll < 0.8 else wrong_check_digit(rng, vat)
    elif roll < 0.4:
        changed = f"{vat[:2]} {vat[2:5]} {vat[5:8]} {vat[8:]}"
    elif roll < 0.7:
        changed = vat[2:]
    else:
        changed = wrong_check_digit(rng, vat)
    return _set(record, "vat", changed)


def country_missing(rng: Rng, record: Record) -> bool:
    """No country, because "everybody knows"."""
    return _set(record, "country_code", "")


def kind_flipped(rng: Rng, record: Record) -> bool:
    """A company recorded as a person or the other way round."""
    if record.parent:
        return False
    record.is_company = not record.is_company
    return True


#: errors that may happen to anybody, with their frequency
HUMAN: Weighted[Error] = Weighted(
    {
        name_mistyped: 16,
        name_misheard: 9,
        nickname: 7,
        initial: 4,
        surname_first: 4,
        second_name: 3,
        salutation: 3,
        surname_only: 1.5,
        legal_form: 13,
        company_words: 8,
        company_short: 4,
        company_addition: 4,
        company_reordered: 2,
        street_written: 10,
        street_mistyped: 8,
        number_changed: 7,
        street_addition: 2,
        zip_wrong: 4,
        zip_prefix: 2,
        city_written: 6,
        email_mistyped: 7,
        email_other: 8,
        phone_mistyped: 6,
        phone_written: 9,
        phones_exchanged: 3,
        extension_dropped: 4,
        vat_written: 6,
        country_missing: 3,
        kind_flipped: 1,
    }.items()
)
