"""What contacts hold, in the form in which the engine decides between them."""

from odoo.fields import Domain
from odoo.tools import html2plaintext, is_html_empty

from ...engine import checks
from ...engine.survivorship import Claim, same_key

MANY = "many2many"
TEXT_TYPES = ("char", "text", "html")
JOINED_TYPES = ("text", "html", "properties", MANY)
NUMBER_TYPES = ("integer", "float", "monetary")
DECIDED_TYPES = (
    *TEXT_TYPES,
    *NUMBER_TYPES,
    "boolean",
    "selection",
    "date",
    "datetime",
    "many2one",
    "reference",
    "binary",
    "json",
    "properties",
)
# written by the system, or not a matter of taste: archived contacts become active ones, see `_propose`
NOT_DECIDED = ("id", "create_uid", "create_date", "write_uid", "write_date", "active")
# in these, capitals and accents are no question of spelling
NOT_PROSE = ("email", "website", "phone", "vat", "ref", "company_registry", "barcode", "zip")
# what bears out how a name is spelt; words of fewer letters stand anywhere
BEARING_OUT = ("email", "website", "city")
LETTERS = 4


def is_decided(field):
    """Whether somebody chooses between values of this field of contacts: it is stored and may be written."""
    return (
        field.store
        and not field.readonly
        and not field.related
        and field.type in DECIDED_TYPES
        and field.name not in NOT_DECIDED
    )


def units(partner, rules):
    """What is decided on as one: single fields, and blocks.

    :param dict rules: from `partner.merge.rule._rules`
    :return: {name of the first field: tuple of field names}
    """
    together = {name: names for names in partner._merge_blocks() for name in names}
    found = {}
    for name, field in partner._fields.items():
        if is_decided(field) or (field.type == MANY and name in rules and field.store and not field.readonly):
            names = together.get(name, (name,))
            found.setdefault(names[0], names)
    return found


def held_value(partner, name):
    """What a contact holds in a field, None if nothing; records as ids."""
    field = partner._fields[name]
    value = partner[name]
    if field.type == "boolean":
        return value
    if field.company_dependent and value == field.get_company_dependent_fallback(partner):
        return None
    if field.type == "html":
        return None if is_html_empty(value) else value
    if field.type == MANY:
        return tuple(sorted(value.ids)) or None
    if field.type == "many2one":
        return value.id or None
    if field.type == "reference":
        return f"{value._name},{value.id}" if value else None
    if field.type == "properties":
        filled = {key: each for key, each in dict(value or {}).items() if each}
        return filled or None
    if isinstance(value, str):
        return value if value.strip() else None
    return value or None


def held_text(partner, name):
    """The same as a text, empty for what is none."""
    field = partner._fields[name]
    value = partner[name] or ""
    if field.type == "html":
        return html2plaintext(value).strip() if value else ""
    return value.strip() if field.type in TEXT_TYPES else ""


def _is_valid(partner, name):
    country = partner.country_id.code
    match name:
        case "email":
            return checks.is_email(partner.email)
        case "phone":
            return checks.is_phone(partner.phone or "", country)
        case "vat":
            return checks.is_vat(partner.vat or "", country)
        case "website":
            return checks.is_website(partner.website)
        case "street":
            return checks.postcode_fits(partner.zip, country)
    return True


class Claims:
    """What some contacts hold, read once.

    :param partners: recordset of res.partner that may be read, in the language of the user
    :param dict units: from `units`
    :param dict rules: from `partner.merge.rule._rules`
    """

    def __init__(self, partners, units, rules):
        self.partners = partners.with_context(bin_size=True)
        self.units = units
        self.verified = partners.env["partner.quality"]._verified(partners)
        self.values = {
            partner.id: {name: held_value(partner, name) for names in units.values() for name in names}
            for partner in self.partners
        }
        self.filled = {
            id_: sum(value is not None and value is not False for value in values.values())
            for id_, values in self.values.items()
        }
        self.sources = {
            name: set(partners.filtered_domain(Domain(source)).ids)
            for name, (_strategy, source, _look, _place) in rules.items()
            if source
        }
        texts = (partner[name] for partner in partners for name in BEARING_OUT)
        # apart, so that no word stands across two of them
        self.evidence = " ".join(same_key(text).replace(" ", "") for text in texts if text)

    def of(self, unit, survivor):
        """The claims of all contacts on one unit."""
        names = self.units[unit]
        is_dated = any(self._date(partner, names) for partner in self.partners)
        return [self._claim(partner, unit, names, survivor, is_dated) for partner in self.partners]

    def _date(self, partner, names):
        dates = self.verified.get(partner.id, {})
        return max((dates[name] for name in names if name in dates), default="")

    def _claim(self, partner, unit, names, survivor, is_dated):
        held = [self.values[partner.id][name] for name in names]
        is_block = len(names) > 1
        filled = sum(value is not None for value in held)
        text = " ".join(filter(None, (held_text(partner, name) for name in names)))
        is_prose = is_block or (partner._fields[unit].type == "char" and unit not in NOT_PROSE)
        # before dates of single fields were noted, the contact's last change is all that is known; since then, a
        # value without a date is as old as the contact
        since = partner.create_date if is_dated else partner.write_date
        return Claim(
            owner=partner.id,
            value=(tuple(held) if filled else None) if is_block else held[0],
            text=text,
            is_prose=is_prose,
            is_survivor=partner.id == survivor.id,
            is_valid=_is_valid(partner, unit),
            changed=self._date(partner, names) or str(since or ""),
            created=str(partner.create_date or ""),
            filled=filled if is_block else self.filled[partner.id],
            # an address holds the city itself
            borne_out=self._borne_out(text) if is_prose and not is_block else 0,
            **({"source": 0} if partner.id in self.sources.get(unit, ()) else {}),
        )

    def _borne_out(self, text):
        """How many words of a text stand in other values of the contacts."""
        return sum(len(word) >= LETTERS and word in self.evidence for word in same_key(text).split())
