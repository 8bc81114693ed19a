"""Towns and streets of the countries in world.foreign: a sample of plain facts."""

from __future__ import annotations

from typing import NamedTuple

from world.rng import Rng, Weighted


class ForeignTown(NamedTuple):
    """A place outside the German-speaking countries; ``#`` and ``@`` in the pattern are a digit and a letter."""

    name: str
    country: str
    pattern: str
    area: str
    weight: float
    language: str

    def postcode(self, rng: Rng) -> str:
        """One of the postcodes of the town."""
        return "".join(
            str(rng.below(10)) if char == "#" else rng.pick("ABDEFGHJLNPQRSTUWXYZ") if char == "@" else char
            for char in self.pattern
        )


# name;pattern of postcodes;area code, largest first
_TOWNS = {
    "FR": """Paris;750##;1|Marseille;130##;4|Lyon;690##;4|Toulouse;31#00;5|Nice;06#00;4|Nantes;44#00;2|Strasbourg;67#00;3
Bordeaux;33#00;5|Lille;59#00;3|Rennes;35#00;2|Reims;51100;3|Colmar;68000;3|Dijon;21000;3|Annecy;74000;4|Mulhouse;68#00;3""",
    "IT": """Roma;001##;06|Milano;201##;02|Torino;101##;011|Bologna;401##;051|Firenze;501##;055|Verona;371##;045
Padova;351##;049|Trieste;341##;040|Bergamo;241##;035|Trento;381##;0461|Como;22100;031|Udine;33100;0432|Varese;21100;0332""",
    "NL": """Amsterdam;10## @@;20|Rotterdam;30## @@;10|Den Haag;25## @@;70|Utrecht;35## @@;30|Eindhoven;56## @@;40
Groningen;97## @@;50|Tilburg;50## @@;13|Breda;48## @@;76|Arnhem;68## @@;26|Venlo;59## @@;77|Enschede;75## @@;53""",
    "PL": """Warszawa;0#-###;22|Kraków;3#-###;12|Łódź;9#-###;42|Wrocław;5#-###;71|Poznań;6#-###;61|Gdańsk;80-###;58
Szczecin;7#-###;91|Katowice;40-###;32|Lublin;20-###;81|Opole;45-###;77|Zielona Góra;65-###;68|Gliwice;44-###;32""",
    "CZ": """Praha;1## 00;2|Brno;6## 00;5|Ostrava;7## 00;59|Plzeň;3## 00;37|Liberec;460 ##;48|Olomouc;779 00;58
České Budějovice;370 ##;38|Hradec Králové;500 ##;49|Znojmo;669 02;51|Mikulov;692 01;51|Cheb;350 02;35""",
    "HU": """Budapest;1###;1|Debrecen;40##;52|Szeged;67##;62|Miskolc;35##;46|Pécs;76##;72|Győr;90##;96|Sopron;9400;99
Szombathely;9700;94|Kecskemét;6000;76|Székesfehérvár;8000;22|Veszprém;8200;88|Mosonmagyaróvár;9200;96""",
    "GB": """London;SW# #@@;20|Birmingham;B# #@@;121|Leeds;LS# #@@;113|Glasgow;G# #@@;141|Sheffield;S# #@@;114
Manchester;M# #@@;161|Edinburgh;EH# #@@;131|Liverpool;L# #@@;151|Bristol;BS# #@@;117|Cardiff;CF# #@@;29|Reading;RG# #@@;118""",
    "US": """New York;100##;212|Los Angeles;900##;213|Chicago;606##;312|Houston;770##;713|Phoenix;850##;602
Philadelphia;191##;215|San Diego;921##;619|Dallas;752##;214|Austin;787##;512|Columbus;432##;614|Denver;802##;303
Boston;021##;617|Portland;972##;503|Springfield;627##;217|Milwaukee;532##;414|Salem;973##;971""",
}
LANGUAGES = {"FR": "fr", "IT": "it", "NL": "nl", "PL": "pl", "CZ": "cz", "HU": "hu", "GB": "en", "US": "en"}
COUNTRIES = tuple(_TOWNS)

TOWNS = {
    country: [
        ForeignTown(*(name, country, pattern, area), 12 / (rank + 2), f"{LANGUAGES[country]}-foreign")
        for rank, (name, pattern, area) in enumerate(entry.split(";") for entry in text.replace("\n", "|").split("|"))
    ]
    for country, text in _TOWNS.items()
}

_STREETS = {
    "FR": """rue de la Gare|rue de l'Église|Grande Rue|rue Victor Hugo|avenue Jean Jaurès|rue Pasteur|place de la Mairie
boulevard Gambetta|rue des Écoles|chemin des Vignes|rue du Moulin|avenue de la République|allée des Tilleuls|rue des Lilas
route de Lyon|impasse du Château|rue Jules Ferry|quai de la Loire|rue du Général Leclerc|rue des Jardins""",
    "IT": """Via Roma|Via Garibaldi|Via Giuseppe Mazzini|Corso Italia|Piazza del Popolo|Via Dante Alighieri|Via Verdi
Via XX Settembre|Viale Europa|Via della Repubblica|Via Marconi|Via San Martino|Largo Cavour|Via dei Mille|Via Piave
Strada Provinciale|Via delle Rose|Via Leonardo da Vinci|Viale della Libertà|Vicolo Stretto""",
    "NL": """Dorpsstraat|Kerkstraat|Schoolstraat|Molenweg|Julianastraat|Stationsweg|Hoofdstraat|Wilhelminalaan|Marktplein
Beatrixlaan|Eikenlaan|Parallelweg|Industrieweg|Prinsengracht|Nieuwe Kerkhof|Sportlaan|Zuiderdijk|Burgemeester de Withstraat""",
    "PL": """ul. Polna|ul. Leśna|ul. Słoneczna|ul. Krótka|ul. Szkolna|ul. Ogrodowa|ul. Lipowa|ul. Brzozowa|al. Jana Pawła II
ul. Kościuszki|ul. Mickiewicza|ul. Tadeusza Kościuszki|pl. Wolności|ul. 3 Maja|os. Słoneczne|ul. Kwiatowa|ul. Piłsudskiego""",
    "CZ": """Nádražní|Školní|Hlavní|Zahradní|Masarykova|Husova|náměstí Míru|Dlouhá|Polní|Krátká|Sokolská|Palackého
třída Míru|Jiráskova|Na Výsluní|Pod Lipami|Lidická|Komenského|U Hřiště|Za Humny|Lesní""",
    "HU": """Petőfi utca|Kossuth Lajos utca|Rákóczi út|Fő utca|Ady Endre utca|Széchenyi tér|Dózsa György út|Béke utca
Arany János utca|Szabadság tér|József Attila utca|Bartók Béla út|Virág utca|Deák Ferenc utca|Jókai sétány|Akácfa köz""",
    "GB": """High Street|Station Road|Main Street|Park Road|Church Road|Church Street|London Road|Victoria Road|Green Lane
Manor Road|Kings Road|Queens Avenue|Mill Lane|The Crescent|Springfield Close|Highfield Gardens|St. John's Terrace
Albert Drive|Windsor Court|North Road|The Grove|Chapel Hill""",
    "US": """Main Street|Oak Street|Maple Avenue|Second Street|Park Avenue|Elm Street|Washington Boulevard|Lake Drive
Hill Road|Pine Lane|Cedar Court|North 5th Street|Lincoln Way|Sunset Drive|Jefferson Parkway|West Broadway|Ridge Circle
County Road 12|Highland Terrace|Willow Place|E Union Street""",
}
STREETS = {country: Weighted.zipf(text.replace("\n", "|").split("|"), 0.5, 3) for country, text in _STREETS.items()}

#: words for streets and what they are shortened to
SHORTENED = {
    "FR": (("avenue", "av."), ("boulevard", "bd"), ("place", "pl."), ("chemin", "ch."), ("rue", "r."), ("Général", "Gal")),
    "IT": (("Via ", "V. "), ("Viale", "V.le"), ("Piazza", "P.zza"), ("Corso", "C.so"), ("Giuseppe", "G."), ("San ", "S. ")),
    "NL": (("straat", "str."), ("laan", "ln"), ("weg", "wg"), ("plein", "pln"), ("Burgemeester", "Burg.")),
    "PL": (("ul. ", ""), ("ul. ", "ulica "), ("al. ", "Aleja "), ("pl. ", "plac "), ("Tadeusza ", ""), ("os. ", "osiedle ")),
    "CZ": (("náměstí", "nám."), ("třída", "tř."), ("Na ", "na ")),
    "HU": (("utca", "u."), ("út", "u."), ("tér", "t."), ("Lajos ", "L. "), ("sétány", "stny.")),
    "GB": (("Street", "St"), ("Road", "Rd"), ("Avenue", "Ave"), ("Lane", "La"), ("Court", "Ct"), ("Close", "Cl"),
           ("Terrace", "Tce"), ("Gardens", "Gdns"), ("St. ", "Saint ")),
    "US": (("Street", "St"), ("Avenue", "Ave"), ("Boulevard", "Blvd"), ("Drive", "Dr."), ("Road", "Rd"), ("Lane", "Ln"),
           ("North", "N"), ("West", "W."), ("Parkway", "Pkwy"), ("Place", "Pl"), ("E ", "East ")),
}  # fmt: skip


def street_line(rng: Rng, town: ForeignTown) -> str:
    """Street and house number in the order of the country.

    >>> street_line(Rng(1), TOWNS["GB"][0])[0].isalpha() and street_line(Rng(1), TOWNS["US"][0])[0].isdigit()
    False
    """
    country = town.country
    street, number = rng.draw(STREETS[country]), str(rng.between(1, 60 if rng.random() < 0.6 else 250))
    flat, letter = rng.random() < 0.25, rng.pick("abc") if rng.random() < 0.08 else ""
    room = rng.between(1, 40)
    if country == "US":
        number = str(rng.between(1, 9999))
        return f"{number} {street}" + (f" {rng.pick(('Apt', 'Unit', '#', 'Suite'))} {room}" if flat else "")
    if country == "GB":
        return f"{f'Flat {room}, ' if flat else ''}{number}{letter} {street}"
    if country == "FR":
        return f"{number}{rng.pick((' bis', ' ter')) if letter else ''}{rng.pick((' ', ' ', ', '))}{street}"
    if country == "PL":
        return f"{street} {number}{letter}" + (f"/{room}" if flat else "")
    if country == "CZ":
        return f"{street} {number}" + (f"/{room}" if flat else letter)
    if country == "HU":
        return f"{street} {number}." + (f" {rng.between(1, 4)}/{room}" if flat else "")
    return f"{street} {number}{letter}" + (f"-{room}" if flat and country == "NL" else "")


class ForeignMap:
    """The towns of the foreign countries, drawn by size; as :class:`world.places.Map`.

    Args:
        rng: decides what share of the contacts each country has.
        towns: share of the towns that occur (0 to 1).
    """

    def __init__(self, rng: Rng, towns: float = 1.0) -> None:
        self.countries = Weighted((country, 0.15 + rng.random() ** 2) for country in COUNTRIES)
        self._towns = {
            country: Weighted((town, town.weight) for town in rng.shuffled(all_)[: max(3, round(len(all_) * towns))])
            for country, all_ in TOWNS.items()
        }

    def town(self, rng: Rng, country: str | None = None) -> ForeignTown:
        """A town, of the given country or of any."""
        return rng.draw(self._towns[country or rng.draw(self.countries)])
