"""How colleagues come to record a company they have already: by another name, form or place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from world import companies, contact_points
from world.entities import Record, put
from world.rng import Weighted

if TYPE_CHECKING:
    from world.population import Population

Habit = Callable[["Population", Record], bool]


def _plain(record: Record) -> str:
    """The name without its legal form."""
    firm = record.entity.firm
    return record.entity.name.removesuffix(firm.form).strip() if firm and firm.form else record.entity.name


def form_left_out(population: Population, record: Record) -> bool:
    """The name without the legal form."""
    return put(record, "name", _plain(record))


def form_changed(population: Population, record: Record) -> bool:
    """The company has got another legal form."""
    return put(record, "name", f"{_plain(record)} {companies.legal_form(population.rng, record.entity.town)}".strip())


def trade_name(population: Population, record: Record) -> bool:
    """What stands over the door instead of what stands in the register."""
    firm, rng = record.entity.firm, population.rng
    if not firm or record.entity.kind != "company":
        return False
    names = [firm.brand]
    if firm.owner:
        names += [firm.owner.name, f"{firm.owner.last} {companies.coined(rng)}", f"{firm.owner.first} {firm.brand}"]
    return put(record, "name", rng.pick(names))


def words_cut(population: Population, record: Record) -> bool:
    """Long words cut short: Bauuntern. Mül. GmbH."""
    words = record.name.split(" ")
    long = [index for index, word in enumerate(words) if len(word) > 6]
    if not long:
        return False
    at, rng = population.rng.pick(long), population.rng
    words[at] = words[at][: rng.between(3, 6)] + rng.pick((".", ".", ""))
    return put(record, "name", " ".join(words))


def initials(population: Population, record: Record) -> bool:
    """The first letters of the words: BMK GmbH."""
    words = re.findall(r"\w[\w-]+", _plain(record))
    if len(words) < 2 or record.entity.kind == "branch":
        return False
    form = record.entity.firm.form if record.entity.firm else ""
    return put(record, "name", f"{''.join(word[0] for word in words).upper()} {form}".strip())


def written_together(population: Population, record: Record) -> bool:
    """Two words of the name as one, or with a hyphen."""
    first, blank, rest = record.name.partition(" ")
    if not blank or not rest[:1].isalpha():
        return False
    return put(record, "name", first + population.rng.pick(("", "-")) + (rest[0].lower() + rest[1:]))


def renamed(population: Population, record: Record) -> bool:
    """The company has another name now, but the same number, mailbox or house."""
    if record.entity.kind != "company" or not (record.vat or record.email or record.phone):
        return False
    firm, rng = record.entity.firm, population.rng
    word = companies.coined(rng)
    rest = firm.core.split(" ", 1)[-1] if firm and rng.random() < 0.7 else ""
    return put(record, "name", " ".join(filter(None, (word, rest, firm.form if firm else ""))))


def moved(population: Population, record: Record) -> bool:
    """The company has moved, mostly within the town."""
    rng, around = population.rng, population.around
    if record.parent:
        return False
    town = record.entity.town
    if rng.random() < 0.4:
        town = around.places.town(rng, town.country)
    _town, record.street, record.zip = around.address(town)
    record.city, record.country_code = town.name, town.country
    return True


def department(population: Population, record: Record) -> bool:
    """The mailbox of a department, and its direct line."""
    rng, at = population.rng, record.entity.other_email.rpartition("@")[2]
    if not at:
        return False
    changed = put(record, "email", f"{rng.pick(contact_points.DEPARTMENTS)}@{at}")
    if record.phone.startswith("+49") and "-" not in record.phone:
        changed |= put(record, "phone", f"{record.phone}-{rng.between(10, 89)}")
    return changed


def seen_on_the_web(population: Population, record: Record) -> bool:
    """Nothing but the web address and a name made of it."""
    site = record.entity.website
    if not site:
        return False
    host = re.sub(r"^https?://(www\.)?", "", site)
    record.website = host if population.rng.random() < 0.5 else site
    record.email = record.phone = record.mobile = record.vat = record.street = record.zip = ""
    if population.rng.random() < 0.4:
        record.name = host.removesuffix(".example").replace("-", " ").title()
    return True


#: habits with how often a colleague has them
HABITS: Weighted[Habit] = Weighted(
    {
        form_left_out: 24,
        form_changed: 7,
        trade_name: 16,
        words_cut: 10,
        initials: 5,
        written_together: 6,
        renamed: 5,
        moved: 11,
        department: 10,
        seen_on_the_web: 6,
    }.items()
)
