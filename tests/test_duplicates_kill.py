"""A search for duplicates whose process is killed at any point goes on where it was, and finds the same."""

import pytest
from killing import KILL_AT, kill, resume

PAIRS = 40  # of duplicates, each with names of its own

MAKE = """
names = [a + b for a in ("Wiesen", "Hasla", "Obermo", "Zdra", "Petsch", "Ixmei", "Quen", "Uran") for b in
         ("thaler", "cher", "ser", "hal", "nig")]
contacts = [
    {"name": f"Klara {name}", "street": f"{name}weg {n}", "zip": str(10000 + 997 * n), "city": f"{name}dorf",
     "country_id": env.ref("base.de").id, "email": f"{name}@example.com", "ref": "killed"}
    for n, name in enumerate(names) for twin in range(2)
]
env["res.partner"].with_context(tracking_disable=True).create(contacts)
env.cr.commit()
"""

RUN = (
    KILL_AT
    + """
from odoo.addons.customer_data_quality.models.duplicates import refresh, scan_steps
from odoo.addons.customer_data_quality.models.duplicates.refresh import PartnerMatchKey
from odoo.addons.customer_data_quality.models.duplicates.scan_steps import PartnerDuplicateScan as Scan
from odoo.addons.customer_data_quality.models.duplicates.grouping_store import PartnerDuplicateGroup as Group
refresh.BATCH, scan_steps.PAIRS, scan_steps.CHANGED = 20, 7, 9

POINTS = {
    "keys": (PartnerMatchKey, "_store", 3),
    "candidates": (Scan, "_choose_candidates", 1),
    "scores": (Scan, "_score_batch", 3),
    "groups": (Group, "_store_groups", 1),
    "changed": (Scan, "_store_pairs", 2),
    "touched": (Group, "_store_groups", 1),
}
if point in POINTS:
    kill_at(*POINTS[point])
if anew:
    env.cr.execute("UPDATE res_partner SET street2 = %s WHERE ref = 'killed'", [f"c/o {point}"])
    if full:
        for table in ("pair", "group", "todo"):
            env.cr.execute(f"DELETE FROM partner_duplicate_{table}")
        env.cr.execute("DELETE FROM partner_match_frequency")
        env.cr.execute("INSERT INTO partner_match_pending (partner_id) SELECT id FROM partner_match_key")
        env.cr.execute("DELETE FROM partner_match_key")
    else:
        env["partner.duplicate.todo"]._add([("ref", "=", "killed")])
    env.cr.commit()
env["partner.duplicate.group"]._scan(full=full and anew)
env.cr.commit()
"""
)


@pytest.fixture(scope="module")
def shell(make_shell):
    """A function that runs a script in Odoo's shell on a database with pairs of duplicates."""
    return make_shell(MAKE)


def groups(shell):
    return shell.query(
        "SELECT array_agg(m.partner_id ORDER BY m.partner_id) FROM partner_duplicate_member m "
        "JOIN res_partner p ON p.id = m.partner_id WHERE p.ref = 'killed' GROUP BY m.group_id ORDER BY 1"
    )


@pytest.mark.parametrize(
    ("point", "full"),
    [
        ("keys", True),
        ("candidates", True),
        ("scores", True),
        ("groups", True),
        ("changed", False),
        ("touched", False),
    ],
)
def test_killed_and_gone_on(shell, point, full):
    kill(shell, f"point, full, anew = {point!r}, {full}, True\n{RUN}")
    assert shell.query("SELECT count(*) FROM partner_duplicate_scan WHERE state = 'running'") != [(0,)]
    if point == "scores":
        assert shell.query("SELECT count(*) FROM partner_duplicate_batch WHERE phase = 'scores' AND is_done") == [(2,)]
    resume(shell, f"point, full, anew = None, {full}, False\n{RUN}")
    found = groups(shell)
    assert len(found) == PAIRS
    assert all(len(members) == 2 for (members,) in found)
    left = " + ".join(
        f"(SELECT count(*) FROM partner_{table})"
        for table in ("match_pending", "duplicate_todo", "duplicate_touched", "duplicate_batch")
    )
    assert shell.query(f"SELECT {left}") == [(0,)]
    assert shell.query("SELECT count(*) FROM partner_duplicate_scan WHERE state <> 'done'") == [(0,)]
