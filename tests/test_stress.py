"""What scripts/test --stress stands on: scenarios are whole, and a ledger that differs from the database is noticed."""

import pytest
from lib import paths, stress
from lib.console import Problem
from lib.stress import calls, ledger


@pytest.mark.parametrize("name", stress.names())
def test_scenarios(name):
    module = stress.load(name)
    assert module.TITLE
    assert callable(module.run)
    assert f"| `{name}` |" in (paths.CHECKOUT / "docs" / "testing.md").read_text(), "the documentation does not tell"


def test_no_such_scenario():
    with pytest.raises(Problem, match="no scenario 'flood'"):
        stress.load("flood")


class Database(stress.Stress):
    """Answers of a database, in the order in which the ledger asks."""

    def __init__(self, created=(), edited=(), confirmed=(), consents=(), merged=(), imported=()):
        super().__init__(None, None)
        self._answers = iter([created, edited, confirmed, consents, merged, imported])

    def sql(self, name, query, parameters=None):
        return list(next(self._answers))


def entry(did, state="done", start=0, **known):
    return {"did": did, "state": state, "start": start, "end": start + 1, "seconds": 1, **known}


def rows(*values):
    return [(number, "Quitte", value, True, None) for number, value in enumerate(values)]


CREATED = entry("create", id=7, value="stress-01 a", name="Klara Wiesenthaler")
ROW = (7, "Klara Wiesenthaler", "stress-01 a", True, None)
IMPORT = entry("import", import_id=3, values=["stress-01 c", "stress-01 d"])
EDITS = [entry("edit", start=0, partner_id=1, value="first"), entry("edit", start=5, partner_id=1, value="last")]


@pytest.mark.parametrize(
    ("entries", "answers", "problem"),
    [
        ([CREATED], {"created": [ROW]}, None),
        ([CREATED], {}, "lost: contact 7"),
        ([CREATED], {"created": [(*ROW[:3], False, None)]}, "archived, but not merged"),
        ([CREATED], {"created": [(*ROW[:3], False, 8)]}, None),
        ([CREATED], {"created": [ROW, (9, *ROW[1:])]}, "created once and is there 2 times"),
        ([{**CREATED, "state": "unknown"}], {}, None),
        (EDITS, {"edited": [(1, "last", False)]}, None),
        (EDITS, {"edited": [(1, "first", False)]}, "lost: contact 1 has 'first'"),
        (EDITS, {"edited": [(1, "first", True)]}, None),
        ([entry("confirm", request_id=4)], {"confirmed": [(4,)]}, "still open: reviews [4]"),
        ([entry("consent", value="stress-01 b")], {"consents": [("stress-01 b", 1)]}, None),
        ([entry("consent", value="stress-01 b")], {}, "lost: consents"),
        ([entry("consent", value="stress-01 b")], {"consents": [("stress-01 b", 2)]}, "more than once"),
        ([entry("consent", "refused", value="stress-01 b")], {"consents": [("stress-01 b", 1)]}, "nobody was told"),
        ([entry("merge", partner_ids=[1, 2], survivor_id=1)], {"merged": [(2,)]}, "still there: contacts [2]"),
        ([IMPORT], {"imported": [(3, 2)], "created": rows("stress-01 c", "stress-01 d")}, None),
        ([IMPORT], {"imported": [(3, 1)], "created": rows("stress-01 d", "stress-01 e")}, None),
        ([IMPORT], {"imported": [(3, 2)], "created": rows("stress-01 c")}, "lost: of import 3: 1 of 2 contacts"),
        ([IMPORT], {"created": rows("stress-01 c")}, "import 3 was begun, but not finished"),
        ([entry("search", "failed", error="deadlock detected")], {}, "shown to users 1 times: search: deadlock"),
    ],
)
def test_ledger(entries, answers, problem):
    database = Database(**answers)
    ledger.compare(database, "name", entries)
    if problem:
        assert problem in " ".join(database.failures)
    else:
        assert not database.failures


def test_what_a_view_asks_for():
    class Browser:
        def call(self, *_arguments, **_keywords):
            arch = """<list><field name="name"/><field name="country_id"/><field name="secret" column_invisible="1"/>
                <field name="child_ids"><list><field name="email"/></list></field></list>"""
            types = {"name": "char", "country_id": "many2one", "secret": "char", "child_ids": "one2many"}
            fields = {name: {"type": kind} for name, kind in types.items()}
            return {"views": {"list": {"arch": arch}}, "models": {"res.partner": {"fields": fields}}}

    asked = calls.specification(Browser(), "list")
    assert asked == {"name": {}, "country_id": {"fields": {"display_name": {}}}, "child_ids": {}}
