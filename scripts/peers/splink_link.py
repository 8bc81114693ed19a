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
from splink.blocking_analysis import count_comparisons_from_blocking_rule

# What its makers advise to start with where precision matters.
THRESHOLD = 0.99
# Pairs below are not even listed.
LISTED = 0.01
# Its manual holds ten million for adequate.
RANDOM_PAIRS = 10_000_000
COLUMNS = Path(__file__).with_name("splink_columns.sql")


def _place(line):
    """Address and landline in one: they go together, and would count double as two comparisons."""
    exact = cll.And(cll.ExactMatchLevel("street"), cll.ExactMatchLevel("house"), cll.ExactMatchLevel("zip"))
    return cl.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            cll.CustomLevel(
                "(street_l IS NULL OR street_r IS NULL) AND (zip_l IS NULL OR zip_r IS NULL)"
                f" AND ({line}_l IS NULL OR {line}_r IS NULL)",
                "Nothing to compare",
            ).configure(is_null_level=True),
            cll.And(exact, cll.ExactMatchLevel(line)),
            exact,
            cll.And(cll.JaroWinklerLevel("street", 0.9), cll.ExactMatchLevel("house"), cll.LevenshteinLevel("zip", 1)),
            cll.And(cll.JaroWinklerLevel("street", 0.9), cll.ExactMatchLevel("zip")),
            cll.ExactMatchLevel(line),
            cll.LevenshteinLevel(line, 1),
            cll.And(cll.ExactMatchLevel("zip"), cll.NullLevel("street")),
            cll.ExactMatchLevel("city"),
            cll.ExactMatchLevel("region"),
            cll.ElseLevel(),
        ],
    )


def _mobile():
    return cl.CustomComparison(
        output_column_name="mobile",
        comparison_levels=[
            cll.NullLevel("mobile"),
            cll.ExactMatchLevel("mobile"),
            cll.LevenshteinLevel("mobile", 1),
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
            cll.ExactMatchLevel("domain"),
            cll.ElseLevel(),
        ],
    )


def _known(level, probability):
    """A level whose share among true pairs is set, as learning takes relatives and colleagues for the same person."""
    return level.configure(m_probability=probability, fix_m_probability=True)


def _person_name():
    initial = cll.CustomLevel(
        "last_name_l = last_name_r AND left(first_name_l, 1) = left(first_name_r, 1)"
        " AND least(length(first_name_l), length(first_name_r)) = 1",
        "Same last name, initial",
    )
    only_first = cll.CustomLevel(
        "(first_name_l IS NULL AND last_name_l = first_name_r)"
        " OR (first_name_r IS NULL AND last_name_r = first_name_l)",
        "Only the first name on one side",
    )
    unknown_first = cll.And(cll.JaroWinklerLevel("last_name", 0.92), cll.NullLevel("first_name"))
    close = cll.And(cll.JaroWinklerLevel("last_name", 0.9), cll.JaroWinklerLevel("first_name", 0.88))
    similar_first = cll.And(cll.JaroWinklerLevel("last_name", 0.95), cll.JaroWinklerLevel("first_name", 0.7))
    return cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("sorted_name"),
            _known(cll.ExactMatchLevel("sorted_name", term_frequency_adjustments=True), 0.63),
            _known(cll.JaroWinklerLevel("sorted_name", 0.95), 0.14),
            _known(close, 0.08),
            _known(initial, 0.05),
            _known(unknown_first, 0.03),
            _known(only_first, 0.01),
            _known(similar_first, 0.04),
            _known(cll.ExactMatchLevel("last_name"), 0.00001),
            _known(cll.ExactMatchLevel("first_name"), 0.001),
            _known(cll.ElseLevel(), 0.0001),
        ],
    )


def _company_name():
    contained = cll.CustomLevel(
        "(starts_with(core_l, core_r || ' ') OR starts_with(core_r, core_l || ' '))", "One name contained in the other"
    )
    return cl.CustomComparison(
        output_column_name="core",
        comparison_levels=[
            cll.NullLevel("core"),
            _known(cll.ExactMatchLevel("joined", term_frequency_adjustments=True), 0.70),
            _known(cll.JaroWinklerLevel("joined", 0.95), 0.14),
            _known(cll.JaroWinklerLevel("joined", 0.9), 0.05),
            _known(contained, 0.02),
            _known(cll.ExactMatchLevel("first_word"), 0.0001),
            _known(cll.ElseLevel(), 0.001),
        ],
    )


def _online():
    return cl.CustomComparison(
        output_column_name="domain",
        comparison_levels=[
            cll.NullLevel("domain"),
            cll.ExactMatchLevel("domain", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("domain", 0.94),
            cll.ElseLevel(),
        ],
    )


def _vat():
    return cl.CustomComparison(
        output_column_name="vat",
        comparison_levels=[
            cll.NullLevel("vat"),
            cll.ExactMatchLevel("vat"),
            cll.LevenshteinLevel("vat", 1),
            _known(cll.ElseLevel(), 0.001),
        ],
    )


def _branch():
    return cl.CustomComparison(
        output_column_name="branch",
        comparison_levels=[cll.ExactMatchLevel("branch"), _known(cll.ElseLevel(), 0.001)],
    )


PEOPLE = {
    "table": "people",
    "comparisons": lambda: [
        _person_name(),
        _place("line"),
        _email(),
        _mobile(),
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
        block_on("sorted_name"),
        block_on("substr(last_name, 1, 3)", "substr(first_name, 1, 3)", "region"),
        block_on("substr(last_name, 1, 3)", "zip"),
        block_on("substr(first_name, 1, 3)", "zip"),
    ],
    "certain": [
        block_on("email", "sorted_name"),
        block_on("sorted_name", "zip", "house"),
        block_on("phone", "sorted_name"),
    ],
    "training": [block_on("sorted_name"), block_on("email", "last_name")],
}
COMPANIES = {
    "table": "companies",
    "comparisons": lambda: [
        _company_name(),
        cl.ExactMatch("form").configure(term_frequency_adjustments=True),
        _place("line"),
        _online(),
        _vat(),
        _branch(),
    ],
    "blocking": [
        block_on("email"),
        block_on("phone"),
        block_on("vat"),
        block_on("domain"),
        block_on("joined", "region"),
        block_on("joined", "form"),
        block_on("zip", "street", "house"),
        block_on("first_word", "zip"),
        block_on("substr(joined, 1, 5)", "city"),
    ],
    "certain": [block_on("vat", "joined"), block_on("joined", "zip", "house"), block_on("joined", "phone")],
    "training": [block_on("joined"), block_on("vat", "first_word")],
}
# Persons of whom only name and address are known: nothing there tells colleagues or relatives apart, so that all
# can be learnt.
ADDRESSES = {
    "table": "people",
    "comparisons": lambda: [
        cl.ForenameSurnameComparison("first_name", "last_name", jaro_winkler_thresholds=[0.9, 0.75]),
        cl.JaroWinklerAtThresholds("street", [0.9, 0.8]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("house", 1),
        cl.DamerauLevenshteinAtThresholds("zip", [1, 2]),
        cl.JaroWinklerAtThresholds("city", [0.9, 0.8]).configure(term_frequency_adjustments=True),
    ],
    "blocking": [
        block_on("sorted_name"),
        block_on("zip", "house"),
        block_on("street", "house"),
        block_on("zip", "substr(last_name, 1, 3)"),
        block_on("zip", "substr(first_name, 1, 3)"),
        block_on("zip", "substr(street, 1, 5)"),
        block_on("city", "house"),
        block_on("city", "last_name"),
        block_on("city", "first_name"),
        block_on("substr(street, 1, 6)", "last_name"),
        block_on("substr(street, 1, 6)", "first_name"),
        block_on("substr(street, 1, 6)", "city"),
        block_on("substr(first_name, 1, 3)", "substr(last_name, 1, 3)"),
    ],
    "certain": [block_on("sorted_name", "zip"), block_on("street", "house", "zip")],
    "training": [block_on("sorted_name"), block_on("street", "zip")],
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


def _pairs_of(connection, model, rule):
    counts = count_comparisons_from_blocking_rule(
        table_or_tables=model["table"], blocking_rule=rule, link_type="dedupe_only", db_api=DuckDBAPI(connection)
    )
    return counts["number_of_comparisons_to_be_scored_post_filter_conditions"]


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
            if not _pairs_of(connection, model, rule):
                continue  # a column that is empty throughout, such as e-mail in a list of addresses
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
    reachable = rows(connection, "people WHERE phone IS NOT NULL OR email IS NOT NULL")
    for model in (PEOPLE if reachable else ADDRESSES, COMPANIES):
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
