"""Rows of contacts from vCards (RFC 2426, RFC 6350), read by vobject, which Odoo needs for calendars."""

import re

import vobject

HEADINGS = (
    "Full Name",
    "Company",
    "Job Title",
    "E-mail",
    "E-mail 2",
    "Phone",
    "Phone 2",
    "Phone 3",
    "Street",
    "Postal Code",
    "City",
    "State",
    "Country",
    "Website",
    "Notes",
)
BEGIN = "BEGIN:VCARD"
CARD = re.compile(r"^BEGIN:VCARD\s*$.*?^END:VCARD\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def rows(text):
    """Headings, and one row for each card; a card that can't be read stands in the notes of a row without a name.

    :param str text: content of a file
    :return: list of lists of texts
    """
    return [list(HEADINGS), *(_row(match.group()) for match in CARD.finditer(text))]


def _row(text):
    try:
        card = vobject.readOne(text, allowQP=True)
        values = _values(card)
    except (vobject.base.VObjectError, ValueError, AttributeError, IndexError):
        values = {"Notes": text}
    return [values.get(heading, "") for heading in HEADINGS]


def _values(card):
    values = {"Full Name": _text(card, "fn"), "Job Title": _text(card, "title"), "Notes": _text(card, "note")}
    organisation = getattr(card, "org", None)
    if organisation:
        parts = organisation.value if isinstance(organisation.value, list) else [organisation.value]
        values["Company"] = str(parts[0]).strip()
    kind = _text(card, "kind") or _text(card, "x_abshowas")
    if kind.casefold() in ("org", "company") or values["Full Name"] == values.get("Company"):
        values["Company"] = values.get("Company") or values["Full Name"]
        values["Full Name"] = ""
    for heading, name in (("E-mail", "email"), ("Phone", "tel")):
        for number, each in enumerate(_list(card, name), start=1):
            values[heading if number == 1 else f"{heading} {number}"] = str(each.value).removeprefix("tel:").strip()
    address = next(iter(_list(card, "adr")), None)
    if address:
        where = address.value
        for heading, part in (
            ("Street", where.street or where.box),
            ("Postal Code", where.code),
            ("City", where.city),
            ("State", where.region),
            ("Country", where.country),
        ):
            values[heading] = " ".join(part) if isinstance(part, list) else str(part or "")
    values["Website"] = _text(card, "url")
    return values


def _list(card, name):
    return getattr(card, f"{name}_list", [])


def _text(card, name):
    found = getattr(card, name, None)
    return str(found.value).strip() if found is not None else ""
