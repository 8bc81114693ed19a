"""Judging a page by axe-core (contrast, names and labels, roles and the like), and whether it can be used by keyboard.

What counts is what our own elements cause; how Odoo's own buttons, labels and fields are is theirs. An element is ours
if it is in one that has a class of ours, with no field or label of Odoo's between, or if the whole page is one of ours.
"""

import json
import os
import re
import tarfile
from pathlib import Path

from . import addon, keyboard, odoo_source, paths
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

# What is clicked must be reached by the Tab key too, or by arrows within a group of one stop.
_KEYBOARD = """
(() => {
    const usable = "a[href], button, input, select, textarea, label, summary, option, [tabindex], [contenteditable]";
    const grouped = "[role=tab], [role=radio], [role=menuitem], [role=option], .dropdown-item";
    const isOwn = element => %(all)s || !!element.closest(%(own)s + ", " + %(theirs)s)?.matches(%(own)s);
    const isShown = element => element.checkVisibility({visibilityProperty: true});
    const pointer = element => element && getComputedStyle(element).cursor === "pointer";
    const wrong = [...document.querySelectorAll("body *")].filter(element =>
        isShown(element) && isOwn(element) && (
            (pointer(element) && !pointer(element.parentElement)
                && !element.closest(usable) && !element.querySelector(usable)) ||
            (element.matches("a[href], button, input, select, textarea") && element.tabIndex < 0
                && !element.disabled && !element.closest(grouped))
        ));
    return wrong.map(element => ({
        rule: "keyboard", impact: "critical", help: "What can be clicked can be reached by keyboard",
        target: element.className, html: element.outerHTML.slice(0, 200), why: "It takes no focus.",
    }));
})()
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
        page.calm()
        given = {"tags": TAGS, "all": whole, "own": self._own, "theirs": _THEIRS}
        given = {name: json.dumps(value) for name, value in given.items()}
        found = [violation for violation in page.evaluate(_RUN % given) if violation.pop("own")]
        return found + page.evaluate(_KEYBOARD % given) + keyboard.walk(page, given)
