"""Training of the match weights: the same worlds give the same weights, and these know duplicates of other worlds.

Needs numpy and scipy, which Odoo's environment does without: `scripts/train --only-try` makes an environment that has
them, in which these tests then train; or `pip install -r scripts/training/requirements.txt` beside pytest.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import world
from lib import paths

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "customer_data_quality" / "engine" / "match_weights.json"
# the command itself, on few small worlds
TRAIN = """
import sys
from training import __main__ as command, plans
from training.pairs import Plan
plans.training = lambda _share: [Plan(profile, 1, 1200) for profile in ("std", "families", "business", "bare")]
plans.trial = lambda: [Plan(profile, 9000, 1200) for profile in ("std", "business")]
sys.exit(command.main(sys.argv[1:]))
"""
PLANS = """
import json
from training import plans
print(json.dumps([[list(plan) for plan in kind()] for kind in (plans.training, plans.trial)]))
"""
SIGNS = """
import json
from training import design
print(json.dumps([design._FOR, design._AGAINST]))
"""


def _python():
    if importlib.util.find_spec("scipy"):
        return sys.executable
    made = sorted((paths.cache() / "python").glob("training-*/complete"))
    return made[-1].parent / "bin" / "python" if made else None


@pytest.fixture(scope="module")
def run():
    """A function that runs a program where training's packages are, and returns what it prints."""
    python = _python()
    if not python:
        pytest.skip("numpy and scipy are missing: run `scripts/train --only-try` once, it makes an environment")

    def run_program(program, *arguments):
        done = subprocess.run(
            [python, "-c", program, *map(str, arguments)],
            cwd=ROOT / "scripts",
            env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    return run_program


@pytest.fixture(scope="module")
def trained(run, tmp_path_factory):
    """The file of weights from a small training, and what was printed."""
    path = tmp_path_factory.mktemp("training") / "weights.json"
    return path, run(TRAIN, "--out", path)


def _figures(printed):
    """What was printed of the worlds that were not trained on: {profile: {figure: value}}."""
    tried = printed.partition("Worlds not trained on:\n")[2].splitlines()
    return {
        line.split()[0]: {name: float(value) for name, value in re.findall(r"([a-z]\w+) (\d\.\d+)", line)}
        for line in tried
    }


def test_trained_weights_have_the_structure_of_the_shipped_ones(trained):
    weights, shipped = (json.loads(path.read_text(encoding="utf-8")) for path in (trained[0], SHIPPED))
    assert weights.keys() == shipped.keys()
    assert list(weights["groups"]) == list(shipped["groups"])
    for group, fields in weights["groups"].items():
        assert fields.keys() >= {"rarity", "email", "phone"}, group
    assert len(weights["context"]["expected"]) == len(shipped["context"]["expected"])
    assert [len(slopes) for slopes in weights["context"]["slopes"]] == [3] * len(shipped["context"]["slopes"])
    # written as the shipped ones are, one line a field
    assert sorted(map(len, weights["groups"].values())) and len(trained[0].read_text().splitlines()) > 100


def test_the_same_worlds_give_the_same_weights(run, trained, tmp_path):
    run(TRAIN, "--out", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == trained[0].read_bytes()


def test_trained_weights_know_duplicates_of_worlds_not_trained_on(run, trained, tmp_path):
    nothing = {"groups": {}, "context": json.loads(trained[0].read_text(encoding="utf-8"))["context"]}
    nothing["context"]["slopes"] = [[0, 0, 0] for _cell in nothing["context"]["slopes"]]
    (tmp_path / "nothing.json").write_text(json.dumps(nothing))
    chance = _figures(run(TRAIN, "--only-try", "--out", tmp_path / "nothing.json"))
    found = _figures(trained[1])
    assert found.keys() == chance.keys() == {"std", "business"}
    for profile, figures in found.items():
        assert figures["best_f1"] > chance[profile]["best_f1"] + 0.3
        assert figures["precision"] > 0.7
        assert figures["recall"] > 0.7
        assert figures["compared"] > 0.95


def test_trying_writes_nothing(run, trained):
    before = trained[0].read_bytes()
    printed = run(TRAIN, "--only-try", "--out", trained[0])
    assert "Fitted" not in printed
    assert _figures(printed) == _figures(trained[1])
    assert trained[0].read_bytes() == before


def test_worlds_of_every_kind_are_trained_on_and_none_of_them_is_tried(run):
    training, trial = json.loads(run(PLANS))
    assert {profile for profile, _seed, _contacts in training} == set(world.PROFILES)
    assert {profile for profile, _seed, _contacts in trial} == set(world.PROFILES)
    assert {tuple(plan[:2]) for plan in training}.isdisjoint(tuple(plan[:2]) for plan in trial)
    assert len({tuple(plan) for plan in training}) == len(training)


def test_signs_of_training_are_those_the_shipped_weights_are_held_against(run):
    from test_engine_matching_verdicts import AGAINST, FOR

    assert json.loads(run(SIGNS)) == [FOR, AGAINST]
