"""Companies among look-alikes: groups, numbered branches, shared houses, shared advisers."""

from __future__ import annotations

from world import channels, companies, contact_points
from world.business_errors import HABITS
from world.companies import Firm
from world.entities import BRANCH, SUBSIDIARY, Entity, Record
from world.moods import varied
from world.organisations import Organisations
from world.phones import Phones
from world.places import Map
from world.population import Population
from world.profiles import Profile
from world.rng import Rng, Weighted
from world.surroundings import Surroundings

_UNITS = ("Nord", "Süd", "Ost", "West", "Service", "Vertrieb", "Technik", "Immobilien", "Logistik", "Verwaltung")
_PROJECTS = ("Solarpark", "Windpark", "Wohnbau", "Objekt", "Immobilienfonds", "Energiepark", "Parkhaus")
_CLUBS = """Turnverein Musikverein Sportclub Feuerwehr Schützenverein Männerchor Tennisclub Frauenverein Gartenbauverein
Fußballclub Skiclub Heimatverein Trachtenverein Kegelclub Förderverein Jugendfeuerwehr Kirchenchor Samariterverein""".split()


class Business(Organisations):
    """Draws the organisations that are hard to tell apart, besides the usual ones."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        kin = surroundings.profile.kin
        usual = super().any
        self._hard = varied(
            self.rng.fork("business"),
            Weighted(
                {
                    usual: 56,
                    self.one_word_apart: 7 * kin,
                    self.chain: 3 * kin,
                    self.projects: 3 * kin,
                    self.house: 3 * kin,
                    self.clients: 3 * kin,
                    self.clubs: 3 * kin,
                }.items()
            ),
        )

    def any(self) -> list[Entity]:
        return self.rng.draw(self._hard)()

    def _at(self, company: Entity) -> str:
        return company.other_email.rpartition("@")[2]

    def _staff(self, company: Entity) -> list[Entity]:
        """Few contact persons: these are lists of companies."""
        return super()._staff(company)[: self.rng.between(0, 2)]

    def one_word_apart(self) -> list[Entity]:
        """Companies of one owner that differ by a word or by the legal form; some pay VAT as one."""
        rng, (main, *staff) = self.rng, self.single()
        result, names = [main], {main.name}
        unit_of_tax = rng.random() < 0.3
        for _number in range(rng.between(1, 4)):
            firm = main.firm
            roll = rng.random()
            if roll < 0.2:
                core, form = firm.core, companies.legal_form(rng, main.town)
            elif roll < 0.4:
                core, form = f"{firm.core} {rng.pick(('II', '2', '3', 'Holding', 'Gruppe'))}", firm.form
            else:
                core, form = f"{firm.core} {rng.pick(_UNITS)}", firm.form
            sister = Firm(core, form, firm.brand, firm.industry, firm.owner)
            if sister.name in names:
                continue
            names.add(sister.name)
            other = self.company(sister, main.town, SUBSIDIARY, self._at(main))
            if rng.random() < 0.8:
                other.town, other.street, other.zip = main.town, main.street, main.zip
            if rng.random() < 0.7:
                other.phone = main.phone
            if rng.random() < 0.7:
                other.email, other.website = main.email, main.website
            if unit_of_tax:
                other.vat = main.vat
            result.append(other)
        return result + staff

    def chain(self) -> list[Entity]:
        """Numbered branches: one name, mailbox and VAT number, each in its own street."""
        rng, (main, *staff) = self.rng, self.single()
        result, first, town = [main, *staff], rng.between(1, 400), main.town
        word = rng.pick(("Filiale", "Filiale", "Fil.", "Markt", "Standort", "Shop"))
        one_box, one_phone, one_town = rng.random() < 0.6, rng.random() < 0.4, rng.random() < 0.35
        for number in range(rng.between(3, 15)):
            town = town if one_town else self.around.places.town(rng, main.town.country)
            branch = self.company(main.firm, town, BRANCH, self._at(main))
            label = f"{word} {first + number}" if rng.random() < 0.75 else f"{word} {branch.town.name} {first + number}"
            branch.name = f"{main.firm.core if rng.random() < 0.5 else main.name} {label}"
            branch.vat, branch.website, branch.mobile = main.vat, main.website, ""
            branch.email = main.email if one_box else f"filiale{first + number}@{self._at(main)}"
            branch.phone = main.phone if one_phone else branch.phone
            result.append(branch)
        return result

    def projects(self) -> list[Entity]:
        """Companies for one project each that share house, phone and mailbox."""
        rng, (main, *staff) = self.rng, self.single()
        result = [main, *staff]
        project, place, first = rng.pick(_PROJECTS), self.around.places.town(rng).name, rng.between(1, 30)
        form = rng.pick(("GmbH & Co. KG", "GmbH", "KG")) if main.town.country in ("DE", "AT") else "AG"
        for number in range(rng.between(2, 6)):
            firm = Firm(f"{project} {place} {first + number}", form, main.firm.brand, main.firm.industry)
            company = self.company(firm, main.town, SUBSIDIARY, self._at(main))
            company.street, company.zip, company.phone, company.email = main.street, main.zip, main.phone, main.email
            company.town, company.website, company.mobile = main.town, main.website, ""
            result.append(company)
        return result

    def house(self) -> list[Entity]:
        """Unrelated companies in one house, perhaps behind one reception."""
        rng = self.rng
        address = self.around.address(self.around.places.town(rng))
        reception = self.around.phones.landline(rng, address[0]) if rng.random() < 0.4 else ""
        result: list[Entity] = []
        for _number in range(rng.between(4, 15)):
            company, *staff = self.single(address[0])
            company.town, company.street, company.zip = address
            if reception and rng.random() < 0.6:
                company.phone = reception
            for human in staff:
                human.town, human.street, human.zip = address
            result += [company, *staff]
        return result

    def clients(self) -> list[Entity]:
        """Companies that are reached through one tax adviser: by mail, by phone and c/o."""
        rng = self.rng
        adviser, *colleagues = self.single()
        result = [adviser, *colleagues]
        for _number in range(rng.between(3, 10)):
            company, *staff = self.single(adviser.town)
            if rng.random() < 0.6:
                company.street, company.zip, company.town = adviser.street, adviser.zip, adviser.town
            if rng.random() < 0.6:
                company.email, company.website = adviser.email, ""
            if rng.random() < 0.5:
                company.phone = adviser.phone
            for human in staff:
                human.town, human.street, human.zip = company.town, company.street, company.zip
            result += [company, *staff]
        return result

    def clubs(self) -> list[Entity]:
        """Associations of one town: alike in name, and many at the address of the town hall."""
        rng = self.rng
        town = self.around.places.town(rng)
        hall, phone = self.around.address(town), self.around.phones.landline(rng, town)
        at = f"{contact_points.slug(town.name)}-vereine.example"
        result: list[Entity] = []
        for kind in rng.shuffled(_CLUBS)[: rng.between(4, 12)]:
            name = f"{kind} {town.name}"
            for part in ("", rng.pick((" Jugend", " Damen", " Senioren", " Altherren", " Förderverein"))):
                if part and rng.random() < 0.7:
                    continue
                form = "e.V." if town.country == "DE" and rng.random() < 0.6 else ""
                club = self.company(Firm(f"{name}{part}", form, name, "R"), town, at=at)
                if rng.random() < 0.5:
                    club.town, club.street, club.zip = hall
                if rng.random() < 0.3:
                    club.phone = phone
                club.email = club.email if rng.random() < 0.4 else f"{contact_points.slug(kind + part)}@{at}"
                result.append(club)
        return result


class BusinessPopulation(Population):
    """Mostly companies, each recorded by colleagues who call it something else."""

    organisations_of = Business

    def __init__(
        self,
        rng: Rng,
        profile: Profile,
        phones: Phones | None = None,
        places: Map | None = None,
        around: Surroundings | None = None,
    ) -> None:
        super().__init__(rng, profile, phones, places, around)
        self._habits = varied(rng.fork("business habits"), HABITS)

    def later_record(self, first: Record) -> Record:
        """Another record, most of those about companies with another idea of the name or place."""
        record, rng = channels.later_record(self, first), self.rng
        if first.entity.is_company and rng.random() < 0.55:
            habit = rng.draw(self._habits)
            if habit(self, record):
                record.ops.append(habit.__name__)
                channels.tie(first, record)
        return record
