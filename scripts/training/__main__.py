"""Train the match weights that the add-on ships, on invented worlds whose duplicates are known.

The same worlds give the same weights. Only worlds of scripts/world are read, never data that judges the result.
"""

import argparse
import json
import multiprocessing
import sys
import time
from pathlib import Path

from . import plans
from .engine import ADDON
from .fit import fit
from .pairs import compared
from .trial import accuracy, scores

WEIGHTS = ADDON / "engine" / "match_weights.json"


def main(arguments=None):
    """Parse the command line, train, try and write; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE", help=f"where to write ({WEIGHTS.name})")
    parser.add_argument(
        "--worlds", type=float, default=1.0, metavar="SHARE", help="share of the worlds, for a quick try (1)"
    )
    parser.add_argument("--only-try", action="store_true", help="try the weights of the file on other worlds")
    options = parser.parse_args(arguments)
    with multiprocessing.Pool() as pool:
        if not options.only_try:
            started = time.monotonic()
            worlds = pool.map(compared, plans.training(options.worlds), chunksize=1)
            pairs = sum(len(world.same) for world in worlds)
            print(f"{len(worlds)} worlds, {pairs} pairs compared in {time.monotonic() - started:.0f} s")
            started = time.monotonic()
            weights = fit(worlds)
            options.out.write_text(written(weights), encoding="utf-8")
            print(f"Fitted in {time.monotonic() - started:.0f} s: {options.out}")
        weights = json.loads(options.out.read_text(encoding="utf-8"))
        print("Worlds not trained on:")
        for pairs in pool.imap(compared, plans.trial()):
            figures = accuracy(pairs, scores(pairs, weights))
            print(f"  {pairs.plan.profile:10}", "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return 0


def written(weights):
    """Return the weights as text, one line a field, so that changes can be read."""
    lines = ["{", ' "groups": {']
    for number, (group, fields) in enumerate(weights["groups"].items()):
        lines.append(f'  "{group}": {{')
        for place, (field, points) in enumerate(fields.items()):
            lines.append(f'   "{field}": {json.dumps(points)}{"," if place + 1 < len(fields) else ""}')
        lines.append("  }" + ("," if number + 1 < len(weights["groups"]) else ""))
    lines += [" },", ' "context": {', f'  "expected": {json.dumps(weights["context"]["expected"])},']
    lines += [f'  "slopes": {json.dumps(weights["context"]["slopes"])}', " }", "}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
