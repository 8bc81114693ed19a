"""Odoo's shell for many scripts: each runs in a process of its own, but Odoo is loaded once for all of them.

Run as a program, with the name of a database: a line of JSON for each script in, one for its end out.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback

# No script takes so long; one that does is ended, so that its test fails and does not wait for ever.
MOST_SECONDS = 300


class ForkingShell:
    """Call it with a script; it returns a subprocess.CompletedProcess, with all output of the script in `stderr`.

    :param python: the program that has Odoo
    :param dict variables: its environment
    """

    def __init__(self, python, database, variables):
        self._process = subprocess.Popen(
            [python, __file__, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables
        )

    def __call__(self, script):
        print(json.dumps(script), file=self._process.stdin, flush=True)
        returncode, shown = json.loads(self._process.stdout.readline())
        return subprocess.CompletedProcess([], returncode, stderr=shown)

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _serve(database):
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_all
    from odoo.tools import config

    config.parse_config(["-d", database, "--no-http", "--log-level=warn"], setup_logging=True)
    Registry(database)
    # a connection is of one process
    close_all()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as output:
            process = os.fork()
            if not process:
                signal.alarm(MOST_SECONDS)
                for stream in (1, 2):
                    os.dup2(output.fileno(), stream)
                _run(database, json.loads(line))
            _process, status = os.waitpid(process, 0)
            output.seek(0)
            answer = [os.waitstatus_to_exitcode(status), output.read()]
            print(json.dumps(answer), flush=True)  # noqa: T201 - it is read by ForkingShell


def _run(database, script):
    """Run a script as Odoo's shell does, and end this process."""
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    status = 1
    try:
        with Registry(database).check_signaling().cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            exec(script, {"env": env(context=env["res.users"].context_get())})  # noqa: S102 - the tests' own
            cursor.rollback()
        status = 0
    except BaseException:  # noqa: BLE001 - told by the status, and shown
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
