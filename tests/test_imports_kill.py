"""An import whose process is killed at any point goes on where it was, and imports each row once."""

import pytest
from killing import KILL_AT, kill, resume

ROWS = 30

MAKE = f"""
rows = ["Name,Email,Company"]
rows += [f"Klara Wiesenthaler {{n}},k{{n}}@killed{{n}}.example,Firm {{n % 3}}" for n in range({ROWS})]
admin = env.ref("base.user_admin")
file = env["base_import.import"].with_user(admin).create({{
    "res_model": "res.partner", "file": "\\n".join(rows).encode(), "file_name": "killed.csv", "file_type": "text/csv",
}})
options = {{"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}}
env["partner.import"].with_user(admin).start(file.id, ["name", "email", "parent_id"], options)
env.cr.commit()
"""

RUN = (
    KILL_AT
    + """
from odoo.addons.customer_data_quality.models.imports import import_apply, import_match, import_read, import_undo
from odoo.addons.customer_data_quality.models.imports.import_work import PartnerImport

import_apply.APPLY_AT_ONCE = import_match.MATCH_AT_ONCE = import_read.READ_AT_ONCE = import_undo.UNDO_AT_ONCE = 8
if killed:
    kill_at(PartnerImport, "_step", killed)
env["partner.import"]._cron_import()
env.cr.commit()
"""
)

IMPORT = """
record = env["partner.import"].search([], limit=1)
record.write({"decision_possible": "create", "decision_repeated": "create"})
record.action_import()
env.cr.commit()
"""
UNDO = """
env["partner.import"].search([], limit=1).action_undo()
env.cr.commit()
"""


@pytest.fixture(scope="module")
def shell(make_shell):
    """A function that runs a script in Odoo's shell on a database with an uploaded file."""
    return make_shell(MAKE)


def killed_and_resumed(shell, step):
    kill(shell, f"killed = {step}\n{RUN}")
    resume(shell, f"killed = None\n{RUN}")
    return shell.query("SELECT state FROM partner_import")[0][0]


def test_killed_and_gone_on(shell):
    assert killed_and_resumed(shell, 3) == "decide"
    assert shell(IMPORT).returncode == 0
    assert killed_and_resumed(shell, 2) == "done"
    names = shell.query(
        "SELECT count(*), count(DISTINCT name) FROM res_partner "
        "WHERE name LIKE 'Klara Wiesenthaler %%' AND parent_id > 0"
    )
    assert names == [(ROWS, ROWS)]
    assert shell.query("SELECT count(*) FROM res_partner WHERE name LIKE 'Firm _'") == [(3,)]
    assert shell(UNDO).returncode == 0
    assert killed_and_resumed(shell, 2) == "undone"
    assert shell.query("SELECT count(*) FROM res_partner WHERE name LIKE 'Klara Wiesenthaler %%'") == [(0,)]
