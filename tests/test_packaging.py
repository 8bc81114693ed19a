"""The distribution: all of the add-on is in it, and Odoo finds it beside itself."""

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
ADDON = "customer_data_quality"
PREFIX = f"odoo/addons/{ADDON}/"


def pip(*arguments, **options):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr


def tracked(*patterns):
    """Return the files of the checkout as git would commit them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return {name for name in listed.splitlines() if (CHECKOUT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy: building leaves folders behind."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in tracked():
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, target)
    pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, source)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_file(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {f"odoo/addons/{name}" for name in tracked(ADDON)}


def test_wheel_does_not_own_the_namespace(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "odoo/__init__.py" not in names
    assert "odoo/addons/__init__.py" not in names


def test_wheel_tells_version_and_requirements(wheel):
    manifest = ast.literal_eval((CHECKOUT / ADDON / "__manifest__.py").read_text())
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = archive.read(name).decode().splitlines()
    assert f"Version: {manifest['version']}" in metadata
    assert [line for line in metadata if line.startswith("Requires-Dist:")] == ["Requires-Dist: phonenumbers"]


def test_wheel_installs_beside_odoo(wheel, make_database, databases, run_odoo, tmp_path):
    """Without the checkout in the add-ons path, Odoo finds and installs what pip put there."""
    site = tmp_path / "site"
    pip("install", "--no-deps", "--no-index", "--target", site, wheel)
    config = tmp_path / "odoo.conf"
    config.write_text(f"[options]\nhttp_interface = 127.0.0.1\ndata_dir = {tmp_path / 'data'}\n")
    name = make_database()
    run_odoo(
        *("-d", name, "-i", ADDON, "--stop-after-init", "--no-http", "--max-cron-threads=0"),
        PYTHONPATH=str(site),
        ODOO_RC=str(config),
    )
    query = "SELECT state, latest_version FROM ir_module_module WHERE name = %s"
    manifest = ast.literal_eval((CHECKOUT / ADDON / "__manifest__.py").read_text())
    assert databases.execute(query, (ADDON,), database=name) == [("installed", manifest["version"])]
