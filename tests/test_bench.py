"""The frame of the benchmarks."""

import json
import subprocess
from pathlib import Path

import pytest
from lib import benchmark
from lib.console import Problem

CHECKOUT = Path(__file__).resolve().parents[1]
BENCH = CHECKOUT / "scripts" / "bench"


def test_bars():
    bars = [("ratio", 3, True), ("f1", 0.94, False)]
    assert benchmark.judge(bars, {"ratio": 3, "f1": 0.95}) == [
        {"metric": "ratio", "value": 3, "limit": 3, "holds": True},
        {"metric": "f1", "value": 0.95, "limit": 0.94, "holds": True},
    ]
    judged = benchmark.judge(bars, {"ratio": 3.1, "f1": 0.93})
    assert [bar["holds"] for bar in judged] == [False, False]


def test_a_bar_without_measurement_is_an_error():
    with pytest.raises(Problem, match="ratio"):
        benchmark.judge([("ratio", 3, True)], {"seconds": 1})


def test_limits_are_of_known_benchmarks():
    try:
        import tomllib
    except ModuleNotFoundError:
        import tomli as tomllib
    limits = tomllib.loads((benchmark.FOLDER / "limits.toml").read_text())
    assert set(limits) <= set(benchmark.names())
    assert all(set(sides) <= {"at_most", "at_least"} for sides in limits.values())


def test_every_benchmark_names_itself():
    listed = subprocess.run([BENCH, "--list"], capture_output=True, text=True, check=True).stdout
    for name in benchmark.names():
        assert f"\n{name} " in listed
        assert benchmark.load(name).TITLE in listed


def test_whole_run(databases, tmp_path):
    result = tmp_path / "result.json"
    done = subprocess.run(
        [BENCH, "clone", "--rows", "20", "--seed", "3", "--json", result], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = json.loads(result.read_text())
    assert (written["name"], written["rows"], written["seed"]) == ("clone", 20, 3)
    assert written["bars"] == [{"metric": "contacts_missing", "value": 0, "limit": 0, "holds": True}]
    assert not databases.stale(benchmark.KIND), "it drops what it made"


def test_unknown_benchmark():
    done = subprocess.run([BENCH, "nonsense"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "no benchmark 'nonsense'" in done.stderr
    assert "--list" in done.stderr
