"""Towns of Germany, Austria, Switzerland and Liechtenstein with postcodes and area codes.

A sample of real towns (postcode ranges, area codes and rough size are plain facts),
and invented villages around them for the long tail of small places.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from world.rng import Rng, Weighted


class Town(NamedTuple):
    """A place that contacts live in. ``state`` is the suffix of Odoo's state id."""

    name: str
    country: str
    zip_low: int
    zip_high: int
    area: str
    state: str
    weight: float
    language: str = "de"

    def postcode(self, rng: Rng) -> str:
        """One of the postcodes of the town, five digits in Germany, four elsewhere."""
        number = self.zip_low + int(rng.random() * (self.zip_high - self.zip_low + 1))
        return f"{number:05d}" if self.country == "DE" else f"{number:04d}"


# name;postcodes;area code;state;weight
_DE = """Berlin;10115-14199;30;be;360|Hamburg;20095-22769;40;hh;185|München;80331-81929;89;by;150
Köln;50667-51149;221;nw;108|Frankfurt am Main;60308-60599;69;he;76|Stuttgart;70173-70629;711;bw;63
Düsseldorf;40210-40629;211;nw;62|Leipzig;04103-04357;341;sn;60|Dortmund;44135-44388;231;nw;58
Essen;45127-45359;201;nw;57|Bremen;28195-28779;421;hb;56|Dresden;01067-01328;351;sn;55
Hannover;30159-30659;511;ni;53|Nürnberg;90402-90491;911;by;52|Duisburg;47051-47279;203;nw;49
Bochum;44787-44894;234;nw;36|Wuppertal;42103-42399;202;nw;35|Bielefeld;33602-33739;521;nw;33
Bonn;53111-53229;228;nw;32|Münster;48143-48167;251;nw;31|Karlsruhe;76131-76229;721;bw;31
Mannheim;68159-68309;621;bw;30|Augsburg;86150-86199;821;by;29|Wiesbaden;65183-65207;611;he;28
Mönchengladbach;41061-41239;2161;nw;26|Gelsenkirchen;45879-45899;209;nw;26|Aachen;52062-52080;241;nw;25
Braunschweig;38100-38126;531;ni;25|Chemnitz;09111-09131;371;sn;24|Kiel;24103-24159;431;sh;24
Halle (Saale);06108-06132;345;st;23|Magdeburg;39104-39130;391;st;23|Freiburg im Breisgau;79098-79117;761;bw;23
Krefeld;47798-47839;2151;nw;22|Mainz;55116-55131;6131;rp;21|Lübeck;23552-23570;451;sh;21
Erfurt;99084-99099;361;th;21|Oberhausen;46045-46149;208;nw;21|Rostock;18055-18147;381;mv;20
Kassel;34117-34134;561;he;20|Hagen;58089-58135;2331;nw;18|Potsdam;14467-14482;331;bb;18
Saarbrücken;66111-66133;681;sl;18|Hamm;59063-59077;2381;nw;17|Ludwigshafen am Rhein;67059-67071;621;rp;17
Oldenburg;26121-26135;441;ni;17|Osnabrück;49074-49090;541;ni;16|Leverkusen;51371-51381;214;nw;16
Heidelberg;69115-69126;6221;bw;16|Darmstadt;64283-64297;6151;he;15|Solingen;42651-42719;212;nw;15
Regensburg;93047-93059;941;by;15|Paderborn;33098-33106;5251;nw;15|Ingolstadt;85049-85057;841;by;13
Würzburg;97070-97084;931;by;12|Fürth;90762-90768;911;by;12|Ulm;89073-89081;731;bw;12
Heilbronn;74072-74081;7131;bw;12|Pforzheim;75172-75181;7231;bw;12|Wolfsburg;38440-38448;5361;ni;12
Göttingen;37073-37085;551;ni;11|Reutlingen;72760-72770;7121;bw;11|Koblenz;56068-56077;261;rp;11
Bremerhaven;27568-27580;471;hb;11|Erlangen;91052-91058;9131;by;11|Trier;54290-54296;651;rp;11
Jena;07743-07751;3641;th;11|Siegen;57072-57080;271;nw;10|Cottbus;03042-03055;355;bb;10
Schwerin;19053-19063;385;mv;9|Gießen;35390-35398;641;he;9|Esslingen am Neckar;73728-73734;711;bw;9
Konstanz;78462-78467;7531;bw;8|Ludwigsburg;71634-71642;7141;bw;9|Tübingen;72070-72076;7071;bw;9
Villingen-Schwenningen;78048-78056;7721;bw;8|Zwickau;08056-08066;375;sn;8|Flensburg;24937-24944;461;sh;9
Bamberg;96047-96052;951;by;8|Bayreuth;95444-95448;921;by;7|Landshut;84028-84036;871;by;7
Celle;29221-29229;5141;ni;7|Aschaffenburg;63739-63743;6021;by;7|Kempten (Allgäu);87435-87439;831;by;7
Fulda;36037-36043;661;he;7|Lüneburg;21335-21339;4131;ni;7|Rosenheim;83022-83026;8031;by;6
Friedrichshafen;88045-88048;7541;bw;6|Offenburg;77652-77656;781;bw;6|Neumünster;24534-24539;4321;sh;8
Görlitz;02826-02828;3581;sn;5|Passau;94032-94036;851;by;5|Ravensburg;88212-88214;751;bw;5
Bocholt;46395-46399;2871;nw;7|Gütersloh;33330-33335;5241;nw;10|Minden;32423-32429;571;nw;8
Emden;26721-26725;4921;ni;5|Stralsund;18435-18439;3831;mv;6|Greifswald;17489-17493;3834;mv;6
Weimar;99423-99427;3643;th;6|Gera;07545-07557;365;th;9|Speyer;67346-67346;6232;rp;5
Bad Homburg vor der Höhe;61348-61352;6172;he;5|Lindau (Bodensee);88131-88131;8382;by;3
Singen (Hohentwiel);78224-78224;7731;bw;5|Lörrach;79539-79541;7621;bw;5|Garmisch-Partenkirchen;82467-82467;8821;by;3
Husum;25813-25813;4841;sh;2|Cuxhaven;27472-27478;4721;ni;5|Itzehoe;25524-25524;4821;sh;3
Straubing;94315-94315;9421;by;5|Memmingen;87700-87700;8331;by;4|Biberach an der Riß;88400-88400;7351;bw;3
Bautzen;02625-02625;3591;sn;4|Nordhausen;99734-99734;3631;th;4|Wismar;23966-23970;3841;mv;4"""

_AT = """Wien;1010-1239;1;9;190|Graz;8010-8055;316;6;29|Linz;4020-4040;732;4;21|Salzburg;5020-5026;662;5;16
Innsbruck;6020-6020;512;7;13|Klagenfurt am Wörthersee;9020-9020;463;2;10|Villach;9500-9504;4242;2;6
Wels;4600-4600;7242;4;6|St. Pölten;3100-3100;2742;3;6|Dornbirn;6850-6850;5572;8;5|Steyr;4400-4400;7252;4;4
Wiener Neustadt;2700-2700;2622;3;5|Feldkirch;6800-6800;5522;8;4|Bregenz;6900-6900;5574;8;3
Leonding;4060-4060;732;4;3|Klosterneuburg;3400-3400;2243;3;3|Baden;2500-2500;2252;3;3
Leoben;8700-8700;3842;6;3|Krems an der Donau;3500-3500;2732;3;3|Traun;4050-4050;7229;4;3
Amstetten;3300-3300;7472;3;3|Kapfenberg;8605-8605;3862;6;2|Lustenau;6890-6890;5577;8;3
Mödling;2340-2340;2236;3;3|Hallein;5400-5400;6245;5;2|Kufstein;6330-6330;5372;7;2|Traiskirchen;2514-2514;2252;3;2
Schwechat;2320-2320;1;3;2|Braunau am Inn;5280-5280;7722;4;2|Stockerau;2000-2000;2266;3;2
Tulln an der Donau;3430-3430;2272;3;2|Spittal an der Drau;9800-9800;4762;2;2|Hohenems;6845-6845;5576;8;2
Bludenz;6700-6700;5552;8;2|Eisenstadt;7000-7000;2682;1;2|Lienz;9900-9900;4852;7;1|Wolfsberg;9400-9400;4352;2;3
Bad Ischl;4820-4820;6132;4;1|Zell am See;5700-5700;6542;5;1|Schwaz;6130-6130;5242;7;1|Hartberg;8230-8230;3332;6;1
Gmunden;4810-4810;7612;4;1|Ried im Innkreis;4910-4910;7752;4;1|Oberwart;7400-7400;3352;1;1"""

_CH = """Zürich;8001-8064;44;zh;43|Genève;1201-1209;22;ge;20;fr|Basel;4051-4059;61;bs;17|Lausanne;1003-1018;21;vd;14;fr
Bern;3004-3027;31;be;13|Winterthur;8400-8411;52;zh;11|Luzern;6003-6015;41;lu;8|St. Gallen;9000-9016;71;sg;7.5
Lugano;6900-6900;91;ti;6;it|Biel/Bienne;2501-2505;32;be;5.5|Thun;3600-3604;33;be;4.3|Köniz;3098-3098;31;be;4.2
La Chaux-de-Fonds;2300-2300;32;ne;3.7;fr|Fribourg;1700-1700;26;fr;3.8;fr|Schaffhausen;8200-8200;52;sh;3.6
Vernier;1214-1214;22;ge;3.5;fr|Chur;7000-7000;81;gr;3.7|Sion;1950-1950;27;vs;3.4;fr|Uster;8610-8610;44;zh;3.5
Neuchâtel;2000-2000;32;ne;3.3;fr|Emmen;6032-6032;41;lu;3|Zug;6300-6300;41;zg;3|Yverdon-les-Bains;1400-1400;24;vd;3;fr
Kriens;6010-6010;41;lu;2.8|Rapperswil-Jona;8640-8645;55;sg;2.7|Dübendorf;8600-8600;44;zh;2.9|Dietikon;8953-8953;44;zh;2.7
Montreux;1820-1820;21;vd;2.6;fr|Frauenfeld;8500-8500;52;tg;2.6|Wetzikon;8620-8620;44;zh;2.5|Baar;6340-6340;41;zg;2.4
Wil;9500-9500;71;sg;2.4|Bulle;1630-1630;26;fr;2.4;fr|Horgen;8810-8810;44;zh;2.3|Kreuzlingen;8280-8280;71;tg;2.2
Wädenswil;8820-8820;44;zh;2.4|Nyon;1260-1260;22;vd;2.1;fr|Bellinzona;6500-6500;91;ti;4.3;it|Aarau;5000-5004;62;ag;2.1
Allschwil;4123-4123;61;bl;2.1|Baden;5400-5400;56;ag;2.2|Olten;4600-4600;62;so;1.8|Liestal;4410-4410;61;bl;1.4
Solothurn;4500-4500;32;so;1.7|Burgdorf;3400-3400;34;be;1.6|Langenthal;4900-4900;62;be;1.5|Locarno;6600-6600;91;ti;1.6;it
Mendrisio;6850-6850;91;ti;1.5;it|Herisau;9100-9100;71;ar;1.6|Schwyz;6430-6430;41;sz;1.5|Einsiedeln;8840-8840;55;sz;1.5
Altdorf;6460-6460;41;ur;.9|Sarnen;6060-6060;41;ow;1|Stans;6370-6370;41;nw;.8|Glarus;8750-8750;55;gl;1.2
Appenzell;9050-9050;71;ai;.6|Davos Platz;7270-7270;81;gr;1.1|Brig;3900-3900;27;vs;1.3|Visp;3930-3930;27;vs;.8
Martigny;1920-1920;27;vs;1.9;fr|Delémont;2800-2800;32;ju;1.2;fr|Buchs;9470-9470;81;sg;1.3|Interlaken;3800-3800;33;be;.6"""

_LI = """Vaduz;9490-9490;81;;5.7|Schaan;9494-9494;81;;6|Triesen;9495-9495;81;;5|Balzers;9496-9496;81;;4.6
Eschen;9492-9492;81;;4.4|Mauren;9493-9493;81;;4.3|Triesenberg;9497-9497;81;;2.6|Ruggell;9491-9491;81;;2.2"""


def _parse(country: str, text: str) -> list[Town]:
    towns = []
    for entry in text.replace("\n", "|").split("|"):
        name, postcodes, area, state, weight, *language = entry.split(";")
        low, high = postcodes.split("-")
        towns.append(Town(name, country, int(low), int(high), area, state, float(weight), *language))
    return towns


TOWNS: dict[str, list[Town]] = {
    "DE": _parse("DE", _DE),
    "AT": _parse("AT", _AT),
    "CH": _parse("CH", _CH),
    "LI": _parse("LI", _LI),
}

#: how the same town is written besides
ALIASES: dict[str, list[str]] = {
    "Frankfurt am Main": ["Frankfurt", "Frankfurt/Main", "Frankfurt a.M.", "Frankfurt a. M.", "Ffm"],
    "Freiburg im Breisgau": ["Freiburg", "Freiburg i. Br.", "Freiburg i.Br."],
    "Ludwigshafen am Rhein": ["Ludwigshafen", "Ludwigshafen/Rh."],
    "Halle (Saale)": ["Halle", "Halle/Saale", "Halle a.d. Saale"],
    "Esslingen am Neckar": ["Esslingen", "Esslingen a. N."],
    "Villingen-Schwenningen": ["VS-Villingen", "Villingen", "VS-Schwenningen"],
    "Kempten (Allgäu)": ["Kempten", "Kempten/Allgäu"],
    "Bad Homburg vor der Höhe": ["Bad Homburg", "Bad Homburg v.d.H.", "Bad Homburg v. d. Höhe"],
    "Lindau (Bodensee)": ["Lindau", "Lindau/Bodensee", "Lindau am Bodensee"],
    "Singen (Hohentwiel)": ["Singen", "Singen/Hohentwiel"],
    "Biberach an der Riß": ["Biberach", "Biberach/Riss", "Biberach a.d. Riß"],
    "Klagenfurt am Wörthersee": ["Klagenfurt", "Klagenfurt a. W."],
    "St. Pölten": ["Sankt Pölten", "St.Pölten", "St Pölten"],
    "St. Gallen": ["Sankt Gallen", "St.Gallen", "St Gallen", "SG"],
    "Krems an der Donau": ["Krems", "Krems/Donau", "Krems a.d. Donau"],
    "Tulln an der Donau": ["Tulln"],
    "Spittal an der Drau": ["Spittal/Drau", "Spittal"],
    "Braunau am Inn": ["Braunau", "Braunau/Inn"],
    "Ried im Innkreis": ["Ried", "Ried i. I."],
    "Wiener Neustadt": ["Wr. Neustadt", "Wr.Neustadt"],
    "Genève": ["Genf", "Geneve", "Geneva"],
    "Biel/Bienne": ["Biel", "Bienne", "Biel-Bienne"],
    "Neuchâtel": ["Neuenburg", "Neuchatel"],
    "Fribourg": ["Freiburg", "Freiburg i.Ü."],
    "Sion": ["Sitten"],
    "Rapperswil-Jona": ["Rapperswil", "Jona", "Rapperswil SG"],
    "Bellinzona": ["Bellinzona TI"],
    "Buchs": ["Buchs SG"],
    "Wil": ["Wil SG", "Wil (SG)"],
    "Zürich": ["Zurich", "ZH", "Zürich Oerlikon"],
    "Köln": ["Cologne", "Koeln"],
    "München": ["Munich", "Mchn."],
    "Wien": ["Vienna", "Wien-Favoriten", "A-Wien"],
    "Nürnberg": ["Nuremberg", "Nbg."],
    "Basel": ["Bâle", "Basel BS"],
    "Luzern": ["Lucerne", "Luzern LU"],
    "Delémont": ["Delsberg", "Delemont"],
}

_FRONT = "Ober Unter Nieder Alt Neu Gross Klein Hinter Vorder Mitter".split()
_MIDDLE = """buchen eichen erlen birken linden tannen wiesen brunn stein wald hasel rosen kirch mühl
hirsch raben dachs bären schwarz weiss roten grün kalten lauter trocken hohen tief sand moor ried
salz silber eisen kupfer gold glocken pfarr amts bischofs königs grafen""".split()
_END = {
    "DE": "hausen heim dorf rode feld hofen ingen bach burg stedt leben büttel beuren".split(),
    "AT": "dorf bach schlag reith berg kirchen au stetten ham hofen".split(),
    "CH": "wil ikon ingen bach au egg rüti matt dingen hofen".split(),
}


@cache
def villages(country: str, count: int) -> tuple[Town, ...]:
    """Invented villages with postcodes of their country; the same ones every time.

    >>> villages("CH", 2) == villages("CH", 2)
    True
    """
    rng = Rng("villages", country)
    low, high, area_digits = {"DE": (1000, 99998, 4), "AT": (2000, 9990, 4), "CH": (1100, 9650, 2)}[country]
    result = []
    for _number in range(count):
        middle, end = rng.pick(_MIDDLE), rng.pick(_END[country])
        stem = middle.rstrip(end[0]) + end
        name = rng.pick(_FRONT) + stem if rng.chance(0.4) else stem.capitalize()
        postcode = rng.between(low, high)
        if country == "CH":
            area = rng.pick(("31", "32", "33", "34", "41", "44", "52", "55", "56", "61", "62", "71", "81"))
        else:
            area = str(rng.between(2, 9 if country == "DE" else 7)) + rng.digits(area_digits - 1)
        result.append(Town(name, country, postcode, postcode, area, "", 1.0))
    return tuple(result)


class Map:
    """All places of a world, drawn by size.

    Args:
        tail: share of contacts that live in an invented village (0 to 1).
        countries: share of contacts per country code.
    """

    def __init__(self, tail: float = 0.3, countries: dict[str, float] | None = None) -> None:
        shares = countries or {"DE": 0.62, "AT": 0.16, "CH": 0.205, "LI": 0.015}
        self.countries = Weighted(shares.items())
        self.tail = tail
        self.towns = {code: Weighted((town, town.weight) for town in TOWNS[code]) for code in shares}
        sizes = {"DE": 2400, "AT": 700, "CH": 600}
        self.villages = {
            code: Weighted.zipf(villages(code, size), 0.5, 10)
            for code, size in sizes.items()
            if tail and code in shares
        }

    def town(self, rng: Rng, country: str | None = None) -> Town:
        """A town, of the given country or of any."""
        country = country or rng.draw(self.countries)
        if country in self.villages and rng.random() < self.tail:
            return rng.draw(self.villages[country])
        return rng.draw(self.towns[country])
