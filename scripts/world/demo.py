"""The demo contacts of the add-on: about 600, with the flaws of real life.

What makes them differ from benchmark rows: phone numbers only from ranges that can't
reach anybody, invoice and delivery addresses, tags, industries, salespeople, notes, and
archived contacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from world.channels import Channel, later_record, record_of
from world.demo_flaws import ERRORS, Values, spoil
from world.entities import BRANCH, COMPANY, CONTACT, PRIVATE, SUBSIDIARY, Entity, Record
from world.phones import ReservedPhones, is_reserved
from world.places import Map
from world.population import Population
from world.profiles import PROFILES
from world.rng import Rng, Weighted

SEED = "demo-19.0"
MODULE = "customer_data_quality"
COLUMNS = (
    "id", "active", "is_company", "type", "name", "parent_id/id", "function", "street", "zip", "city",
    "state_id/id", "country_id/id", "email", "phone", "vat", "website", "ref", "industry_id/id",
    "user_id/id", "category_id/id", "comment",
)  # fmt: skip

#: external id -> name, color of the tag
TAGS = {
    "demo_category_customer": ("Customer", 10),
    "demo_category_supplier": ("Supplier", 2),
    "demo_category_private": ("Private customer", 4),
    "demo_category_address": ("Delivery or invoice address", 7),
    "demo_category_newsletter": ("Newsletter", 8),
    "demo_category_fair": ("Trade fair 2025", 3),
}
_SALESPEOPLE = Weighted({f"{MODULE}.demo_user": 46, f"{MODULE}.demo_steward": 30, "base.user_admin": 24}.items())
_FUNCTIONS = """Geschäftsführung|Einkauf|Buchhaltung|Verkauf|Technik|Empfang|Projektleitung|Marketing|Lager
Personal|Werkstattleitung|Disposition|IT|Sekretariat""".replace("\n", "|").split("|")
_COMPLETE = Channel("complete", 1, 1, 1, 1, 1, 1, lambda rng, record: None)


@dataclass(slots=True, eq=False)
class DemoContact:
    """A demo contact: values by column, and the truth about it.

    Attributes:
        cluster: number of the entity; contacts with the same one are duplicates.
        kind: kind of the entity, or "address" for a further address of a company.
        tag: external id of the tag that says what it is to us.
        flaws: names of the gaps and errors it was given.
        parent: the contact it hangs under.
    """

    values: Values
    cluster: int
    kind: str
    tag: str
    parent: DemoContact | None = None
    flaws: list[str] = field(default_factory=list)


class Demo:
    """Puts the demo contacts together; the same ones for the same seed."""

    def __init__(self, seed: str = SEED) -> None:
        self.rng = Rng(seed)
        self.flaws = self.rng.fork("flaws")
        places = Map(tail=0, countries={"DE": 0.5, "AT": 0.21, "CH": 0.26, "LI": 0.03})
        profile = replace(PROFILES["std"], errors=0.7, kin=0.8)
        phones = ReservedPhones(self.rng.fork("phones"))
        self.population = Population(self.rng.fork("population"), profile, phones, places)
        self.contacts: list[DemoContact] = []
        self._records: list[tuple[Record, DemoContact]] = []  # what may be recorded again

    def build(self) -> list[DemoContact]:
        """All demo contacts, companies before those who hang under them."""
        draw, households = self.population.organisations, self.population.households
        kinds = [draw.single] * 78 + [draw.branches] * 7 + [draw.group] * 6
        kinds += [draw.public] * 5 + [draw.club] * 4 + [draw.franchise] * 3
        # all entities before the first flaw, so that how many there are hangs on the seed alone
        customers = [kind() for kind in kinds]
        suppliers = [draw.single() for _number in range(24)]
        private = [entity for _number in range(66) for entity in households.any()]
        for entities in customers:
            self._organisation(entities, "demo_category_customer")
        for entities in suppliers:
            self._organisation(entities, "demo_category_supplier")
        for entity in private:
            self._add(entity, None, "demo_category_private")
        self._job_changers(8)
        self._duplicates(48)
        self._errors_not_made()
        return self.contacts

    # ------------------------------------------------------------- contacts

    def _organisation(self, entities: list[Entity], tag: str) -> None:
        """Companies with a few of their people and further addresses."""
        rng, added = self.rng, {}
        people_of: dict[int, int] = {}
        for entity in entities:
            parent = added.get(entity.parent.number) if entity.parent else None
            if entity.parent:
                people_of[entity.parent.number] = people_of.get(entity.parent.number, 0) + 1
                if people_of[entity.parent.number] > 4:
                    continue
            elif entity.kind in (BRANCH, SUBSIDIARY) and rng.chance(0.5):
                parent = added[entities[0].number]
            added[entity.number] = self._add(entity, parent, tag)
            if entity.kind == COMPANY and rng.chance(0.32):
                self._further_address(entity, added[entity.number])

    def _add(self, entity: Entity, parent: DemoContact | None, tag: str) -> DemoContact:
        record = record_of(self.rng, entity, _COMPLETE)
        record.country_code = entity.town.country
        contact = self._contact(record, parent, tag)
        self._records.append((record, contact))
        contact.flaws = spoil(self.flaws, contact.values)
        return contact

    def _contact(self, record: Record, parent: DemoContact | None, tag: str) -> DemoContact:
        """The record in the columns of the demo file."""
        rng, entity = self.rng, record.entity
        person = entity.kind == CONTACT
        number = record.phone or record.mobile
        if entity.kind == PRIVATE and record.mobile and rng.chance(0.7):
            number = record.mobile
        values = dict.fromkeys(COLUMNS, "")
        values |= {
            "active": "True",
            "is_company": str(record.is_company),
            "type": "contact",
            "name": record.name,
            "street": record.street,
            "zip": record.zip,
            "city": record.city,
            "country_id/id": f"base.{record.country_code.lower()}" if record.country_code else "",
            "email": record.email,
            "phone": number if is_reserved(number) else "",
            "vat": record.vat if record.is_company else "",
            "website": record.website if record.is_company else "",
        }
        if person:
            values["function"] = rng.pick(_FUNCTIONS) if rng.chance(0.75) else ""
        else:
            values["user_id/id"] = rng.draw(_SALESPEOPLE)
            values["category_id/id"] = self._tags(tag)
            values["ref"] = (
                f"{'L' if tag.endswith('supplier') else 'K'}{10000 + entity.number}" if rng.chance(0.4) else ""
            )
        if entity.firm and record.is_company:
            values["industry_id/id"] = f"base.res_partner_industry_{entity.firm.industry}"
        if self._same_place(record) and rng.chance(0.2):
            values["state_id/id"] = f"base.state_{entity.town.country.lower()}_{entity.town.state}"
        if parent:
            self._under(values, person and values["is_company"] == "False")
        return self._append(DemoContact(values, entity.number, entity.kind, tag, parent))

    def _append(self, contact: DemoContact) -> DemoContact:
        """Give the contact the next external id; its parent has one already."""
        self.contacts.append(contact)
        contact.values["id"] = f"demo_partner_{len(self.contacts):04d}"
        if contact.parent:
            contact.values["parent_id/id"] = contact.parent.values["id"]
        return contact

    @staticmethod
    def _same_place(record: Record) -> bool:
        """Whether the record still has the town whose state is known."""
        town = record.entity.town
        return bool(town.state) and record.city == town.name and record.country_code == town.country

    def _under(self, values: Values, person: bool) -> None:
        """Adapt the values of somebody who hangs under a company.

        Odoo gives contacts of type "contact" the address of the company, so those have
        none of their own here; who sits elsewhere, such as a branch or a colleague in
        another town, is of type "other".
        """
        if not person:
            values["type"] = "other"
        elif self.rng.chance(0.07):
            values["type"] = "other"
            _town, street, postcode = self.population.around.home(town := self.population.around.places.town(self.rng))
            values |= {
                "street": street,
                "zip": postcode,
                "city": town.name,
                "country_id/id": f"base.{town.country.lower()}",
            }
            values["state_id/id"] = ""
        else:
            values |= dict.fromkeys(("street", "zip", "city", "state_id/id", "country_id/id"), "")
        if person:
            values["vat"] = values["website"] = ""

    def _tags(self, tag: str) -> str:
        tags = [tag]
        if self.rng.chance(0.14):
            tags.append("demo_category_newsletter")
        if self.rng.chance(0.08):
            tags.append("demo_category_fair")
        return ",".join(f"{MODULE}.{name}" for name in tags)

    def _further_address(self, entity: Entity, company: DemoContact) -> None:
        """A delivery or invoice address of the company."""
        rng = self.rng
        kind, name = rng.pick(
            (
                ("delivery", "Lager"),
                ("delivery", "Wareneingang"),
                ("delivery", "Baustelle"),
                ("invoice", "Buchhaltung"),
                ("invoice", "Rechnungsprüfung"),
            )
        )
        town, street, postcode = self.population.around.home(entity.town)
        values = dict.fromkeys(COLUMNS, "")
        values |= {
            "active": "True",
            "is_company": "False",
            "type": kind,
            "name": rng.pick((name, f"{name} {entity.town.name}", "")),
            "street": street,
            "zip": postcode,
            "city": town.name,
            "country_id/id": f"base.{town.country.lower()}",
            "email": entity.other_email if kind == "invoice" and rng.chance(0.7) else "",
            "category_id/id": f"{MODULE}.demo_category_address",
        }
        number = self.population.around.next_number()
        address = self._append(DemoContact(values, number, "address", "demo_category_address", company))
        address.flaws = spoil(self.flaws, values) if values["name"] else []

    # ------------------------------------------------- several of the same

    def _pick(self, kinds: tuple[str, ...]) -> Iterator[tuple[Record, DemoContact]]:
        return iter(self.rng.shuffled([pair for pair in self._records if pair[0].entity.kind in kinds]))

    def _job_changers(self, count: int) -> None:
        """People who went to another company: archived there, anew here, not duplicates."""
        companies = [pair for pair in self._pick((COMPANY,)) if pair[1].values["is_company"] == "True"]
        for (record, old), (new_company, contact) in zip(list(self._pick((CONTACT,)))[:count], companies, strict=False):
            old.values["active"] = "False"
            old.values["comment"] = f"Hat das Unternehmen verlassen, jetzt bei {contact.values['name'].strip()}."
            again = self.population.organisations.employee(new_company.entity, record.entity.person)
            again.mobile = record.entity.mobile
            self._add(again, contact, "demo_category_customer")

    def _duplicates(self, count: int) -> None:
        """The same ones recorded again by another colleague or through another channel."""
        kinds = Weighted({COMPANY: 48, PRIVATE: 27, CONTACT: 25}.items())
        stock = {kind: self._pick((kind,)) for kind in (COMPANY, PRIVATE, CONTACT)}
        for _number in range(count):
            record, contact = next(stock[self.rng.draw(kinds)])
            again = later_record(self.population, record)
            parent = contact.parent if record.entity.kind == CONTACT and self.rng.chance(0.6) else None
            copy = self._contact(again, parent, contact.tag)
            copy.flaws = ["duplicate", *again.ops]
            for name in ("user_id/id", "industry_id/id", "category_id/id"):
                if self.rng.chance(0.5):
                    copy.values[name] = ""

    def _errors_not_made(self) -> None:
        """See to it that every error stands somewhere, whatever the seed."""
        made = {flaw for contact in self.contacts for flaw in contact.flaws}
        for error in ERRORS.items:
            if error.__name__ not in made:
                contact = next(one for one in self.flaws.shuffled(self.contacts) if error(self.flaws, one.values))
                contact.flaws.append(error.__name__)


def contacts(seed: str = SEED) -> list[DemoContact]:
    """The demo contacts in the order of the file."""
    return Demo(seed).build()
