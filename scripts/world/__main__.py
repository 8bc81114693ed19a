"""Write the contacts of an invented world as CSV, with the truth about duplicates.

Run with the folder ``scripts`` in Python's path:

    PYTHONPATH=scripts python3 -m world --rows 100000 --seed 1 --out contacts.csv

The columns cluster_id, dup_of and ops are the truth and how it came about: a program
that looks for duplicates must not see them.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time

from world import COLUMNS, PROFILES, gaps, rows


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and write the file; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m world", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=_count, default=10_000, metavar="N", help="number of contacts (10000)")
    parser.add_argument("--seed", default="1", help="the same seed gives the same contacts (1)")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="std", help="kind of world (std)")
    parser.add_argument("--gaps", type=_share, default=0.0, metavar="SHARE", help="share of values left out, 0 to 1")
    parser.add_argument("--out", default="-", metavar="FILE", help="where to write; - is the screen (-)")
    options = parser.parse_args(arguments)
    contacts = rows(options.rows, options.seed, options.profile)
    if options.gaps:
        contacts = gaps(contacts, options.seed, options.gaps)
    if options.out == "-":
        _write(contacts, sys.stdout)
        return 0
    started = time.monotonic()
    try:
        with open(options.out, "w", newline="", encoding="utf-8") as file:
            _write(contacts, file)
    except OSError as error:
        print(f"Cannot write {options.out}: {error.strerror}. Choose another --out.", file=sys.stderr)
        return 1
    print(f"{options.rows} contacts in {time.monotonic() - started:.1f} s: {options.out}", file=sys.stderr)
    return 0


def _write(contacts, file) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(contacts)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("there must be at least one contact")
    return number


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("the share lies between 0 and 1")
    return share


if __name__ == "__main__":
    sys.exit(main())
