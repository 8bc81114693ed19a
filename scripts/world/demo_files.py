"""The demo contacts as the CSV files that Odoo loads."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from world import demo


def _csv(columns: tuple[str, ...], rows: list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def files(seed: str = demo.SEED) -> dict[str, str]:
    """File name to content, in the order in which they must be loaded."""
    contacts = demo.contacts(seed)
    return {
        "res.partner.category.csv": _csv(("id", "name", "color"), [[key, *value] for key, value in demo.TAGS.items()]),
        "res.partner.csv": _csv(
            demo.COLUMNS, [[contact.values[column] for column in demo.COLUMNS] for contact in contacts]
        ),
    }


def outdated(folder: Path) -> list[str]:
    """Names of the files in the folder that are not what would be written now."""
    return [
        name
        for name, content in files().items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content.encode()
    ]


def write(folder: Path) -> list[str]:
    """Write the files that are outdated and return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = outdated(folder)
    content = files()
    for name in changed:
        (folder / name).write_bytes(content[name].encode())
    return changed
