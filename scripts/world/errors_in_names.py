"""Errors and habits in the names of persons and companies; see :mod:`world.errors`."""

from __future__ import annotations

from world.entities import Record, put
from world.given_names import NICKNAMES, SPELLINGS
from world.people import Person
from world.rng import Rng
from world.spelling import misheard, mistyped, one_word
from world.surnames import surname


def name_mistyped(rng: Rng, record: Record) -> bool:
    """A slip of the finger in the name."""
    return put(record, "name", one_word(rng, record.name, mistyped))


def name_misheard(rng: Rng, record: Record) -> bool:
    """The name written by ear."""
    human = record.entity.person
    if human and human.first in SPELLINGS and human.first in record.name and rng.random() < 0.5:
        return put(record, "name", record.name.replace(human.first, rng.pick(SPELLINGS[human.first]), 1))
    return put(record, "name", one_word(rng, record.name, misheard))


def _human(record: Record) -> Person | None:
    """The person, as long as the name still is the plain one."""
    human = record.entity.person
    return human if human and human.first in record.name and human.last in record.name else None


def nickname(rng: Rng, record: Record) -> bool:
    """The name that friends and colleagues use."""
    human = _human(record)
    if not human or human.first not in NICKNAMES:
        return False
    return put(record, "name", f"{rng.pick(NICKNAMES[human.first])} {human.last}")


def initial(rng: Rng, record: Record) -> bool:
    """Only the first letter of the given name."""
    human = _human(record)
    return bool(human) and put(record, "name", f"{human.first[0]}. {human.last}")


def surname_first(rng: Rng, record: Record) -> bool:
    """Surname and given name the other way round."""
    human = _human(record)
    comma = "," if rng.random() < 0.45 else ""
    return bool(human) and put(record, "name", f"{human.last}{comma} {human.first}")


def married(rng: Rng, record: Record) -> bool:
    """Another surname after a marriage or a divorce."""
    human = _human(record)
    if not human or human.gender != "f" and rng.random() < 0.8:
        return False
    other = human.birth_name if human.birth_name not in ("", human.last) else surname(rng, human.origin)
    if other in human.last:
        other = human.last.replace(other, "").strip("- ")
    last = f"{human.last}-{other}" if rng.random() < 0.3 and "-" not in human.last else other
    return bool(last) and put(record, "name", f"{human.first} {last}")


def salutation(rng: Rng, record: Record) -> bool:
    """Salutation or title typed into the name."""
    human = record.entity.person
    if not human or record.is_company:
        return False
    before = "Herr" if human.gender == "m" else "Frau"
    return put(record, "name", f"{rng.pick((before, before, 'Dr.', before[0] + 'r.'))} {record.name}")


def second_name(rng: Rng, record: Record) -> bool:
    """The second given name added, in full or as a letter."""
    human = _human(record)
    if not human or not human.second or human.second == human.first:
        return False
    second = human.second if rng.random() < 0.6 else f"{human.second[0]}."
    return put(record, "name", f"{human.first} {second} {human.last}")


def surname_only(rng: Rng, record: Record) -> bool:
    """Somebody knew no more than the surname."""
    human = _human(record)
    if not human or not (record.email or record.phone or record.mobile):
        return False
    before = "Herr" if human.gender == "m" else "Frau"
    return put(record, "name", f"{before} {human.last}")


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
    return put(record, "name", " ".join(record.name.replace(firm.form, other, 1).split()))


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
    return put(record, "name", record.name.replace(long, short, 1))


def company_short(rng: Rng, record: Record) -> bool:
    """What customers call the company."""
    firm = record.entity.firm
    if not firm or record.entity.kind != "company" or len(firm.core.split()) < 2:
        return False
    return put(record, "name", firm.brand if firm.brand != firm.core else " ".join(firm.core.split()[:2]))


def company_addition(rng: Rng, record: Record) -> bool:
    """Town, department or "Fa." added to the company name."""
    if not record.is_company:
        return False
    roll = rng.random()
    if roll < 0.3:
        return put(record, "name", f"Fa. {record.name}")
    addition = record.city if roll < 0.65 else rng.pick(("Einkauf", "Zentrale", "Buchhaltung", "z.Hd. Einkauf"))
    return bool(addition) and put(record, "name", f"{record.name}{rng.pick((' ', ', ', ' - '))}{addition}")


def company_reordered(rng: Rng, record: Record) -> bool:
    """First word moved behind the second, as in an alphabetical list."""
    words = record.name.split(" ")
    if not record.is_company or len(words) < 3 or "&" in words[:2] or not words[1][:1].isalpha():
        return False
    return put(record, "name", " ".join([words[1], words[0], *words[2:]]))
