"""The Odoo 19 to work with: one that is there already, else Debian's package in the cache."""

import ast
import os
import sys
from pathlib import Path

from . import debian, paths
from .console import Problem, step
from .process import output

SERIES = (19, 0)
WAY_OUT = "set ODOO_HOME to the folder of an Odoo 19.0 source checkout (the official 19.0 branch)."

# Debian replaces these files of Odoo's by links into packages of their own.
FROM_UNSTABLE = ("odoo-19", "fonts-montserrat", "fonts-ocr-b", "fonts-glyphicons-halflings")
FROM_RELEASE = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
)
# Left out by Debian for its licence; the web client insists on its being there.
STRIPPED_ASSETS = ("odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js",)
RECIPE = "2"


class OdooSource:
    """A folder that holds the `odoo` package.

    :ivar root: the folder to put on Python's path
    :ivar version: as Odoo's release module says, for example "19.0"
    :ivar key: changes whenever the source does
    """

    def __init__(self, root, key_parts=()):
        self.root = Path(root)
        self.version = ".".join(str(part) for part in _version_info(self.root)[:2])
        self.key = paths.key(self.root, self.version, *key_parts)


def _version_info(root):
    """Return Odoo's version as a tuple, or None when `root` holds no Odoo."""
    release = Path(root) / "odoo" / "release.py"
    if not release.is_file():
        return None
    names = {"ALPHA": "alpha", "BETA": "beta", "RELEASE_CANDIDATE": "candidate", "FINAL": "final"}
    for statement in ast.parse(release.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == "version_info":
            return tuple(
                names.get(item.id) if isinstance(item, ast.Name) else item.value for item in statement.value.elts
            )
    return None


def find():
    """Return the Odoo source, fetched when there is none yet.

    :raises Problem: when ODOO_HOME names no Odoo 19, or none can be fetched
    """
    if os.environ.get("ODOO_HOME"):
        return _existing(Path(os.environ["ODOO_HOME"]).expanduser().resolve(), "ODOO_HOME")
    importable = _importable()
    if importable:
        return _existing(importable, "the Python in use")
    return _fetched()


def _existing(folder, origin):
    for root in (folder, folder.parent):
        version = _version_info(root)
        if version and version[:2] == SERIES:
            # In a working copy the commit tells one state from the next.
            commit = output(["git", "-C", root, "rev-parse", "HEAD"]) or ""
            return OdooSource(root, (commit, (root / "odoo/release.py").stat().st_mtime_ns))
        if version:
            raise Problem(f"{origin} has Odoo {version[0]}.{version[1]}, not 19.0.", WAY_OUT)
    raise Problem(f"{folder} ({origin}) holds no Odoo: no odoo/release.py in it.", WAY_OUT)


def _importable():
    """Return the folder of an Odoo that this Python imports, when it is 19."""
    for entry in sys.path:
        root = Path(entry or ".").resolve()
        version = _version_info(root)
        if version and version[:2] == SERIES:
            return root
    return None


def _fetched():
    recipe = paths.key(RECIPE, *FROM_UNSTABLE, *FROM_RELEASE, *STRIPPED_ASSETS)
    folder = paths.cache() / "odoo" / recipe
    with paths.lock("odoo"):
        if not folder.is_dir():
            paths.check_space()
            with paths.fresh_folder(folder) as partial:
                _fetch_into(partial)
    packaged = (folder / "package-version").read_text().strip()
    return OdooSource(folder / "usr/lib/python3/dist-packages", (packaged,))


def _fetch_into(folder):
    with debian.Archive() as archive:
        with step("Downloading Odoo 19 (about 140 MB)") as running:
            packages = archive.download(FROM_UNSTABLE, FROM_RELEASE, running)
        with step("Unpacking Odoo 19 (about 1.2 GB)") as running:
            for package in packages:
                running.note(package.name)
                archive.unpack(package, folder, running)
        version = archive.version(next(p for p in packages if p.name.startswith("odoo-19_")))
    root = folder / "usr/lib/python3/dist-packages"
    for asset in STRIPPED_ASSETS:
        stub = root / asset
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.touch()
    dangling = [link for link in root.rglob("*") if link.is_symlink() and not link.exists()]
    if dangling:
        raise Problem(
            f"Odoo's package refers to files that no package here brings: {dangling[0]} and {len(dangling) - 1} more.",
            WAY_OUT,
        )
    (folder / "package-version").write_text(version + "\n")
