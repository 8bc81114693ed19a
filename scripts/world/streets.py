"""Street addresses as they are written in the three countries and their languages."""

from __future__ import annotations

from world.places import Town
from world.rng import Rng, Weighted
from world.surnames import SURNAMES

#: the names that every second town has, most frequent first; STR stands for Straße or Strasse
_COMMON = Weighted.zipf(
    """HauptSTR|BahnhofSTR|DorfSTR|GartenSTR|SchulSTR|BergSTR|Kirchweg|LindenSTR|WaldSTR|RingSTR|Birkenweg
Am Bach|Amselweg|Buchenweg|Mühlweg|Rosenweg|Feldweg|IndustrieSTR|MarktSTR|Marktplatz|BachSTR|Kirchplatz
WiesenSTR|Ahornweg|Tannenweg|Im Winkel|Lerchenweg|PostSTR|FriedhofSTR|Eichenweg|SchlossSTR|Am Anger
GoetheSTR|SchillerSTR|MozartSTR|BeethovenSTR|Breite STR|Lange STR|Neue STR|Untere STR|Obere STR|Alte PostSTR
Am Sportplatz|Zum Sportplatz|Kapellenweg|BurgSTR|Sonnenweg|SonnenSTR|SteinSTR|MühlenSTR|Brunnengasse
Kirchgasse|Gewerbepark|Gewerbering|WerkSTR|HafenSTR|Rathausplatz|Bahnhofplatz|Schmiedgasse|Am Graben
Am Stadtpark|Nelkenweg|Finkenweg|TalSTR|UferSTR|SeeSTR|RheinSTR|DonauSTR|Parkallee|Bergweg|Hofgasse""".replace(
        "\n", "|"
    ).split("|"),
    0.7,
    3,
)

_STEMS = """Ahlen Amts Anger Apfel Bader Birnen Blumen Brauerei Brücken Burg Dachs Dahlien Dreieck
Dohlen Eisen Erlen Eschen Färber Falken Fasanen Feuerwehr Fichten Fischer Flieder Föhren Forst Fuchs
Gerber Glocken Grafen Grenz Hafner Halden Hammer Hasel Hecken Heide Herren Hirsch Höhen Holunder
Hopfen Husaren Jäger Kaiser Kaplan Kastanien Kiefern Kloster Kohl Königs Korn Kranich Kreuz Kurt
Lauben Lehm Leiten Lilien Magazin Mandel Meisen Metzger Moos Nord Nuss Ost Pappel Pfarr Platanen
Quellen Raben Reben Reiher Ried Römer Rotdorn Sägewerk Salz Schiller Schlehen Schmiede Schützen
Schwalben Silber Spital Stadion Stifts Süd Tulpen Turm Ulmen Veilchen Wacholder Weber Weiden Weiher
Weinberg West Wild Ziegel Ziegelei Zoll Zeppelin Uhland Lessing Herder Fontane Raabe Keller Stifter
Haydn Schubert Brahms Bruckner Grillparzer Rosegger Pestalozzi Gotthelf Dufour Daimler Siemens Röntgen""".split()
_TAILS = {
    "DE": Weighted({"STR": 46, "weg": 28, "allee": 4, "ring": 6, "platz": 4, "gasse": 6, "stieg": 3, "damm": 3}.items()),
    "AT": Weighted({"STR": 38, "gasse": 36, "weg": 18, "ring": 2, "platz": 4, "zeile": 2}.items()),
    "CH": Weighted({"STR": 50, "weg": 26, "gasse": 8, "matte": 4, "rain": 5, "halde": 4, "platz": 3}.items()),
}  # fmt: skip
_FRENCH = """Rue de la Gare|Rue du Lac|Route de Genève|Avenue de la Gare|Chemin des Vignes|Rue du Marché
Rue Centrale|Route Cantonale|Chemin du Moulin|Rue de l'Industrie|Avenue du Léman|Place du Marché
Rue des Alpes|Chemin de la Colline|Rue du Château|Rue de la Fontaine|Quai du Rhône|Chemin des Acacias
Ruelle du Temple|Route de Berne|Rue de l'Hôpital|Chemin du Bois|Avenue des Tilleuls|Rue Neuve""".replace(
    "\n", "|"
).split("|")
_ITALIAN = """Via Cantonale|Via alla Stazione|Via San Gottardo|Via Nassa|Piazza Grande|Via al Lago|Via Motta
Via dei Gelsi|Via Bellinzona|Via Industria|Via alla Chiesa|Via Pioda|Strada Regina|Via Monte Ceneri
Vicolo Nuovo|Via Trevano|Via della Posta|Via Vela|Salita dei Frati|Via ai Molini""".replace("\n", "|").split("|")


def street_name(rng: Rng, town: Town) -> str:
    """A street of the kind the town would have.

    >>> from world.places import TOWNS
    >>> "ß" in "".join(street_name(Rng(n), TOWNS["CH"][0]) for n in range(500))
    False
    """
    if town.language == "fr":
        return rng.pick(_FRENCH)
    if town.language == "it":
        return rng.pick(_ITALIAN)
    roll = rng.random()
    tails = _TAILS["CH" if town.country == "LI" else town.country]
    if roll < 0.42:
        name = rng.draw(_COMMON)
    elif roll < 0.82:
        name = rng.pick(_STEMS) + rng.draw(tails)
    elif roll < 0.9:
        name = rng.pick(SURNAMES["de"]).lower().capitalize() + rng.draw(tails)
    elif roll < 0.96:
        name = f"{rng.pick(_FIRST)}-{rng.pick(SURNAMES['de'])}-{'STR' if rng.chance(0.8) else 'Weg'}"
    else:
        name = rng.pick(("An der ", "Auf der ", "In der ", "Zur ")) + rng.pick(_FIELDS)
    long = "strasse" if town.country in ("CH", "LI") else "straße"
    if "STR" in name:
        head = name[: name.index("STR")]
        name = head + (long if head[-1:].isalpha() else long.capitalize())
    return name if "ß" in long else name.replace("ß", "ss")


_FIRST = "Friedrich Konrad Heinrich Theodor Clara Sophie Albert Otto Robert Ludwig Maria Käthe Ernst Johann".split()
_FIELDS = "Aue Breite Halde Hecke Heide Höhe Kante Leite Point Reute Röte Steige Trift Wehr Wende Weide".split()


def house_number(rng: Rng, town: Town) -> str:
    """A house number with the additions that are usual in the country."""
    roll = rng.random()
    number = rng.between(1, 30) if roll < 0.62 else rng.between(31, 190)
    text = str(number)
    roll = rng.random()
    if roll < 0.1:
        text += rng.pick("abcdef")
    elif roll < 0.13:
        text += f"-{number + 2}"
    if town.country == "AT" and rng.random() < (0.45 if town.name == "Wien" else 0.15):
        text += f"/{rng.between(1, 9)}"
        if rng.random() < 0.6:
            text += f"/{rng.between(1, 28)}"
    return text


def street_line(rng: Rng, town: Town) -> str:
    """Street and house number; the number comes first in some French addresses."""
    roll = rng.random()
    if roll < 0.015:
        return f"Postfach {rng.between(10, 9999)}"
    if town.name == "Mannheim" and roll < 0.3:
        return f"{rng.pick('ABCDEFGHKLMNOPQRSTU')}{rng.between(1, 7)}, {rng.between(1, 24)}"
    name, number = street_name(rng, town), house_number(rng, town)
    if town.language == "fr" and rng.chance(0.15):
        return f"{number}, {name[0].lower()}{name[1:]}"
    return f"{name} {number}"
