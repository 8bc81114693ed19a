"""Laws that hold for whatever contacts hold and whatever the rules say."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.customer_data_quality.engine.checks import is_placeholder
from odoo.addons.customer_data_quality.engine.survivorship import STRATEGIES, Claim, choose, same_key, spelling

TEXTS = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["José", "Jose", "JOSE", "jose", "Müller", "Mueller", "MÃ¼ller", "n/a", "xxx", "Anna Huber", "-"]),
)
DATES = st.dates().map(str) | st.just("")


@st.composite
def contacts(draw):
    """Claims of several contacts, one of which survives."""
    texts = draw(st.lists(st.none() | TEXTS, min_size=1, max_size=10))
    survivor = draw(st.integers(min_value=0, max_value=len(texts) - 1))
    prose = draw(st.booleans())
    return [
        Claim(
            owner=number + 1,
            value=text or None,
            text=text or "",
            is_prose=prose,
            is_survivor=number == survivor,
            is_valid=draw(st.booleans()),
            changed=draw(DATES),
            created=draw(DATES),
            filled=draw(st.integers(min_value=0, max_value=9)),
            source=draw(st.integers(min_value=0, max_value=4)),
        )
        for number, text in enumerate(texts)
    ]


# the first names fill tables that the others use
laws = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

CHOOSING = st.sampled_from(sorted(set(STRATEGIES) - {"join", "never"}))


@laws
@given(st.sampled_from(STRATEGIES), contacts(), st.randoms())
def test_order_of_contacts_does_not_matter(strategy, claims, random):
    shuffled = random.sample(claims, len(claims))
    assert choose(strategy, shuffled) == choose(strategy, claims)


@laws
@given(st.sampled_from(STRATEGIES), contacts())
def test_nothing_is_invented(strategy, claims):
    assert all(claim in claims and claim.value is not None for claim in choose(strategy, claims))


@laws
@given(CHOOSING, contacts())
def test_blank_never_overwrites(strategy, claims):
    chosen = choose(strategy, claims)
    assert len(chosen) == any(claim.value is not None for claim in claims)


@laws
@given(CHOOSING, contacts())
def test_real_values_win_over_placeholders(strategy, claims):
    held = [claim for claim in claims if claim.value is not None]
    for claim in choose(strategy, claims):
        assert not is_placeholder(claim.text) or all(is_placeholder(other.text) for other in held)


@laws
@given(contacts())
def test_survivor_keeps_what_it_says(claims):
    """Of its own words another spelling may be taken, nothing else."""
    own = next(claim for claim in claims if claim.is_survivor)
    if own.value is None or is_placeholder(own.text):
        return
    (chosen,) = choose("survivor", claims)
    assert chosen is own or (same_key(chosen.text) == same_key(own.text) and spelling(chosen.text) > spelling(own.text))


@laws
@given(contacts())
def test_never_takes_nothing_from_others(claims):
    assert all(claim.is_survivor for claim in choose("never", claims))


@laws
@given(contacts())
def test_joining_loses_no_text(claims):
    kept = choose("join", claims)
    held = [claim for claim in claims if claim.value is not None]
    real = [claim for claim in held if not is_placeholder(claim.text)] or held
    said = [f" {' '.join(claim.text.casefold().split())} " for claim in kept]
    assert len(set(said)) == len(said)
    for claim in real:
        assert any(f" {' '.join(claim.text.casefold().split())} " in text for text in said)


@laws
@given(CHOOSING, contacts())
def test_best_spelling_of_the_same_is_taken(strategy, claims):
    for chosen in choose(strategy, claims):
        if chosen.is_prose and len(chosen.text) <= 256:
            alike = [
                claim
                for claim in claims
                if claim.value is not None
                and len(claim.text) <= 256
                and not is_placeholder(claim.text)
                and same_key(claim.text) == same_key(chosen.text)
            ]
            assert all(spelling(claim.text) <= spelling(chosen.text) for claim in alike)


def claim(owner, text, **values):
    return Claim(owner, text, text, **values)


@pytest.mark.parametrize(
    ("strategy", "winner"),
    [
        ("survivor", 1),
        ("most_recent", 2),
        ("oldest", 3),
        ("most_complete", 4),
        ("longest", 5),
        ("best_validated", 2),
        ("source", 4),
    ],
)
def test_each_strategy_takes_what_it_says(strategy, winner):
    claims = [
        claim(1, "one", is_survivor=True, is_valid=False, changed="2026-01-01", created="2023-01-01"),
        claim(2, "two", changed="2026-03-01", created="2022-01-01"),
        claim(3, "three", changed="2025-01-01", created="2020-01-01"),
        claim(4, "four", changed="2024-01-01", created="2021-01-01", filled=7, source=0),
        claim(5, "fifteen", is_valid=False, changed="2024-01-01", created="2024-01-01", source=1),
    ]
    assert [each.owner for each in choose(strategy, claims)] == [winner]


def test_valid_wins_over_later():
    claims = [claim(1, "a@@x", is_valid=False, changed="2026-01-01"), claim(2, "a@example.com", changed="2020-01-01")]
    assert choose("best_validated", claims) == claims[1:]


def test_contacts_without_date_are_never_the_oldest_or_latest():
    claims = [claim(1, "one"), claim(2, "two", created="2024-01-01", changed="2024-01-01")]
    assert choose("oldest", claims) == choose("most_recent", claims) == claims[1:]


def test_longer_legal_form_is_no_longer_name():
    names = ["Holzapfl Ges.m.b.H.", "Holzapfel GmbH", "Holzapfel"]
    claims = [claim(number, name, is_survivor=number == 2) for number, name in enumerate(names)]
    assert choose("longest", claims) == [claims[1]]


@pytest.mark.parametrize(
    ("names", "winner"),
    [
        # (name, words borne out); the first is the survivor's
        ([("Autohaus Braunschweig e.K.", 1), ("Autohaus Braunnschweig e.K.", 0)], 0),
        ([("Autohaus Braunnschweig e.K.", 0), ("Autohaus Braunschweig e.K.", 1)], 1),
        # nothing tells which is right
        ([("Autohaus Braunschweig e.K.", 0), ("Autohaus Braunnschweig e.K.", 0)], 0),
        ([("Autohaus Braunnschweig", 0), ("Autohaus Braunschweig", 0), ("AUTOHAUS BRAUNSCHWEIG", 0)], 1),
        # more than slips: the longest says most, whatever is borne out
        ([("Anna Huber", 2), ("Anna Maria Huber", 0)], 1),
        ([("Huber", 1), ("Hubers GmbH", 0)], 1),
        ([("Uta Huber", 0), ("Ute Hubers", 0)], 1),
    ],
)
def test_letter_too_many_is_no_longer_name(names, winner):
    claims = [
        Claim(number, name, name, True, is_survivor=not number, borne_out=borne_out)
        for number, (name, borne_out) in enumerate(names)
    ]
    assert choose("longest", claims) == [claims[winner]]
    assert choose("longest", claims[::-1]) == [claims[winner]]


def test_long_notes_that_begin_alike_are_both_kept():
    claims = [claim(number, "x " * 400 + ending) for number, ending in enumerate(("first", "second"))]
    assert len(choose("join", claims)) == 2


def test_unknown_strategy_names_those_known():
    with pytest.raises(ValueError, match="most_recent"):
        choose("newest", [])
