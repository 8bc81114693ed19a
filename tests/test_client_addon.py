"""A partner's add-on brings a rule kind of its own; when it goes, its rules are skipped and say why."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CLIENT = "sample_client_addon"
ODOO = ("--stop-after-init", "--no-http", "--max-cron-threads=0")

# What is looked at inside Odoo; it prints one line of JSON.
LOOK = """
import json
import odoo
Rule = env["partner.quality.rule"]
rule = Rule.search([("name", "=", "Customer number")])
partners = env["res.partner"].create([
    {"name": "Good GmbH", "is_company": True, "ref": "C-1234"},
    {"name": "Bad GmbH", "is_company": True, "ref": "1234"},
    {"name": "None GmbH", "is_company": True},
])
env["partner.security.check"]._run(env.user)
check = env["partner.security.check"].search([("code", "=", "archived_bosses")])
env.flush_all()

def failing():
    query = "SELECT id FROM partner_quality WHERE gaps @> %s AND id = ANY(%s) ORDER BY id"
    env.cr.execute(query, [rule.ids, partners.ids])
    return [partners.browse(id_).name for (id_,) in env.cr.fetchall()]

plan = env["partner.plan"].create({})
plan.action_start()
step = plan.step_ids.filtered(lambda step: step.check_name == "customer_numbers")
live = failing()
env["res.partner.bank"].create({"partner_id": partners[0].id, "acc_number": "CLIENT 1"})
env.flush_all()
timeline = partners[0].touchpoint_timeline({"kinds": ["bank"]})
env.cr.execute("UPDATE partner_quality SET gaps = '{}', failed_checks = '{}', checked = NULL, version = 0")
env["partner.quality"]._rescore()
partners.invalidate_recordset()
guest = env["mail.guest"].create({"name": "Otto Neu", "email": "otto@new.example"})
env["partner.silo.source"]._scan(full=True, commit=False)
finding = env["partner.silo.record"].search([("res_model", "=", "mail.guest"), ("res_id", "=", guest.id)])

def privacy():
    # how visits are dealt with when somebody wants to be erased, and when somebody was quiet for long
    visits = env["client.visit"]
    env.company.privacy_two_persons = False
    person, planned = env["res.partner"].create([{"name": "Vera Visited"}, {"name": "Paul Planned"}])
    old, paid = visits.create(
        [{"partner_id": person.id, "note": "Likes tea"}, {"partner_id": person.id, "note": "Tea, expenses 3 EUR"}]
    )
    request = env["partner.privacy.request"].create(
        {"kind": "erasure", "partner_id": person.id, "identity_method": "known"}
    )
    request.action_identify()
    request.action_search()
    while request._search_tables(200):
        pass
    request.action_erase()
    visits.create({"partner_id": planned.id, "day": "2099-01-01"})
    env.flush_all()
    env.cr.execute("UPDATE res_partner SET create_date = '2001-01-01' WHERE id = %s", [planned.id])
    rule = env["partner.retention.rule"].create(
        {"name": "Quiet", "domain": f"[('id', '=', {planned.id})]", "months": 12, "action": "archive"}
    )
    return {
        "left": [bool(old.exists()), bool(paid.exists())],
        "kept": env["partner.privacy.hold"].search([("res_model", "=", "client.visit")]).mapped("res_id") == paid.ids,
        "spared": [condition.code for condition in rule._exclusions() if env.execute_query(
            odoo.tools.SQL("SELECT 1 FROM res_partner p WHERE p.id = %s AND %s", planned.id, condition.condition)
        )],
    }

def steering():
    # the tile of the overview and the figure of the night, before and after one more visit
    shown = lambda: [(tile["label"], tile["value"]) for tile in Dashboard._tiles_shown({}) if tile["name"] == "visits"]
    measured = lambda: Figure._measure(env.company, ["visits"])
    Dashboard, Figure = env["partner.dashboard"], env["partner.steering.figure"]
    before = [shown(), measured()]
    env["client.visit"].create({"partner_id": partners[0].id})
    return [before, [shown(), measured()]]

print("LOOK" + json.dumps({
    "tiles": "visits" in env["partner.dashboard"]._tiles(),
    "figures": "visits" in env["partner.steering.figure"]._figures(),
    "steering": steering() if "client.visit" in env else None,
    "step": step.mapped("state"),
    "evidence": step.mapped("evidence"),
    "live": live,
    "touches": [entry["title"] for entry in timeline["upcoming"] + timeline["entries"]],
    "touch_kinds": timeline["figures"]["kinds"],
    "bulk": failing(),
    "offered": "customer_number" in dict(Rule.fields_get(["kind"])["kind"]["selection"]),
    "problem": rule.problem,
    "kind": rule.kind,
    "shown": [gap["rule"] for gap in partners[1].quality_live["gaps"] if gap["kind"] == "customer_number"],
    "contact": finding._contact_values(),
    "grades": partners.mapped("quality_grade"),
    "check": [check.state, check.name, check.evidence],
    "privacy": privacy() if "client.visit" in env else None,
}))
env.cr.rollback()
"""


@pytest.fixture(scope="module")
def client_path(tmp_path_factory):
    """The client's add-on alone in a folder, beside the add-on under test."""
    folder = tmp_path_factory.mktemp("client_addons")
    shutil.copytree(HERE / CLIENT, folder / CLIENT, ignore=shutil.ignore_patterns("__pycache__"))
    return f"{folder},{HERE.parent}"


@pytest.fixture(scope="module")
def database(make_database, installed, run_odoo, client_path):
    name = make_database(installed)
    run_odoo("-d", name, f"--addons-path={client_path}", "-i", CLIENT, *ODOO)
    return name


@pytest.fixture(scope="module")
def look(database, databases, client_path):
    """A function that tells how the client's rule is applied at present."""
    command = [databases.env.odoo, "shell", "-d", database, f"--addons-path={client_path}", "--no-http"]

    def look():
        done = subprocess.run(
            command, input=LOOK, capture_output=True, text=True, env={**os.environ, **databases.variables()}
        )
        told = re.search(r"^LOOK(.*)$", done.stdout, re.MULTILINE)
        assert told, done.stdout + done.stderr
        return json.loads(told[1])

    return look


@pytest.fixture(scope="module")
def seen(look):
    """What is told while the client's add-on is there."""
    return look()


def test_kind_is_written_in_under_twenty_lines():
    lines = (HERE / CLIENT / "models" / "partner_quality_rule.py").read_text().splitlines()
    assert len([line for line in lines if line.strip()]) < 20


def test_kind_scores_live_and_in_bulk_and_is_offered(seen):
    assert seen["live"] == ["Bad GmbH"]
    assert seen["bulk"] == ["Bad GmbH"]
    assert seen["shown"] == ["Customer number"]
    assert seen["offered"]
    assert seen["problem"] is False


def test_touchpoints_of_a_kind_of_its_own(seen):
    assert seen["touches"] == ["CLIENT 1"]
    assert seen["touch_kinds"]["bank"] == 1


def test_check_of_the_addon_is_made(seen):
    assert seen["check"] == [
        "passed",
        "Archived administrators",
        "0 archived users are still administrators.",
    ]


def test_contacts_made_from_other_records_get_more(seen):
    assert seen["contact"] == {"name": "Otto Neu", "email": "otto@new.example", "comment": "From: Guest"}


def test_own_records_are_erased_and_spare_contacts(seen):
    privacy = seen["privacy"]
    assert privacy["left"] == [False, True]
    assert privacy["kept"], "by the rule for expenses"
    assert privacy["spared"] == ["open"], "a visit is planned"


def test_step_of_the_plan_checks_itself(seen):
    assert seen["step"] == ["open"]
    assert seen["evidence"][0].startswith("Companies without a customer number:")


def test_tile_and_figure_of_its_own(seen):
    assert seen["tiles"] and seen["figures"]
    assert seen["steering"] == [[[["Visits", "0"]], {"visits": 0}], [[["Visits", "1"]], {"visits": 1}]]


def test_rules_of_a_kind_whose_addon_went_are_skipped(database, databases, seen, look, run_odoo, client_path):
    assert seen["kind"] == "customer_number"
    # a rule that a user made, which the uninstallation leaves alone
    databases.execute(
        "DELETE FROM ir_model_data WHERE module = %s AND name = 'rule_customer_number'", (CLIENT,), database=database
    )
    run_odoo(f"--addons-path={client_path}", "module", "uninstall", "-d", database, CLIENT)
    seen = look()
    assert seen["kind"] == "customer_number", "the rule is kept"
    assert seen["live"] == seen["bulk"] == seen["shown"] == []
    assert "bank" not in seen["touch_kinds"]
    assert not (seen["tiles"] or seen["figures"])
    assert not seen["offered"]
    assert seen["problem"] == "its kind “customer_number” belongs to an add-on that is no longer installed."
    assert all(seen["grades"]), "the other rules still make a score"
    assert seen["check"] == [False, False, False], "its check went with it"
