"""Going through a page by the Tab key, as people without a mouse do: is everything reached, seen, and left again?"""

import json

MOST_STEPS = 1000
# To the top. A dialog keeps the focus until it is closed.
_BEGIN = """
(() => {
    const root = [...document.querySelectorAll(".modal")].at(-1) || document.body;
    // Tab goes on from the place of what had the focus last
    const goOnFrom = (insert) => {
        const place = document.createElement("span");
        place.tabIndex = -1;
        insert(place);
        place.focus();
        place.remove();
    };
    goOnFrom(place => root.prepend(place));
    window.scrollTo(0, 0);
    window.cdqWalk = {root, goOnFrom, visited: [], left: new Set()};
})()
"""
# Our elements that take the focus one by one, and how each looks while it has not got it.
_FIND = """
(() => {
    const takes = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const grouped = "[role=tab], [role=radio], [role=menuitem], [role=option], .dropdown-item, input[type=radio]";
    const isOwn = element => %(all)s || !!element.closest(%(own)s + ", " + %(theirs)s)?.matches(%(own)s);
    const look = element => [element, element.parentElement].map(each => {
        const style = getComputedStyle(each);
        return ["outlineStyle", "outlineColor", "boxShadow", "borderColor", "backgroundColor", "color",
            "textDecorationLine"].map(name => style[name]).join();
    }).join();
    const elements = [...window.cdqWalk.root.querySelectorAll(takes)].filter(element =>
        isOwn(element) && !element.matches(".o_input")
            && element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length
            && !element.disabled && element.tabIndex >= 0 && !element.matches(grouped));
    Object.assign(window.cdqWalk, {elements, look, before: elements.map(look)});
    return elements.length;
})()
"""
# What has the focus now: number of ours or -1, whether it looks different, whether it had the focus before in this
# round, whether the round is over.
_LOOK = """
(() => {
    const {elements, look, before, visited} = window.cdqWalk;
    const element = document.activeElement;
    const number = elements.indexOf(element);
    const over = !element || element === document.body || element === visited[0];
    const again = !over && visited.includes(element);
    visited.push(element);
    return {number, over, again, seen: number < 0 || look(element) !== before[number]};
})()
"""
# Within these of Odoo's, Tab goes round and never out. True if the walk goes on behind one that it comes to first.
_LEAVE_THEIRS = """
(() => {
    const {left, goOnFrom} = window.cdqWalk;
    const theirs = document.activeElement.closest(".o_searchview, .o-mail-ChatWindow");
    if (!theirs || left.has(theirs)) {
        return false;
    }
    left.add(theirs);
    goOnFrom(place => theirs.after(place));
    return true;
})()
"""
_HTML = "(window.cdqWalk.elements[%d] || document.activeElement).outerHTML.slice(0, 200)"
_STILL_THERE = "window.cdqWalk.elements[%d].isConnected"


def walk(page, given):
    """Press Tab from the top of a page to its end.

    :param page: a pictures.chromium.Page
    :param dict given: what tells our own elements from Odoo's, as JSON: "all", "own", "theirs"
    :return: what is wrong: list of {"rule", "impact", "help", "target", "html", "why"}
    """
    page.evaluate(_BEGIN)
    # what has just lost the focus fades
    page.calm()
    count = page.evaluate(_FIND % given)
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
            if page.evaluate(_LEAVE_THEIRS):
                continue
            wrong.append(_violation(page, now["number"], "Tab leaves every element again", "The focus comes back."))
            break
        if now["number"] >= 0 and now["number"] not in reached:
            reached.add(now["number"])
            if not now["seen"]:
                why = "It looks the same with the focus as without."
                wrong.append(_violation(page, now["number"], "Who has the focus is seen", why))
    else:
        wrong.append(_violation(page, -1, "Tab comes to the end of the page", f"Not within {MOST_STEPS} steps."))
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
    return {
        "rule": "keyboard",
        "impact": "serious",
        "help": what,
        "target": json.dumps(number),
        "html": page.evaluate(_HTML % number),
        "why": why,
    }
