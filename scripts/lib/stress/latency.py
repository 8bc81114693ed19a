"""How long people wait, with and without the add-on."""

import statistics

from ..console import table

# What people do in both databases, so that it can be compared.
SHARED = ("page", "search", "open", "edit", "create")
FIGURES = ("median", "95th percentile")
MOST_RATIO = 1.3


def judge(stress, plain, addon, figures=FIGURES):
    """Show how long everything took, and note what takes much longer with the add-on.

    :param plain, addon: entries of ledgers
    :param figures: the first of FIGURES, those that are judged
    :return: a line that says what was seen
    """
    ratios = _compare(plain, addon)
    if not ratios:
        stress.check(False, "nobody did anything")
        return ""
    for what, ratio in zip(figures, ratios, strict=False):
        stress.check(ratio <= MOST_RATIO, f"the {what} is {ratio:.2f} times that without the add-on")
    done = sum(entry["state"] == "done" for entry in addon)
    return f"{done} things done, {len(addon) - done} refused; ratio {ratios[0]:.2f}, 95 % {ratios[1]:.2f}"


def _compare(plain, addon):
    """Show a table; return the ratios of all that both did, in the order of FIGURES."""
    rows, ratios = [], ()
    for title, kinds in (*((kind, (kind,)) for kind in SHARED), ("all", SHARED)):
        figures = [_figures(entries, kinds) for entries in (plain, addon)]
        if not all(figures):
            continue  # too short a time for this kind
        ratios = [with_addon / without for without, with_addon in zip(*figures, strict=True)]
        rows.append((title, *_shown(figures[0]), *_shown(figures[1]), *(f"{ratio:.2f}" for ratio in ratios)))
    table(rows, ("ms", "median", "95 %", "with add-on", "95 %", "ratio", "ratio 95 %"))
    others = sorted({entry["did"] for entry in (*plain, *addon)} - {*SHARED})
    table(
        [(kind, *_shown(_figures(plain, (kind,))), *_shown(_figures(addon, (kind,)))) for kind in others],
        ("done in different ways, ms", "median", "95 %", "with add-on", "95 %"),
    )
    return ratios


def _shown(figures):
    return [f"{1000 * each:.0f}" for each in figures] or ["", ""]


def _figures(entries, kinds):
    """Return median and 95th percentile in seconds; nothing if nothing was done."""
    seconds = sorted(e["seconds"] for e in entries if e["did"] in kinds and e["state"] == "done")
    return seconds and (statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))])
