"""The commands: help, what they say when something is missing, and that caches are whole or absent."""

import fcntl
import os
import shutil
import socket
import subprocess
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest
from lib import debian, odoo_config, odoo_source, paths, ports, postgres, spread
from lib.console import Problem
from lib.databases import RICH_MODULES, filestore, own_prefix

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
COMMANDS = ["setup", "demo", "test", "odoo", "bench"]
RELEASE = "RELEASE_LEVELS = [FINAL] = ['final']\nversion_info = ({}, 0, 0, FINAL, 0, '')\n"


def run(command, *arguments, **variables):
    return subprocess.run(
        [SCRIPTS / command, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **variables},
    )


def odoo_folder(folder, series):
    (folder / "odoo").mkdir()
    (folder / "odoo" / "release.py").write_text(RELEASE.format(series))
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command):
    shown = run(command, "--help")
    assert shown.returncode == 0, shown.stderr
    assert f"usage: scripts/{command}" in shown.stdout
    assert "CDQ_CACHE" in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_python_that_does_not_work(command):
    shown = run(command, "--help", CDQ_PYTHON="/bin/false")
    assert shown.returncode == 1
    assert "CDQ_PYTHON=/bin/false is not a working CPython 3.10 to 3.13" in shown.stderr
    assert "Way out:" in shown.stderr


def test_python_shims_that_do_not_run_are_passed_over(tmp_path):
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\necho 'version not installed' >&2\nexit 127\n")
    shim.chmod(0o755)
    shown = run("setup", "--help", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert shown.returncode == 0, shown.stderr


def test_port_taken():
    with socket.socket() as taken:
        taken.bind((ports.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        shown = run("demo", "--no-serve", "--port", str(port))
    assert shown.returncode == 1
    assert f"Port {port} is taken" in shown.stderr
    assert "--port" in shown.stderr


def test_a_free_port_is_chosen():
    with socket.socket() as taken:
        try:
            taken.bind((ports.HOST, ports.FIRST))
            taken.listen()
        except OSError:
            # Somebody else's server holds it, which serves as well.
            assert not ports.is_free(ports.FIRST)
        assert ports.choose() > ports.FIRST


def test_odoo_home_without_odoo(tmp_path):
    shown = run("setup", ODOO_HOME=str(tmp_path))
    assert shown.returncode == 1
    assert f"{tmp_path} (ODOO_HOME) holds no Odoo" in shown.stderr
    assert "Way out: set ODOO_HOME" in shown.stderr


def test_odoo_home_of_another_series(tmp_path):
    shown = run("setup", ODOO_HOME=str(odoo_folder(tmp_path, 18)))
    assert shown.returncode == 1
    assert "ODOO_HOME has Odoo 18.0, not 19.0" in shown.stderr


def test_odoo_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(odoo_folder(tmp_path, 19)))
    assert odoo_source.find().root == tmp_path
    assert odoo_source.find().version == "19.0"


def test_a_configuration_is_whole_while_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("CDQ_CACHE", str(tmp_path))
    with open(odoo_config.write()) as early:
        path = odoo_config.write()
        assert os.fstat(early.fileno()).st_ino != path.stat().st_ino, "another file, never an empty one"
        assert early.read() == path.read_text()
    assert list(tmp_path.glob("*.conf")) == [path]
    assert not list(tmp_path.glob(".partial-*"))


def test_no_network(tmp_path):
    """Nothing is fetched, nothing half fetched is left, and the message names a way out."""
    if debian.os_release().get("ID") != "debian":
        pytest.skip("Odoo is fetched on Debian only")
    nowhere = "http://127.0.0.1:9"
    variables = {"CDQ_CACHE": str(tmp_path), "http_proxy": nowhere, "https_proxy": nowhere, "ODOO_HOME": ""}
    shown = run("setup", **variables)
    assert shown.returncode == 1
    assert "Way out: connect to the network" in shown.stderr
    assert not (tmp_path / "odoo").exists() or not list((tmp_path / "odoo").iterdir())
    assert not list(tmp_path.glob(".partial-*"))


def test_no_debian(monkeypatch):
    monkeypatch.setattr(debian, "os_release", lambda: {"ID": "other"})
    with pytest.raises(Problem) as caught, debian.Archive():
        pass
    assert "ODOO_HOME" in caught.value.way_out


def test_no_disk(monkeypatch):
    usage = namedtuple("usage", "total used free")(10**10, 10**10 - 10**9, 10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(Problem, match="0.9 GB free, about 3.0 GB are needed") as caught:
        paths.check_space()
    assert "CDQ_CACHE" in caught.value.way_out


def test_cache_inside_the_checkout_is_refused(monkeypatch):
    monkeypatch.setenv("CDQ_CACHE", str(paths.CHECKOUT / "cache"))
    with pytest.raises(Problem, match="inside the checkout"):
        paths.cache()
    assert not (paths.CHECKOUT / "cache").exists()


def test_a_broken_download_is_never_taken_for_whole(tmp_path):
    target = tmp_path / "thing"
    (tmp_path / ".partial-thing-killed").mkdir()
    with pytest.raises(RuntimeError), paths.fresh_folder(target) as partial:
        (partial / "half").touch()
        raise RuntimeError
    assert not list(tmp_path.iterdir())
    with paths.fresh_folder(target) as partial:
        (partial / "whole").touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["thing", "whole"]


def test_runs_wait_for_each_other(monkeypatch, tmp_path):
    monkeypatch.setenv("CDQ_CACHE", str(tmp_path))
    with paths.lock("thing"), open(tmp_path / "locks" / "thing") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with open(tmp_path / "locks" / "thing") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_keys_follow_the_content():
    assert paths.key("a", "b") == paths.key("a", "b")
    assert paths.key("a", "b") != paths.key("ab")
    assert paths.key("a", "b") != paths.key("b", "a")


def test_remove_leaves_what_is_not_ours(monkeypatch, tmp_path):
    monkeypatch.setenv("CDQ_CACHE", str(tmp_path))
    (tmp_path / "photos").mkdir()
    (tmp_path / "odoo" / "deep").mkdir(parents=True)
    (tmp_path / "odoo-12345678.conf").touch()
    paths.remove_cache()
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]


def test_servers_from_the_environment(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example.com")
    monkeypatch.setenv("PGUSER", "one")
    monkeypatch.setenv("CDQ_PGUSER", "two")
    monkeypatch.delenv("CDQ_PGHOST", raising=False)
    server = postgres.configured()
    assert (server.host, server.user) == ("db.example.com", "two")
    monkeypatch.delenv("PGHOST")
    assert postgres.configured() is None


def test_a_server_that_does_not_answer(tmp_path):
    shown = run("bench", "clone", CDQ_PGHOST=str(tmp_path))
    assert shown.returncode == 1
    assert "PostgreSQL cannot be reached" in shown.stderr
    assert "CDQ_PGHOST" in shown.stderr


def test_clone_brings_the_files(databases, make_database):
    name = make_database()
    (names,) = databases.execute(
        "SELECT array_agg(store_fname) FROM ir_attachment WHERE store_fname IS NOT NULL", database=name
    )
    assert names[0]
    assert all((filestore(name) / stored).is_file() for stored in names[0])


def test_processes_of_one_run_do_not_share_files(tmp_path):
    shared = tmp_path / "filestore" / "run"
    (shared / "ab").mkdir(parents=True)
    (shared / "ab" / "kept").write_text("file")
    # as pytest-odoo leaves it: one folder, whatever the database
    config = SimpleNamespace(filestore=lambda _database: str(shared))
    with spread.own_filestore(config, "run-gw0"):
        own = Path(config.filestore("run-gw0"))
        with spread.own_filestore(other := SimpleNamespace(filestore=lambda _database: str(shared)), "run-gw1"):
            Path(other.filestore("run-gw1"), "ab", "kept").unlink()
        assert (own / "ab" / "kept").read_text() == "file"
        assert own.name == "run-gw0"
    assert config.filestore("run-gw0") == str(shared)
    assert [folder.name for folder in shared.parent.iterdir()] == ["run"]


def test_each_process_of_a_run_has_files_of_its_own():
    from odoo.tools import config

    assert config.filestore("").endswith(os.environ.get("PYTEST_XDIST_WORKER", ""))


def test_templates_are_made_once(databases):
    assert databases.template(RICH_MODULES) == databases.template(RICH_MODULES)
    assert databases.template(RICH_MODULES) != databases.template()


def test_databases_of_killed_runs_are_dropped(databases):
    process = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, text=True, check=True)
    gone = f"{own_prefix()}stale_{process.stdout.strip()}"
    alive = f"{own_prefix()}stale_{os.getpid()}"
    try:
        for name in (gone, alive):
            databases.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        databases.drop_stale("stale")
        assert databases.names(f"{own_prefix()}stale_") == [alive]
    finally:
        databases.drop(alive)
        databases.drop(gone)
