"""Builds a distribution that installs the add-on as `odoo.addons.customer_data_quality`.

`odoo` is a namespace package, so the add-on lands beside the Odoo that is there. Odoo itself is
not required here: it comes from wherever it was installed from, not from a package index.
"""

import ast
from pathlib import Path

from setuptools import setup

ADDON = "customer_data_quality"
FOLDER = Path(__file__).parent / ADDON
NOT_SHIPPED = {"__pycache__", ".pytest_cache", ".ruff_cache"}


def manifest():
    return ast.literal_eval((FOLDER / "__manifest__.py").read_text(encoding="utf-8"))


def files():
    """Return every file of the add-on, relative to its folder."""
    return sorted(
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*")
        if path.is_file() and not NOT_SHIPPED & set(path.parts) and path.suffix != ".pyc"
    )


setup(
    name=f"odoo-addon-{ADDON}",
    version=manifest()["version"],
    description=manifest()["summary"],
    long_description=(Path(__file__).parent / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="LGPL-3.0-only",
    python_requires=">=3.10,<3.14",
    install_requires=manifest().get("external_dependencies", {}).get("python", []),
    packages=[f"odoo.addons.{ADDON}"],
    package_dir={f"odoo.addons.{ADDON}": ADDON},
    package_data={f"odoo.addons.{ADDON}": files()},
    include_package_data=False,
    zip_safe=False,
)
