"""The demo contacts that scripts/make-demo writes."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from world import demo, demo_files, demo_flaws, phones

ROOT = Path(__file__).resolve().parent.parent
DEMO_FOLDER = ROOT / "customer_data_quality" / "demo"
RESERVED_DOMAIN = re.compile(r"(?i)(^|[@./ ])([a-z0-9-]+\.)*(example(\.(com|net|org))?|[a-z0-9-]+\.example)/?$")


@pytest.fixture(scope="module")
def contacts():
    return demo.contacts()


def test_demo_files_are_current():
    assert demo_files.outdated(DEMO_FOLDER) == [], "run scripts/make-demo and commit the files"


def test_make_demo_writes_and_checks(tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "make-demo"), "--to", str(tmp_path), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("--check").returncode == 1
    assert run().returncode == 0
    assert {file.name for file in tmp_path.iterdir()} == set(demo_files.files())
    assert run("--check").returncode == 0
    (tmp_path / "res.partner.csv").write_text("id\n")
    checked = run("--check")
    assert checked.returncode == 1 and "res.partner.csv is not current" in checked.stdout


def test_demo_is_the_same_every_time(contacts):
    assert [contact.values for contact in contacts] == [contact.values for contact in demo.contacts()]


@pytest.mark.parametrize("seed", range(20))
def test_any_seed_makes_a_demo(seed):
    made = demo.contacts(f"seed {seed}")
    assert 480 < len(made) < 720
    missing = {error.__name__ for error in demo_flaws.ERRORS.items} - {flaw for one in made for flaw in one.flaws}
    assert not missing


def test_demo_is_of_the_promised_size_and_mixture(contacts):
    assert 570 <= len(contacts) <= 650
    kinds = Counter(contact.kind for contact in contacts)
    assert min(kinds[kind] for kind in ("company", "contact", "private", "branch", "subsidiary", "address")) >= 10
    tags = Counter(tag for contact in contacts for tag in contact.values["category_id/id"].split(",") if tag)
    assert all(tags[f"customer_data_quality.{tag}"] >= 10 for tag in demo.TAGS)
    types = Counter(contact.values["type"] for contact in contacts)
    assert min(types[name] for name in ("contact", "invoice", "delivery", "other")) >= 8
    people = Counter(contact.values["user_id/id"] for contact in contacts)
    assert min(people.values()) >= 30 and len(people) == 4  # three of them, and nobody
    assert sum(contact.values["active"] == "False" for contact in contacts) == 8


def test_most_demo_contacts_are_good_to_middling(contacts):
    errors = {error.__name__ for error in demo_flaws.ERRORS.items}
    wrong = [len(errors & set(contact.flaws)) for contact in contacts]
    assert 0.5 < sum(count == 0 for count in wrong) / len(contacts) < 0.85
    assert sum(count >= 2 for count in wrong) > 25
    missing = Counter(flaw for contact in contacts for flaw in contact.flaws)
    assert missing["gap"] > 300
    assert errors <= set(missing), errors - set(missing)  # every error stands somewhere


def test_demo_truth(contacts):
    clusters = Counter(contact.cluster for contact in contacts)
    later = [contact for contact in contacts if "duplicate" in contact.flaws]
    assert len(later) == 48
    assert sum(size - 1 for size in clusters.values()) == 48
    assert {contact.kind for contact in later} == {"company", "private", "contact"}
    by_cluster = {contact.cluster: contact for contact in reversed(contacts)}
    assert all(by_cluster[contact.cluster].kind == contact.kind for contact in later)


def test_demo_can_be_loaded_in_order(contacts):
    seen, columns = set(), set(demo.COLUMNS)
    for contact in contacts:
        values = contact.values
        assert set(values) == columns
        assert values["id"] not in seen
        assert not values["parent_id/id"] or values["parent_id/id"] in seen
        assert values["name"].strip() or values["type"] != "contact"  # Odoo asks for a name there
        if values["parent_id/id"] and values["type"] == "contact":  # Odoo fills in the company's
            assert not any(values[field] for field in ("street", "zip", "city", "vat", "country_id/id"))
        seen.add(values["id"])


def test_demo_publishes_no_number_that_could_ring(contacts):
    numbers = [contact.values["phone"] for contact in contacts if contact.values["phone"]]
    assert len(numbers) > 300
    areas = [*phones.GERMAN_LANDLINES, "171", "152", "172", "174", "176", "44", "79"]
    areas += [area for areas in phones.AUSTRIAN_AREAS.values() for area in areas]
    for contact in contacts:
        number, flaws = contact.values["phone"], set(contact.flaws)
        if not number or number in demo_flaws.PLACEHOLDERS or phones.is_reserved(number):
            continue
        misread = "O" in number
        cut = "phone_cut" in flaws and len(number) <= 8
        local = "phone_without_prefix" in flaws and any(phones.is_reserved(f"0{area}{number}") for area in areas)
        assert misread or cut or local, number
    notes = " ".join(contact.values["comment"] for contact in contacts)
    assert not re.search(r"\d{5}", notes)


def test_clean_demo_phones_are_valid(contacts):
    phonenumbers = pytest.importorskip("phonenumbers", reason="phonenumbers comes with the add-on")
    clean = [contact.values["phone"] for contact in contacts if contact.values["phone"].startswith("+")]
    clean = [number for number in clean if re.fullmatch(r"\+[\d -]+", number)]
    invalid = [number for number in clean if not phonenumbers.is_valid_number(phonenumbers.parse(number))]
    assert len(clean) > 250
    assert len(invalid) < 15, invalid  # those that were cut on purpose


def test_demo_has_only_reserved_domains(contacts):
    for contact in contacts:
        for value in (contact.values["email"], contact.values["website"]):
            for part in value.split(";"):
                domain = re.split(r"@|\(at\)| at ", part)[-1].strip()
                if "." in domain and part not in demo_flaws.PLACEHOLDERS:
                    assert RESERVED_DOMAIN.search(domain), part


def test_demo_values_of_the_selections(contacts):
    allowed = {
        "type": {"contact", "invoice", "delivery", "other"},
        "country_id/id": {"", "base.de", "base.at", "base.ch", "base.li"},
        "user_id/id": {"", "base.user_admin", "customer_data_quality.demo_user", "customer_data_quality.demo_steward"},
        "active": {"True", "False"},
        "is_company": {"True", "False"},
    }
    for contact in contacts:
        for column, values in allowed.items():
            assert contact.values[column] in values
        assert re.fullmatch(r"|base\.res_partner_industry_[A-U]", contact.values["industry_id/id"])
        state, country = contact.values["state_id/id"], contact.values["country_id/id"]
        assert not state or not country or state.startswith("base.state_")
