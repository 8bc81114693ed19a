"""An Odoo web server for one database, on this machine's own address only."""

import contextlib
import os
import subprocess
import time
import urllib.request

from . import paths, ports
from .console import Problem
from .odoo_config import HOST

STARTING_SECONDS = 180
STOPPING_SECONDS = 20


@contextlib.contextmanager
def serving(databases, name, port=None, options=()):
    """Run a web server and yield (its address, its process) once it answers.

    :param options: further arguments of Odoo
    :raises Problem: when it ends or does not answer in time, with the end of its log
    """
    port = ports.choose(port)
    address = f"http://{HOST}:{port}"
    log = log_of(name)
    log.parent.mkdir(exist_ok=True)
    command = [databases.env.odoo, "-d", name, f"--db-filter=^{name}$", "--no-database-list"]
    # with workers Odoo opens a second one, any that is free: where another server has it, it would try for ever
    command += [f"--http-port={port}", "--gevent-port=0", *options]
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **databases.variables()},
            # Out of the terminal's reach: it ends when we say so, after we tidied up.
            start_new_session=True,
        )
    try:
        _wait(address, process, log)
        yield address, process
    finally:
        process.terminate()
        try:
            process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def log_of(name):
    """Return the path of what the server of a database writes."""
    return paths.cache() / "logs" / f"server-{name}.log"


def _wait(address, process, log):
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        # The address is our own, so no other scheme can slip in.
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/web/health", timeout=5):  # noqa: S310
            return
        time.sleep(0.3)
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    raise Problem(f"Odoo does not answer at {address}:\n{tail}", f"read the whole log: {log}")
