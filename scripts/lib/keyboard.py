"""Going through a page by the Tab key, as people without a mouse do: is everything reached, seen, and left again?"""

import json

MOST_STEPS = 300
# Our elements that take the focus one by one, and how each looks while it has not got it.
_PREPARE = """
(() => {
    const takes = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const grouped = "[role=tab], [role=radio], [role=menuitem], [role=option], .dropdown-item, input[type=radio]";
    const isOwn = element => %(all)s || !!element.closest(%(own)s + ", " + %(theirs)s)?.matches(%(own)s);
    const look = element => [element, element.parentElement].map(each => {
        const style = getComputedStyle(each);
        return ["outlineStyle", "outlineColor", "boxShadow", "borderColor", "backgroundColor", "color",
            "textDecorationLine"].map(name => style[name]).join();
    }).join();
    // from the top, wherever the focus was: Tab goes on from the place of what had it last
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    window.scrollTo(0, 0);
    // a dialog keeps the focus until it is closed
    const root = [...document.querySelectorAll(".modal")].at(-1) || document;
    const elements = [...root.querySelectorAll(takes)].filter(element =>
        isOwn(element) && !element.matches(".o_input")
            && element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length
            && !element.disabled && element.tabIndex >= 0 && !element.matches(grouped));
    window.cdqWalk = {elements, look, before: elements.map(look), first: null};
    return elements.length;
})()
"""
# What has the focus now: number of ours or -1, whether it looks different, whether the round is over.
_LOOK = """
(() => {
    const {elements, look, before} = window.cdqWalk;
    const element = document.activeElement;
    const number = elements.indexOf(element);
    const none = !element || element === document.body;
    const again = !none && element === window.cdqWalk.last;
    const over = none || element === window.cdqWalk.first;
    window.cdqWalk.first ??= element;
    window.cdqWalk.last = element;
    return {number, over, again, seen: number < 0 || look(element) !== before[number]};
})()
"""
_HTML = "window.cdqWalk.elements[%d].outerHTML.slice(0, 200)"
_STILL_THERE = "window.cdqWalk.elements[%d].isConnected"


def walk(page, given):
    """Press Tab from the top of a page to its end.

    :param page: a pictures.chromium.Page
    :param dict given: what tells our own elements from Odoo's, as JSON: "all", "own", "theirs"
    :return: what is wrong: list of {"rule", "impact", "help", "target", "html", "why"}
    """
    count = page.evaluate(_PREPARE % given)
    if not count:
        return []
    reached, wrong, over = set(), [], False
    for _step in range(MOST_STEPS):
        _press_tab(page)
        now = page.evaluate(_LOOK)
        if now["over"]:
            over = True
            break
        if now["again"]:
            wrong.append(_violation(page, now["number"], "Tab leaves every element again", "It keeps the focus."))
            break
        if now["number"] >= 0 and now["number"] not in reached:
            reached.add(now["number"])
            if not now["seen"]:
                why = "It looks the same with the focus as without."
                wrong.append(_violation(page, now["number"], "Who has the focus is seen", why))
    if over:
        for number in sorted(set(range(count)) - reached):
            if page.evaluate(_STILL_THERE % number):
                wrong.append(_violation(page, number, "Tab reaches every element", "Tab passes it by."))
    return wrong


def _press_tab(page):
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    page.send("Input.dispatchKeyEvent", type="keyDown", **key)
    page.send("Input.dispatchKeyEvent", type="keyUp", **key)


def _violation(page, number, what, why):
    html = page.evaluate(_HTML % number) if number >= 0 else ""
    return {
        "rule": "keyboard",
        "impact": "serious",
        "help": what,
        "target": json.dumps(number),
        "html": html,
        "why": why,
    }
