"""scripts/release: see that a version can be released, and store it for the tests of upgrades."""

import argparse
import subprocess

from .. import addon, paths, released
from ..console import Problem, say


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/release",
        description="Store the committed add-on as a released version in tests/released, from which the tests upgrade "
        "from then on. Before, see that version, history of changes and checkout agree. docs/releasing.md tells the "
        "whole way.",
    )
    parser.add_argument("--check", action="store_true", help="only see whether it could be released")
    parser.add_argument(
        "--again", action="store_true", help="store the version once more: its archive was not published yet"
    )
    given = parser.parse_args(arguments)
    version = addon.manifest()["version"]
    _check(version, given.again)
    if given.check:
        say(f"{version} can be released.")
        return 0
    target = released.pack(version)
    say(f"{target} holds {version} ({target.stat().st_size // 1024} KB).")
    say(f"Commit it, run scripts/test, then tag the commit: git tag -a v{version} -m {version}")
    return 0


def _check(version, again):
    earlier = [each for each in released.versions() if not (again and each == version)]
    if earlier and released.number(version) <= released.number(earlier[-1]):
        raise Problem(f"{version} is not later than {earlier[-1]}.", "raise the version in the manifest.")
    if released.described()[:1] != [version]:
        raise Problem(f"{released.HISTORY} does not begin with {version}.", "write what has changed for its users.")
    changed = subprocess.run(
        ["git", "status", "--porcelain", paths.ADDON], cwd=paths.CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    if changed:
        raise Problem(f"Not committed:\n{changed.rstrip()}", "commit it: what is committed is what is released.")
