"""Persons and companies of eight countries outside the German-speaking ones."""

from __future__ import annotations

from world import contact_points, foreign_errors, foreign_firms, foreign_numbers
from world.companies import Firm
from world.entities import BRANCH, COMPANY, SUBSIDIARY, Entity
from world.foreign_names import feminine
from world.foreign_numbers import ForeignPhones
from world.foreign_places import ForeignMap, ForeignTown, street_line
from world.households import Households
from world.moods import varied
from world.organisations import Organisations
from world.people import Person
from world.population import Population
from world.profiles import Profile
from world.rng import Rng
from world.surroundings import Address, Surroundings


class ForeignSurroundings(Surroundings):
    """As at home, with addresses of the country."""

    def address(self, town: ForeignTown) -> Address:
        return town, street_line(self.rng, town), town.postcode(self.rng)

    home = address


class ForeignHouseholds(Households):
    """Draws households whose names follow the customs of the country."""

    def _members(self, town: ForeignTown) -> list[Person]:
        members = super()._members(town)
        for human in members:
            human.title = ""
            if human.gender == "f":
                human.last = feminine(human.last, human.origin)
        return members

    def _resident(self, human: Person, *rest) -> Entity:
        entity = super()._resident(human, *rest)
        if human.origin == "hu" and self.rng.random() < 0.7:
            entity.name = f"{human.last} {human.first}"
        return entity


class ForeignOrganisations(Organisations):
    """Draws companies, groups and companies with branches."""

    def any(self) -> list[Entity]:
        roll, kin = self.rng.random(), self.around.profile.kin
        if roll < 0.08 * kin:
            return self.group()
        return self.branches() if roll < 0.15 * kin else self.single()

    def company(self, firm: Firm, town: ForeignTown, kind: str = COMPANY, at: str = "") -> Entity:
        entity = super().company(firm, town, kind, at)
        entity.vat = foreign_numbers.vat_number(self.rng, entity.town.country)
        return entity

    def _extension(self, phone: str) -> str:
        """The switchboard: direct lines are rarely told."""
        return phone

    def single(self, town: ForeignTown | None = None) -> list[Entity]:
        town = town or self.around.places.town(self.rng)
        company = self.company(self.around.only_one(foreign_firms.firm, town), town)
        return [company, *self._staff(company)]

    def group(self) -> list[Entity]:
        rng, (main, *staff) = self.rng, self.single()
        result, names = [main], {main.name}
        for _number in range(rng.between(1, 3)):
            firm = foreign_firms.affiliate(rng, main.firm, main.town)
            if firm.name in names:
                continue
            names.add(firm.name)
            sister = self.company(firm, main.town, SUBSIDIARY, main.other_email.rpartition("@")[2])
            if rng.random() < 0.75:
                sister.town, sister.street, sister.zip = main.town, main.street, main.zip
            if rng.random() < 0.7:
                sister.phone, sister.email, sister.website = main.phone, main.email, main.website
            result.append(sister)
        return result + staff

    def branches(self) -> list[Entity]:
        rng, (main, *staff) = self.rng, self.single()
        result, at = [main, *staff], main.other_email.rpartition("@")[2]
        for _number in range(rng.between(1, 4)):
            town = self.around.places.town(rng, main.town.country)
            branch = self.company(main.firm, town, BRANCH, at)
            branch.name = foreign_firms.branch_name(rng, main.firm, branch.town)
            branch.vat, branch.website, branch.mobile = main.vat, main.website, ""
            branch.email = main.email if rng.random() < 0.5 else f"{contact_points.slug(branch.town.name)}@{at}"
            result.append(branch)
        return result


class ForeignPopulation(Population):
    """People and companies abroad; see :class:`world.population.Population`.

    Args:
        rng: the stream of decisions.
        profile: how hard the world is.
        beside: the surroundings of another population in the same world.
    """

    households_of = ForeignHouseholds
    organisations_of = ForeignOrganisations

    def __init__(self, rng: Rng, profile: Profile, beside: Surroundings | None = None) -> None:
        places = ForeignMap(rng.fork("abroad"), profile.towns)
        around = ForeignSurroundings(rng, profile, ForeignPhones(), places, beside)
        super().__init__(rng, profile, around.phones, places, around)
        self.slips = varied(rng.fork("slips abroad"), foreign_errors.SLIPS)
