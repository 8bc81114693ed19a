"""The add-on as its manifest describes it."""

import ast

from . import paths
from .console import Problem

FOLDER = paths.CHECKOUT / paths.ADDON


def manifest():
    """Return the add-on's manifest."""
    path = FOLDER / "__manifest__.py"
    try:
        return ast.literal_eval(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(f"{path} is missing.", "run this from a whole checkout.") from error


def dependencies():
    """Return the names of the modules the add-on depends on."""
    return manifest()["depends"]


def content_key():
    """Return a key of the content of all the add-on's files."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return paths.key(*(part for path in files for part in (path.relative_to(FOLDER), path.read_bytes())))
