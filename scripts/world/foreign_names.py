"""Given names and surnames of the countries in world.foreign, most frequent first; plain facts about names."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


#: origin and gender -> given names
GIVEN: dict[tuple[str, str], list[str]] = {
    ("nl", "m"): _words(
        """Jan Pieter Johannes Hendrik Willem Jeroen Martijn Bart Sander Maarten Daan Bram Thijs Lars Ruben Joost Gijs
        Wouter Koen Niels Rik Stijn Tim Sjoerd Marcel Dirk Kees Gerrit Henk Cornelis"""
    ),
    ("nl", "f"): _words(
        """Maria Anna Johanna Sanne Lotte Femke Marieke Anouk Ingrid Esther Saskia Wilma Emma Julia Fleur Maaike Roos
        Iris Tess Lieke Mirjam Annelies Petra Ellen Margriet Hanneke Truus Elsje Noor Inge"""
    ),
    ("pl", "m"): _words(
        """Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Łukasz Marek Grzegorz Mateusz Wojciech
        Mariusz Dariusz Maciej Zbigniew Jerzy Rafał Robert Kamil Dawid Szymon Jacek Kacper Bartosz Stanisław Zdzisław"""
    ),
    ("pl", "f"): _words(
        """Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna Aleksandra Zofia
        Monika Teresa Natalia Julia Danuta Karolina Marta Beata Dorota Jadwiga Janina Alicja Iwona Grażyna Halina Wiktoria"""
    ),
    ("cz", "m"): _words(
        """Jiří Jan Petr Josef Pavel Martin Tomáš Jaroslav Miroslav Zdeněk Václav Michal František Jakub Milan Karel Lukáš
        David Vladimír Ladislav Ondřej Roman Stanislav Marek Radek Daniel Antonín Vojtěch Filip Adam"""
    ),
    ("cz", "f"): _words(
        """Jana Marie Eva Hana Anna Lenka Kateřina Lucie Věra Alena Petra Veronika Jaroslava Tereza Martina Michaela
        Jitka Helena Ludmila Zdeňka Ivana Monika Eliška Zuzana Markéta Jarmila Barbora Jiřina Kristýna Dagmar"""
    ),
    ("hu", "m"): _words(
        """László István József János Zoltán Sándor Gábor Ferenc Attila Péter Tamás Zsolt Tibor András Csaba Imre Lajos
        György Balázs Gyula Mihály Róbert Dániel Ádám Krisztián Bence Máté Gergő Levente Norbert"""
    ),
    ("hu", "f"): _words(
        """Mária Erzsébet Katalin Ilona Éva Anna Zsuzsanna Margit Judit Ágnes Julianna Andrea Ildikó Erika Krisztina
        Irén Eszter Magdolna Mónika Edit Gabriella Szilvia Anita Anikó Viktória Márta Rozália Tímea Piroska Klára"""
    ),
    ("en", "m"): _words(
        """James John Robert Michael William David Richard Thomas Charles Christopher Daniel Matthew Anthony Mark Steven
        Paul Andrew Joshua Kenneth Kevin Brian George Timothy Edward Jason Jeffrey Ryan Jacob Gary Nicholas Stephen
        Jonathan Benjamin Samuel Gregory Patrick Alexander Jack Oliver Harry Graham Nigel Gareth Callum Liam"""
    ),
    ("en", "f"): _words(
        """Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Margaret Sandra Ashley
        Emily Kimberly Donna Michelle Carol Amanda Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy Angela
        Olivia Emma Charlotte Hannah Sophie Victoria Gillian Fiona Hazel Imogen Niamh Catherine"""
    ),
}

SURNAMES: dict[str, list[str]] = {
    "nl": """de Jong|Jansen|de Vries|van den Berg|Bakker|van Dijk|Visser|Janssen|Smit|Meijer|de Boer|Mulder|de Groot|Bos
Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|van der Linden|Kok|Jacobs
de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruijn|Schouten|van Beek|Willems|van Vliet|Hoekstra
Maas|Verhoeven|Koster|van Dam|Prins|Blom|Huisman|Kuipers|Veenstra|Postma|Hermans""".replace("\n", "|").split("|"),
    "pl": _words(
        """Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski
        Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski
        Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk
        Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski"""
    ),
    "cz": _words(
        """Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Pospíšil Hájek Jelínek
        Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kříž Kovář Kratochvíl
        Bartoš Vlček Polák Musil Kopecký Konečný Malý Čech Staněk Štěpánek Holub Šimek Kadlec Dostál Soukup Šťastný"""
    ),
    "hu": _words(
        """Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos Mészáros
        Oláh Simon Rácz Fekete Szilágyi Török Fehér Balázs Gál Kis Szűcs Kocsis Pintér Fodor Orsós Szalai Sipos Magyar
        Lukács Gulyás Biró Király Katona László Jakab Bogdán Balog Sándor Boros Váradi Kelemen Antal Somogyi Fülöp"""
    ),
    "en": _words(
        """Smith Jones Williams Brown Taylor Davies Johnson Wilson Miller Evans Thomas Anderson Roberts Walker Wright
        Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill
        Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan Patel Young Allen Mitchell Anderson-Reid
        Phillips Campbell Parker Bennett Cook Cox Rodriguez Shaw Richardson Murphy Bailey O'Brien O'Connor McDonald
        MacKenzie Stewart Murray Reid Gonzalez Hernandez Perez Nelson Carter Rivera Foster Sanders Howard Barnes"""
    ),
}

#: what friends call people, besides the names of world.given_names
NICKNAMES = {
    "Robert": "Bob", "William": "Bill", "Richard": "Dick", "Michael": "Mike", "Thomas": "Tom", "Christopher": "Chris",
    "Matthew": "Matt", "Anthony": "Tony", "Andrew": "Andy", "Joshua": "Josh", "Edward": "Ted", "Elizabeth": "Liz",
    "Jennifer": "Jen", "Patricia": "Pat", "Margaret": "Peggy", "Susan": "Sue", "Rebecca": "Becky", "Deborah": "Debbie",
    "Benjamin": "Ben", "Samuel": "Sam", "Kimberly": "Kim", "Hendrik": "Henk", "Johannes": "Hans", "Cornelis": "Kees",
    "Pieter": "Piet", "Katarzyna": "Kasia", "Małgorzata": "Gosia", "Agnieszka": "Aga", "Krzysztof": "Krzysiek",
    "Aleksandra": "Ola", "Stanisław": "Staszek", "Jiří": "Jirka", "František": "Franta", "Kateřina": "Katka",
    "Miroslav": "Mirek", "László": "Laci", "István": "Pista", "Erzsébet": "Bözsi", "Zsuzsanna": "Zsuzsa",
}  # fmt: skip


def feminine(last: str, origin: str) -> str:
    """The surname of a woman, where it differs from that of her husband.

    >>> feminine("Kowalski", "pl"), feminine("Novák", "cz"), feminine("Smith", "en")
    ('Kowalska', 'Nováková', 'Smith')
    """
    if origin == "pl" and last.endswith(("ski", "cki", "dzki")):
        return f"{last[:-1]}a"
    if origin == "cz" and not last.endswith(("ová", "á")):
        if last.endswith("ý"):
            return f"{last[:-1]}á"
        stem = last[:-2] + "k" if last.endswith("ek") else last.removesuffix("a")
        return f"{stem}ová"
    return last
