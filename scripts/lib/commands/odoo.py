"""scripts/odoo: Odoo's own command line on the scripts' environment."""

import argparse
import os

from .. import environment, python_env

EPILOG = """\
examples:
  scripts/odoo -d NAME -i customer_data_quality --stop-after-init
  scripts/odoo -d NAME -u customer_data_quality --stop-after-init
  scripts/odoo shell -d NAME
  scripts/odoo -d NAME --http-port 8070
  scripts/odoo --help-odoo         what Odoo itself offers

The checkout is in the add-ons path. Choose any database name; Odoo makes what is missing.
"""


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/odoo",
        usage="scripts/odoo [--help] [--psql [NAME] | ODOO'S ARGUMENTS]",
        description="Run Odoo's command line with the add-on of this checkout. All arguments but "
        "those below go to Odoo.",
        epilog=EPILOG + "\n" + environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("--psql", action="store_true", help="open psql on a database instead")
    parser.add_argument("--help", action="store_true", help="show this and leave")
    if arguments[:1] in (["--help"], ["-h"]):
        parser.print_help()
        return 0
    with environment.ready() as databases:
        variables = {**os.environ, **databases.variables()}
        if arguments[:1] == ["--psql"]:
            return python_env.run_foreground(["psql", *arguments[1:]], env=variables)
        if arguments[:1] == ["--help-odoo"]:
            arguments = ["--help", *arguments[1:]]
        return python_env.run_foreground([databases.env.odoo, *arguments], env=variables)
