"""What the shipped weights make of pairs that people have an opinion about, and whether the weights make sense."""

from math import log

import pytest
from matching_contacts import SHIPPED, WEIGHTS, contact, signed

from odoo.addons.customer_data_quality.engine import match_keys
from odoo.addons.customer_data_quality.engine.field_levels import FIELDS
from odoo.addons.customer_data_quality.engine.linkage import CELLS, DATABASE_LEVELS, GROUPS, probability
from odoo.addons.customer_data_quality.models.duplicates import wording

MUNICH = {"zip": "80331", "city": "München", "country_code": "DE"}
HAMBURG = {"zip": "20095", "city": "Hamburg", "country_code": "DE"}
HOME = {"street": "Hauptstr. 5", **MUNICH}
AWAY = {"street": "Alsterweg 3", **HAMBURG}
LANDLINE = {"phone": "089 7654321"}
MAILBOX = {"email": "gruber77@mail.example"}
FIRM = {"is_company": True}
VAT = {"vat": "DE136695976"}


def _counts():
    """A database of 50,000 contacts, of whom 900 are called Müller and 600 live in either town."""
    common = signed(name="Anna Müller", **HOME)
    counts = {match_keys.key(match_keys.FAMILY, "muller"): 900, match_keys.key(match_keys.GIVEN, "anna"): 500}
    for place in (common, signed(name="", **HAMBURG)):
        counts[match_keys.key(match_keys.ZIP, place.zip)] = 600
        counts[match_keys.key(match_keys.CITY, place.city)] = 600
    return counts


COUNTS = _counts()
INFO = {"email": "info@sonnenhof.example"}

# what is told apart, one contact, the other, least and largest probability
ONE, LIKELY_ONE, UNDECIDED, TWO = (0.95, 1), (0.5, 1), (0, 0.95), (0, 0.5)
PAIRS = {
    "slip of the pen": ({"name": "Anna Schneider", **HOME}, {"name": "Anna Schnieder", **HOME}, ONE),
    "slip, street missing": (
        {"name": "Anna Schneider", **HOME, **LANDLINE},
        {"name": "Anna Schnieder", **MUNICH, **LANDLINE},
        ONE,
    ),
    "umlaut as ue": ({"name": "Jörg Grüber", **HOME}, {"name": "Joerg Grueber", **HOME}, ONE),
    "umlaut as u": ({"name": "Jörg Grüber", **HOME}, {"name": "Jorg Gruber", **HOME}, ONE),
    "nickname": ({"name": "Johann Gruber", **HOME}, {"name": "Hans Gruber", **HOME}, ONE),
    "reversed name": ({"name": "Anna Gruber", **HOME}, {"name": "Gruber Anna", **HOME}, ONE),
    "reversed name, comma": ({"name": "Xhevahire Gruber", **HOME}, {"name": "Gruber, Xhevahire", **HOME}, ONE),
    "initial": ({"name": "A. Gruber", **HOME, **LANDLINE}, {"name": "Anna Gruber", **HOME, **LANDLINE}, ONE),
    "married name": (
        {"name": "Anna Gruber", **HOME, **LANDLINE, **MAILBOX},
        {"name": "Anna Leitner", **HOME, **LANDLINE, **MAILBOX},
        ONE,
    ),
    "moved, same mailbox": (
        {"name": "Anna Gruber", **HOME, **MAILBOX},
        {"name": "Anna Gruber", **AWAY, **MAILBOX},
        ONE,
    ),
    "legal form missing": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME},
        {"name": "Sonnenhof Reisen", **FIRM, **HOME},
        ONE,
    ),
    "GmbH and Holding AG": (
        {"name": "Sonnenhof GmbH", **FIRM, **HOME, **LANDLINE},
        {"name": "Sonnenhof Holding AG", **FIRM, **HOME, **LANDLINE},
        TWO,
    ),
    "GmbH and AG": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **MUNICH},
        {"name": "Sonnenhof Reisen AG", **FIRM, **MUNICH},
        TWO,
    ),
    "company and its contact person": (
        {"id": 1, "name": "Sonnenhof GmbH", **FIRM, **HOME, **LANDLINE},
        {"id": 2, "name": "Anna Gruber", "parent_id": 1, **HOME, **LANDLINE},
        TWO,
    ),
    "family at one landline": (
        {"name": "Anna Gruber", **HOME, **LANDLINE},
        {"name": "Peter Gruber", **HOME, **LANDLINE},
        TWO,
    ),
    "colleagues at one mailbox": ({"name": "Anna Gruber", **INFO}, {"name": "Peter Leitner", **INFO}, TWO),
    "colleagues of one name": (
        {"name": "Anna Gruber", **INFO, "parent_id": 9},
        {"name": "Peter Gruber", **INFO, "parent_id": 9},
        TWO,
    ),
    "branches in two towns": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME},
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **AWAY},
        TWO,
    ),
    "father and son": ({"name": "Max Gruber sen.", **HOME}, {"name": "Max Gruber jun.", **HOME}, TWO),
    "father and son at one landline": (
        {"name": "Max Gruber sen.", **HOME, **LANDLINE},
        {"name": "Max Gruber jun.", **HOME, **LANDLINE},
        UNDECIDED,
    ),
    "namesakes in two towns, common name": ({"name": "Anna Müller", **HOME}, {"name": "Anna Müller", **AWAY}, TWO),
    "namesakes in two towns, rare name": (
        {"name": "Xaveria Quastenberg", **MUNICH},
        {"name": "Xaveria Quastenberg", **HAMBURG},
        UNDECIDED,
    ),
    "common name, one town": ({"name": "Anna Müller", **MUNICH}, {"name": "Anna Müller", **MUNICH}, UNDECIDED),
    "rare name, one town": (
        {"name": "Xaveria Quastenberg", **MUNICH},
        {"name": "Xaveria Quastenberg", **MUNICH},
        LIKELY_ONE,
    ),
    "same tax number in two towns": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME, **VAT},
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **AWAY, **VAT},
        UNDECIDED,
    ),
    "same tax number, moved within the town": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME, **VAT},
        {"name": "Sonnenhof Reisen", **FIRM, "street": "Ringweg 9", **MUNICH, **VAT},
        LIKELY_ONE,
    ),
    "two tax numbers": (
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME, **VAT},
        {"name": "Sonnenhof Reisen GmbH", **FIRM, **HOME, "vat": "DE129273398"},
        UNDECIDED,
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_verdict(case):
    left, right, (least, largest) = PAIRS[case]
    one, other = contact(COUNTS, **left), contact(COUNTS, **right)
    found = probability(SHIPPED.score(one, other, COUNTS))
    assert least <= found <= largest, SHIPPED.explain(one, other, COUNTS)


def _score(left, right):
    return SHIPPED.score(contact(COUNTS, **left), contact(COUNTS, **right), COUNTS)


def test_a_rare_name_says_more_than_a_common_one():
    for place, other_place in ((MUNICH, MUNICH), (HOME, HOME), (HOME, AWAY)):
        common = _score({"name": "Anna Müller", **place}, {"name": "Anna Müller", **other_place})
        rare = _score({"name": "Xaveria Quastenberg", **place}, {"name": "Xaveria Quastenberg", **other_place})
        assert rare > common + 2


def test_explanations_add_up_to_the_score():
    for left, right, _bounds in PAIRS.values():
        one, other = contact(COUNTS, **left), contact(COUNTS, **right)
        reasons = SHIPPED.explain(one, other, COUNTS)
        assert reasons[0].field == "name"
        assert sum(reason.points for reason in reasons) == pytest.approx(SHIPPED.score(one, other, COUNTS))


# levels that agree, and levels that differ: the same table as training's, written down a second time on purpose
FOR = {
    "legal_form": "same",
    "suffix": "same",
    "figures": "same",
    "email": "same same_shared same_role same_role_shared same_local close",
    "phone": "same same_shared same_crowd close",
    "vat": "same same_shared close",
    "website": "same",
    "street": "same same_shared same_crowd same_number_missing alike",
    "unit": "same",
    "zip": "same close",
    "city": "same alike",
    "parent": "same",
    "agreement": "one two many",
}
AGAINST = {
    "legal_form": "other",
    "suffix": "one other",
    "figures": "one other",
    "email": "other_personal other",
    "phone": "other",
    "vat": "other",
    "website": "other",
    "street": "other",
    "unit": "other",
    "zip": "region other",
    "city": "other",
    "parent": "parent_and_child",
}


@pytest.mark.parametrize("group", GROUPS)
def test_weights_make_sense(group):
    fields = WEIGHTS["groups"][group]
    assert fields.keys() <= FIELDS.keys()
    for field, points in fields.items():
        assert points.keys() <= set(FIELDS[field]), field
        agreeing, differing = FOR.get(field, "").split(), AGAINST.get(field, "").split()
        assert all(points.get(level, 0) >= 0 for level in agreeing), field
        assert all(points.get(level, 0) <= 0 for level in differing), field
        if field not in ("name", "rarity"):
            assert FIELDS[field][0] not in points, "a missing value says nothing"


def test_weights_are_complete():
    assert list(WEIGHTS["groups"]) == list(GROUPS)
    assert len(WEIGHTS["context"]["expected"]) == len(WEIGHTS["context"]["slopes"]) == CELLS
    assert all(expected > 0 for expected in WEIGHTS["context"]["expected"])
    assert all(len(slopes) == 3 for slopes in WEIGHTS["context"]["slopes"])


def test_the_rarer_the_name_the_more_it_says():
    for group in GROUPS:
        points = WEIGHTS["groups"][group]["rarity"]
        rare = sum(points.get(f"chance_{number}", 0) for number in range(4))
        common = sum(points.get(f"chance_{number}", 0) for number in range(10, 14))
        assert rare > 0 > common


def test_probability():
    assert probability(log(19)) == pytest.approx(0.95)
    assert probability(2.0) + probability(-2.0) == pytest.approx(1)
    assert 0 <= probability(float("-inf")) < 1e-300
    assert probability(float("inf")) == 1


def test_everything_that_may_be_explained_has_a_label():
    labels = wording.LEVEL_LABELS
    for field, levels in FIELDS.items():
        assert field in wording.FIELD_LABELS
        for position, level in enumerate(levels):
            if field == "rarity":
                assert any(position <= most for most, _label in wording.RARITY_LABELS)
            elif level.startswith("person_"):
                family, given = level.removeprefix("person_").split("_", 1)
                assert family in wording.FAMILY_LABELS
                assert given in wording.GIVEN_LABELS
            elif position or field == "name":  # the first level of the others says nothing
                assert level in labels[field], (field, level)
    assert set(DATABASE_LEVELS) <= labels["database"].keys()
    assert "database" in wording.FIELD_LABELS
