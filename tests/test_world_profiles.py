"""The kinds of worlds that scripts/world knows, besides what test_world.py says of std and hard."""

import csv
import hashlib
import importlib
import io
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import world
from world import foreign_numbers, foreign_places
from world.profiles import Mood, profile_of
from world.rng import Rng

ROOT = Path(__file__).resolve().parent.parent
RESERVED_DOMAIN = re.compile(r"(?i)(^|[@./ ])([a-z0-9-]+\.)*(example(\.(com|net|org))?|[a-z0-9-]+\.example)/?$")
#: of 2,000 rows for seed 1; test_world.py has that of std
HARD_DIGEST = "ff393ab63270b820819717658c8c9d2085f843517bd830f499a52ffc337ac8e9"
VARIED = sorted(name for name, profile in world.PROFILES.items() if isinstance(profile, Mood))
ORGANISATIONS = ("company", "subsidiary", "branch")
SEEDS = (1, 2, 3)


def _csv(count, seed, profile):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(world.rows(count, seed, profile))
    return text.getvalue()


@pytest.fixture(scope="module", params=VARIED)
def profile(request):
    return request.param


@pytest.fixture(scope="module")
def worlds(profile):
    """Rows of three worlds of the profile."""
    return [list(world.rows(4000, seed, profile)) for seed in SEEDS]


@pytest.fixture(scope="module")
def rows_of():
    """Rows of one world of a profile, made once."""
    made = {}

    def rows(name):
        if name not in made:
            made[name] = list(world.rows(6000, 5, name))
        return made[name]

    return rows


def _clusters(rows):
    clusters = defaultdict(list)
    for row in rows:
        clusters[row.cluster_id].append(row)
    return clusters


def _originals(rows, *kinds):
    return [row for row in rows if not row.dup_of and (not kinds or row.kind in kinds)]


def _largest_group(rows, *fields):
    """How many clusters at most have the same values in the fields."""
    groups = defaultdict(set)
    for row in rows:
        values = tuple(getattr(row, field) for field in fields)
        if all(values):
            groups[values].add(row.cluster_id)
    return max(map(len, groups.values()))


# --------------------------------------------------------------- every profile


def test_all_promised_profiles_are_there():
    assert VARIED == ["bare", "business", "families", "foreign", "mixed", "register", "shop", "sparse"]


def test_hard_is_what_it_was():
    digest = hashlib.sha256(_csv(2000, 1, "hard").encode()).hexdigest()
    assert digest == HARD_DIGEST, "The world changed: figures measured before can't be compared with those after."


def test_same_seed_same_bytes(profile):
    assert _csv(1500, 4, profile) == _csv(1500, 4, profile)
    assert _csv(1500, 4, profile) != _csv(1500, 5, profile)


@pytest.mark.parametrize("name", ["mixed", "bare"])
def test_same_bytes_whatever_the_hash_seed(name):
    def digest(salt):
        done = subprocess.run(
            [sys.executable, "-m", "world", "--rows", "1500", "--seed", "5", "--profile", name],
            cwd=ROOT / "scripts",
            env={"PYTHONHASHSEED": salt, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=True,
        )
        return hashlib.sha256(done.stdout).hexdigest()

    assert digest("1") == digest("2")


@pytest.mark.parametrize("seed", range(25))
def test_truth_is_consistent_whatever_the_seed(profile, seed):
    _check_truth(list(world.rows(150, seed, profile)), 150)


def test_truth_is_consistent(worlds):
    for rows in worlds:
        _check_truth(rows, 4000)


def _check_truth(rows, count):
    assert [row.id for row in rows] == list(range(1, count + 1))
    by_id, first_of = {}, {}
    for row in rows:
        assert row.name.strip()
        if row.parent_id:
            parent = by_id[row.parent_id]  # is there already
            assert row.kind == "contact" and parent.kind in ORGANISATIONS
            assert parent.cluster_id != row.cluster_id, "a company and its contact person are two entities"
            assert (row.street, row.zip, row.city, row.vat) == (parent.street, parent.zip, parent.city, parent.vat)
        if row.dup_of:
            original = by_id[row.dup_of]
            assert (original.cluster_id, original.kind) == (row.cluster_id, row.kind)
            assert not original.dup_of
            assert row.ops.startswith("@")
        else:
            assert row.cluster_id not in first_of, "a second original in the cluster"
            first_of[row.cluster_id] = row
        by_id[row.id] = row


def test_clusters_are_of_the_promised_size(profile, worlds):
    largest = profile_of(profile, 1).largest
    for rows in worlds:
        sizes = Counter(len(cluster) for cluster in _clusters(rows).values())
        assert max(sizes) <= largest
        assert sizes[1] and sizes[2]


def test_share_of_duplicates_is_that_of_the_profile(profile, worlds):
    for seed, rows in zip(SEEDS, worlds, strict=True):
        wanted = profile_of(profile, seed).duplicates
        share = sum(row.dup_of != "" for row in rows) / len(rows)
        assert 0.7 * wanted - 0.02 < share < 1.15 * wanted + 0.02


def test_hardly_any_two_entities_have_the_same_record(worlds):
    """What no reader could tell apart would teach a matcher nonsense."""
    for rows in worlds:
        entities = defaultdict(set)
        for row in rows:
            entities[row[5:15]].add(row.cluster_id)
        assert sum(len(clusters) > 1 for clusters in entities.values()) <= 0.002 * len(rows)


def test_only_reserved_domains(worlds):
    for rows in worlds:
        for row in rows:
            for value in (row.email, row.website):
                assert not value or RESERVED_DOMAIN.search(value.strip()), value


def test_private_mailboxes_belong_to_one_household(worlds):
    """Common names are no reason for a common mailbox: two Peter Müllers have one each."""
    for rows in worlds:
        households = defaultdict(set)
        for row in _originals(rows, "private"):
            if row.email.strip():
                households[row.email.strip().lower()].add(row.name.split()[-1].lower())
        shared = [mailbox for mailbox, names in households.items() if len(names) > 3]
        assert len(shared) <= 0.01 * len(rows)


def test_worlds_of_one_profile_differ():
    profiles = [profile_of("mixed", seed) for seed in range(20)]
    shares = [one.duplicates for one in profiles]
    assert min(shares) < 0.08 and max(shares) > 0.3 and all(0.02 <= share <= 0.4 for share in shares)
    assert len({round(one.exponent, 2) for one in profiles}) > 10
    companies, sizes, commonest = [], [], []
    for seed in range(8):
        rows = list(world.rows(2000, seed, "mixed"))
        companies.append(sum(row.is_company for row in rows) / len(rows))
        sizes.append(len(rows) / len(_clusters(rows)))
        cities = Counter(row.city for row in rows if row.city)
        commonest.append(cities.most_common(1)[0][1] / cities.total() if cities else 0)
    assert max(companies) > min(companies) + 0.15
    assert max(sizes) > min(sizes) + 0.15
    assert max(commonest) > 1.5 * min(commonest)


def test_unknown_profile():
    with pytest.raises(KeyError, match="soft"):
        next(world.rows(1, 1, "soft"))


# ------------------------------------------------------------ what makes each


def test_bare_is_names_and_addresses_alone(rows_of):
    rows = rows_of("bare")
    assert not any(row.email or row.phone or row.mobile or row.vat or row.website for row in rows)
    assert {row.kind for row in rows} == {"private"} and not any(row.is_company for row in rows)
    assert not {row.country_code for row in rows} & {"DE", "AT", "CH", "LI"}
    words = Counter(word for row in _originals(rows) for word in set(row.name.split()))
    assert len(words) > 1000 and words.most_common(1)[0][1] > 15


def test_bare_has_every_kind_of_heavy_error():
    slips = importlib.import_module("world.bare_errors").SLIPS.items
    seen, slips_each = Counter(), []
    for seed in range(8):
        for row in world.rows(3000, seed, "bare"):
            if row.dup_of:
                made = row.ops.split("+")[1:]
                seen.update(made)
                slips_each.append(len(made))
    assert {slip.__name__ for slip in slips} <= set(seen)
    assert sum(count >= 3 for count in slips_each) > 0.25 * len(slips_each)


def test_families_share_names_landlines_and_mailboxes(rows_of):
    rows = rows_of("families")
    persons = _originals(rows, "private")
    assert len(persons) > 0.7 * len(rows)
    assert 0.02 < sum(row.dup_of != "" for row in rows) / len(rows) < 0.14
    assert _largest_group(persons, "name", "city") >= 2  # namesakes of one town
    for field in ("phone", "email"):
        holders = defaultdict(set)
        for row in persons:
            value = row.email.lower() if field == "email" else re.sub(r"\D", "", row.phone)[-8:]
            if value:
                holders[value].add(row.cluster_id)
        assert sum(len(clusters) > 1 for clusters in holders.values()) > 0.03 * len(persons)
    suffix = re.compile(r"(?i)\b(sen|jun|sr|jr|senior|junior)\b")
    assert sum(bool(suffix.search(row.name)) for row in persons) > 0.02 * len(persons)


def test_business_has_look_alikes_of_every_sort():
    rows = [row for seed in range(4) for row in _renumbered(seed, "business")]
    companies = _originals(rows, *ORGANISATIONS)
    assert sum(row.kind in ORGANISATIONS for row in rows) > 0.6 * len(rows)
    assert _largest_group(companies, "street", "zip") >= 6  # one house
    assert _largest_group(companies, "email") >= 6  # one adviser or head office
    assert _largest_group(companies, "phone") >= 4
    assert _largest_group(companies, "vat") >= 4  # a chain, a unit for VAT
    assert sum(bool(re.search(r"(Filiale|Fil\.|Markt|Standort|Shop) \d+", row.name)) for row in companies) > 50
    assert sum(bool(re.search(r"(verein|club|chor)", row.name)) for row in companies) > 50
    seen = Counter(op for row in rows for op in row.ops.split("+"))
    assert {habit.__name__ for habit in importlib.import_module("world.business_errors").HABITS.items} <= set(seen)


def _renumbered(seed, profile):
    """Rows of a world whose clusters can't be mistaken for those of another."""
    return [row._replace(cluster_id=(seed, row.cluster_id)) for row in world.rows(4000, seed, profile)]


def test_shop_customers_have_mailboxes_and_order_often():
    rows = [row for seed in range(6) for row in _renumbered(seed, "shop")]
    persons = [row for row in rows if row.kind == "private"]
    assert len(persons) > 0.7 * len(rows)
    assert sum(row.email != "" for row in persons) > 0.93 * len(persons)
    assert max(len(cluster) for cluster in _clusters(rows).values()) == 8
    assert sum(row.name == row.name.lower() for row in persons) > 0.05 * len(persons)
    seen = Counter(op for row in rows for op in row.ops.split("+"))
    ways = {way.__name__ for way in importlib.import_module("world.shop")._WAYS.items} - {"plain"}
    assert ways | {"married", "moved", "at_work", "email_other"} <= set(seen)


def test_sparse_records_hold_one_or_two_values_besides_the_name(rows_of):
    for row in rows_of("sparse"):
        if not row.parent_id:
            address = bool(row.street or row.zip or row.city)
            values = [row.email, row.phone, row.mobile, row.vat, row.website, row.country_code]
            assert address + sum(map(bool, values)) <= 4
    few = sum(
        sum(map(bool, (row.street, row.zip, row.email, row.phone, row.mobile, row.vat, row.website))) <= 3
        for row in rows_of("sparse")
    )
    assert few > 0.9 * len(rows_of("sparse"))


def test_foreign_has_eight_countries_with_their_own_forms():
    rows = [row for seed in range(4) for row in world.rows(4000, seed, "foreign")]
    assert set(foreign_places.COUNTRIES) <= {row.country_code for row in rows}
    names = "\n".join(row.name for row in rows)
    for form in ("SARL", "S.r.l.", "B.V.", "Sp. z o.o.", "s.r.o.", "Kft.", "Ltd", "LLC"):
        assert form in names
    women = [row.name for row in rows if row.country_code == "CZ" and row.kind == "private"]
    assert any(name.endswith("ová") for name in women)


def test_foreign_phone_numbers_reach_nobody():
    rng, phones = Rng("abroad"), foreign_numbers.ForeignPhones()
    for country, towns in foreign_places.TOWNS.items():
        for town in towns:
            for number in [phones.landline(rng, town) for _n in range(20)] + [phones.mobile(rng, country)]:
                assert foreign_numbers.is_fictitious(number), number
    mobiles = [phones.mobile(rng, "GB") for _n in range(1500)]
    assert "" in mobiles and len(set(filter(None, mobiles))) == len(list(filter(None, mobiles)))


@pytest.mark.parametrize("number", ["+44 20 7000 1234", "+33 1 23 45 67 89", "+1 212 555 1234", "+31 20 123 4567", ""])
def test_other_foreign_numbers_are_not_fictitious(number):
    assert not foreign_numbers.is_fictitious(number)


@pytest.mark.parametrize(
    ("country", "module"),
    [("FR", "fr.tva"), ("IT", "it.iva"), ("NL", "nl.btw"), ("PL", "pl.nip"), ("CZ", "cz.dic"), ("HU", "hu.anum")]
    + [("GB", "gb.vat")],
)
def test_foreign_vat_numbers_have_right_check_digits(country, module):
    pytest.importorskip("stdnum", reason="python-stdnum comes with Odoo")
    checks, rng = importlib.import_module(f"stdnum.{module}"), Rng("vat", country)
    for _number in range(200):
        vat = foreign_numbers.vat_number(rng, country)
        assert vat.startswith(country) and checks.is_valid(vat), vat


def test_mixed_holds_something_of_everything():
    rows = [row for seed in range(6) for row in world.rows(3000, seed, "mixed")]
    seen = {op for row in rows for op in row.ops.split("+")}
    assert {"trade_name", "foreign_street", "at_work", "name_mistyped"} <= seen
    assert {"DE", "AT", "CH"} | set(foreign_places.COUNTRIES) <= {row.country_code for row in rows}
    assert any(re.search(r"\b(sen\.|jun\.|senior|junior)", row.name) for row in rows)
