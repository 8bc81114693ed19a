"""Whoever has a released version gets to the present one, with all data, and has what a new installation has."""

import json
import os
import re
import subprocess

import pytest
from lib import addon, paths, released
from lib.console import Problem
from lib.traces import BOOKKEEPING_XMLIDS, OBJECTS, Snapshot

ODOO = ("--stop-after-init", "--no-http", "--max-cron-threads=0")
PRESENT = addon.manifest()["version"]

# Run in the released version: contacts, and some of all that is recorded about them.
USE = """
contacts = env["res.partner"].create([
    {"name": f"Ute {chr(65 + n % 15)}hornbach", "email": f"ute{n % 15}@example.com", "city": "Graz"} for n in range(30)
])
env["partner.quality"]._rescore()
env["partner.quality.snapshot"]._take()
env["partner.duplicate.group"]._scan(full=True)
purpose = env["partner.consent.purpose"].search([("channel_email", "=", True)], limit=1)
contacts[0]._consent_record(purpose.code, "email", "granted", method="paper")
env["partner.review"]._plan()
contacts[1]._review_confirm()
env["partner.quality.profile"].search([], limit=1).name = "Our own name"
env["partner.plan"].create({}).action_start()
env["partner.merge"]._merge(contacts[2], contacts[17])
env.cr.commit()
"""
# What people have recorded, and must find again.
KEPT = {
    "scores": "SELECT count(*), sum(score) FROM partner_quality",
    "snapshots": "SELECT count(*), sum(contacts) FROM partner_quality_snapshot",
    "groups": "SELECT count(*), sum(size) FROM partner_duplicate_group",
    "consents": "SELECT count(*), min(state) FROM partner_consent",
    "events": "SELECT count(*), min(hash) FROM partner_consent_event",
    "reviews": "SELECT count(*), count(*) FILTER (WHERE state = 'done') FROM partner_review_request",
    "plan": "SELECT count(*), count(*) FILTER (WHERE state = 'done') FROM partner_plan_step",
    "merges": "SELECT count(*), min(state) FROM partner_merge",
    "names": "SELECT count(*), 1 FROM partner_quality_profile WHERE name::text LIKE '%Our own name%'",
}


def catalogue(databases, name):
    """What a database has of tables, columns, constraints, … and XML ids; settings and what differs by itself not."""
    objects = dict(Snapshot(databases, name).objects)
    objects.pop("parameters")
    objects["XML ids"] = {each for each in objects["XML ids"] if not each.startswith(BOOKKEEPING_XMLIDS)}
    return objects


def differences(fresh, upgraded):
    return [
        f"{kind} {sign}: {entry}"
        for kind in OBJECTS.keys() & fresh.keys()
        for sign, entries in (
            ("too many after the upgrade", upgraded[kind] - fresh[kind]),
            ("missing after the upgrade", fresh[kind] - upgraded[kind]),
        )
        for entry in sorted(entries)
    ]


@pytest.fixture(scope="module")
def fresh(make_database, installed, databases):
    """The catalogue of a database on which the present version was installed."""
    return catalogue(databases, make_database(installed))


@pytest.fixture(scope="module", params=released.versions())
def upgraded(request, tmp_path_factory, make_database, databases, run_odoo):
    """The name of a database of a released version after its upgrade, and what was recorded before and after."""
    folder = tmp_path_factory.mktemp("released")
    released.unpack(request.param, folder)
    name = make_database()
    run_odoo("-d", name, f"--addons-path={folder}", "-i", paths.ADDON, *ODOO)
    done = subprocess.run(
        [databases.env.odoo, "shell", "-d", name, f"--addons-path={folder}", "--no-http"],
        input=USE,
        capture_output=True,
        text=True,
        env={**os.environ, **databases.variables()},
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr[-4000:]

    def recorded():
        return {kind: databases.execute(query, database=name) for kind, query in KEPT.items()}

    before = recorded()
    run_odoo("-d", name, "-u", paths.ADDON, *ODOO)
    return name, before, recorded()


def test_there_is_a_released_version():
    assert released.versions()


def test_versions_agree():
    known = released.versions()
    assert released.number(PRESENT) >= released.number(known[-1])
    assert set(known) | {PRESENT} == set(released.described()), "each version has its section in the history"
    assert released.described()[0] == PRESENT


def test_migrations_are_of_versions_that_exist():
    folder = addon.FOLDER / "migrations"
    for script in folder.glob("*/*.py"):
        assert re.match(r"(pre|post|end)-", script.name), f"{script}: Odoo would not run it"
        assert released.number(script.parent.name) <= released.number(PRESENT), f"{script}: it would run each time"


def test_upgraded_database_is_like_a_new_one(databases, fresh, upgraded):
    name, _before, _after = upgraded
    wrong = differences(fresh, catalogue(databases, name))
    assert not wrong, "\n".join(wrong)


def test_nothing_recorded_is_lost(upgraded):
    _name, before, after = upgraded
    assert all(count for ((count, _value),) in before.values()), f"nothing to lose: {json.dumps(before, default=str)}"
    assert after == before


def test_version_is_noted(databases, upgraded):
    name, _before, _after = upgraded
    query = "SELECT latest_version FROM ir_module_module WHERE name = %s"
    assert databases.execute(query, (paths.ADDON,), database=name) == [(PRESENT,)]


def test_what_an_upgrade_forgets_is_noticed(databases, fresh, upgraded):
    name, _before, _after = upgraded
    databases.execute("ALTER TABLE partner_quality ADD COLUMN forgotten integer", database=name)
    try:
        wrong = differences(fresh, catalogue(databases, name))
    finally:
        databases.execute("ALTER TABLE partner_quality DROP COLUMN forgotten", database=name)
    assert wrong == ["columns too many after the upgrade: partner_quality.forgotten integer"]


def test_numbers_of_versions():
    assert released.number("19.0.10.0.0") > released.number("19.0.9.9.9")
    with pytest.raises(Problem, match="no version"):
        released.number("1.2")
