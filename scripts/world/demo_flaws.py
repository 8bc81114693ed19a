"""Gaps and errors that make demo contacts like those of a real company.

A flaw takes the stream of decisions and the values of a contact (columns of the demo
file), changes the values in place and tells whether it found something to change.
"""

from __future__ import annotations

from collections.abc import Callable

from world.rng import Rng, Weighted
from world.tax_numbers import wrong_check_digit

Values = dict[str, str]
Flaw = Callable[[Rng, Values], bool]

PLACEHOLDERS = ("xxx", "n/a", "-", "test", ".", "k.A.", "???", "unbekannt", "folgt")
#: fields that may be empty, by how often they are forgotten
GAPS = Weighted(
    {
        "email": 14,
        "phone": 12,
        "vat": 13,
        "website": 9,
        "industry_id/id": 15,
        "user_id/id": 15,
        "category_id/id": 7,
        "street": 5,
        "zip": 4,
        "city": 2,
        "country_id/id": 6,
        "function": 5,
    }.items()
)


def gap(rng: Rng, values: Values) -> bool:
    """A value that nobody asked for."""
    return _put(values, rng.draw(GAPS), "")


def _put(values: Values, field: str, value: str) -> bool:
    if not values[field] or values[field] == value:
        return False
    values[field] = value
    return True


def _email(values: Values, make: Callable[[str, str], str]) -> bool:
    """Make another address of local part and domain, where the present one still is whole."""
    local, at, domain = values["email"].partition("@")
    return bool(at) and "." in domain and "@" not in domain and _put(values, "email", make(local, domain))


def email_two_ats(rng: Rng, values: Values) -> bool:
    """max.muster@@firma.example"""
    return _email(values, lambda local, domain: f"{local}@@{domain}")


def email_without_at(rng: Rng, values: Values) -> bool:
    """max.muster.firma.example"""
    return _email(values, lambda local, domain: f"{local}{rng.pick(('.', ' at ', '(at)'))}{domain}")


def email_without_domain(rng: Rng, values: Values) -> bool:
    """max.muster@"""
    return _email(values, lambda local, domain: f"{local}@")


def email_with_comma(rng: Rng, values: Values) -> bool:
    """A comma for the dot."""
    return _email(values, lambda local, domain: f"{local}@{domain.replace('.', ',', 1)}")


def email_two_in_one(rng: Rng, values: Values) -> bool:
    """Two addresses in one field."""
    return _email(values, lambda local, domain: f"{local}@{domain}; {rng.pick(('office', 'privat', 'neu'))}@{domain}")


def email_placeholder(rng: Rng, values: Values) -> bool:
    """An address typed only to get past the form."""
    return _put(
        values, "email", rng.pick(("test@example.com", "keine@example.com", "noreply@example.org", "a@b.example"))
    )


def email_shouted(rng: Rng, values: Values) -> bool:
    """Capitals and a blank at the end."""
    return _email(values, lambda local, domain: f"{local}@{domain} ".upper())


def placeholder(rng: Rng, values: Values) -> bool:
    """xxx, n/a and the like in any field."""
    field = rng.pick(("street", "city", "email", "phone", "vat", "function", "zip"))
    return _put(values, field, rng.pick(PLACEHOLDERS))


def name_placeholder(rng: Rng, values: Values) -> bool:
    """A name typed only to try something out."""
    return _put(values, "name", rng.pick(("test", "xxx", "Test Test", "Mustermann", ".", "neuer Kunde")))


def name_in_capitals(rng: Rng, values: Values) -> bool:
    """The whole name in capitals."""
    return _put(values, "name", values["name"].upper())


def name_in_small_letters(rng: Rng, values: Values) -> bool:
    """The whole name in small letters."""
    return _put(values, "name", values["name"].lower())


def name_with_blanks(rng: Rng, values: Values) -> bool:
    """Blanks around and doubled."""
    return _put(values, "name", f" {values['name'].replace(' ', '  ', 1)} ")


def legal_form_missing(rng: Rng, values: Values) -> bool:
    """The company without GmbH, AG or the like."""
    for form in (" GmbH & Co. KG", " GmbH", " AG", " Sàrl", " SA", " e.K.", " KG", " e.U.", " OG"):
        if values["name"].endswith(form):
            return _put(values, "name", values["name"].removesuffix(form))
    return False


def name_marked_old(rng: Rng, values: Values) -> bool:
    """Marked as outdated in the name instead of archived."""
    mark = rng.pick(("ALT - {}", "{} (alt)", "{} (nicht mehr verwenden)", "zzz {}", "{} - GESCHLOSSEN"))
    return _put(values, "name", mark.format(values["name"]))


def _phone(values: Values, make: Callable[[str], str]) -> bool:
    """Make another number of the present one, where that still is whole."""
    number = values["phone"]
    whole = number.startswith("+") and number.count(" ") >= 2 and not any(char.isalpha() for char in number)
    return whole and _put(values, "phone", make(number))


def phone_with_letters(rng: Rng, values: Values) -> bool:
    """Words in the phone number."""
    tail = rng.pick((" Büro", " (nur vormittags)", " Fr. Huber", " oder Mobil", " (Zentrale)"))
    return _phone(values, lambda number: number + tail)


def phone_without_prefix(rng: Rng, values: Values) -> bool:
    """Only the local number."""
    return _phone(values, lambda number: number.split(" ", 2)[2])


def phone_cut(rng: Rng, values: Values) -> bool:
    """The last digits missing."""
    return _phone(values, lambda number: number[:8])


def zip_one_digit_short(rng: Rng, values: Values) -> bool:
    """A German postcode of four digits."""
    return values["country_id/id"] == "base.de" and _put(values, "zip", values["zip"][:4])


def zip_with_country(rng: Rng, values: Values) -> bool:
    """The country letter before the postcode."""
    letter = {"base.de": "D", "base.at": "A", "base.ch": "CH", "base.li": "FL"}.get(values["country_id/id"], "")
    return bool(letter) and _put(values, "zip", f"{letter}-{values['zip']}")


def zip_and_city_in_one(rng: Rng, values: Values) -> bool:
    """Postcode and town in one field."""
    if not values["zip"] or not values["city"]:
        return False
    values["city"], values["zip"] = f"{values['zip']} {values['city']}", ""
    return True


def street_without_number(rng: Rng, values: Values) -> bool:
    """No house number."""
    return _put(values, "street", values["street"].rstrip("0123456789abcdef/-").rstrip() or "-")


def country_wrong(rng: Rng, values: Values) -> bool:
    """The wrong one of the four countries."""
    return _put(values, "country_id/id", rng.pick(("base.de", "base.at", "base.ch")))


def _vat(values: Values, make: Callable[[str], str]) -> bool:
    """Make another VAT number of the present one, where that still is one."""
    vat = values["vat"]
    return vat[:2].isalpha() and any(map(str.isdigit, vat)) and _put(values, "vat", make(vat))


def vat_wrong(rng: Rng, values: Values) -> bool:
    """A wrong check digit."""
    return _vat(values, lambda vat: wrong_check_digit(rng, vat))


def vat_short(rng: Rng, values: Values) -> bool:
    """The last digits missing."""
    return _vat(values, lambda vat: vat[:7])


def vat_is_tax_office_number(rng: Rng, values: Values) -> bool:
    """The number of the local tax office in place of the VAT number."""
    return _vat(values, lambda vat: f"{rng.digits(2)}/{rng.digits(3)}/{rng.digits(5)}")


def website_without_scheme(rng: Rng, values: Values) -> bool:
    """www.firma.example"""
    return _put(values, "website", values["website"].removeprefix("https://"))


def website_broken(rng: Rng, values: Values) -> bool:
    """Not an address at all."""
    bare = values["website"].removeprefix("https://")
    return _put(values, "website", rng.pick((f"http:/{bare}", bare.replace(".", ","), "im Aufbau", f"htp://{bare}")))


SENSITIVE_NOTES = (
    "Geschieden, zwei Kinder, Sohn hat Asthma. Zahlt gern bar.",
    "Römisch-katholisch, bitte an Feiertagen nicht anrufen.",
    "War im Frühjahr lange krank (Bandscheibe), deshalb Rechnung später schicken.",
    "Gewerkschaftsmitglied, politisch eher schwierig, nicht über Wahlen reden.",
    "Passwort für das Kundenportal: Sommer2019!",
    "Ehefrau heisst Rosi, Hund heisst Bello, Geburtstag 14. März, mag keinen Wein.",
    "Schuldnerberatung bis 2021, nur gegen Vorkasse liefern!",
    "Ausweisnummer liegt in Kopie im Ordner 4.",
)
STALE_NOTES = (
    "Stand 2014, bitte prüfen.",
    "Telefon stimmt nicht mehr (Auskunft Nachmieter, 2018).",
    "Mail kam zurück im Oktober 2021.",
    "Soll umgezogen sein, neue Adresse unbekannt.",
    "Firma sucht Nachfolger, evtl. geschlossen.",
)


def note_sensitive(rng: Rng, values: Values) -> bool:
    """A note that nobody may keep."""
    values["comment"] = rng.pick(SENSITIVE_NOTES)
    return True


def note_stale(rng: Rng, values: Values) -> bool:
    """A note that says the data is outdated."""
    values["comment"] = rng.pick(STALE_NOTES)
    return True


def out_of_place(rng: Rng, values: Values) -> bool:
    """A value that such a contact should not have."""
    if values["is_company"] == "True":
        return False
    if values["type"] in ("delivery", "invoice"):
        values["website"] = "https://www.example.com"
    elif values["parent_id/id"] or values["function"]:
        values["industry_id/id"] = rng.pick(("base.res_partner_industry_G", "base.res_partner_industry_S"))
    else:
        values["function"] = rng.pick(("Lehrerin", "Rentner", "Beamter", "arbeitslos", "Pfarrer"))
    return True


ERRORS: Weighted[Flaw] = Weighted(
    {
        email_two_ats: 4,
        email_without_at: 3,
        email_without_domain: 2,
        email_with_comma: 2,
        email_two_in_one: 2,
        email_placeholder: 4,
        email_shouted: 3,
        placeholder: 12,
        name_placeholder: 1,
        name_in_capitals: 4,
        name_in_small_letters: 2,
        name_with_blanks: 1,
        legal_form_missing: 14,
        name_marked_old: 1,
        phone_with_letters: 5,
        phone_without_prefix: 6,
        phone_cut: 3,
        zip_one_digit_short: 12,
        zip_with_country: 3,
        zip_and_city_in_one: 3,
        street_without_number: 3,
        country_wrong: 2,
        vat_wrong: 14,
        vat_short: 2,
        vat_is_tax_office_number: 3,
        website_without_scheme: 8,
        website_broken: 5,
        out_of_place: 3,
        note_sensitive: 2,
        note_stale: 2,
    }.items()
)

#: care -> (share of contacts, gaps from, to, errors from, to)
CARE = {"good": (0.42, 0, 1, 0, 0), "fair": (0.33, 1, 3, 0, 1), "poor": (0.25, 2, 6, 1, 4)}
_CARE = Weighted((care, share) for care, (share, *_counts) in CARE.items())


def spoil(rng: Rng, values: Values) -> list[str]:
    """Give the contact the gaps and errors of a random degree of care.

    Returns:
        The names of what was done to it.
    """
    _share, gaps_from, gaps_to, errors_from, errors_to = CARE[rng.draw(_CARE)]
    flaws = [gap.__name__ for _number in range(rng.between(gaps_from, gaps_to)) if gap(rng, values)]
    for _number in range(rng.between(errors_from, errors_to)):
        for _try in range(3):  # not every error can happen to every contact
            error = rng.draw(ERRORS)
            if error(rng, values):
                flaws.append(error.__name__)
                break
    return flaws
