"""Names of companies outside the German-speaking countries, put together at random."""

from __future__ import annotations

from world import companies
from world.companies import Firm
from world.foreign_places import ForeignTown
from world.people import person
from world.rng import Rng, Weighted

#: legal forms, each with the ways in which it is written besides
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "FR": {"SARL": ("S.A.R.L.", "Sarl", ""), "SAS": ("S.A.S.", ""), "SA": ("S.A.",), "EURL": ("E.U.R.L.", ""), "SASU": ("SAS",)},
    "IT": {"S.r.l.": ("Srl", "SRL", "s.r.l.", ""), "S.p.A.": ("SpA", "SPA"), "S.n.c.": ("Snc", "SNC", ""), "S.a.s.": ("SAS", "Sas")},
    "NL": {"B.V.": ("BV", "b.v.", ""), "N.V.": ("NV",), "V.O.F.": ("VOF", "vof"), "": ("B.V.",)},
    "PL": {
        "Sp. z o.o.": ("sp. z o.o.", "Spółka z o.o.", "Sp.z o.o.", "SPZOO", ""),
        "S.A.": ("SA", "Spółka Akcyjna"),
        "Sp. j.": ("Spółka Jawna", "sp.j."),
        "Sp. k.": ("Spółka komandytowa", ""),
    },
    "CZ": {"s.r.o.": ("s. r. o.", "spol. s r.o.", "sro", ""), "a.s.": ("a. s.", "as"), "v.o.s.": ("vos", "")},
    "HU": {"Kft.": ("Kft", "KFT", "Korlátolt Felelősségű Társaság", ""), "Bt.": ("Bt", "BT"), "Zrt.": ("ZRt.", "Zrt"), "Nyrt.": ("Nyrt",)},
    "GB": {"Ltd": ("Limited", "Ltd.", "LTD", ""), "Limited": ("Ltd", "Ltd."), "PLC": ("plc",), "LLP": ("L.L.P.", "")},
    "US": {"LLC": ("L.L.C.", "Llc", ""), "Inc.": ("Inc", "Incorporated", ", Inc.", ""), "Corp.": ("Corporation", "Corp"), "Co.": ("Company", "")},
}  # fmt: skip
_SPELT = {form: others for forms in FORMS.values() for form, others in forms.items() if form}
_TABLES = {country: Weighted.zipf(list(forms), 1.3, 1) for country, forms in FORMS.items()}

_NOUNS = {
    "FR": """Transports|Menuiserie|Boulangerie|Garage|Plomberie|Électricité|Maçonnerie|Informatique|Conseil|Imprimerie
Restaurant|Pharmacie|Immobilier|Mécanique|Distribution|Couverture|Paysages|Formation""",
    "IT": """Costruzioni|Impianti|Trasporti|Officina Meccanica|Panificio|Ristorante|Immobiliare|Consulting|Elettronica
Autotrasporti|Arredamenti|Tipografia|Alimentari|Ceramiche|Servizi|Edilizia|Logistica|Moda""",
    "NL": """Bouw|Transport|Installatietechniek|Loodgietersbedrijf|Schildersbedrijf|Bakkerij|Makelaardij|Techniek
Hoveniers|Automatisering|Advies|Timmerbedrijf|Groothandel|Garage|Logistiek|Horeca|Administratiekantoor""",
    "PL": """Transport|Budownictwo|Usługi|Piekarnia|Hurtownia|Instalacje|Auto Serwis|Meble|Nieruchomości|Elektronika
Drukarnia|Biuro Rachunkowe|Logistyka|Konstrukcje|Systemy|Kancelaria|Apteka""",
    "CZ": """Stavby|Doprava|Elektro|Strojírna|Truhlářství|Pekárna|Reality|Autoservis|Instalatérství|Software|Tiskárna
Účetnictví|Kovovýroba|Obchod|Služby|Technika|Zahrady""",
    "HU": """Építő|Transz|Szerviz|Kereskedelmi|Faipari|Pékség|Ingatlan|Informatika|Nyomda|Gépgyártó|Könyvelő|Villamos
Szolgáltató|Logisztika|Vendéglő|Autóház|Épületgépészet""",
    "GB": """Builders|Plumbing & Heating|Electrical|Haulage|Joinery|Bakery|Motors|Engineering|Solutions|Consulting
Estates|Landscapes|Printing|Interiors|Catering|Services|Software|Roofing|Recruitment""",
}
_NOUNS["US"] = _NOUNS["GB"] + "|Trucking|Construction|Hardware|Realty|Auto Repair|Systems|Supply|Landscaping"
NOUNS = {country: text.replace("\n", "|").split("|") for country, text in _NOUNS.items()}
_SONS = {"FR": "et Fils", "IT": "& Figli", "NL": "& Zonen", "PL": "i Synowie", "CZ": "a synové", "HU": "és Fia"}
_GROUP = {
    "FR": ("Holding", "Groupe", "Immobilier", "Services"),
    "IT": ("Holding", "Gruppo", "Immobiliare", "Servizi"),
    "NL": ("Holding", "Beheer", "Vastgoed", "Groep"),
    "PL": ("Holding", "Grupa", "Nieruchomości", "Serwis"),
    "CZ": ("Holding", "Group", "Reality", "Servis"),
    "HU": ("Holding", "Csoport", "Ingatlan", "Szerviz"),
}
_BRANCHES = {"FR": "Agence de", "IT": "Filiale di", "NL": "Vestiging", "PL": "Oddział", "CZ": "pobočka", "HU": "fiók"}


def other_forms(form: str) -> tuple[str, ...]:
    """The ways in which the legal form is written besides; none for an unknown one."""
    return _SPELT.get(form, ())


def firm(rng: Rng, town: ForeignTown) -> Firm:
    """A company of the country with a name of one of the usual patterns."""
    country, owner = town.country, person(rng, town)
    noun, form, roll = rng.pick(NOUNS[country]), rng.draw(_TABLES[country]), rng.random()
    if roll < 0.36:
        core = f"{owner.last} {noun}" if country in ("NL", "HU", "GB", "US") or roll < 0.1 else f"{noun} {owner.last}"
    elif roll < 0.48:
        core = f"{owner.last} {_SONS.get(country, '& Sons')}"
    elif roll < 0.72:
        core = f"{companies.coined(rng)} {noun}"
    elif roll < 0.82:
        core = companies.coined(rng)
    elif roll < 0.92:
        core = f"{town.name} {noun}" if country in ("GB", "US", "HU") else f"{noun} {town.name}"
    else:
        core = f"{''.join(rng.pick('ABCDEFGHIKLMNPRSTVWZ') for _ in range(3))} {noun}"
    return Firm(core, form, core, "G", owner if roll < 0.48 else None)


def affiliate(rng: Rng, parent: Firm, town: ForeignTown) -> Firm:
    """A company of the same group, its name a word longer or with another form."""
    country = town.country
    word = rng.pick(_GROUP.get(country, ("Holdings", "Group", "Properties", "Services")))
    stem = parent.owner.last if parent.owner and rng.random() < 0.4 else parent.core
    form = rng.draw(_TABLES[country]) if rng.random() < 0.5 else parent.form
    return Firm(f"{stem} {word}", form, parent.brand, parent.industry)


def branch_name(rng: Rng, parent: Firm, town: ForeignTown) -> str:
    """What the branch in that town is called."""
    word = _BRANCHES.get(town.country, "Branch")
    return rng.pick((parent.name, f"{parent.name} {town.name}", f"{parent.name}, {word} {town.name}"))
