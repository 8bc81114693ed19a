"""The released versions of the add-on, each an archive of what its databases are made from (tests/released)."""

import io
import subprocess
import tarfile

from . import addon, paths
from .console import Problem

FOLDER = paths.CHECKOUT / "tests" / "released"
SUFFIX = ".tar.xz"
HISTORY = addon.FOLDER / "readme" / "HISTORY.md"
# What leaves nothing in a database, or what no upgrade depends on.
LEFT_OUT = ("tests/", "i18n/", "static/", "readme/")


def number(version):
    """Return a version as numbers that can be compared.

    :raises Problem: when it is not a series of Odoo followed by three numbers
    """
    parts = version.split(".")
    if len(parts) != 5 or not all(part.isdigit() for part in parts):
        raise Problem(f"{version} is no version.", "write it as 19.0.MAJOR.MINOR.PATCH.")
    return tuple(map(int, parts))


def versions():
    """Return the released versions, the oldest first."""
    return sorted((path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}")), key=number)


def described():
    """Return the versions that the history of changes tells of."""
    lines = HISTORY.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("## ").split()[0] for line in lines if line.startswith("## ")]


def unpack(version, folder):
    """Put the add-on of a released version into a folder, for Odoo's path of add-ons."""
    with tarfile.open(FOLDER / f"{version}{SUFFIX}") as archive:
        archive.extractall(folder, filter="data")


def pack(version):
    """Store what is committed as a released version; return the archive's path."""
    target = FOLDER / f"{version}{SUFFIX}"
    listed = subprocess.run(
        ["git", "archive", "HEAD", paths.ADDON], cwd=paths.CHECKOUT, capture_output=True, check=True
    )
    left_out = tuple(f"{paths.ADDON}/{name}" for name in LEFT_OUT)
    with tarfile.open(fileobj=io.BytesIO(listed.stdout)) as source, tarfile.open(target, "w:xz", preset=9) as archive:
        for member in source:
            if member.isfile() and not member.name.startswith(left_out):
                archive.addfile(member, source.extractfile(member))
    return target
