"""The picture of the rooms, read from the code: who uses whose models."""

import ast
import re

from . import addon, paths

MODELS = addon.FOLDER / "models"
PAGE = paths.CHECKOUT / "docs" / "ARCHITECTURE.md"
OURS = "partner."
BEGIN, END = "<!-- rooms: begin -->", "<!-- rooms: end -->"


def rooms():
    """Return the code of each room: {name of the folder below models/: [syntax trees]}."""
    folders = sorted(folder for folder in MODELS.iterdir() if (folder / "__init__.py").is_file())
    return {
        folder.name: [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]
        for folder in folders
    }


def uses(found):
    """Return who uses models of whom.

    :param found: as `rooms` returns
    :return: {(room, other room): number of places}
    """
    owners = {name: room for room, trees in found.items() for tree in trees for name in _own_models(tree)}
    counts = {}
    for room, trees in found.items():
        for name in (name for tree in trees for name in _named_models(tree)):
            other = owners.get(name, room)
            if other != room:
                counts[room, other] = counts.get((room, other), 0) + 1
    return counts


def _own_models(tree):
    """Yield the names of the models that a file makes, and not only extends."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "_name"
            and isinstance(node.value, ast.Constant)
            and node.value.value.startswith(OURS)
        ):
            yield node.value.value


def _named_models(tree):
    """Yield the models that a file asks the environment for."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
            and getattr(node.value, "attr", getattr(node.value, "id", "")) == "env"
        ):
            yield node.slice.value


def picture():
    """Return the picture as a diagram that is drawn where the page is read."""
    found = rooms()
    lines = ["```mermaid", "flowchart LR"]
    lines += [f"    {room}[{room}]" for room in found]
    lines += [f"    {room} --> {other}" for room, other in sorted(uses(found))]
    return "\n".join([*lines, "```"])


def drawn(text):
    """Return the text of a page with the picture as it is now."""
    return re.sub(f"{BEGIN}.*?{END}", lambda _match: f"{BEGIN}\n{picture()}\n{END}", text, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
