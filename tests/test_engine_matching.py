"""What comparing contacts can be relied on for, whatever the contacts hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matching_contacts import SHIPPED, contact, signed

from odoo.addons.customer_data_quality.engine import match_keys, signature, similarity
from odoo.addons.customer_data_quality.engine.field_levels import FIELDS, compare

ADDON = Path(__file__).resolve().parent.parent / "customer_data_quality"
quickly = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = st.sampled_from(
    """Müller Mueller Muller GmbH AG Holding Anna A. Johann Hans jun. Hauptstr. Haupstr. 12 12a 1010 80331 Wien @
    office@sonne.example a.huber@example.com www.sonne.example +43 1 5345678 DE136695976 ATU12345675 / - . ß İ ٣ ²
    """.split()
    + ["\x00", "\x1f", "\x1c", "\n", "\r", "\t", "\x85", "\u2028", "\u3000", "\ud800", " ", '"', "\\"]
)
HOSTILE = st.one_of(
    st.sampled_from([None, False, ""]),
    st.lists(PIECES, max_size=6).map("".join),
    st.lists(PIECES, max_size=6).map(" ".join),
    st.text(alphabet=st.characters(codec=None), max_size=30),
)
IDS = st.integers(0, 2**31 - 1)
VALUES = st.tuples(IDS, HOSTILE, st.booleans(), st.one_of(st.none(), IDS), *[HOSTILE] * 10)


@quickly
@given(values=VALUES)
def test_stored_signatures_are_read_as_they_were(values):
    built = signature.build(values)
    assert signature.load(signature.dump(built)) == built


@pytest.mark.parametrize("piece", ["\x00", "\x1f", "\n", "a", "a\x1f", "ü ", "1", "@", "\ud800", "GmbH "])
def test_values_of_100_000_characters_are_stored_too(piece):
    text = piece * (100_000 // len(piece))
    for is_company in (False, True):
        built = signature.build((1, text, is_company, None, *[text] * 4, "DE", *[text] * 5))
        line = signature.dump(built)
        assert signature.load(line) == built
        assert len(line) < 10_000


@quickly
@given(values=VALUES)
def test_keys_are_positive_and_within_37_bits(values):
    found = match_keys.keys(signature.build(values))
    assert found == sorted(set(found))
    assert all(0 <= number < 1 << 37 and (number & 31) < len(match_keys.KINDS) for number in found)


def test_keys_and_signatures_are_the_same_in_every_process():
    program = """if True:
        from engine import match_keys, signature
        for name in ("Anna Müller-Huber", "Sonnenhof Reisen & Söhne GmbH", "Dr. Hans Gruber jun."):
            one = signature.build((1, name, False, None, "Hauptstr. 5/3", "", "1010", "Wien", "AT",
                                   "a.huber@sonne.example", "+43 1 5345678", "ATU12345675", "www.sonne.example",
                                   "FN 123456a"))
            print(ascii(signature.dump(one)), match_keys.keys(one))
        """
    shown = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ADDON,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(shown) == 1
    assert shown.pop().count("[") == 3


def _osa(left, right):
    """The definition, step by step: what the bit-parallel way is held against."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


WORD = st.text(alphabet="abcé", max_size=12)


@quickly
@given(left=WORD, right=WORD)
def test_edit_distance(left, right):
    distance = similarity.plain_osa(left, right)
    assert distance == _osa(left, right) == similarity.plain_osa(right, left) == similarity.osa(left, right)
    assert similarity.dice(left, right) == similarity.dice(right, left)
    assert similarity.close(left, right) == similarity.close(right, left)
    for slips in range(4):
        assert similarity.within(left, right, slips) == (distance <= slips)


@quickly
@given(left=st.text(max_size=80), right=st.text(max_size=80))
def test_edit_distance_is_that_of_rapidfuzz(left, right):
    osa = pytest.importorskip("rapidfuzz.distance.OSA", reason="rapidfuzz is optional: pip install rapidfuzz")
    assert similarity.plain_osa(left, right) == osa.distance(left, right)


# values that resemble each other, so that pairs meet in every level
LIKELY = st.fixed_dictionaries(
    {
        "id": st.integers(1, 3),
        "name": st.one_of(
            st.lists(
                st.sampled_from(
                    "Anna Ana Annemarie A. Johann Hans Huber Huber-Gruber Hubre Meier Maier GmbH AG Holding Sonne "
                    "Sonnen Reisen Reise Reisebüro Wien Bau Baus Bauer 2 II jun. sen. ABC".split()
                ),
                max_size=4,
            ).map(" ".join),
        ),
        "is_company": st.booleans(),
        "parent_id": st.integers(0, 3),
        "street": st.sampled_from(
            ["", "Hauptstr. 5", "Hauptstr. 5a", "Haupstrasse 5", "Hauptstr.", "Ring 5/3", "Ring 5/4"]
        ),
        "zip": st.sampled_from(["", "1010", "1011", "1020", "80331"]),
        "city": st.sampled_from(["", "Wien", "Wien-Umgebung", "Wein", "München"]),
        "country_code": st.sampled_from(["", "AT", "DE"]),
        "email": st.sampled_from(
            [
                "",
                "info@sonne.example",
                "hans@sonne.example",
                "huber77@mail.example",
                "huber77@post.example",
                "huber78@mail.example",
            ]
        ),
        "phone": st.sampled_from(["", "+43 1 5345678", "+43 1 5345679", "+43 1 5345678 12", "+49 89 7654321"]),
        "vat": st.sampled_from(["", "ATU12345675", "12345675", "ATU12345676", "DE136695976"]),
        "website": st.sampled_from(["", "www.sonne.example", "mond.example"]),
        "company_registry": st.sampled_from(["", "FN 123456a", "123456a", "FN 654321b"]),
    }
)
COUNTS = st.integers(0, 40)


def _counted(values, number):
    """Counts by which all keys of a contact are so common."""
    return dict.fromkeys(match_keys.keys(signed(**values)), number) if number > 2 else {}


@settings(quickly, max_examples=2000)
@given(left=LIKELY, right=LIKELY, mine=COUNTS, theirs=COUNTS)
def test_comparing_is_symmetric(left, right, mine, theirs):
    counts = {**_counted(left, mine), **_counted(right, theirs)}
    one, other = contact(counts, **left), contact(counts, **right)
    assert compare(one, other, counts) == compare(other, one, counts)
    assert SHIPPED.score(one, other, counts) == SHIPPED.score(other, one, counts)
    assert SHIPPED.explain(one, other, counts) == SHIPPED.explain(other, one, counts)


@quickly
@given(values=LIKELY, name=st.sampled_from(["Anna Gruber", "Anna Leitner-Gruber", "Sonne Reisen GmbH", "Hans Gruber"]))
def test_another_name_never_says_more_than_the_same_name(values, name):
    one, other = contact(**{**values, "name": name}), contact(**{**values, "name": name})
    for spelling in (f"{name}r", name.replace("r", "rr"), name.replace("e", "ae", 1), name[:-1]):
        twin = contact(**{**values, "name": spelling})
        # points alone: whether the name is rare is another field
        levels, same = list(compare(one, twin, {})), compare(one, other, {})
        levels[1] = same[1]
        assert SHIPPED.add_up(tuple(levels)) <= SHIPPED.add_up((same[0], *levels[1:])) + 1e-9


@quickly
@given(left=VALUES, right=VALUES)
def test_comparing_survives_whatever_contacts_hold(left, right):
    one, other = (contact(**dict(zip(signature.COLUMNS, values, strict=True))) for values in (left, right))
    levels = compare(one, other, {})
    assert levels == compare(other, one, {})
    assert all(0 <= level < len(codes) for level, codes in zip(levels, FIELDS.values(), strict=True))


# value of a contact -> fields that only it says something about
FIELDS_OF = {
    "email": ("email",),
    "phone": ("phone",),
    "vat": (),
    "website": (),
    "street": ("street", "unit"),
    "zip": ("zip",),
    "city": ("city",),
}


@quickly
@given(left=LIKELY, right=LIKELY, emptied=st.sampled_from(sorted(FIELDS_OF)))
def test_a_missing_value_is_neutral(left, right, emptied):
    one, other = contact(**left), contact(**{**right, emptied: ""})
    points = {reason.field for reason in SHIPPED.explain(one, other, {})}
    assert points.isdisjoint(FIELDS_OF[emptied])


@quickly
@given(left=LIKELY, right=LIKELY, emptied=st.sampled_from(["email", "phone", "zip", "city"]))
def test_emptying_a_value_that_agrees_never_helps(left, right, emptied):
    right = {**right, emptied: left[emptied]}
    counts = {}
    full = compare(contact(**left), contact(**right), counts)
    bare = compare(contact(**left), contact(**{**right, emptied: ""}), counts)
    agreement = list(FIELDS).index("agreement")
    assert bare[agreement] <= full[agreement]


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Anna Gruber", "street": "Hauptstr. 5", "zip": "80331", "city": "München", "country_code": "DE"},
        {"name": "Anna Gruber", "phone": "+43 1 5345678"},
        {"name": "Anna Gruber", "email": "anna77@example.com"},
        {"name": "Gruber", "street": "Hauptstr. 5", "zip": "80331", "email": "anna77@example.com"},
        {"name": "Sonnenhof Reisen GmbH", "is_company": True, "vat": "DE136695976", "country_code": "DE"},
        {"name": "Sonnenhof", "is_company": True, "email": "info@sonnenhof.example", "phone": "+49 89 7654321"},
    ],
    ids=lambda values: " ".join(values),
)
def test_a_contact_compared_with_itself_is_certain(values):
    one, other = contact(id=1, **values), contact(id=2, **values)
    assert SHIPPED.score(one, other, {}) > 2.94  # 95 %
