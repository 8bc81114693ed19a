"""Find duplicates with Splink on DuckDB: `splink_link.py CONTACTS.csv RESULT.json`.

Set up as somebody who knows the program well would: columns normalised in DuckDB, persons and companies each with
a model of their own, blocking rules that between them find nearly all pairs, frequencies of values taken into
account, probabilities learnt by expectation maximisation without labels, clusters from connected components.

The result: seconds by phase, megabytes, `pairs` (id, id, probability) and the `clusters` at THRESHOLD. The clock runs
from reading the file to the clusters; loading the program itself is left out.
"""

import json
import logging
import resource
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# What its makers advise to start with where precision matters.
THRESHOLD = 0.95
# Pairs below are not even listed.
LISTED = 0.01
RANDOM_PAIRS = 2_000_000
COLUMNS = Path(__file__).with_name("splink_columns.sql")


def _address():
    return cl.CustomComparison(
        output_column_name="address",
        comparison_levels=[
            cll.Or(cll.NullLevel("street"), cll.NullLevel("zip")),
            cll.And(cll.ExactMatchLevel("street"), cll.ExactMatchLevel("house"), cll.ExactMatchLevel("zip")),
            cll.And(cll.JaroWinklerLevel("street", 0.9), cll.ExactMatchLevel("house"), cll.LevenshteinLevel("zip", 1)),
            cll.And(cll.JaroWinklerLevel("street", 0.9), cll.ExactMatchLevel("zip")),
            cll.ExactMatchLevel("zip"),
            cll.ExactMatchLevel("region"),
            cll.ElseLevel(),
        ],
    )


def _phone():
    return cl.CustomComparison(
        output_column_name="phone",
        comparison_levels=[
            cll.NullLevel("phone"),
            cll.ExactMatchLevel("phone", term_frequency_adjustments=True),
            cll.LevenshteinLevel("phone", 1),
            cll.ExactMatchLevel("line"),
            cll.ElseLevel(),
        ],
    )


def _email():
    return cl.CustomComparison(
        output_column_name="email",
        comparison_levels=[
            cll.NullLevel("email"),
            cll.ExactMatchLevel("email", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("email", 0.94),
            cll.ElseLevel(),
        ],
    )


def _person_name():
    return cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("sorted_name"),
            cll.ExactMatchLevel("sorted_name", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("sorted_name", 0.94),
            cll.And(
                cll.ExactMatchLevel("last_name"),
                cll.CustomLevel("left(first_name_l, 1) = left(first_name_r, 1)", "Initial"),
            ),
            cll.And(cll.JaroWinklerLevel("last_name", 0.9), cll.JaroWinklerLevel("first_name", 0.88)),
            cll.And(cll.JaroWinklerLevel("last_name", 0.9), cll.NullLevel("first_name")),
            cll.ExactMatchLevel("last_name", term_frequency_adjustments=True),
            cll.ExactMatchLevel("first_name", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ],
    )


PEOPLE = {
    "table": "people",
    "comparisons": lambda: [
        _person_name(),
        _address(),
        cl.JaroWinklerAtThresholds("city", 0.9),
        _email(),
        _phone(),
        cl.ExactMatch("domain").configure(term_frequency_adjustments=True),
    ],
    "blocking": [
        block_on("email"),
        block_on("phone"),
        block_on("sorted_name", "region"),
        block_on("last_name", "zip"),
        block_on("first_name", "zip", "house"),
        block_on("first_name", "zip", "street"),
        block_on("zip", "street", "house"),
        block_on("sorted_name", "city"),
        block_on("sorted_name", "domain"),
        block_on("street", "house", "city"),
    ],
    "certain": [
        block_on("email", "last_name"),
        block_on("sorted_name", "zip", "house"),
        block_on("phone", "sorted_name"),
    ],
    "training": [block_on("email"), block_on("sorted_name", "zip"), block_on("street", "house", "zip")],
}
COMPANIES = {
    "table": "companies",
    "comparisons": lambda: [
        cl.CustomComparison(
            output_column_name="core",
            comparison_levels=[
                cll.NullLevel("core"),
                cll.ExactMatchLevel("core", term_frequency_adjustments=True),
                cll.JaroWinklerLevel("core", 0.95),
                cll.JaroWinklerLevel("core", 0.88),
                cll.ExactMatchLevel("first_word", term_frequency_adjustments=True),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("form").configure(term_frequency_adjustments=True),
        _address(),
        cl.JaroWinklerAtThresholds("city", 0.9),
        _email(),
        _phone(),
        cl.ExactMatch("domain").configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("vat", 2),
    ],
    "blocking": [
        block_on("email"),
        block_on("phone"),
        block_on("vat"),
        block_on("domain"),
        block_on("core", "region"),
        block_on("core", "form"),
        block_on("zip", "street", "house"),
        block_on("first_word", "zip"),
        block_on("substr(core, 1, 5)", "city"),
    ],
    "certain": [block_on("vat", "core"), block_on("core", "zip", "house"), block_on("core", "phone")],
    "training": [block_on("core"), block_on("zip", "street", "house"), block_on("domain")],
}
# How many of the true pairs the certain rules are thought to find.
RECALL_OF_CERTAIN = 0.6


class Clock:
    """Seconds by phase, added up."""

    def __init__(self):
        self.seconds = {}

    @contextmanager
    def __call__(self, phase):
        start = time.perf_counter()
        yield
        self.seconds[phase] = self.seconds.get(phase, 0) + time.perf_counter() - start


def normalise(connection, path):
    connection.execute(
        "CREATE TABLE raw AS SELECT * FROM read_csv(?, header = true, all_varchar = true)", [str(path)]
    ).fetchall()
    # an empty text is no value
    connection.execute(COLUMNS.read_text(encoding="utf-8")).fetchall()


def rows(connection, table):
    return connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608 - a name from this file


def link(connection, model, clock):
    """Return (pairs, clusters) of one model."""
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=model["comparisons"](),
        blocking_rules_to_generate_predictions=model["blocking"],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    with clock("training"):
        linker = Linker(model["table"], settings, DuckDBAPI(connection))
        linker.training.estimate_probability_two_random_records_match(model["certain"], recall=RECALL_OF_CERTAIN)
        linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
        for rule in model["training"]:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    with clock("predicting"):
        predicted = linker.inference.predict(threshold_match_probability=LISTED)
    with clock("clustering"):
        clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=THRESHOLD
        )
    pairs = connection.execute(
        f"SELECT unique_id_l, unique_id_r, match_probability FROM {predicted.physical_name}"  # noqa: S608
    ).fetchall()
    clusters = connection.execute(
        f"SELECT list(unique_id) FROM {clustered.physical_name} GROUP BY cluster_id HAVING count(*) > 1"  # noqa: S608
    ).fetchall()
    return pairs, [cluster for (cluster,) in clusters]


def main(contacts, result):
    logging.disable(logging.WARNING)
    clock = Clock()
    connection = duckdb.connect()
    with clock("normalising"):
        normalise(connection, contacts)
    pairs, clusters = [], []
    for model in (PEOPLE, COMPANIES):
        if rows(connection, model["table"]) > 1:
            found = link(connection, model, clock)
            pairs += found[0]
            clusters += found[1]
    Path(result).write_text(
        json.dumps(
            {
                "seconds": clock.seconds,
                "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "pairs": pairs,
                "clusters": clusters,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
