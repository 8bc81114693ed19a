"""The linters, as tests, so that one run and one summary tell everything."""

import ast
import io
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from lxml import etree

CHECKOUT = Path(__file__).resolve().parents[1]
ADDON = CHECKOUT / "customer_data_quality"
BIN = Path(sys.prefix) / "bin"
XML_FILES = sorted(ADDON.rglob("*.xml"))
SHELL_SCRIPTS = [
    str(path.relative_to(CHECKOUT))
    for path in sorted((CHECKOUT / "scripts").iterdir())
    if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh\n")
]
INDENT = 4


def assert_silent(*command):
    """Assert that a linter ends well."""
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    # OCA's checks repeat their findings on stderr in one endless line.
    assert done.returncode == 0, done.stdout or done.stderr


def test_ruff():
    assert_silent(BIN / "ruff", "check", "--no-cache", ".")


def test_ruff_format():
    assert_silent(BIN / "ruff", "format", "--no-cache", "--check", ".")


def test_pylint_odoo():
    assert_silent(BIN / "pylint", "--rcfile=.pylintrc", ADDON)


def test_oca_module():
    assert_silent(BIN / "oca-checks-odoo-module", ADDON)


def test_oca_po():
    # Odoo's own export orders and wraps in another way.
    assert_silent(BIN / "oca-checks-po", "--disable=po-pretty-format", *ADDON.rglob("*.po"), *ADDON.rglob("*.pot"))


@pytest.mark.parametrize("path", [*SHELL_SCRIPTS, "scripts/lib/launch.sh"])
def test_shell_syntax(path):
    assert_silent("sh", "-n", path)
    if shutil.which("dash"):
        assert_silent("dash", "-n", path)


@pytest.mark.parametrize("path", XML_FILES, ids=lambda path: str(path.relative_to(ADDON)))
def test_xml_format(path):
    assert not list(xml_format_errors(path.read_text(encoding="utf-8")))


def xml_format_errors(text):
    """Yield what is wrong with the layout of an XML file.

    Elements that begin a line are indented by four blanks per level; no tabs, no blanks at the end
    of a line, one line break at the end of the file. Text between elements is left alone.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            yield f"line {number}: tab"
        if line != line.rstrip():
            yield f"line {number}: blanks at the end"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "the file does not end with one line break"
    root = etree.fromstring(text.encode())
    for node in root.iter():
        depth = sum(1 for _parent in node.iterancestors())
        before = (node.text, depth + 1) if len(node) else (None, 0)
        after = (node.tail, depth if node.getnext() is not None else depth - 1)
        for blank, level in (before, after):
            if blank and "\n" in blank and not blank.strip():
                found = len(blank.rpartition("\n")[2])
                if found != level * INDENT:
                    yield f"near line {node.sourceline}: indented by {found}, not {level * INDENT} blanks"


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("<odoo>\n    <a/>\n    <b>\n        <c/>\n    </b>\n</odoo>\n", 0),
        ("<odoo>\n  <a/>\n</odoo>\n", 1),
        ("<odoo>\n    <a>\n        <c/>\n        </a>\n</odoo>\n", 1),
        ("<odoo>\n    <a>text\n  <b/> more</a>\n</odoo>\n", 0),
        ("<odoo>\n    <a/> \n</odoo>\n", 1),
        ("<odoo>\n    <a/>\n</odoo>", 1),
    ],
)
def test_xml_format_check(text, errors):
    assert len(list(xml_format_errors(text))) == errors


def test_sudo_has_a_reason():
    files = [path for path in ADDON.rglob("*.py") if "tests" not in path.relative_to(ADDON).parts]
    found = {path: list(sudo_without_reason(path.read_text(encoding="utf-8"))) for path in sorted(files)}
    assert not [f"{path.relative_to(ADDON)}:{line}" for path, lines in found.items() for line in lines]


def sudo_without_reason(text):
    """Yield the lines on which code takes all rights without saying why.

    A comment or the docstring says it for a whole function: before the first call, or on its line. Methods and
    functions within functions are part of them; outside of functions each statement says it itself.
    """
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    reasons = [token.start[0] for token in tokens if token.type == tokenize.COMMENT and "sudo" in token.string]
    for first, owner in _outermost(ast.parse(text)):
        calls = sorted(node.end_lineno for node in ast.walk(owner) if _takes_all_rights(node))
        documented = isinstance(owner, ast.FunctionDef) and "sudo" in (ast.get_docstring(owner) or "")
        if calls and not documented and not any(first <= line <= calls[0] for line in reasons):
            yield from calls


def _outermost(tree):
    """Yield the functions of a file and its statements outside of them, each with the line its reasons begin on."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _outermost(node)
        elif isinstance(node, ast.FunctionDef):
            yield node.lineno, node
        else:
            yield getattr(node, "lineno", 1) - 1, node


def _takes_all_rights(node):
    """Whether code calls sudo; sudo(False) gives the rights back."""
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "sudo"
        and not any(isinstance(arg, ast.Constant) and arg.value is False for arg in node.args)
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("def f(a):\n    # sudo: because\n    a.sudo()\n    a.sudo()\n", []),
        ("def f(a):\n    a.sudo()  # sudo: because\n", []),
        ('def f(a):\n    """sudo: because"""\n    a.sudo()\n', []),
        ("def f(a):\n    a.sudo(False)\n", []),
        ("def f(a):\n    a.sudo()\n    # sudo: because\n    a.sudo()\n", [2, 4]),
        ("class A:\n    def f(a):\n        return lambda: a.sudo()\n\n    def g(a):\n        pass  # sudo\n", [3]),
        ("# sudo: because\nA = a.sudo()\nB = a.sudo()\n", [3]),
    ],
)
def test_sudo_check(text, lines):
    assert list(sudo_without_reason(text)) == lines


def terms(pot):
    """Return a .pot file without what changes at every export."""
    return re.sub(r'^"(POT-Creation-Date|PO-Revision-Date|Project-Id-Version):.*\n', "", pot, flags=re.MULTILINE)


def test_pot_is_current(request, run_odoo, tmp_path):
    exported = tmp_path / "customer_data_quality.pot"
    database = request.config.getoption("--odoo-database")
    run_odoo("i18n", "export", "-d", database, "-o", str(exported), "customer_data_quality")
    kept = ADDON / "i18n" / "customer_data_quality.pot"
    assert kept.is_file(), "scripts/test --write-pot makes it"
    assert terms(kept.read_text()) == terms(exported.read_text()), "scripts/test --write-pot renews it"
