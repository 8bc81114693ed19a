"""Surnames as they are common in Germany, Austria and Switzerland, most frequent first.

Frequent names are listed; the long tail of rare ones, which holds a third of the
population, is put together from the parts such names have.
"""

from __future__ import annotations

from world import foreign_names
from world.rng import Rng, Weighted


def _words(text: str) -> list[str]:
    return text.split()


#: origin -> surnames by falling frequency
SURNAMES: dict[str, list[str]] = {
    "de": _words(
        """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch
        Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
        Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König
        Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel
        Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht
        Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto
        Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn
        Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Hansen Petersen
        Jansen Christiansen Carstens Behrens Lüders Thiel Ernst Lindner Barth Hübner Paul Kirchner
        Nowak Reuter Riedel Marx Kunz Fiedler Wendt Stahl Noack Rieger Ullrich Hermann Kranz Ebert
        Brunner Janssen Rademacher Küster Wiegand Gerlach Oltmanns Harms Bartels Eggers Rohde
        Kowalski Büttner Hein Thomsen Jahn Ahrens Witt Eberhardt Göbel Kessler Bachmann Kaufmann
        Strauß Reinhardt Dörr Hinz Sievers Paulsen Gebhardt Hecht Siebert Ritter Döring Urban Moser
        Unger Conrad Metzger Röder Stark Bender Nagel Ott Heinemann Pape Zeller Probst Wilke Löffler
        Mertens Knoll Fritsch Runge Lutz Decker Adler Haag Trautmann Rausch Hauser Schütte Bader"""
    ),
    "at": _words(
        """Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs
        Eder Fischer Schmid Winkler Weber Schwarz Maier Schneider Reiter Mayr Schmidt Wimmer Egger
        Brunner Lang Baumgartner Auer Binder Lechner Wolf Wallner Aigner Ebner Koller Lehner Haas
        Schuster Heilig Stadler Strasser Riegler Kofler Hölzl Pirker Ortner Unterberger Schwaiger
        Rainer Thaler Kainz Pölzl Hofstätter Grabner Zauner Holzer Haider Fink Resch Sailer Riedl
        Dorner Ecker Trummer Windisch Kogler Zach Plank Gasser Kröll Stöckl Oberhauser Rauch Tauber
        Feichtinger Hinterleitner Zehetner Kirchmair Penz Walcher Lindorfer Stocker Neuhold Prohaska
        Novotny Swoboda Dvorak Jelinek Nemeth Horvath Pokorny Svoboda Hruby Kratochwil Wessely"""
    ),
    "ch": _words(
        """Müller Meier Schmid Keller Weber Huber Schneider Meyer Steiner Fischer Gerber Brunner
        Baumann Frei Zimmermann Moser Widmer Wyss Graf Roth Baumgartner Suter Kunz Bachmann Bühler
        Hofer Ammann Christen Lüthi Zbinden Hess Bucher Egli Marti Kaufmann Studer Sutter Stucki
        Odermatt Furrer Imhof Nussbaumer Aeschlimann Zurbriggen Rüegg Gisler Schnyder Leuenberger
        Siegenthaler Wenger Hofstetter Tobler Blaser Hürlimann Zgraggen Rohner Zürcher Kälin Betschart
        Inderbitzin Zumstein Amstutz Portmann Bieri Arnold Schär Flückiger Lehmann Jenni Burri Ackermann
        Caduff Cavegn Camenisch Casutt Derungs Bischof Eberle Gantenbein Kaiser Ritter Büchel Hasler
        Beck Marxer Frick Näscher Oehri Wohlwend Vogt Schädler Hilti Wanger Sele Gassner Nigg"""
    ),
    "fr": _words(
        """Favre Rochat Martin Blanc Bonvin Jaquet Chappuis Perret Rey Monnier Dubois Girard Robert
        Jeanneret Aubert Pittet Clerc Fournier Python Rossier Vuilleumier Pasquier Bovet Progin
        Ducret Cuendet Genoud Berthoud Mermod Chevalley Grandjean Matthey Droz Jeannin Gaillard
        Carron Vuignier Cretton Delaloye Savary Meylan Reymond"""
    ),
    "it": _words(
        """Rossi Bernasconi Bianchi Russo Ferrari Fontana Esposito Romano Greco Conti Rizzo
        Marino Lombardi Galli Cattaneo Colombo Moretti Pedrazzini Cavadini Rusca Pellegrini Lepori
        Soldati Guidotti Bernardi Santoro De-Luca D'Angelo D'Amico Caruso Ferrara Mancini Barbieri
        Bianco Gentile Lo-Presti Caputo Monti Gobbi Poretti"""
    ),
    "tr": _words(
        """Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin
        Kara Koç Kurt Özkan Şimşek Polat Erdoğan Yıldırım Güneş Bulut Aksoy Korkmaz Tekin Acar Avcı
        Bozkurt Can Güler Turan Yavuz Özer Sarı Keskin Duman"""
    ),
    "sl": _words(
        """Jovanović Petrović Nikolić Kovačević Nowak Marković Horvat Kovačić Novák Kowalski
        Wiśniewski Wójcik Lewandowski Babić Đorđević Pavlović Hodžić Popović Stojanović Ilić Knežević
        Jurić Marić Tomić Vuković Hadžić Begić Delić Kamiński Zieliński Szymański Dvořák Svoboda
        Procházka Kučera Ivanov Petrov Smirnow Kusnezow Popow Milošević Savić Blažević Perić Kralj
        Zupan Krajnc Mehmedović Halilović Suljić Omerović Golob Hribar Majewski Dąbrowski"""
    ),
    "wd": _words(
        """Nguyen Silva Ferreira Santos Pereira Costa Krasniqi Gashi Berisha Hoxha Shala Morina
        Khan Ahmed Hassan Ali Hussein Singh Smith Taylor Jansen Vandenberg García Martínez López
        Tran Pham Kim Chen Wang Ramadani Osmani Sivarajah Tekle Mensah Da-Silva Dos-Santos"""
    ),
}

SURNAMES.update(foreign_names.SURNAMES)

_ROOTS = _words(
    """Alten Asch Bach Berg Birken Blumen Brand Breiten Bruck Brunn Buchen Burg Dorn Eben Eich Eller
    Erlen Eschen Falken Feld Fichten Finken Forst Gersten Gold Grünen Haber Hagen Hasel Hecken Heid
    Herren Hinter Hirsch Hoch Hohen Holz Honig Kalten Kapp Kirch Klingen Kolm Korn Krumm Kupfer
    Land Langen Lauter Leiten Lichten Linden Loh Mitter Moos Mühl Neu Nieder Nord Ober Oster Pfaffen
    Pfann Reben Rehm Ried Ringel Rosen Rothen Sand Schatten Schell Schön Schwarzen Seel See Silber
    Sonnen Spiegel Stall Stauden Stein Steg Stein Stern Stock Tannen Teich Thal Tiefen Trauten Unter
    Vorder Wald Wasser Weiden Weissen Wiesen Wild Winter Wolfs Zeller Ziegen Zwing"""
)
_ENDINGS = _words(
    """bacher bauer baum beck berger brecht bruch dorfer eder egger feld felder hammer hardt hauer
    häuser heimer hofer holzer huber kamp kircher lechner lehner leitner mann maier meier meyer
    moser müller rainer reiter reuther rieder ried roither ruck sack schmid schneider stein steiner
    stetter stock strasser thaler wald walder weger wieser wirth winkler"""
)


def rare(rng: Rng) -> str:
    """A rare name of the usual build, for example Buchenlehner.

    >>> rare(Rng(1)) == rare(Rng(1))
    True
    """
    root, ending = rng.pick(_ROOTS), rng.pick(_ENDINGS)
    if root[-1] == ending[0] == "h" or root.lower().endswith(ending):
        root = "Neu"
    return root + ending


TABLES = {origin: Weighted.zipf(names, 0.75, 5) for origin, names in SURNAMES.items()}

#: share of the long tail per origin
_RARE = {"de": 0.34, "at": 0.36, "ch": 0.22}


def surname(rng: Rng, origin: str) -> str:
    """A surname of that origin by its frequency."""
    if rng.random() < _RARE.get(origin, 0.0):
        return rare(rng)
    return rng.draw(TABLES[origin]).replace("-", " ")
