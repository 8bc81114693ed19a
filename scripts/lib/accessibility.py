"""Judging a page by axe-core: contrast, names and labels, roles, order of headings and the like.

What counts is what our own elements cause; how Odoo's own buttons, labels and fields are is theirs. An element is ours
if it is in one that has a class of ours, with no field or label of Odoo's between, or if the whole page is one of ours.
"""

import json
import os
import re
import tarfile
from pathlib import Path

from . import addon, odoo_source, paths
from .console import Problem, step
from .process import run_logged

PACKAGE = "axe-core@4.14.1"
VARIABLE = "CDQ_AXE"
# Success criteria of WCAG 2.2 up to level AA.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_THEIRS = ".o_field_widget, .o_form_label"
_CLASS = re.compile(r"\bo_[a-z0-9_]+\b")
_RUN = """
axe.run(document, {runOnly: {type: "tag", values: %(tags)s}, resultTypes: ["violations"]}).then(result =>
    result.violations.flatMap(rule => rule.nodes.map(node => {
        const nearest = document.querySelector(node.target[0])?.closest(%(own)s + ", " + %(theirs)s);
        return {
            rule: rule.id, impact: rule.impact, help: rule.help, target: node.target.join(" "),
            html: node.html.slice(0, 200), why: node.failureSummary,
            own: %(all)s || !!nearest?.matches(%(own)s),
        };
    }))
)
"""


def script():
    """Return axe-core's text, fetched once into the cache by npm.

    :raises Problem: when it cannot be fetched
    """
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given).read_text(encoding="utf-8")
    folder = paths.cache() / "axe" / paths.key(PACKAGE)
    with paths.lock("axe"):
        if not folder.is_dir():
            with paths.fresh_folder(folder) as partial, step("Fetching axe-core") as running:
                way_out = f"install npm and connect to the network, or set {VARIABLE} to the path of an axe.min.js."
                try:
                    run_logged(["npm", "pack", "--silent", PACKAGE], "axe", running, way_out, cwd=partial)
                except FileNotFoundError as error:
                    raise Problem("axe-core is fetched by npm, which is not installed.", way_out) from error
                (package,) = partial.glob("*.tgz")
                with tarfile.open(package) as archive:
                    member = archive.extractfile("package/axe.min.js")
                    (partial / "axe.min.js").write_bytes(member.read())
                package.unlink()
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def own_classes():
    """Return the classes that the add-on's screens have and Odoo's web client has not, sorted."""
    ours = set()
    for folder in (addon.FOLDER / "static" / "src", addon.FOLDER / "views", addon.FOLDER / "reports"):
        ours |= _classes(folder)
    theirs = set()
    for module in ("web", "mail", "portal"):
        theirs |= _classes(odoo_source.find().root / "odoo" / "addons" / module)
    return sorted(ours - theirs)


def _classes(folder):
    return {
        name
        for ending in ("xml", "js", "scss")
        for path in folder.rglob(f"*.{ending}")
        for name in _CLASS.findall(path.read_text(encoding="utf-8", errors="replace"))
    }


class Judge:
    """axe-core and what is ours; reads files once."""

    def __init__(self):
        self._script = script()
        self._own = ", ".join(f".{name}" for name in own_classes())

    def violations(self, page, whole=False):
        """Return what is wrong on a page: list of {"rule", "impact", "help", "target", "html", "why"}.

        :param page: a pictures.chromium.Page
        :param bool whole: the page is ours as a whole
        """
        page.evaluate(f"{self._script}; undefined")
        run = _RUN % {"tags": json.dumps(TAGS), "all": json.dumps(whole), "own": json.dumps(self._own), "theirs": json.dumps(_THEIRS)}
        return [found for found in page.evaluate(run) if found.pop("own")]
