"""What matching compares: the same for the spellings people use, safe and quick for whatever a contact holds."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.customer_data_quality.engine import (
    company_names,
    emails,
    folding,
    nicknames,
    person_names,
    phones,
    phonetics,
    places,
    streets,
    tax,
)

COUNTRIES = st.sampled_from([None, "", "DE", "AT", "CH", "LI", "IT", "HU", "GB", "US", "XX", "ß"])
PIECES = st.sampled_from(
    """Dr. med. Mag.(FH) Frau Herrn Fam. von der geb. jun. MSc Müller-Huber Anna ANNA Mueller , ; / - & und + . ( )
    GmbH & Co. KG AG S.A. S.à r.l. SpA i.L. e.U. Inh. Gebr. Firma AG, Strasse Str. straße g. rue du Lac St. Top Stg
    Postfach CP c/o 12 12a 1-3 3/7 2. Stock Wien Biel/Bienne a.M. ZH (TG) D-80331 +49 0049 (0) 030 DW ext 000000 -0
    @ a@ .de mailto: <a@b.example> www. https:// xn-- CHE- ATU MWST HRB FN / ß ü ue İ ı ﬁ Å""".split()
    + [" ", "\n", "\u00a0", "\u200f", "\x00", "\ud800"]
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(codec=None), max_size=60),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=9).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=9).map(" ".join),
)
quickly = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# name -> what reads a text, and the text that its result is read from again
READERS = {
    "fold": (lambda text, country: folding.fold(text), str),
    "flat": (lambda text, country: folding.flat(folding.fold(text)), str),
    "letters": (lambda text, country: folding.letters(text), str),
    "cologne": (lambda text, country: phonetics.cologne(folding.fold(text)), str),
    "full_name": (lambda text, country: nicknames.full_name(folding.fold(text)), str),
    "person": (lambda text, country: person_names.person(text)[:2], lambda parts: str(person_names.PersonName(*parts))),
    "company": (lambda text, country: company_names.company(text).core, " ".join),
    "street": (lambda text, country: streets.street(text), str),
    "zip": (lambda text, country: places.place(text, "", country).zip, str),
    "city": (lambda text, country: places.place("", text, country).city, str),
    "phone": (lambda text, country: phones.phone(text, country).number, str),
    "email": (lambda text, country: emails.email(text), lambda found: found.address),
    "website": (lambda text, country: emails.website(text), str),
    "registrable": (lambda text, country: emails.registrable(text), str),
    "vat": (lambda text, country: tax.vat(text), str),
    "register": (lambda text, country: tax.register(text), str),
}


# those that take what somebody typed
VALUES = "person company street zip city phone email website vat register".split()


@quickly
@given(text=TEXTS)
def test_the_short_way_through_a_street_is_right(text):
    for line in (text, f"{text} 12", f"{text} 12 a"):
        assert streets.street(line) == streets._parse(line[:256])


@pytest.mark.parametrize("name", READERS)
@quickly
@given(text=TEXTS, country=COUNTRIES)
def test_reading_what_was_read_changes_nothing(name, text, country):
    read, write = READERS[name]
    once = read(text, country)
    assert read(write(once), country) == once


SECONDS = 0.05
LENGTH = 100_000
HOSTILE = [
    pattern * (LENGTH // len(pattern))
    for pattern in (
        "a", " ", "a ", "a-", "a.", "a,", "1", "1 ", "1/", "1-", "-", "+", "(", "((", "@", "a@", "a@a.", "a.a", ".",
        "/", "ae", "ue", "e", "oe", "\x00", "\u202e", "\u200b", "\u0308", "u\u0308", "ä", "ß", "ﷺ", "ﬃ", "İ", "\ud800",
        "🏳️‍🌈", "gmbh ", "GmbH & Co. ", "a g ", "i l ", "dr ", "Dr.", "von ", "jun ", "geb ", "postfach ", "postfach 1 ",
        "c/o ", "1-1-", "top 1 ", "HRB ", "HRB 1.", "DE1", "UID", "ext1", "www.", "xn--", "xn--a.", "http://",
        "0", "00", "+49", "(0)", "1a", "Str.", "\n", "\t", "株", "d. ", "Ä-", "und ", "inh ", "x#1", "mailto:", "<",
    )
]  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_time_is_bounded(name):
    read, _write = READERS[name]
    for text in HOSTILE:
        spent = min(_seconds(read, text, country) for country in ("DE", "AT"))
        assert spent < SECONDS, (text[:20], spent)


def _seconds(read, text, country):
    start = time.perf_counter()
    read(text, country)
    return time.perf_counter() - start


@pytest.mark.parametrize("name", ["fold", *VALUES])
def test_results_are_short(name):
    """What is stored beside a contact stays small, however long the value."""
    read, write = READERS[name]
    for text in HOSTILE:
        assert len(write(read(text, "DE"))) <= 600, text[:20]


@pytest.mark.parametrize("value", [None, "", " ", "\u200b", "-", "\x00"])
def test_nothing_is_read_from_nothing(value):
    assert person_names.person(value) == ((), (), (), "", (), (), "")
    assert company_names.company(value) == ((), "", "", ())
    assert streets.street(value) == ("", "", "", "", "", ())
    assert places.place(value, value, "DE") == ("", "")
    assert phones.phone(value, "DE") == ("", "", "", "")
    assert emails.email(value) == ("", "", "", False, False)
    assert emails.website(value) == tax.vat(value) == tax.register(value) == ""
