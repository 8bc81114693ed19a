"""What the add-on costs the daily work: the same steps in two databases that differ by the add-on alone.

Each step is what one request does: from an empty cache to the commit. The two databases take turns step by step,
so that a slow moment of the machine hits both, and medians are compared.
"""

import statistics
import time
from contextlib import ExitStack

from lib import contacts_data
from lxml import etree

TITLE = "creating, writing, importing and listing contacts, with and without the add-on"
DEFAULT_ROWS = 20_000
BATCH = 1000


def run(context, rows, seed):
    plain = context.database(with_addon=False)
    contacts_data.load(context, plain, rows, seed)
    addon = context.copy(plain)
    context.install(addon)
    with context.environment(addon) as env, context.step("Scoring for the first time"):
        env["partner.quality"]._rescore(commit=True)
        env["partner.quality.pending"].search([]).unlink()
        env.cr.commit()
    for name in (plain, addon):
        context.sql(name, "VACUUM ANALYZE")
    metrics = {}
    with ExitStack() as stack:
        environments = [stack.enter_context(context.environment(name)) for name in (plain, addon)]
        for step, (function, rounds) in STEPS.items():
            with context.step(f"{step}, {rounds} rounds"):
                milliseconds = _compare(function, environments, rounds)
            metrics[f"{step}_plain_ms"], metrics[f"{step}_addon_ms"] = milliseconds
            metrics[f"{step}_ratio"] = milliseconds[1] / milliseconds[0]
    return metrics


def _compare(function, environments, rounds):
    """The median milliseconds of a step in each environment; one more round goes before to warm up."""
    seconds = [[] for _env in environments]
    for number in range(rounds + 1):
        # who goes first changes, so that nobody profits from the other's warm caches
        order = (0, 1) if number % 2 else (1, 0)
        for index in order:
            env = environments[index]
            env.invalidate_all()
            env.cr.commit()
            start = time.perf_counter()
            function(env, number)
            env.cr.commit()
            if number:
                seconds[index].append(time.perf_counter() - start)
    return [1000 * statistics.median(each) for each in seconds]


def _values(env, number):
    return {
        "name": f"Neue Firma {number} GmbH",
        "is_company": True,
        "street": f"Hauptstraße {number}",
        "zip": "1010",
        "city": "Wien",
        "country_id": env.ref("base.at").id,
        "email": f"firma{number}@example.com",
        "phone": f"+43 1 50501{number % 1000:03}",
    }


def _company(env, number):
    """A company, the same one in both databases, another one each time."""
    if env.cr.dbname not in _companies:
        _companies[env.cr.dbname] = env["res.partner"].search([("is_company", "=", True)], limit=1000, order="id").ids
    ids = _companies[env.cr.dbname]
    return env["res.partner"].browse(ids[number % len(ids)])


# ids by database, looked up in the round that warms up
_companies = {}


def _create_one(env, number):
    env["res.partner"].create(_values(env, number))


def _create_many(env, number):
    env["res.partner"].create([_values(env, number * BATCH + each) for each in range(BATCH)])


def _write_street(env, number):
    _company(env, number).write({"street": f"Nebengasse {number}"})


def _write_email(env, number):
    _company(env, number).write({"email": f"neu{number}@example.com"})


def _import(env, number):
    names = ["id", "name", "is_company", "street", "zip", "city", "country_id/.id", "email", "phone"]
    values = [_values(env, each) for each in range(BATCH)]
    rows = [
        [
            f"__bench__.contact_{number}_{each}",
            *(str(value[name.partition("/")[0]]) for name in names[1:]),
        ]
        for each, value in enumerate(values)
    ]
    result = env["res.partner"].load(names, rows)
    assert result["ids"], result["messages"]


def _open_list(env, number):
    """What the web client asks for when somebody opens the contacts: the views, then 80 rows of what they show."""
    contacts = env["res.partner"]
    views = contacts.get_views([(False, "list"), (False, "search")], {"toolbar": True, "load_filters": True})
    shown = _shown(contacts, views["views"]["list"]["arch"])
    order = "quality_score" if "quality_score" in contacts._fields else None
    result = contacts.with_context(bin_size=True).web_search_read([], shown, limit=80, order=order, count_limit=10001)
    assert len(result["records"]) == 80
    assert order is None or order in shown or "quality_grade" in shown


def _open_form(env, number):
    """What the web client reads when somebody opens a company: what its form shows."""
    contact = _company(env, number)
    if env.cr.dbname not in _forms:
        _forms[env.cr.dbname] = _shown(contact, contact.get_view(view_type="form")["arch"])
    (values,) = contact.with_context(bin_size=True).web_read(_forms[env.cr.dbname])
    assert values["name"]


def _shown(contacts, arch):
    """What the web client reads for a view, without the lists in it."""
    return {
        node.get("name"): {"fields": {"display_name": {}}} if contacts._fields[node.get("name")].relational else {}
        for node in etree.fromstring(arch).iter("field")
        if next(node.iterancestors("field"), None) is None
        and node.get("optional") != "hide"
        and node.get("column_invisible") not in ("1", "True")
    }


# by database, as above
_forms = {}

STEPS = {
    "create_one": (_create_one, 60),
    "create_1000": (_create_many, 7),
    "write_street": (_write_street, 100),
    "write_email": (_write_email, 100),
    "import_1000": (_import, 7),
    "list_80": (_open_list, 40),
    "form": (_open_form, 100),
}
