"""The jobs and menus that the pages of docs/ name are those of the add-on."""

import re

from lib import addon, paths
from lxml import etree

DOCS = paths.CHECKOUT / "docs"
JOBS = re.compile(r"^\| (\w[^|]*?) \|", re.MULTILINE)
# *Duplicates > Merged Contacts*; the arrows of some pages mean the same
PATHS = re.compile(r"(?<!\*)\*(\w[^*|]*?\s[>→]\s[^*|]+?)\.?\*")


def _records(xpath, folder):
    """Yield what an expression finds in the XML files of a folder of the add-on."""
    for path in sorted((addon.FOLDER / folder).rglob("*.xml")):
        yield from etree.parse(path).xpath(xpath)


def _menus():
    """Return the paths of all menus as tuples of names, and those of the top without the app's name."""
    menus = {menu.get("id"): menu for menu in _records("//menuitem", "views")}

    def path(menu):
        parent = menus.get(menu.get("parent"))
        return (*(path(parent) if parent is not None else ()), menu.get("name"))

    return {path(menu) for menu in menus.values()}


def test_all_jobs_are_explained():
    page = (DOCS / "administrators.md").read_text(encoding="utf-8")
    table = page.partition("\n## The scheduler\n")[2].partition("\n## ")[0]
    told = [name for name in JOBS.findall(table) if name != "Job"]
    jobs = [str(name) for name in _records("//record[@model='ir.cron']/field[@name='name']/text()", "data")]
    assert sorted(told) == sorted(jobs)


def test_menus_are_there():
    menus = _menus()
    root = next(path[0] for path in menus if len(path) == 1)
    tops = {path[1] for path in menus if len(path) == 2}
    wrong, seen = [], 0
    for page in (*sorted(DOCS.glob("*.md")), *sorted((addon.FOLDER / "readme").glob("*.md"))):
        for text in PATHS.findall(page.read_text(encoding="utf-8")):
            steps = tuple(" ".join(step.split()) for step in re.split(r"\s[>→]\s", text))
            steps = steps[1:] if steps[0] == root else steps
            if steps[0] in tops:
                seen += 1
                wrong += [(page.name, text)] if (root, *steps) not in menus else []
    assert not wrong
    assert seen > 20
