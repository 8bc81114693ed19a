"""How long people wait, with and without the add-on."""

import statistics

from ..console import table

# What people do in both databases, so that it can be compared.
SHARED = ("page", "search", "open", "edit", "create")


def compare(plain, addon):
    """Show how long everything took; return the ratios of the median and of the 95th percentile of all that both did.

    :param plain, addon: entries of ledgers
    """
    rows, ratios = [], ()
    # twins are made with the add-on alone; with them there would be more of the slowest kind on one side
    alike = [entry for entry in addon if not entry.get("is_twin")]
    for title, kinds in (*((kind, (kind,)) for kind in SHARED), ("all", SHARED)):
        figures = [_figures(entries, kinds) for entries in (plain, alike)]
        if not all(figures):
            continue  # too short a time for this kind
        ratios = [with_addon / without for without, with_addon in zip(*figures, strict=True)]
        rows.append(
            (title, *(f"{1000 * each:.0f}" for pair in figures for each in pair), *(f"{r:.2f}" for r in ratios))
        )
    table(rows, ("ms", "median", "95 %", "with add-on", "95 %", "ratio", "ratio 95 %"))
    own = {kind: _figures(addon, (kind,)) for kind in sorted({entry["did"] for entry in addon} - {*SHARED})}
    table(
        [(kind, *(f"{1000 * each:.0f}" for each in figures)) for kind, figures in own.items() if figures],
        ("ms", "median", "95 %"),
    )
    return ratios


def _figures(entries, kinds):
    """Return median and 95th percentile in seconds; nothing if nothing was done."""
    seconds = sorted(e["seconds"] for e in entries if e["did"] in kinds and e["state"] == "done")
    return seconds and (statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))])
