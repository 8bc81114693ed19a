"""scripts/demo: a running Odoo with the add-on and its demo data."""

import argparse
import contextlib

from .. import addon, benchmark, environment, lively, paths, ports, web_server
from ..console import say, step, table
from ..databases import RICH_MODULES, own_prefix

# The users that the demo data makes; each one's password is its login.
USERS = """
    SELECT string_agg(role.name ->> 'en_US', ', ' ORDER BY role.id), account.login
      FROM res_users account
      JOIN res_groups_users_rel member ON member.uid = account.id
      JOIN res_groups role ON role.id = member.gid
      JOIN ir_model_data known
        ON known.model = 'res.groups' AND known.res_id = role.id AND known.module = %s
     WHERE account.active AND account.login <> 'admin'
     GROUP BY account.id
     ORDER BY account.id
"""


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Start an Odoo with the add-on and realistic data, from nothing; print its "
        "address and the logins of one user per role; serve until Ctrl-C. The database is kept: "
        "the next start is fast, and brings it up to date with the checkout.",
        epilog=environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, help="port to listen on (default: the first free one from 8069)")
    parser.add_argument("--fresh", action="store_true", help="make the database anew")
    parser.add_argument("--no-serve", action="store_true", help="only prepare, do not start the server")
    given = parser.parse_args(arguments)
    if given.port:
        # Said now rather than after minutes of preparing.
        ports.choose(given.port)
    with environment.ready() as databases:
        name = _database(databases, given.fresh)
        if given.no_serve:
            say(f"The database {name} is ready.")
            return 0
        return _serve(databases, name, given.port)


def _database(databases, fresh):
    """Return the name of this checkout's demo database, made or updated as needed."""
    name = f"{own_prefix()}demo"
    with paths.lock(name):
        content = addon.content_key()
        if fresh or not databases.exists(name):
            template = databases.template(RICH_MODULES, demo=True)
            partial = f"{name}_partial"
            databases.drop(partial)
            databases.clone(template, partial)
            databases.install(partial, [paths.ADDON], "Installing the add-on with its demo data", demo=True)
            _enliven(databases, partial)
            databases.drop(name)
            databases.rename(partial, name)
        elif databases.comment(name) != content:
            databases.update(name, [paths.ADDON], "The checkout changed, updating the add-on")
        databases.set_comment(name, content)
    return name


def _enliven(databases, name):
    with step("A year in the life of a company"), benchmark.Context(databases).environment(name) as env:
        lively.prepare(env)
    from odoo import sql_db

    sql_db.close_db(name)


def _serve(databases, name, port):
    with contextlib.ExitStack() as stack:
        with step("Starting Odoo"):
            address, process = stack.enter_context(web_server.serving(databases, name, port))
        users = databases.execute(USERS, (paths.ADDON,), database=name)
        rows = [(role, login, login) for role, login in [*users, ("Administrator of Odoo", "admin")]]
        say(f"\nOdoo runs at {address}\n")
        table(rows, ("Role", "Login", "Password"))
        say("\nCtrl-C ends it; the data is kept.")
        try:
            return process.wait()
        except KeyboardInterrupt:
            say("\nStopping ...")
            return 0
