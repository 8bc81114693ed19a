"""What companies do, and the words their names are made of.

Each trade has the letter of its section in NACE (as Odoo's industries have), nouns
that may stand in a name, and a share of all companies.
"""

from __future__ import annotations

from typing import NamedTuple

from world.rng import Weighted


class Trade(NamedTuple):
    """A line of business."""

    industry: str
    nouns: tuple[str, ...]
    share: float
    craft: bool = False  # often one owner who gives the name


def _trades(text: str) -> list[Trade]:
    result = []
    for line in text.strip().splitlines():
        industry, share, craft, nouns = line.split(" ", 3)
        result.append(Trade(industry, tuple(nouns.split(", ")), float(share), craft == "+"))
    return result


TRADES = _trades("""
F 9 + Bau, Bauunternehmung, Hochbau, Tiefbau, Baugeschäft
F 6 + Elektro, Elektrotechnik, Elektroinstallationen, Elektroanlagen
F 6 + Sanitär, Haustechnik, Heizung-Sanitär, Gebäudetechnik, Heizungsbau
F 5 + Malerbetrieb, Maler, Gipsergeschäft, Malergeschäft
F 4 + Dachdeckerei, Bedachungen, Spenglerei, Zimmerei, Holzbau
F 3 + Gartenbau, Gartengestaltung, Landschaftsbau
C 5 + Metallbau, Schlosserei, Stahlbau, Schweißtechnik
C 5 - Maschinenbau, Präzisionstechnik, Werkzeugbau, Antriebstechnik, Feinmechanik
C 4 + Schreinerei, Tischlerei, Möbelwerkstätte, Küchenbau
C 3 + Bäckerei, Konditorei, Metzgerei, Käserei, Brauerei
C 3 - Kunststofftechnik, Verpackungen, Formenbau, Folientechnik
C 2 - Druckerei, Buchdruck, Medienproduktion
C 2 - Medizintechnik, Optik, Messtechnik, Sensorik
G 6 + Autohaus, Garage, Fahrzeuge, Carrosserie
G 7 - Handel, Großhandel, Vertrieb, Import-Export
G 4 + Optik, Uhren und Schmuck, Schuhhaus, Mode, Papeterie, Buchhandlung
G 3 + Landmaschinen, Baumarkt, Baustoffe, Holzhandel
G 3 + Apotheke, Drogerie, Sanitätshaus
H 5 - Transporte, Spedition, Logistik, Kurierdienst, Reisen
I 5 + Gasthof, Hotel, Restaurant, Café, Pension
J 6 - Software, Informatik, IT-Services, Datentechnik, Systemhaus, Netzwerke
J 2 - Digitalagentur, Webdesign, Medien, Kommunikation
K 3 - Versicherungsmakler, Finanzberatung, Vermögensverwaltung, Treuhand
L 4 - Immobilien, Hausverwaltung, Liegenschaften, Wohnbau
M 4 + Architekten, Ingenieurbüro, Planungsbüro, Vermessung
M 3 + Steuerberatung, Rechtsanwälte, Notariat, Wirtschaftsprüfung
M 3 - Consulting, Unternehmensberatung, Marketing, Werbeagentur
N 3 - Gebäudereinigung, Facility Services, Personaldienste, Sicherheitsdienst
Q 4 + Zahnarztpraxis, Arztpraxis, Physiotherapie, Tierarztpraxis
Q 2 - Pflegedienst, Seniorenheim, Sozialwerk
R 2 + Fitnessstudio, Tanzschule, Musikschule, Eventtechnik
S 3 + Coiffeur, Friseursalon, Kosmetikstudio, Textilreinigung
A 3 + Weingut, Gärtnerei, Landwirtschaft, Obsthof, Forstbetrieb
D 1 - Energie, Solartechnik, Elektrizitätswerk
E 1 - Entsorgung, Recycling, Wassertechnik
P 2 - Fahrschule, Sprachschule, Akademie, Bildungszentrum
""")

TABLE = Weighted((trade, trade.share) for trade in TRADES)

FRENCH = [
    Trade("F", ("Électricité", "Sanitaires", "Peinture", "Menuiserie", "Construction"), 5, True),
    Trade("G", ("Garage", "Boutique", "Librairie", "Cave", "Pharmacie"), 4, True),
    Trade("M", ("Fiduciaire", "Conseils", "Architectes", "Ingénieurs"), 3),
    Trade("I", ("Hôtel", "Auberge", "Café", "Boulangerie"), 3, True),
    Trade("C", ("Mécanique", "Horlogerie", "Imprimerie", "Décolletage"), 3),
    Trade("J", ("Informatique", "Logiciels"), 2),
]
ITALIAN = [
    Trade("F", ("Impresa di costruzioni", "Impianti elettrici", "Pittura", "Falegnameria"), 5, True),
    Trade("G", ("Garage", "Farmacia", "Libreria", "Vini"), 4, True),
    Trade("M", ("Fiduciaria", "Studio di architettura", "Consulenze"), 3),
    Trade("I", ("Albergo", "Ristorante", "Panetteria", "Grotto"), 3, True),
    Trade("C", ("Meccanica", "Tipografia"), 2),
]
FRENCH_TABLE = Weighted((trade, trade.share) for trade in FRENCH)
ITALIAN_TABLE = Weighted((trade, trade.share) for trade in ITALIAN)

#: parts of coined names
COINED_HEADS = """Ador Aero Agra Alba Alpi Alto Ama Aqua Arco Argo Astra Aura Avi Axo Bio Bora Calo
Cera Cibo Cora Cryo Dato Delo Dexi Dura Eco Ela Ena Ergo Evo Fera Fibo Flexo Fora Gama Geo Gira
Helio Hydro Iso Juno Kalo Kine Lami Levo Lino Loga Luma Magna Mero Meta Mira Modu Mono Nava Neo
Nora Nova Octa Omni Opti Orbi Orga Pano Pera Pico Plani Pluri Poly Prima Proto Quanto Quadra Rhena
Riva Robo Sana Sena Sili Sino Sola Stato Stera Syn Tara Tekto Tera Terra Thermo Tori Trans Trio
Turbo Unita Urba Vala Vario Vela Vento Vera Vita Vivo Xeno Zeno Zira""".split()
COINED_TAILS = """bit con cord data dent dex dur fab fer fix flow form gen grid kom lab lan law lith
log lux mat med mex mont nex norm pack par phon plan plast por quant rex ron san scan sol som stat
stil sys tec tex therm ton trac tron val vent vest via vis vox wert zell""".split()

REGIONS = {
    "DE": """Rheintal Neckar Weser Elbe Allgäu Odenwald Eifel Harz Schwarzwald Havel Spree Lausitz Mosel
Münsterland Nordsee Ostsee Hanse Altmark Taunus Spessart Ruhr Saar Kraichgau Chiemgau Franken Donau""".split(),
    "AT": """Alpen Donau Mur Enns Salzkammergut Weinviertel Wachau Pannonia Montafon Zillertal Traun
Tauern Karawanken Wienerwald Mostviertel Ennstal Inntal""".split(),
    "CH": """Aare Reuss Limmat Rhein Säntis Pilatus Gotthard Jura Emmental Seeland Oberland Linth Toggenburg
Engadin Rigi Napf Freiamt Fricktal Zürisee""".split(),
}
REGIONS["LI"] = ["Rätikon", "Rheintal", "Unterland", "Drei Schwestern"]

INN_SIGNS = """zum Löwen|zum Goldenen Hirschen|Rössli|zum Adler|zur Linde|Kreuz|Krone|zum Schwarzen Bären|zur Post
Sonne|zum Weissen Lamm|Bären|Ochsen|zur alten Mühle|Sternen|zum Anker|Traube|Schwanen|zum grünen Baum|Bahnhof""".replace(
    "\n", "|"
).split("|")
