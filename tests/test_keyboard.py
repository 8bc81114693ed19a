"""The walk by Tab finds what is wrong with a page, and only that."""

import json

import pytest
from lib import keyboard
from lib.pictures import chromium

GIVEN = {"all": json.dumps(False), "own": json.dumps(".ours"), "theirs": json.dumps(".theirs")}
STYLE = "<style>button:focus {outline: 3px solid red}</style>"
# As Odoo's search bar: by Tab one comes back to it.
KEEPS = "onkeydown=\"if (event.key === 'Tab') {event.preventDefault(); this.parentElement.firstElementChild.focus()}\""


@pytest.fixture(scope="module")
def page():
    with chromium.started() as page:
        yield page


def wrong(page, body):
    page.open("about:blank")
    page.evaluate(f"document.body.innerHTML = {json.dumps(STYLE + body)}")
    return [(each["help"], each["target"]) for each in keyboard.walk(page, GIVEN)]


def test_nothing_is_wrong(page):
    assert not wrong(page, '<div class="ours"><button>One</button><button>Two</button></div>')


def test_what_is_passed_by_and_what_does_not_show_the_focus(page):
    body = """
        <div class="ours"><button onfocus="this.nextElementSibling.focus()">One</button>
        <button style="outline: none">Two</button></div><button>Three</button>
    """
    assert wrong(page, body) == [("Who has the focus is seen", "1"), ("Tab reaches every element", "0")]


@pytest.mark.parametrize("filters", ["", "<button>Filter</button>"])
def test_what_stands_behind_the_search_bar_is_looked_at(page, filters):
    bar = f'<div class="o_searchview">{filters}<input {KEEPS}></div>'
    assert not wrong(page, f'<button>Menu</button>{bar}<div class="ours"><button>One</button></div>')
    behind = '<div class="ours"><button style="outline: none">One</button></div>'
    assert wrong(page, f"<button>Menu</button>{bar}{behind}") == [("Who has the focus is seen", "0")]


@pytest.mark.parametrize("others", ["", "<button>One</button>"])
def test_what_of_ours_keeps_the_focus_is_told(page, others):
    body = f'<button>Menu</button><div class="ours">{others}<button {KEEPS}>Two</button></div>'
    assert [what for what, _target in wrong(page, body)] == ["Tab leaves every element again"]


def test_a_dialog_keeps_the_focus(page):
    dialog = f'<div class="modal ours"><button>One</button><button {KEEPS}>Two</button></div>'
    assert not wrong(page, f"<button>Menu</button>{dialog}")
