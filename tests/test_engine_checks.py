"""Whatever text a contact holds, the engine answers, quickly, and the same twice."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.customer_data_quality.engine import checks, legal_forms, normalise

COUNTRIES = st.sampled_from([None, "", "DE", "AT", "CH", "LI", "FR", "GB", "US", "GR", "XX", "d", "ß", "../de"])
# Every code point there is, surrogates and control characters too, and pieces that people really type.
PIECES = st.sampled_from(
    ["@", ".", "://", "www.", "+49 ", "ATU", "CHE-", "GmbH & Co. KG", "xxx", "n/a", " ", "\u00a0", "\u200b", "\x00"]
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(codec=None), max_size=80),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join),
)
ONE_VALUE = {
    "is_placeholder": checks.is_placeholder,
    "is_email": checks.is_email,
    "is_website": checks.is_website,
    "is_shouted": checks.is_shouted,
    "has_legal_form": checks.has_legal_form,
    "is_email bounced": lambda value: checks.is_email(value, 1),
}
WITH_COUNTRY = {"is_phone": checks.is_phone, "is_vat": checks.is_vat, "postcode_fits": checks.postcode_fits}
NORMALISERS = {
    "blanks": lambda value, country: normalise.blanks(value),
    "email": lambda value, country: normalise.email(value),
    "website": lambda value, country: normalise.website(value),
    "vat": lambda value, country: normalise.vat(value),
    "phone": normalise.phone,
}
SECONDS = 0.5  # far above what a check takes, far below what catastrophic backtracking does
BRUTAL = [
    pattern * (10_000 // len(pattern))
    for pattern in (
        "a", "@", "a@", "a.", ".", " ", "a ", "\x00", "\u202e", "1", "+", "1 ", "(", "-", "a@a.", "http://", "://",
        "www.", "%", "\\", "🏳️‍🌈", "ÄÖ", "DE", "CHE", "gmbh ", "x", "\ud800", "\n", "e\u0301", "_", "a-", "GmbH & Co. ",
    )
]  # fmt: skip
quickly = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", ONE_VALUE)
@quickly
@given(value=st.one_of(st.none(), TEXTS))
def test_checks_answer(name, value):
    assert ONE_VALUE[name](value) in (True, False)


@pytest.mark.parametrize("name", WITH_COUNTRY)
@quickly
@given(value=st.one_of(st.none(), TEXTS), country=COUNTRIES)
def test_checks_with_country_answer(name, value, country):
    assert WITH_COUNTRY[name](value, country) in (True, False)


@pytest.mark.parametrize("name", [*ONE_VALUE, *WITH_COUNTRY])
@pytest.mark.parametrize("value", [None, "", " ", "\t\n "])
def test_empty_values_are_not_wrong(name, value):
    if name in WITH_COUNTRY:
        assert WITH_COUNTRY[name](value, "DE") is True
    else:
        # those that look for something bad say no
        assert ONE_VALUE[name](value) is (name not in ("is_placeholder", "is_shouted"))


@pytest.mark.parametrize("name", [*ONE_VALUE, *WITH_COUNTRY, *NORMALISERS, "domain_of", "legal_form"])
def test_time_is_bounded(name):
    functions = {
        **{key: lambda value, f=f: f(value) for key, f in ONE_VALUE.items()},
        **{key: lambda value, f=f: f(value, "DE") for key, f in {**WITH_COUNTRY, **NORMALISERS}.items()},
        "domain_of": checks.domain_of,
        "legal_form": legal_forms.legal_form,
    }
    for value in BRUTAL:
        start = time.perf_counter()
        functions[name](value)
        assert time.perf_counter() - start < SECONDS, value[:20]


@pytest.mark.parametrize("name", NORMALISERS)
@quickly
@given(value=TEXTS, country=COUNTRIES)
def test_normalising_twice_changes_nothing_more(name, value, country):
    once = NORMALISERS[name](value, country)
    assert isinstance(once, str)
    assert NORMALISERS[name](once, country) == once


@quickly
@given(value=TEXTS)
def test_blanks_leaves_no_control_character_and_no_outer_blank(value):
    written = normalise.blanks(value)
    assert written == written.strip()
    assert "\x00" not in written
    assert "  " not in written


@quickly
@given(value=TEXTS, country=COUNTRIES)
def test_a_right_value_stays_right_in_its_standard_form(value, country):
    """Normalising must never turn a good value into a bad one."""
    for check, write in (
        (checks.is_email, lambda text: normalise.email(text)),
        (checks.is_website, lambda text: normalise.website(text)),
        (lambda text: checks.is_phone(text, country), lambda text: normalise.phone(text, country)),
        (lambda text: checks.is_vat(text, country), lambda text: normalise.vat(text)),
    ):
        if check(value):
            assert check(write(value))


@quickly
@given(value=st.one_of(st.none(), TEXTS))
def test_domain_of_is_lower_case_without_www(value):
    domain = checks.domain_of(value)
    assert domain == domain.casefold()
    assert "/" not in domain and "@" not in domain


@quickly
@given(value=TEXTS)
def test_legal_form_is_one_of_the_list(value):
    form = legal_forms.legal_form(value)
    assert form is None or form in legal_forms._PLAIN_FORMS


@pytest.mark.parametrize("form", legal_forms.LEGAL_FORMS)
def test_every_legal_form_is_found(form):
    for spelling in (form, form.upper(), form.title(), f" {form} "):
        assert checks.has_legal_form(f"Muster {spelling}")
    assert not checks.has_legal_form(form), "a legal form alone is no name"
