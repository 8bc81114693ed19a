"""A search for a person, or the check of an erasure, whose process is killed goes on where it was."""

import pytest
from killing import KILL_AT, kill, resume

MAKE = """
person = env["res.partner"].create({"name": "Klara Quastenkill", "email": "klara@quastenkill.example"})
other = env["res.partner"].create([
    {"name": f"Other {n}", "comment": f"Knows klara@quastenkill.example {n}"} for n in range(30)
])
env["res.partner.category"].create([{"name": f"Friends of klara@quastenkill.example {n}"} for n in range(5)])
officer = env.ref("base.user_admin")
officer.group_ids += env.ref("customer_data_quality.group_privacy_officer")
env.company.privacy_two_persons = False
request = env["partner.privacy.request"].with_user(officer).create({
    "kind": "erasure", "partner_id": person.id, "identity_method": "known",
})
request.action_identify()
request.action_search()
env.cr.commit()
"""

RUN = (
    KILL_AT
    + """
from odoo.addons.customer_data_quality.models.privacy.requests.job import PartnerPrivacyRequest

if killed:
    kill_at(PartnerPrivacyRequest, "_search_tables", killed)
env["partner.privacy.request"]._cron_search()
env.cr.commit()
"""
)

ERASE = """
request = env["partner.privacy.request"].search([]).with_user(env.ref("base.user_admin"))
request.sudo().finding_ids.filtered(lambda finding: finding.way == "text").write(
    {"is_selected": True, "action": "redact"}
)
request.action_erase()
env.cr.commit()
"""
FOUND = "SELECT table_name, count(*), count(DISTINCT res_id) FROM partner_privacy_finding GROUP BY 1 ORDER BY 1"


@pytest.fixture(scope="module")
def shell(make_shell):
    """A function that runs a script in Odoo's shell on a database with a request that is being searched."""
    return make_shell(MAKE)


def job(shell):
    return shell.query("SELECT job, job_done, job_total, job_terms IS NULL FROM partner_privacy_request")[0]


def test_killed_and_gone_on(shell):
    kill(shell, f"killed = 3\n{RUN}")
    name, done, total, _empty = job(shell)
    assert (name, 0 < done < total) == ("search", True), "what was committed before counts"
    resume(shell, f"killed = None\n{RUN}")
    assert job(shell)[0] is None
    found = {table: numbers for table, *numbers in shell.query(FOUND)}
    assert found["res_partner_category"] == [5, 5]
    assert found["res_partner"] == [31, 31], "each once"
    assert shell.query("SELECT count(*) FROM partner_privacy_finding WHERE action IS NULL") == [(0,)]
    # the check of the erasure, too; nothing personal is left behind by it
    erased = shell(ERASE)
    assert erased.returncode == 0, erased.stderr[-3000:]
    assert job(shell)[3] is False
    kill(shell, f"killed = 2\n{RUN}")
    name, done, total, _empty = job(shell)
    assert (name, 0 < done < total) == ("verify", True)
    resume(shell, f"killed = None\n{RUN}")
    assert job(shell)[0] is None
    assert job(shell)[3] is True
    assert shell.query("SELECT left_over FROM partner_privacy_request")[0][0] in (None, {}, False)
    events = [event for (event,) in shell.query("SELECT event FROM partner_privacy_log ORDER BY id")]
    assert events.count("verified") == 1
    assert events[-1] == "verified"
