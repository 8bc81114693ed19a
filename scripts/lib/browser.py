"""Chromium, which the tests of screens are run in."""

import os
import shutil

from . import debian
from .console import Problem, step
from .process import run_logged

# The names Odoo's tests look for.
PROGRAMS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
WAY_OUT = "install Chromium or Chrome so that one of these is on the PATH: " + ", ".join(PROGRAMS) + "."


def ensure():
    """Make sure that a browser is there; as root on Debian it is installed.

    :raises Problem: when there is none and it cannot be installed
    """
    if any(shutil.which(program) for program in PROGRAMS):
        return
    if os.geteuid() != 0 or debian.os_release().get("ID") != "debian":
        raise Problem("The tests of screens need a browser, and none is installed.", WAY_OUT)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
    options = {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium") as running:
        try:
            run_logged(install, "chromium", running, WAY_OUT, env=options)
        except Problem:
            # The package lists may be missing or old.
            run_logged(["apt-get", "update"], "chromium-update", running, WAY_OUT)
            run_logged(install, "chromium", running, WAY_OUT, env=options)
