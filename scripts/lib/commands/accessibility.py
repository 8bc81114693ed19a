"""scripts/test --accessibility: every screen of the add-on looked at by axe-core."""

import contextlib

from .. import accessibility, benchmark, environment, paths, web_server
from ..console import Problem, say, step
from ..databases import own_prefix
from ..pictures import chromium, data, scenes

# All roles, and the rights to open every menu.
LOGIN = "admin"
SCREEN = ", ".join(f".o_action_manager .o_{part}" for part in ("view_controller", "action", "content"))
FIRST_RECORD = ".o_data_row .o_data_cell:not(.o_list_record_selector), .o_kanban_record:not(.o_kanban_ghost)"


def main(only=()):
    """Visit the scenes of the pictures, every menu with its first record, and the public pages; show what is wrong.

    :param only: names of scenes, menus or pages, to visit only these
    :return: exit status, 1 if something is wrong
    """
    with environment.ready() as databases:
        judge = accessibility.Judge()
        name = f"{own_prefix()}accessibility"
        try:
            databases.drop(name)
            databases.clone(databases.template(demo=True), name)
            databases.install(name, [paths.ADDON], "Installing the add-on with its demo data", demo=True)
            with step("Scoring"), benchmark.Context(databases).environment(name) as env:
                ids = data.prepare(env)
                menus, pages = _menus(env), _pages(env)
                env.cr.commit()
            with web_server.serving(databases, name) as (address, _process), chromium.started() as page:
                found = dict(_visit(judge, page, address, ids, menus, pages, only))
        finally:
            databases.drop(name)
    for where, violations in found.items():
        for violation in violations:
            say(f"{where}: {violation['rule']} ({violation['impact']}): {violation['help']}")
            say(f"    {violation['target']}\n    {violation['html']}\n    {violation['why']}")
    wrong = sum(map(len, found.values()))
    say(f"{len(found)} screens looked at, {wrong} things wrong.")
    return 1 if wrong or not found else 0


def _menus(env):
    """Give the administrator all roles; return the actions of the add-on's menus: {name: action id}."""
    admin = env.ref("base.user_admin")
    roles = env["ir.model.data"].search([("module", "=", paths.ADDON), ("model", "=", "res.groups")])
    admin.group_ids += env["res.groups"].browse(roles.mapped("res_id"))
    root = env.ref(f"{paths.ADDON}.menu_root")
    menus = env["ir.ui.menu"].with_user(admin).search([("id", "child_of", root.id), ("action", "!=", False)])
    return {
        f"menu {menu.complete_name}": menu.action.id
        for menu in menus
        if menu.action._name in ("ir.actions.act_window", "ir.actions.client")
    }


def _pages(env):
    """Return the paths of the pages for people outside by name, and whether they are ours as a whole."""
    from urllib.parse import urlsplit

    partner = env["res.partner"].search([("email", "!=", False), ("is_company", "=", False)], limit=1)
    links = env["partner.link"]
    found = {
        "page of a link that does not work": ("/consent/preferences/none", True),
        "page of one's own consents": ("/my/consents", False),
    }
    for purpose in links._purposes():
        _link, url = links._make(purpose, partner, 7, True)
        found[f"page {purpose}"] = urlsplit(url).path, True
    return found


def _visit(judge, page, address, ids, menus, pages, only):
    """Yield (name of a screen, violations)."""
    user = None
    for name, login, size, scene in scenes.SCENES:
        if not only or name in only:
            page.resize(*size, phone=size == scenes.PHONE)
            if login != user:
                scenes.login(page, address, login)
                user = login
            yield name, _look(name, judge, page, scene, address, ids)
    page.resize(*scenes.DESKTOP)
    scenes.login(page, address, LOGIN)
    for name, action in menus.items():
        if not only or name in only:
            yield name, _look(name, judge, page, _open, f"{address}/odoo/action-{action}", SCREEN)
            yield from _first_record(judge, page, name)
    for name, (path, is_own) in pages.items():
        if not only or name in only:
            yield name, _look(name, judge, page, _open, f"{address}{path}", "main, #wrapwrap", whole=is_own)


def _look(name, judge, page, show, *arguments, whole=False):
    """Show a screen; return the violations. That it does not come up is one, and does not stop the round."""
    try:
        with step(f"Looking at {name}"):
            show(page, *arguments)
            return judge.violations(page, whole=whole)
    except Problem as problem:
        return [{"rule": "screen", "impact": "critical", "help": str(problem), "target": "", "html": "", "why": ""}]


def _open(page, address, selector):
    page.open(address)
    page.wait(selector)


def _first_record(judge, page, name):
    """Open the first record of a list, if it has one that opens."""
    if page.evaluate(f"!!document.querySelector('{FIRST_RECORD}')"):
        page.click(FIRST_RECORD)
        with contextlib.suppress(Problem):  # some lists are edited in place
            page.wait(".o_form_view, .modal", seconds=5)
            yield f"{name}, first record", judge.violations(page)
