"""Merging in the background whose process is killed at any point goes on where it was, and merges each group once."""

import pytest
from killing import KILL_AT, kill, resume

GROUPS = 6

MAKE = f"""
env["partner.duplicate.group"].search([]).unlink()
for number in range({GROUPS}):
    values = {{"name": f"Klara Wiesenthaler {{number}}", "ref": "killed"}}
    # enough in common to be certain when the group's turn comes
    values.update(email=f"klara.{{number}}@example.com", phone=f"+49 30 231250{{number}}")
    values.update(street="Am Ufer 1", zip="10115")
    pair = env["res.partner"].create([values] * 2)
    env["partner.duplicate.group"].create({{
        "certainty": "certain", "probability": 0.99, "size": 2, "reasons": "name",
        "member_ids": [(0, 0, {{"partner_id": partner.id}}) for partner in pair],
    }})
env["partner.merge.batch"].with_user(env.ref("base.user_admin")).start()
env.cr.commit()
"""

RUN = (
    KILL_AT
    + """
from odoo.addons.customer_data_quality.models.merging.batch_run import PartnerMergeBatchLine as Line

if killed:
    kill_at(Line, killed, 3)
env["partner.merge.batch"]._cron_merge()
env.cr.commit()
"""
)

UNDO = """
env["partner.merge.batch"].search([], limit=1).action_undo()
env.cr.commit()
"""


@pytest.fixture(scope="module")
def shell(make_shell):
    """A function that runs a script in Odoo's shell on a database with certain duplicates."""
    return make_shell(MAKE)


def active(shell):
    return shell.query("SELECT count(*) FROM res_partner WHERE ref = 'killed' AND active")


def states(shell):
    return shell.query("SELECT state, count(*) FROM partner_merge_batch_line GROUP BY state ORDER BY state")


def test_killed_and_gone_on(shell):
    kill(shell, f"killed = '_merge'\n{RUN}")
    assert states(shell) == [("merged", 2), ("waiting", GROUPS - 2)]
    assert active(shell) == [(2 * GROUPS - 2,)]
    resume(shell, f"killed = None\n{RUN}")
    assert states(shell) == [("merged", GROUPS)]
    assert active(shell) == [(GROUPS,)]
    assert shell.query("SELECT state FROM partner_merge_batch") == [("done",)]

    assert shell(UNDO).returncode == 0
    kill(shell, f"killed = '_undo'\n{RUN}")
    assert states(shell) == [("merged", GROUPS - 2), ("undone", 2)]
    resume(shell, f"killed = None\n{RUN}")
    assert active(shell) == [(2 * GROUPS,)]
    assert shell.query("SELECT state FROM partner_merge_batch") == [("undone",)]
