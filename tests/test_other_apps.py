"""What the add-on does with apps that its own tests run without: their tests, in a database that has these apps."""

import pytest

ADDON = "customer_data_quality"
APPS = ("gamification", "digest")
ODOO = ("--stop-after-init", "--no-http", "--max-cron-threads=0", "--log-level=info")
# Tests that are skipped where the app is missing.
TESTS = {
    "gamification": f"/{ADDON}:TestPlanAdoption.test_badges_for_people_of_companies_that_show_them",
    "digest": f"/{ADDON}:TestPlanDigestFigures",
}


@pytest.fixture(scope="module")
def ran(make_database, run_odoo):
    """The name of a database with these apps, and what Odoo said of the tests."""
    name = make_database()
    tags = ",".join(TESTS.values())
    run_odoo("-d", name, "-i", ",".join(APPS), *ODOO)
    return name, run_odoo("-d", name, "-i", ADDON, f"--test-tags={tags}", *ODOO)


def test_badges_and_digests(ran):
    _name, shown = ran
    assert "0 failed, 0 error(s) of 5 tests" in shown, shown[-3000:]
    assert "is not installed" not in shown, "a test was skipped"


def test_what_was_made_for_them_goes_too(ran, databases, run_odoo):
    name, _shown = ran
    query = "SELECT name FROM ir_model_fields WHERE starts_with(name, 'x_kpi_contact')"
    assert len(databases.execute(query, database=name)) == 6
    run_odoo("module", "uninstall", "-d", name, ADDON)
    assert databases.execute(query, database=name) == []
    columns = "SELECT column_name FROM information_schema.columns WHERE starts_with(column_name, 'x_kpi_contact')"
    assert databases.execute(columns, database=name) == []
    views = "SELECT name FROM ir_ui_view WHERE arch_db::text LIKE '%x_kpi_contact%'"
    assert databases.execute(views, database=name) == []
