"""scripts/setup: fetch and prepare all that the other commands use, or take it away again."""

import argparse

from .. import environment, paths, postgres
from ..console import say, step
from ..databases import TEMPLATE_PREFIX, own_prefix


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/setup",
        description="Fetch and prepare what the other commands use: Odoo 19, its Python packages, "
        "PostgreSQL, template databases. The other commands do the same by themselves when needed; "
        "afterwards they work without a network.",
        epilog=environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--stop", action="store_true", help="stop the embedded PostgreSQL server")
    choice.add_argument(
        "--remove",
        action="store_true",
        help="take everything away: server, databases, caches, the server's system user",
    )
    given = parser.parse_args(arguments)
    if given.stop:
        stopped = postgres.Embedded().stop()
        say("PostgreSQL is stopped." if stopped else "PostgreSQL was not running.")
    elif given.remove:
        _remove()
    else:
        with environment.ready() as databases:
            databases.template()
        say(f"All is prepared in {paths.cache()}.")


def _remove():
    embedded = postgres.Embedded()
    with embedded.alone():
        if postgres.configured() and (paths.cache() / "python").is_dir():
            # Databases on a server of the user's do not go with the cache.
            _drop_databases()
        with step(f"Removing {paths.cache()}"):
            user_removed = embedded.remove()
            paths.remove_cache()
    if user_removed:
        say(f"The system user {postgres.SYSTEM_USER} is removed.")


def _drop_databases():
    with environment.ready() as databases:
        for prefix in (own_prefix(), TEMPLATE_PREFIX):
            for name in databases.names(prefix):
                say(f"- dropping database {name}")
                databases.drop(name)
