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
