"""The households and organisations of a world, one small group of entities at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

from world import companies, contact_points, people
from world.companies import Firm
from world.entities import BRANCH, COMPANY, CONTACT, PRIVATE, SUBSIDIARY, Entity
from world.people import Person
from world.phones import Phones, RandomPhones
from world.places import Map, Town
from world.rng import Rng, Weighted
from world.streets import house_number, street_line, street_name
from world.tax_numbers import vat_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Profile:
    """How hard a world is for somebody who looks for duplicates.

    Attributes:
        duplicates: share of the records that are about an entity recorded before.
        errors: mean number of human errors in such a record.
        captured: factor on how often an optional field is filled in (0 to 1).
        kin: factor on relatives, groups and other look-alikes.
        bare: share of duplicates that may share nothing but the name with the first.
    """

    duplicates: float
    errors: float
    captured: float
    kin: float
    bare: float


PROFILES = {
    "std": Profile(duplicates=0.18, errors=0.9, captured=1.0, kin=1.0, bare=0.0),
    "hard": Profile(duplicates=0.22, errors=1.9, captured=0.82, kin=1.9, bare=0.03),
}


class Population:
    """Draws groups of entities that belong together.

    Args:
        rng: the stream of decisions.
        profile: how many look-alikes there are.
        phones: where phone numbers come from.
        places: where people live.
    """

    def __init__(self, rng: Rng, profile: Profile, phones: Phones | None = None, places: Map | None = None) -> None:
        self.rng, self.profile = rng, profile
        self.phones = phones or RandomPhones()
        self.places = places or Map()
        self._count = 0
        self._recent: deque[tuple[Town, str, str]] = deque(maxlen=400)  # addresses of houses
        self._surnames: deque[tuple[Town, str, str]] = deque(maxlen=400)
        self._centres = [self._address(rng, self.places.town(rng)) for _ in range(12)]
        self._taken: set[int] = set()  # checksums of domains, and of company names in their towns
        self._advisers = [self._adviser(rng) for _ in range(12)]
        kin = profile.kin
        self._organisations = Weighted(
            {
                self.single: 76,
                self.group: 8 * kin,
                self.branches: 7 * kin,
                self.public: 4,
                self.club: 3,
                self.franchise: 2 * kin,
            }.items()
        )

    # ------------------------------------------------------------------ parts

    def next_number(self) -> int:
        """The number of the next cluster."""
        self._count += 1
        return self._count

    def _entity(self, kind: str, name: str, town: Town, **values) -> Entity:
        return Entity(self.next_number(), kind, name, town, **values)

    def _address(self, rng: Rng, town: Town) -> tuple[Town, str, str]:
        return town, street_line(rng, town), town.postcode(rng)

    def _take(self, text: str) -> bool:
        """Whether the text was free; only one company may have a domain, or a name in a town."""
        key = crc32(text.encode())
        free = key not in self._taken
        self._taken.add(key)
        return free

    def _own(self, make: Callable[[Rng, Town], Firm], town: Town) -> Firm:
        """An organisation whose name nobody else in the town has."""
        for _try in range(20):
            firm = make(self.rng, town)
            if self._take(f"{firm.core}/{town.name}"):
                return firm
        firm.core = f"{firm.core} {people.person(self.rng, town).last}"
        return firm

    def _domain(self, firm: Firm, town: Town) -> str:
        """A domain that no other company has."""
        at = contact_points.domain(self.rng, firm, town.name)
        label, number = at.removesuffix(".example"), 1
        while not self._take(at):
            number += 1
            place = contact_points.slug(town.name)
            at = f"{label}-{place}.example" if number == 2 else f"{label}-{number + self.rng.below(97)}.example"
        return at

    def _adviser(self, rng: Rng) -> tuple[str, str]:
        """Mailbox and phone of a tax adviser whom several clients name as theirs."""
        town = self.places.town(rng)
        firm = Firm(f"Treuhand {people.person(rng, town).last}", "", "", "M")
        firm.brand = firm.core
        at = self._domain(firm, town)
        return contact_points.role_email(rng, at), self.phones.landline(rng, town)

    def _shared(self, stock: list[T], make: Callable[[], T]) -> T:
        """One of the stock, which is renewed so slowly that about ten companies share each."""
        at = self.rng.below(len(stock))
        if self.rng.random() < 0.1:
            stock[at] = make()
        return stock[at]

    def _german_speaking_town(self) -> Town:
        town = self.places.town(self.rng)
        while town.language != "de":
            town = self.places.town(self.rng)
        return town

    def company(self, firm: Firm, town: Town, kind: str = COMPANY, at: str = "") -> Entity:
        """A company with address, switchboard, mailbox, web address and VAT number."""
        rng = self.rng
        address = self._address(rng, town)
        if rng.random() < 0.03 * self.profile.kin:
            address = self._shared(self._centres, lambda: self._address(rng, self.places.town(rng)))
        town, street, postcode = address
        at = at or self._domain(firm, town)
        email, phone = contact_points.role_email(rng, at), self.phones.landline(rng, town)
        if rng.random() < 0.02:
            email, phone = self._shared(self._advisers, lambda: self._adviser(rng))
        elif firm.owner and rng.random() < 0.12:  # small firms use what they have
            email = contact_points.private_email(rng, firm.owner)
        return self._entity(
            kind,
            firm.name,
            town,
            street=street,
            zip=postcode,
            email=email,
            other_email=f"{rng.pick(contact_points.DEPARTMENTS)}@{at}",
            phone=phone,
            mobile=self.phones.mobile(rng, town.country) if firm.owner and rng.random() < 0.3 else "",
            vat=vat_number(rng, town.country, town.language) if firm.industry not in "OPR" else "",
            website=contact_points.website(rng, at) if rng.random() < 0.8 else "",
            firm=firm,
        )

    def employee(self, company: Entity, human: Person | None = None) -> Entity:
        """A contact person of the company."""
        rng, town = self.rng, company.town
        human = human or people.person(rng, town)
        at = company.other_email.rpartition("@")[2]
        roll = rng.random()
        if roll < 0.78:
            email = contact_points.work_email(rng, human, at)
        else:
            email = company.email if roll < 0.92 else contact_points.private_email(rng, human)
        roll = rng.random()
        phone = company.phone if roll < 0.45 else self._extension(company.phone) if roll < 0.8 else ""
        return self._entity(
            CONTACT,
            human.formal if rng.random() < 0.5 else human.name,
            town,
            street=company.street,
            zip=company.zip,
            email=email,
            other_email=contact_points.private_email(rng, human) if rng.random() < 0.3 else "",
            phone=phone,
            mobile=self.phones.mobile(rng, town.country) if rng.random() < 0.5 else "",
            vat=company.vat,
            parent=company,
            person=human,
        )

    def _extension(self, phone: str) -> str:
        """A direct line behind the switchboard."""
        rng = self.rng
        if phone.startswith(("+41", "+423")):
            return phone[:-2] + f"{rng.below(100):02d}"
        return f"{phone}-{rng.between(10, 899)}"

    def _staff(self, company: Entity) -> list[Entity]:
        rng = self.rng
        owner = company.firm.owner if company.firm else None
        staff = [self.employee(company, owner)] if owner and rng.random() < 0.55 else []
        roll = rng.random()
        size = 0 if roll < 0.36 else rng.between(1, 3) if roll < 0.88 else rng.between(3, 12 if roll < 0.985 else 30)
        staff += [self.employee(company) for _ in range(size)]
        if owner and len(staff) > 1 and rng.random() < 0.25:  # the family works in the firm
            staff.append(self.employee(company, people.child(rng, company.town, owner)))
        return staff

    # ---------------------------------------------------------- organisations

    def organisation(self) -> list[Entity]:
        """A company, group, chain, office or club with its contact persons."""
        return self.rng.draw(self._organisations)()

    def single(self) -> list[Entity]:
        """One company."""
        town = self.places.town(self.rng)
        company = self.company(self._own(companies.firm, town), town)
        return [company, *self._staff(company)]

    def group(self) -> list[Entity]:
        """A company with holding or sister companies: same house and phone, other VAT number."""
        rng, (main, *staff) = self.rng, self.single()
        at = main.other_email.rpartition("@")[2]
        result = [main]
        for _number in range(rng.between(1, 3)):
            firm = companies.affiliate(rng, main.firm, main.town)
            sister = self.company(firm, main.town, SUBSIDIARY, at)
            if rng.random() < 0.75:
                sister.town, sister.street, sister.zip = main.town, main.street, main.zip
            if rng.random() < 0.7:
                sister.phone, sister.email, sister.website = main.phone, main.email, main.website
            result.append(sister)
            if rng.random() < 0.3 and staff:  # one manager of two companies is two contacts
                result.append(self.employee(sister))
        return result + staff

    def branches(self) -> list[Entity]:
        """A company with branches: same name and VAT number, other house and phone."""
        rng, (main, *staff) = self.rng, self.single()
        at = main.other_email.rpartition("@")[2]
        result = [main, *staff]
        for _number in range(rng.between(1, 5)):
            town = self.places.town(rng, main.town.country)
            branch = self.company(main.firm, town, BRANCH, at)
            branch.name = rng.pick(
                (main.name, f"{main.name} {branch.town.name}", f"{main.name}, Filiale {branch.town.name}")
            )
            branch.vat, branch.website = main.vat, main.website
            branch.email = main.email if rng.random() < 0.45 else f"{contact_points.slug(branch.town.name)}@{at}"
            branch.mobile = ""
            result.append(branch)
            if rng.random() < 0.4:
                result.append(self.employee(branch))
        return result

    def public(self) -> list[Entity]:
        """A town or school, a town perhaps with departments of its own."""
        rng = self.rng
        town = self.places.town(rng)
        main = self.company(self._own(companies.public_body, town), town)
        result = [main, *self._staff(main)]
        if main.firm.industry == "O":
            for _number in range(rng.between(0, 3)):
                office = self.company(
                    companies.department(rng, main.firm, town.language),
                    town,
                    SUBSIDIARY,
                    main.other_email.rpartition("@")[2],
                )
                if rng.random() < 0.6:
                    office.street, office.zip = main.street, main.zip
                if office.name not in {entity.name for entity in result}:
                    result.append(office)
        return result

    def club(self) -> list[Entity]:
        """An association; its address is often that of the chairman."""
        rng = self.rng
        town = self.places.town(rng)
        club = self.company(self._own(companies.club, town), town)
        chair = self.employee(club)
        chair.email = contact_points.private_email(rng, chair.person)
        if rng.random() < 0.5:
            club.email, club.phone = chair.email, chair.mobile or club.phone
        return [club, chair]

    def franchise(self) -> list[Entity]:
        """Outlets of one brand with owners of their own: same name, everything else different."""
        rng, brand = self.rng, self.rng.pick(companies.FRANCHISES)
        at = f"{contact_points.slug(brand.core)}.example"
        result: list[Entity] = []
        for _number in range(rng.between(2, 4)):
            town = self._german_speaking_town()
            owner = people.person(rng, town)
            firm = Firm(brand.core, companies.legal_form(rng, town), brand.brand, brand.industry, owner)
            outlet = self.company(firm, town, at=at)
            if rng.random() < 0.7:
                outlet.email = f"{contact_points.slug(outlet.town.name)}@{at}"
            outlet.name = rng.pick(
                (firm.name, f"{brand.core} {outlet.town.name}", f"{brand.core} {owner.last} {firm.form}".strip())
            )
            result += [outlet, self.employee(outlet, owner)]
        return result

    # ------------------------------------------------------------- households

    def household(self) -> list[Entity]:
        """Private customers who live under one roof."""
        rng, kin = self.rng, self.profile.kin
        address = None
        roll = rng.random()
        if self._recent and roll < 0.1:
            address = rng.pick(self._recent)  # neighbours in a block of flats
        town, street, postcode = address or self.home(self.places.town(rng))
        members = self._members(town)
        if self._surnames and rng.random() < 0.05 * kin:  # relatives in the same village
            town, last, origin = rng.pick(self._surnames)
            town, street, postcode = self.home(town)
            members = [people.person(rng, town, last=last, origin=origin)]
        self._recent.append((town, street, postcode))
        self._surnames.append((town, members[0].last, members[0].origin))
        landline = self.phones.landline(rng, town) if rng.random() < 0.6 else ""
        shared = contact_points.family_email(rng, members[0].last) if rng.random() < 0.12 else ""
        return [self._resident(human, town, street, postcode, landline, shared) for human in members]

    def home(self, town: Town) -> tuple[Town, str, str]:
        """An address in the town to live at, with its postcode."""
        rng = self.rng
        if town.language == "fr":
            return self._address(rng, town)
        return town, f"{street_name(rng, town)} {house_number(rng, town)}", town.postcode(rng)

    def _members(self, town: Town) -> list[Person]:
        """The adults of a household."""
        rng = self.rng
        roll = rng.random() / (0.45 + 0.55 * self.profile.kin)
        if roll >= 0.46:
            return [people.person(rng, town)]
        if roll < 0.04:  # flat share
            return [people.person(rng, town, born=rng.between(1985, 2004)) for _ in range(rng.between(2, 4))]
        if roll < 0.08:
            first = people.person(rng, town)
            return [first, people.sibling(rng, town, first)]
        pair = people.couple(rng, town)
        if roll < 0.2 and pair[0].born < 1982:
            pair += [people.child(rng, town, pair[0]) for _ in range(rng.between(1, 2))]
        return pair if rng.random() < 0.85 else [pair[0], *pair[2:]]

    def _resident(self, human: Person, town: Town, street: str, postcode: str, landline: str, shared: str) -> Entity:
        rng = self.rng
        own = contact_points.private_email(rng, human)
        return self._entity(
            PRIVATE,
            human.formal if rng.random() < 0.6 else human.name,
            town,
            street=street,
            zip=postcode,
            email=shared if shared and rng.random() < 0.6 else own,
            other_email=contact_points.private_email(rng, human) if rng.random() < 0.35 else "",
            phone=landline,
            mobile=self.phones.mobile(rng, town.country) if rng.random() < 0.75 else "",
            person=human,
        )

    def next_group(self) -> list[Entity]:
        """A household or an organisation, parents before their contact persons."""
        return self.household() if self.rng.random() < 0.62 else self.organisation()
