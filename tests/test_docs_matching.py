"""The figures in docs/matching.md are the engine's."""

import ast
import re
from pathlib import Path

from matching_contacts import SHIPPED, contact

from odoo.addons.customer_data_quality.engine import adaptation, calibration, clusters, match_keys
from odoo.addons.customer_data_quality.engine.linkage import CELLS, probability

GUIDE = (Path(__file__).resolve().parent.parent / "docs" / "matching.md").read_text(encoding="utf-8")
PLANS = Path(__file__).resolve().parent.parent / "scripts" / "training" / "plans.py"
EXAMPLE = GUIDE.partition("### An example")[2].partition("\n## ")[0]
PLACE = {"zip": "80331", "city": "München", "country_code": "DE"}
MAIER = {"name": "Maier Hans", "street": "Hauptstr. 5", "phone": "089 7654321", **PLACE}
MEIER = {"name": "Johann Meier", "phone": "+49 (0)89 765 43 21", **PLACE}


def _compared(**numbers):
    counts = {match_keys.key(match_keys.ZIP, "80331"): 400}
    kinds = {"maier": match_keys.FAMILY, "meier": match_keys.FAMILY}
    for word, number in numbers.items():
        counts[match_keys.key(kinds.get(word, match_keys.GIVEN), word)] = number
    one, other = contact(counts, **MAIER), contact(counts, **MEIER)
    return SHIPPED.explain(one, other, counts), SHIPPED.score(one, other, counts)


def test_example():
    reasons, score = _compared(maier=300, meier=200, hans=60, johann=60)
    told = [float(number.replace("−", "-")) for number in re.findall(r"\| \**([−\d.]+)\** \|$", EXAMPLE, re.MULTILINE)]
    points = {reason.field: reason.points for reason in reasons}
    fields = ("name", "rarity", "phone", "street", "zip", "agreement")
    assert points.keys() <= set(fields)
    expected = [*(round(points.get(field, 0), 2) for field in fields), round(score, 2)]
    assert told == expected, "bring the example in docs/matching.md up to date"
    rare = _compared(maier=3, meier=3, hans=3, johann=3)[1]
    for share in (probability(score), probability(rare)):
        assert f"{share:.1%}".replace("%", " %") in EXAMPLE, "bring the example in docs/matching.md up to date"


def test_figures():
    caps = [kind.cap for kind in match_keys.KINDS if kind.cap]
    assert f"of {min(caps)} to {max(caps)} contacts" in GUIDE
    assert f"({CELLS} *cells*)" in GUIDE
    assert f"more than {adaptation.LARGEST:.0f} points" in GUIDE
    assert f"(−{-clusters.MISSING:.0f} points), and no pair counts\nmore than {clusters.SATURATION:.0f}." in GUIDE
    assert f"less than {probability(calibration.LOWEST):.0%}".replace("%", " %") in GUIDE


def test_worlds_of_the_training():
    # read, not imported: training needs packages that are not here
    [worlds] = (
        ast.literal_eval(node.value)
        for node in ast.parse(PLANS.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and node.targets[0].id == "_WORLDS"
    )
    assert sum(worlds.values()) == 70 and "from seventy invented worlds" in GUIDE
