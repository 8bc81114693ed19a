"""The generator of contacts in scripts/world; the demo files are in test_world_demo.py."""

import csv
import doctest
import hashlib
import importlib
import io
import pkgutil
import re
import subprocess
import sys
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
import world
from world import __main__ as command
from world import people, phones, tax_numbers
from world.contact_points import PROVIDERS
from world.floating import floating
from world.given_names import NICKNAMES, SPELLINGS
from world.places import ALIASES, TOWNS
from world.profiles import profile_of
from world.rng import Rng
from world.stream import records
from world.styles import population_of

ROOT = Path(__file__).resolve().parent.parent
RESERVED_DOMAIN = re.compile(r"(?i)(^|[@./ ])([a-z0-9-]+\.)*(example(\.(com|net|org))?|[a-z0-9-]+\.example)/?$")
#: of 2,000 rows for seed 1; changes whenever the world does
DIGEST = "7ea38ded8559f7b884dc502cac6bdb008ff400a10267ef5fcfa082a9d0226842"
OWN_MODULES = sorted(module.name for module in pkgutil.iter_modules(world.__path__))


@pytest.fixture(scope="module", params=["std", "hard"])
def rows(request):
    return list(world.rows(20_000, 7, request.param))


@pytest.mark.parametrize("name", [name for name in OWN_MODULES if name != "__main__"])
def test_examples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(f"world.{name}")).failed == 0


# ------------------------------------------------------------- benchmark rows


def _csv(count, seed, profile="std"):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(world.rows(count, seed, profile))
    return text.getvalue()


def test_same_seed_same_bytes():
    assert _csv(3000, 42) == _csv(3000, 42)
    assert _csv(3000, 42) != _csv(3000, 43)
    assert _csv(3000, 42) != _csv(3000, 42, "hard")


def test_same_bytes_whatever_the_hash_seed():
    def digest(salt):
        done = subprocess.run(
            [sys.executable, "-m", "world", "--rows", "2000", "--seed", "5"],
            cwd=ROOT / "scripts",
            env={"PYTHONHASHSEED": salt, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=True,
        )
        return hashlib.sha256(done.stdout).hexdigest()

    assert digest("1") == digest("2")


def test_bytes_are_those_of_every_other_python():
    """Benchmarks of different machines compare only if the rows are the same ones."""
    digest = hashlib.sha256(_csv(2000, 1).encode()).hexdigest()
    assert digest == DIGEST, "The world changed: figures measured before can't be compared with those after."


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_truth_is_consistent_for_a_thousand_seeds(first):
    for seed in range(first, first + 100):
        _check_truth(list(world.rows(60, seed, "hard" if seed % 2 else "std")), 60)


def test_truth_is_consistent(rows):
    _check_truth(rows, 20_000)


def _check_truth(rows, count):
    assert [row.id for row in rows] == list(range(1, count + 1))
    by_id, first_of = {}, {}
    for row in rows:
        assert row.name.strip()
        assert row.kind in ("company", "subsidiary", "branch", "contact", "private")
        if row.parent_id:
            parent = by_id[row.parent_id]  # is there already
            assert parent.kind in ("company", "subsidiary", "branch")
            assert row.kind == "contact"
            assert (row.street, row.zip, row.city, row.vat) == (parent.street, parent.zip, parent.city, parent.vat)
        if row.dup_of:
            original = by_id[row.dup_of]
            assert original.cluster_id == row.cluster_id
            assert original.kind == row.kind
            assert not original.dup_of
            assert row.ops.startswith("@")
        else:
            assert row.cluster_id not in first_of, "a second original in the cluster"
            first_of[row.cluster_id] = row
        by_id[row.id] = row


def test_branches_relatives_and_sister_companies_are_no_duplicates(rows):
    originals = [row for row in rows if not row.dup_of]
    assert len({row.cluster_id for row in originals}) == len(originals)

    def shared(field, kinds):
        """Clusters that share a value of the field with another one."""
        clusters = {}
        for row in originals:
            if row.kind in kinds and row[world.COLUMNS.index(field)]:
                clusters.setdefault(row[world.COLUMNS.index(field)], set()).add(row.cluster_id)
        return sum(len(group) for group in clusters.values() if len(group) > 1)

    assert shared("vat", ("company", "branch")) > 100
    assert shared("phone", ("company", "subsidiary")) > 40
    assert shared("phone", ("private",)) > 200
    assert shared("name", ("private", "contact")) > 200  # namesakes
    assert shared("street", ("private",)) > 1000


def test_shares_of_kinds_and_duplicates(rows):
    kinds = Counter(row.kind for row in rows)
    assert 0.3 < kinds["private"] / len(rows) < 0.5
    assert 0.3 < kinds["contact"] / len(rows) < 0.5
    assert kinds["branch"] > 300 and kinds["subsidiary"] > 300
    assert 0.14 < sum(row.dup_of != "" for row in rows) / len(rows) < 0.24
    sizes = Counter(Counter(row.cluster_id for row in rows).values())
    assert sizes[2] > sizes[3] > sizes[4] > 0 and max(sizes) <= 6


def test_a_private_mailbox_belongs_to_one_person():
    """However common the name: providers give each address once."""
    population = population_of("std")(Rng("namesakes"), profile_of("std", 1))
    around = population.around
    human = people.person(around.rng, around.places.town(around.rng))
    mailboxes = [around.private_email(human) for _namesake in range(500)]
    assert len(set(mailboxes)) == 500
    assert all(mailbox.partition("@")[2] in PROVIDERS.items for mailbox in mailboxes)


def test_strangers_have_mailboxes_of_their_own():
    known = {record.email.lower() for record in records(5000, 3)} - {""}
    strangers = [each for each in floating(5000, 5000, 3) if each.cluster_id < 0]
    same = [each.email for each in strangers if each.email.strip().lower() in known]
    assert len(strangers) > 1000 and len(same) < 3, "only another address of somebody's may be the same by chance"


def test_hard_is_harder():
    def figures(profile):
        rows = list(world.rows(10_000, 3, profile))
        by_id = {row.id: row for row in rows}
        pairs = [(by_id[row.dup_of], row) for row in rows if row.dup_of]
        same_name = sum(first.name == later.name for first, later in pairs) / len(pairs)
        return same_name, sum(row.ops.count("+") for row in rows) / len(pairs)

    (easy_names, few), (hard_names, many) = figures("std"), figures("hard")
    assert hard_names < easy_names - 0.05
    assert many > few * 1.5


def test_every_error_happens():
    seen = Counter(op for row in world.rows(40_000, 9, "hard") for op in row.ops.split("+"))
    expected = {error.__name__ for error in importlib.import_module("world.errors").HUMAN.items}
    expected |= {f"@{channel.name}" for channel in importlib.import_module("world.channels").CHANNELS.items}
    assert expected | {"moved", "married"} <= set(seen)


def test_duplicates_in_std_have_something_in_common():
    """No pair asks for clairvoyance: more than the name ties it to the original."""
    rows = list(world.rows(20_000, 11))
    by_id = {row.id: row for row in rows}

    def ties(row):
        digits = [re.sub(r"\D", "", value)[-6:] for value in (row.phone, row.mobile)]
        place = row.zip + row.street[:4].lower() if row.zip and row.street else ""
        return {row.email.strip().lower(), re.sub(r"\D", "", row.vat), place, *digits} - {""}

    strangers = [row for row in rows if row.dup_of and not ties(row) & ties(by_id[row.dup_of])]
    assert len(strangers) <= 0.01 * len(rows)


def test_only_reserved_domains(rows):
    for row in rows:
        for value in (row.email, row.website):
            assert not value or RESERVED_DOMAIN.search(value.strip()), value


def test_memory_does_not_grow_with_the_rows():
    def peak(count):
        tracemalloc.start()
        for _row in world.rows(count, 2):
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(30_000) - peak(10_000) < 8_000_000


def test_gaps_take_the_asked_share_and_nothing_else():
    full = list(world.rows(5000, 1))
    holed = list(world.gaps(full, 1, 0.3))
    kept = lost = 0
    for before, after in zip(full, holed, strict=True):
        for column, old, new in zip(world.COLUMNS, before, after, strict=True):
            if column in ("name", "id", "cluster_id", "parent_id", "kind", "is_company", "dup_of", "ops"):
                assert old == new
            elif old:
                kept, lost = kept + (new == old), lost + (new == "")
                assert new in (old, "")
    assert 0.28 < lost / (kept + lost) < 0.32
    assert list(world.gaps(full, 1, 0.3)) == holed
    assert list(world.gaps(full, 2, 0.3)) != holed
    with pytest.raises(ValueError, match="between 0 and 1"):
        world.gaps(full, 1, 1.5)


def test_command_writes_the_columns(tmp_path, capsys):
    target = tmp_path / "contacts.csv"
    assert command.main(["--rows", "50", "--seed", "3", "--profile", "hard", "--out", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) == 50
    assert ",".join(written[0]) == (
        "id,cluster_id,kind,is_company,parent_id,name,street,zip,city,country_code,email,phone,mobile,vat,website,"
        "dup_of,ops"
    )
    assert "50 contacts" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--rows", "0"], ["--gaps", "2"], ["--profile", "soft"]])
def test_command_refuses_what_makes_no_sense(arguments):
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    assert stopped.value.code == 2


def test_command_says_what_to_do_when_it_cannot_write(tmp_path, capsys):
    assert command.main(["--rows", "1", "--out", str(tmp_path / "missing" / "file.csv")]) == 1
    assert "Choose another --out" in capsys.readouterr().err


# ------------------------------------------------------------------- numbers


def test_vat_numbers_have_right_check_digits():
    stdnum = pytest.importorskip("stdnum", reason="python-stdnum comes with Odoo")
    assert stdnum
    checks = {
        "DE": importlib.import_module("stdnum.de.vat"),
        "AT": importlib.import_module("stdnum.at.uid"),
        "CH": importlib.import_module("stdnum.ch.vat"),
    }
    rng = Rng("vat")
    for country, module in checks.items():
        for _number in range(300):
            vat = tax_numbers.vat_number(rng, country)
            assert module.is_valid(vat), vat
            assert not module.is_valid(tax_numbers.wrong_check_digit(rng, vat)), vat


def test_benchmark_phone_numbers_are_mostly_valid():
    phonenumbers = pytest.importorskip("phonenumbers", reason="phonenumbers comes with the add-on")
    rng, numbers, places = Rng("phones"), phones.RandomPhones(), [town for towns in TOWNS.values() for town in towns]
    drawn = [numbers.landline(rng, rng.pick(places)) for _n in range(500)]
    drawn += [numbers.mobile(rng, rng.pick(("DE", "AT", "CH"))) for _n in range(500)]
    valid = sum(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in drawn)
    assert valid > 0.95 * len(drawn)


@pytest.mark.parametrize("style", phones.STYLES)
def test_a_reserved_number_stays_one_however_written(style):
    numbers, rng = phones.ReservedPhones(Rng(1)), Rng(2)
    for towns in TOWNS.values():
        for town in towns:
            for number in (numbers.landline(rng, town), numbers.mobile(rng, town.country)):
                assert phones.is_reserved(phones.written(number, style)), number


@pytest.mark.parametrize("number", ["030 2312512", "+49 171 3920212", "+43 1 5050505", "044 123 45 67", "112", ""])
def test_other_numbers_are_not_reserved(number):
    assert not phones.is_reserved(number)


# ------------------------------------------------------------------ the data


def test_towns_are_well_formed():
    for country, towns in TOWNS.items():
        for town in towns:
            assert 0 < town.zip_low <= town.zip_high < 10 ** (5 if country == "DE" else 4), town
            assert len(town.postcode(Rng(1))) == (5 if country == "DE" else 4)
            assert town.area.isdigit() and not town.area.startswith("0")
            assert town.state or country == "LI"
    names = {town.name for towns in TOWNS.values() for town in towns}
    assert set(ALIASES) <= names


def test_other_forms_of_names_are_other_names():
    for forms in (NICKNAMES, SPELLINGS):
        for name, others in forms.items():
            assert name not in others
