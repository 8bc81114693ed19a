"""The virtual environment that Odoo, its tests and the linters run in."""

import subprocess
import sys
from pathlib import Path

from . import paths
from .console import Problem, Terminated, step
from .process import run_logged

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# Beside the environment's own programs, so that no folder of the user's gets on Python's path.
ODOO_PROGRAM = """\
#!{python}
import sys

from odoo.cli.command import main

sys.exit(main())
"""


class PythonEnv:
    """A virtual environment of this Python in which `odoo` can be imported.

    :ivar source_key: of the Odoo source it was made for
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.bin = self.folder / "bin"
        self.python = self.bin / "python"
        self.odoo = self.bin / "odoo"

    @property
    def complete(self):
        return self.folder / "complete"

    @property
    def source_key(self):
        return self.complete.read_text()


def current():
    """Return the environment this process runs in, or None outside of one."""
    folder = Path(sys.prefix)
    return PythonEnv(folder) if folder.parent == paths.cache() / "python" else None


def prepare(source):
    """Return the environment for an Odoo source, made when there is none yet."""
    name = paths.key(REQUIREMENTS.read_bytes(), sys.version, sys.base_prefix, source.key, ODOO_PROGRAM)
    env = PythonEnv(paths.cache() / "python" / name)
    with paths.lock("python"):
        if not env.complete.is_file():
            paths.check_space(1024**3)
            _build(env, source)
    return env


def _build(env, source):
    # An environment cannot be renamed into place (its programs name their own path): the file
    # `complete` is what tells a whole one.
    with step("Making a Python environment") as running:
        run_logged([sys.executable, "-m", "venv", "--clear", env.folder], "venv", running)
    install(env, ["--requirement", REQUIREMENTS], "Installing Python packages (about 90)")
    site_packages = next(env.folder.glob("lib/python*/site-packages"))
    # Behind the environment's own packages: another Python's folder may hold older ones.
    (site_packages / "odoo_source.pth").write_text(f"{source.root}\n")
    env.odoo.write_text(ODOO_PROGRAM.format(python=env.python))
    env.odoo.chmod(0o755)
    env.complete.write_text(source.key)


def prepare_extra(name, requirements, purpose):
    """Return an environment of its own for what only one command needs, made in the cache when there is none yet.

    :param name: short name, part of the folder's
    :param requirements: path of the list of packages
    :param purpose: completes "Installing ..."
    """
    folder = paths.cache() / "python" / f"{name}-{paths.key(requirements.read_bytes(), sys.version, sys.base_prefix)}"
    env = PythonEnv(folder)
    with paths.lock(name):
        if not env.complete.is_file():
            paths.check_space(1024**3)
            with step(f"Making a Python environment for {name}") as running:
                run_logged([sys.executable, "-m", "venv", "--clear", env.folder], f"{name}-venv", running)
            install(env, ["--requirement", requirements], f"Installing {purpose}")
            env.complete.touch()
    return env


def install(env, arguments, title):
    """Install packages with pip.

    :raises Problem: with the end of pip's output and the way out
    """
    with step(title) as running:
        try:
            run_logged(
                [env.python, "-m", "pip", "install", "--disable-pip-version-check", *arguments],
                "pip",
                running,
                env={"PIP_NO_INPUT": "1"},
            )
        except Problem as problem:
            raise Problem(
                str(problem),
                "connect to the network (pip reads its usual settings for a mirror or a proxy)"
                " and run this again; what is there already is kept.",
            ) from problem


def run_foreground(command, **options):
    """Run a program in the foreground and return its exit status."""
    with subprocess.Popen([str(part) for part in command], **options) as process:
        while True:
            try:
                return process.wait()
            except Terminated:
                process.terminate()
            except KeyboardInterrupt:
                # The terminal interrupts the program too; let it end in its own way.
                continue
