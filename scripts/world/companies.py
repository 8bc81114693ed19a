"""Names of companies, associations and public bodies, all of them put together at random."""

from __future__ import annotations

from dataclasses import dataclass

from world import trades
from world.people import Person, person
from world.places import Town
from world.rng import Rng, Weighted
from world.surnames import surname


@dataclass(slots=True)
class Firm:
    """An organisation of the invented world.

    Attributes:
        core: the name without the legal form.
        form: the legal form, empty for offices, practices and the like.
        brand: what its customers call it; the web address is made of it.
        industry: letter of the NACE section.
        owner: who gave it the name, if somebody did.
    """

    core: str
    form: str
    brand: str
    industry: str
    owner: Person | None = None

    @property
    def name(self) -> str:
        """The name as it stands in the register."""
        return f"{self.core} {self.form}" if self.form else self.core


_FORMS = {
    "DE": Weighted(
        {
            "GmbH": 55,
            "GmbH & Co. KG": 13,
            "e.K.": 8,
            "AG": 5,
            "UG (haftungsbeschränkt)": 5,
            "OHG": 3,
            "KG": 3,
            "GbR": 5,
            "eG": 1.5,
            "PartG mbB": 1.5,
        }.items()
    ),
    "AT": Weighted({"GmbH": 66, "e.U.": 14, "KG": 6, "OG": 4, "AG": 3, "GmbH & Co KG": 7}.items()),
    "CH": Weighted({"AG": 47, "GmbH": 40, "KlG": 3, "Genossenschaft": 3, "": 7}.items()),
    "LI": Weighted({"AG": 62, "Anstalt": 18, "GmbH": 12, "Trust reg.": 8}.items()),
    "fr": Weighted({"SA": 42, "Sàrl": 50, "": 8}.items()),
    "it": Weighted({"SA": 50, "Sagl": 44, "": 6}.items()),
}
_OWNER_FORMS = {
    "DE": Weighted({"": 50, "e.K.": 22, "GmbH": 28}.items()),
    "AT": Weighted({"": 45, "e.U.": 33, "GmbH": 22}.items()),
    "CH": Weighted({"": 55, "GmbH": 33, "AG": 12}.items()),
}
_OWNER_FORMS["LI"] = _OWNER_FORMS["CH"]


def legal_form(rng: Rng, town: Town) -> str:
    """A legal form of the country, in the language of the town."""
    return rng.draw(_FORMS[town.language if town.language != "de" else town.country])


def _swiss(text: str, town: Town) -> str:
    return text.replace("ß", "ss") if town.country in ("CH", "LI") else text


def _romance(rng: Rng, town: Town) -> Firm:
    """A company of French or Italian Switzerland."""
    french = town.language == "fr"
    trade = rng.draw(trades.FRENCH_TABLE if french else trades.ITALIAN_TABLE)
    noun, owner = rng.pick(trade.nouns), person(rng, town)
    roll = rng.random()
    if roll < 0.45:
        core = f"{noun} {owner.last}"
    elif roll < 0.6:
        core = f"{owner.last} {'et Fils' if french else '& Figli'}"
    elif roll < 0.75:
        core = f"{noun} {town.name}"
    else:
        core = f"{coined(rng)} {noun}"
    return Firm(core, legal_form(rng, town), core, trade.industry, owner)


def coined(rng: Rng) -> str:
    """An invented brand of two or three syllables, for example Solatec."""
    word = rng.pick(trades.COINED_HEADS) + rng.pick(trades.COINED_TAILS)
    return word.upper() if len(word) < 7 and rng.chance(0.12) else word


def firm(rng: Rng, town: Town) -> Firm:
    """A company with a name of one of the usual patterns."""
    if town.language != "de":
        return _romance(rng, town)
    trade = rng.draw(trades.TABLE)
    noun = _swiss(rng.pick(trade.nouns), town)
    owner = person(rng, town)
    form = legal_form(rng, town)
    roll = rng.random()
    if trade.industry == "I" and roll < 0.7:
        sign = rng.pick(trades.INN_SIGNS)
        core = f"{noun} {sign}"
        return Firm(core, form if rng.chance(0.35) else "", f"{noun} {sign.split()[-1]} {town.name}", "I", owner)
    if trade.craft and roll < 0.26:  # the owner in person
        form = rng.draw(_OWNER_FORMS[town.country])
        core = f"{noun} {owner.formal if rng.chance(0.3) else owner.name}"
        return Firm(core, form, f"{noun} {owner.last}", trade.industry, owner)
    if roll < (0.6 if trade.craft else 0.3):
        core = _family_name(rng, owner, noun)
        return Firm(core, form, f"{owner.last} {noun}", trade.industry, owner)
    if roll < 0.68 or (not trade.craft and roll < 0.62):
        word = coined(rng)
        core = f"{word} {noun}" if rng.chance(0.72) else word
        return Firm(core, form, word, trade.industry)
    if roll < 0.8:
        region = rng.pick(trades.REGIONS[town.country])
        core = rng.pick((f"{region} {noun}", f"{region}-{noun}", f"{noun} {region}"))
        return Firm(core, form, f"{noun} {region}", trade.industry)
    if roll < 0.89:
        core = f"{noun} {town.name}"
        return Firm(core, form, core, trade.industry)
    letters = "".join(rng.pick("ABDEFGHIKLMNPRSTVWZ") for _ in range(rng.between(2, 4)))
    return Firm(f"{letters} {noun}", form, f"{letters} {noun}", trade.industry)


def _family_name(rng: Rng, owner: Person, noun: str) -> str:
    """A name around the surname of the founder."""
    roll, last = rng.random(), owner.last
    if roll < 0.38:
        return f"{noun} {last}"
    if roll < 0.66:
        return f"{last} {noun}"
    if roll < 0.76:
        return f"{last} & {rng.pick(('Söhne', 'Sohn', 'Partner', 'Partner', 'Co.', 'Team'))}"
    if roll < 0.86:
        partner = surname(rng, owner.origin)
        return rng.pick((f"{last} & {partner} {noun}", f"{last} + {partner}", f"{last}/{partner} {noun}"))
    if roll < 0.93:
        return f"{owner.first[0]}. {last} {noun}"
    return f"Gebr. {last} {noun}"


_OFFICES = {
    "de": """Bauamt Schulverwaltung Finanzverwaltung Werkhof Sozialamt Kulturamt
Stadtarchiv""".split(),
    "fr": ["Service technique", "Service des écoles", "Bourse communale"],
    "it": ["Ufficio tecnico", "Istituto scolastico", "Servizi finanziari"],
}
_CLUBS = {
    "de": """Turnverein Musikverein Sportclub Feuerwehr Schützenverein Männerchor
Tennisclub""".split(),
    "fr": ["Société de gymnastique", "Fanfare", "Tennis Club", "Chœur mixte"],
    "it": ["Società ginnica", "Filarmonica", "Tennis Club", "Coro"],
}
_SCHOOLS = {
    "de": """Grundschule Gymnasium Kindergarten Kirchgemeinde Volksschule Pfarrei
Stadtbibliothek""".split(),
    "fr": ["École primaire", "Paroisse", "Bibliothèque", "Gymnase"],
    "it": ["Scuola elementare", "Parrocchia", "Biblioteca", "Liceo"],
}
#: a municipality, small and large
_TOWNS = {
    "de": ("Gemeinde", "Stadt"),
    "fr": ("Commune de", "Ville de"),
    "it": ("Comune di", "Città di"),
}


def public_body(rng: Rng, town: Town) -> Firm:
    """An office, school or parish of the town."""
    if rng.chance(0.55):
        core = f"{_TOWNS[town.language][town.weight >= 3]} {town.name}"
        return Firm(core, "", core, "O")
    quarter = ""
    if town.language == "de" and rng.chance(0.4):
        quarter = rng.pick(("Nord ", "Süd ", "am Park ", "Mitte ", "an der Au "))
    core = f"{rng.pick(_SCHOOLS[town.language])} {quarter}{town.name}"
    if town.language == "de" and rng.chance(0.3):
        patron = person(rng, town)
        core = f"{patron.first}-{patron.last}-{rng.pick(('Schule', 'Gymnasium', 'Stiftung'))} {town.name}"
    return Firm(core, "", core, "P")


def department(rng: Rng, body: Firm, language: str) -> Firm:
    """A department of a town: another contact than the town itself."""
    office = rng.pick(_OFFICES[language])
    return Firm(f"{body.core} {office}", "", body.brand, "O")


def club(rng: Rng, town: Town) -> Firm:
    """An association of the town."""
    year = f" {rng.between(1846, 1994)}" if rng.chance(0.2) else ""
    core = f"{rng.pick(_CLUBS[town.language])} {town.name}{year}"
    return Firm(core, "e.V." if town.country == "DE" and rng.chance(0.7) else "", core, "R")


def affiliate(rng: Rng, parent: Firm, town: Town) -> Firm:
    """A company of the same group: holding, operating or property company."""
    stem = parent.owner.last if parent.owner else parent.brand.split()[0]
    roll = rng.random()
    if parent.form.startswith("GmbH & Co") and roll < 0.5:  # its general partner
        noun = rng.pick(("Verwaltungs", "Beteiligungs", "Geschäftsführungs"))
        return Firm(f"{parent.core} {noun}", "GmbH", parent.brand, parent.industry)
    if roll < 0.4:
        core, form = f"{stem} {rng.pick(('Holding', 'Beteiligungen', 'Gruppe'))}", legal_form(rng, town)
    elif roll < 0.65:
        core, form = f"{parent.core} {rng.pick(('Service', 'Immobilien', 'Technik', 'Vertrieb'))}", parent.form
    elif roll < 0.85:
        core, form = f"{stem} {rng.pick(rng.draw(trades.TABLE).nouns)}", legal_form(rng, town)
    else:
        country = rng.pick(("Schweiz", "Österreich", "Deutschland", "International", "Süd", "Nord"))
        core, form = f"{parent.core} {country}", legal_form(rng, town)
    return Firm(_swiss(core, town), form or "GmbH", parent.brand, parent.industry)


FRANCHISES = [
    Firm(brand, "", brand, industry)
    for brand, industry in (
        pair.rsplit(" ", 1)
        for pair in """Backhaus Morgenkorn C|Fit & Fein Studio R|Reifenprofi Rundum G|Blitzblank Autowäsche S|Nachhilfe Kluger Kopf P
Küchenwelt Herdplatz G|Optik Klarblick G|Hörakustik Ohrwurm G|Immobilien Schlüsselglück L|Saftladen Fruchtig I
Fahrschule Grüne Welle P|Bestattungen Abendruh S|Zoohaus Pfotenland G|Bürobedarf Blattwerk G|Raumpflege Glanzpunkt N""".replace(
            "\n", "|"
        ).split("|")
    )
]
