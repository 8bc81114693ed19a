"""Companies, groups, chains, offices and clubs with their contact persons."""

from __future__ import annotations

from world import companies, contact_points, people
from world.companies import Firm
from world.entities import BRANCH, COMPANY, CONTACT, SUBSIDIARY, Entity
from world.people import Person
from world.places import Town
from world.rng import Weighted
from world.surroundings import Surroundings
from world.tax_numbers import vat_number


class Organisations:
    """Draws organisations; each method gives a company before those who belong to it."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.around, self.rng, kin = surroundings, surroundings.rng, surroundings.profile.kin
        self._kinds = Weighted(
            {
                self.single: 76,
                self.group: 8 * kin,
                self.branches: 7 * kin,
                self.public: 4,
                self.club: 3,
                self.franchise: 2 * kin,
            }.items()
        )

    def any(self) -> list[Entity]:
        """An organisation of any kind."""
        return self.rng.draw(self._kinds)()

    def company(self, firm: Firm, town: Town, kind: str = COMPANY, at: str = "") -> Entity:
        """A company with address, switchboard, mailbox, web address and VAT number."""
        rng = self.rng
        address = self.around.address(town)
        if rng.random() < 0.03 * self.around.profile.kin:
            address = self.around.business_centre()
        town, street, postcode = address
        at = at or self.around.domain(firm, town)
        email, phone = contact_points.role_email(rng, at), self.around.phones.landline(rng, town)
        if rng.random() < 0.02:
            email, phone = self.around.adviser()
        elif firm.owner and rng.random() < 0.12:  # small firms use what they have
            email = self.around.private_email(firm.owner)
        return self.around.entity(
            kind,
            firm.name,
            town,
            street=street,
            zip=postcode,
            email=email,
            other_email=f"{rng.pick(contact_points.DEPARTMENTS)}@{at}",
            phone=phone,
            mobile=self.around.phones.mobile(rng, town.country) if firm.owner and rng.random() < 0.3 else "",
            vat=vat_number(rng, town.country, town.language) if firm.industry not in "OPR" else "",
            website=contact_points.website(rng, at) if rng.random() < 0.8 else "",
            firm=firm,
        )

    def employee(self, company: Entity, human: Person | None = None) -> Entity:
        """A contact person of the company."""
        rng, town = self.rng, company.town
        human = human or self.around.fashion.follow([people.person(rng, town)])[0]
        at = company.other_email.rpartition("@")[2]
        roll = rng.random()
        if roll < 0.78:
            email = contact_points.work_email(rng, human, at)
        else:
            email = company.email if roll < 0.92 else self.around.private_email(human)
        roll = rng.random()
        phone = company.phone if roll < 0.45 else self._extension(company.phone) if roll < 0.8 else ""
        return self.around.entity(
            CONTACT,
            human.formal if rng.random() < 0.5 else human.name,
            town,
            street=company.street,
            zip=company.zip,
            email=email,
            other_email=self.around.private_email(human) if rng.random() < 0.3 else "",
            phone=phone,
            mobile=self.around.phones.mobile(rng, town.country) if rng.random() < 0.5 else "",
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

    def single(self, town: Town | None = None) -> list[Entity]:
        """One company, in the town if one is given."""
        town = town or self.around.places.town(self.rng)
        company = self.company(self.around.only_one(companies.firm, town), town)
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
            town = self.around.places.town(rng, main.town.country)
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
        town = self.around.places.town(rng)
        main = self.company(self.around.only_one(companies.public_body, town), town)
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
        town = self.around.places.town(rng)
        club = self.company(self.around.only_one(companies.club, town), town)
        chair = self.employee(club)
        chair.email = self.around.private_email(chair.person)
        if rng.random() < 0.5:
            club.email, club.phone = chair.email, chair.mobile or club.phone
        return [club, chair]

    def franchise(self) -> list[Entity]:
        """Outlets of one brand with owners of their own: same name, everything else different."""
        rng, brand = self.rng, self.rng.pick(companies.FRANCHISES)
        at = f"{contact_points.slug(brand.core)}.example"
        result: list[Entity] = []
        for _number in range(rng.between(2, 4)):
            town = self.around.german_speaking_town()
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
