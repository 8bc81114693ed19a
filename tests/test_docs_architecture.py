"""The picture of the rooms is that of the code, and what the page names is there."""

import re

from lib import addon, rooms


def test_picture_is_current():
    text = rooms.PAGE.read_text(encoding="utf-8")
    assert rooms.drawn(text) == text, "python3 -m lib.rooms in scripts/ draws it anew"


def test_every_room_is_explained():
    named = set(re.findall(r"^\| (\w+) \|", rooms.PAGE.read_text(encoding="utf-8"), re.MULTILINE)) - {"Room"}
    assert named == set(rooms.rooms())


def test_pictures_of_uses_are_of_rooms():
    found = rooms.rooms()
    used = rooms.uses(found)
    assert used and all(room != other for room, other in used)
    assert {room for pair in used for room in pair} <= set(found)
    assert (addon.FOLDER / "models" / "discovery.py").is_file()
