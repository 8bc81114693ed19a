"""Install, upgrade and uninstall on a database with contacts leave no trace but the documented ones."""

import pytest
from lib.traces import Snapshot, contacts, differences, rewritten

ADDON = "customer_data_quality"
ODOO = ("--stop-after-init", "--no-http", "--max-cron-threads=0")


@pytest.fixture(scope="module")
def database(make_database, databases, run_odoo):
    """A database with contacts of all kinds, as a company has them before it gets the add-on."""
    name = make_database()
    databases.execute(
        """INSERT INTO res_partner (name, complete_name, is_company, active, type, email, phone)
           SELECT 'Contact ' || n, 'Contact ' || n, n % 3 = 0, n % 50 <> 0, 'contact',
                  CASE WHEN n % 2 = 0 THEN 'contact' || n || '@example.com' END,
                  CASE WHEN n % 5 = 0 THEN ' 030 23125 014' END
             FROM generate_series(1, 500) n""",
        database=name,
    )
    # A first update lets Odoo list the add-ons it finds, which it would do with any module.
    run_odoo("-d", name, "-u", "contacts", *ODOO)
    return name


@pytest.fixture(scope="module")
def before(database, databases):
    return Snapshot(databases, database)


def test_install_upgrade_uninstall(database, before, databases, run_odoo):
    untouched = contacts(databases, database)
    run_odoo("-d", database, "-i", ADDON, *ODOO)
    installed = Snapshot(databases, database)
    assert differences(before, installed), "the add-on installs nothing"
    assert not rewritten(untouched, contacts(databases, database)), "installing rewrites contacts"

    run_odoo("-d", database, "-u", ADDON, *ODOO)
    changed = differences(installed, Snapshot(databases, database))
    assert not changed, "an upgrade of the same version changes something"
    assert not rewritten(untouched, contacts(databases, database)), "upgrading rewrites contacts"

    run_odoo("module", "uninstall", "-d", database, ADDON)
    left = differences(before, Snapshot(databases, database))
    assert not left, "\n".join(left)
    assert not rewritten(untouched, contacts(databases, database)), "uninstalling rewrites contacts"


def test_installs_again(database, databases, run_odoo):
    """After an uninstall it installs as on the first day."""
    run_odoo("-d", database, "-i", ADDON, *ODOO)
    query = "SELECT state FROM ir_module_module WHERE name = %s"
    assert databases.execute(query, (ADDON,), database=database) == [("installed",)]


def test_upgrade_of_odoo_itself(database, databases, run_odoo):
    """An upgrade of base checks its views before the add-on's fields are there, and must still find them right."""
    run_odoo("-d", database, "-i", ADDON, *ODOO)  # nothing happens where it is installed already
    run_odoo("-d", database, "-u", "base", *ODOO)
    query = "SELECT count(*) FROM partner_quality q RIGHT JOIN res_partner p ON p.id = q.id WHERE q.id IS NULL"
    assert databases.execute(query, database=database) == [(0,)]
