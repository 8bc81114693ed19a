"""Spellings of addresses, numbers and sites that people use, and what matching makes of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from odoo.addons.customer_data_quality.engine import (
    company_names,
    emails,
    person_names,
    phones,
    places,
    streets,
    tax,
    words,
)
from odoo.addons.customer_data_quality.engine.words import DEFAULT, Words

STREETS = [
    # line, name, number, letter, unit, box
    ("Hauptstraße 12a", "hauptstr", "12", "a", "", ""),
    ("Hauptstrasse 12 A", "hauptstr", "12", "a", "", ""),
    ("Haupt Str. 12", "hauptstr", "12", "", "", ""),
    ("Haupt-Str.12", "hauptstr", "12", "", "", ""),
    ("HAUPTSTRASSE 012", "hauptstr", "12", "", "", ""),
    ("Bahnhofpl. 1", "bahnhofplatz", "1", "", "", ""),
    ("Lindeng. 7", "lindengasse", "7", "", "", ""),
    ("Lange G. 7", "langegasse", "7", "", "", ""),
    ("Sankt-Georg-Straße 4", "stgeorgstr", "4", "", "", ""),
    ("St. Georg Str. 4", "stgeorgstr", "4", "", "", ""),
    ("Doktor-Karl-Allee 3", "drkarlallee", "3", "", "", ""),
    ("Am Ring 5", "amring", "5", "", "", ""),
    ("Industriestr. 12-14", "industriestr", "12", "", "", ""),
    ("Landstr. 12/3/7", "landstr", "12", "", "3/7", ""),
    ("Landstr. 12 Stiege 3 Top 7", "landstr", "12", "", "3/7", ""),
    ("Landstr. 12, 2. Stock, Top 7", "landstr", "12", "", "7", ""),
    ("Landstr. 12, 2. Stock", "landstr", "12", "", "2", ""),
    ("Rue du Lac 12", "ruedulac", "12", "", "", ""),
    ("12, rue du Lac", "ruedulac", "12", "", "", ""),
    ("12 r. du Lac", "ruedulac", "12", "", "", ""),
    ("12bis av. de la Gare", "avdelagare", "12", "b", "", ""),
    ("Avenue de la Gare 12", "avdelagare", "12", "", "", ""),
    ("Chemin des Vignes 3", "chdesvignes", "3", "", "", ""),
    ("Rte de Berne 4", "rtedeberne", "4", "", "", ""),
    ("Via Roma 5/A", "viaroma", "5", "a", "", ""),
    ("v. Roma n. 5", "viaroma", "5", "", "", ""),
    ("Straße des 17. Juni 135", "strdes17juni", "135", "", "", ""),
    ("Straße des 17. Juni", "strdes17juni", "", "", "", ""),
    ("1. Mai Straße 5", "1maistr", "5", "", "", ""),
    ("Q7, 24", "q7", "24", "", "", ""),
    ("Postfach 123", "", "", "", "", "123"),
    ("PF 12 34", "", "", "", "", "1234"),
    ("Case postale", "", "", "", "", "0"),
    ("Casella postale 12", "", "", "", "", "12"),
    ("Hauptstr. 5, Postfach 123", "hauptstr", "5", "", "", "123"),
    ("c/o Anna Huber, Hauptstr. 5", "hauptstr", "5", "", "", ""),
    ("Hauptstr. 5 c/o Huber", "hauptstr", "5", "", "", ""),
    ("Flat 3, 12 High Street", "highst", "12", "", "3", ""),
    ("Dorf 12", "dorf", "12", "", "", ""),
    ("Haus Nr. 4", "haus", "4", "", "", ""),
]


@pytest.mark.parametrize(("line", "name", "number", "letter", "unit", "box"), STREETS)
def test_street(line, name, number, letter, unit, box):
    assert streets.street(line)[:5] == (name, number, letter, unit, box)


PLACES = [
    ("A-1190", "Wien, Döbling", "AT", "1190", "wien"),
    ("1190", "Wien 19", "AT", "1190", "wien"),
    ("1190", "Wien, 19. Bezirk", "AT", "1190", "wien"),
    ("1190", "Vienna", "AT", "1190", "wien"),
    ("", "1190 Wien", "AT", "1190", "wien"),
    ("D 80331", "München-Pasing", "DE", "80331", "muenchen"),
    ("1067", "Dresden", "DE", "01067", "dresden"),
    ("60311", "Frankfurt a. M.", "DE", "60311", "frankfurt"),
    ("60311", "Frankfurt/Main", "DE", "60311", "frankfurt"),
    ("15230", "Frankfurt (Oder)", "DE", "15230", "frankfurt"),
    ("2502", "Bienne", "CH", "2502", "biel"),
    ("2502", "Biel/Bienne", "CH", "2502", "biel"),
    ("CH-1200", "Genève 2", "CH", "1200", "genf"),
    ("9000", "Sankt Gallen", "CH", "9000", "stgallen"),
    ("9000", "St.Gallen", "CH", "9000", "stgallen"),
    ("9500", "Wil SG", "CH", "9500", "wil"),
    ("9500", "Wil (SG)", "CH", "9500", "wil"),
    ("39100", "Bolzano", "IT", "39100", "bozen"),
    ("1700", "Fribourg", "CH", "1700", "freiburg"),
    ("NL-1234 ab", "Den Haag", "NL", "1234AB", "denhaag"),
    ("", "A-Wien", "AT", "", "wien"),
]


@pytest.mark.parametrize(("code", "city", "country", "read_code", "read_city"), PLACES)
def test_place(code, city, country, read_code, read_city):
    assert places.place(code, city, country) == (read_code, read_city)


PHONES = [
    # typed, country, number, base, extension
    ("+49 30 23125000", "DE", "+493023125000", "+493023125000", ""),
    ("0049 (0)30 23125000", "DE", "+493023125000", "+493023125000", ""),
    ("030/23125000", "DE", "+493023125000", "+493023125000", ""),
    ("(030) 231 25 000", "DE", "+493023125000", "+493023125000", ""),
    ("49 30 23125000", "DE", "+493023125000", "+493023125000", ""),
    ("030 23125-0", "DE", "+4930231250", "+493023125", "0"),
    ("+43 316 8077 DW 12", "AT", "+43316807712", "+433168077", "12"),
    ("0316/8077-12", "AT", "+43316807712", "+433168077", "12"),
    ("0316 8077/12", "AT", "+43316807712", "+433168077", "12"),
    ("0664-123-4567", "AT", "+436641234567", "+436641234567", ""),
    ("044 668 18 00", "CH", "+41446681800", "+41446681800", ""),
    ("044-668-18-00", "CH", "+41446681800", "+41446681800", ""),
    ("06 1234567", "IT", "+39061234567", "+39061234567", ""),
    ("(212) 555-0123", "US", "+12125550123", "+12125550123", ""),
    ("1-212-555-0123", "US", "+12125550123", "+12125550123", ""),
    ("011 49 30 23125000", "US", "+493023125000", "+493023125000", ""),
    ("030 23125000; 0171 1234567", "DE", "+493023125000", "+493023125000", ""),
    ("Tel. 030 23125000 (privat)", "DE", "+493023125000", "+493023125000", ""),
    ("030 2312500O", "DE", "+493023125000", "+493023125000", ""),
    ("030 23125000", "", "03023125000", "03023125000", ""),
    ("000000", "DE", "", "", ""),
    ("123456", "", "", "", ""),
    ("0123456789", "", "", "", ""),
    ("1234", "DE", "", "", ""),
    ("keines", "DE", "", "", ""),
]


@pytest.mark.parametrize(("typed", "country", "number", "base", "extension"), PHONES)
def test_phone(typed, country, number, base, extension):
    assert phones.phone(typed, country)[:3] == (number, base, extension)


def test_phone_national_is_one_with_and_without_country():
    spellings = [("030 23125000", ""), ("+49 30 23125000", ""), ("030 23125000", "AT"), ("030 23125000", "DE")]
    assert {phones.phone(*spelling).national for spelling in spellings} == {"3023125000"}


EMAILS = [
    # typed, address, role, free
    ("Anna.Huber@Example.COM", "anna.huber@example.com", False, False),
    ("Anna Huber <anna@example.com>", "anna@example.com", False, False),
    ("mailto:anna@example.com", "anna@example.com", False, False),
    ("anna@example.com, peter@example.com", "anna@example.com", False, False),
    ("anna+shop@example.com", "anna@example.com", False, False),
    ("a.n.na@googlemail.com", "anna@gmail.com", False, True),
    ("anna@gmx.at", "anna@gmx.at", False, True),
    ("anna@yahoo.com.au", "anna@yahoo.com.au", False, True),
    ("info@gmx.at", "info@gmx.at", False, True),
    ("info@example.com", "info@example.com", True, False),
    ("info2@example.com", "info2@example.com", True, False),
    ("office.graz@example.com", "office.graz@example.com", True, False),
    ("rechnung@example.com", "rechnung@example.com", True, False),
    ("compta@example.com", "compta@example.com", True, False),
    ("segreteria@example.com", "segreteria@example.com", True, False),
    ("mail.huber@example.com", "mail.huber@example.com", False, False),
    ("anna@müller.example", "anna@mueller.example", False, False),
    ("anna@xn--mller-kva.example", "anna@mueller.example", False, False),
    ("keine", "", False, False),
    ("anna@", "", False, False),
]


@pytest.mark.parametrize(("typed", "address", "role", "free"), EMAILS)
def test_email(typed, address, role, free):
    found = emails.email(typed)
    assert (found.address, found.role, found.free) == (address, role, free)
    assert address == (f"{found.local}@{found.domain}" if address else "")


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("https://www.example.com/kontakt?x=1", "example.com"),
        ("WWW.EXAMPLE.COM", "example.com"),
        ("shop.huber.co.at", "huber.co.at"),
        ("facebook.com/huber/", "facebook.com/huber"),
        ("huber.jimdo.com", "huber.jimdo.com"),
        ("http://müller.example", "mueller.example"),
        ("keine", ""),
    ],
)
def test_website(typed, site):
    assert emails.website(typed) == site


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("CHE-123.456.788 MWST", "", "CHE123456788"),
        ("CHE-123.456.788 TVA", "CH", "CHE123456788"),
        ("CHE123456788 IVA", "", "CHE123456788"),
        ("ATU 12345675", "", "ATU12345675"),
        ("u12345675", "", "ATU12345675"),
        ("12345675", "AT", "ATU12345675"),
        ("DE 136/695/976", "", "DE136695976"),
        ("136695976", "DE", "DE136695976"),
        ("USt-IdNr.: DE136695976", "", "DE136695976"),
        ("/", "DE", ""),
        ("keine", "DE", ""),
        ("ist beantragt", "DE", ""),
        ("DE000000000", "DE", ""),
    ],
)
def test_vat(typed, country, number):
    assert tax.vat(typed, country) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("HRB 12345 B", "HRB12345B"),
        ("HR B 12345", "HRB12345"),
        ("Amtsgericht Musterstadt HRB 12345", "HRB12345"),
        ("FN 123456a", "FN123456A"),
        ("FN 123456 a", "FN123456A"),
        ("CH-020.3.020.123-4", "CH02030201234"),
        ("keiner", ""),
    ],
)
def test_register(typed, number):
    assert tax.register(typed) == number


def test_own_words_count_beside_the_shipped_ones():
    own = DEFAULT.extended(
        legal_forms={"Muster-Gesellschaft": "gmbh"},
        titles=["Prokurist"],
        free_domains=["Post.Example"],
        roles=["pforte"],
        nicknames={"Hansl": "Hans", "Wuschel": "Anna"},
        generic=["Zauberei"],
        given_names=["Xhevahire"],
    )
    assert company_names.company("Huber Muster-Gesellschaft", own).legal == "gmbh"
    assert company_names.company("Huber Muster-Gesellschaft").legal == ""
    assert person_names.person("Prokurist Anna Huber", own).titles == ("prokurist",)
    assert person_names.person("Prokurist Anna Huber").titles == ()
    assert person_names.person("Huber Xhevahire", own).given == ("xhevahire",)
    assert person_names.person("Huber Xhevahire").given == ("huber",)
    assert emails.email("anna@post.example", own).free
    assert emails.email("pforte@example.com", own).role
    assert own.nicknames["hansl"] == "johann"
    assert own.nicknames["wuschel"] == "anna"
    assert "zauberei" in own.generic
    assert own.fingerprint() != DEFAULT.fingerprint() == Words().fingerprint()


def test_a_name_never_stands_for_another_after_extending():
    own = DEFAULT.extended(nicknames={"Johann": "Iwan", "Iwan": "Johann"})
    assert all(own.nicknames[name] == name for name in own.nicknames.values())


def test_fingerprint_is_the_same_in_every_process():
    addon = Path(words.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", "from engine.words import DEFAULT; print(DEFAULT.fingerprint())"],
        capture_output=True, text=True, check=True, cwd=addon, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert int(done.stdout) == DEFAULT.fingerprint()
