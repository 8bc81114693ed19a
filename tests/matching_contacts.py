"""Contacts for tests of the matching engine, made of the few values that a test is about."""

import json
from pathlib import Path

from odoo.addons.customer_data_quality import engine
from odoo.addons.customer_data_quality.engine import signature
from odoo.addons.customer_data_quality.engine.contact import Contact
from odoo.addons.customer_data_quality.engine.linkage import Linkage

WEIGHTS = json.loads(Path(engine.__file__).with_name("match_weights.json").read_text(encoding="utf-8"))
SHIPPED = Linkage(WEIGHTS["groups"])
TOTAL = 50_000
_EMPTY = dict.fromkeys(signature.COLUMNS, "")


def signed(**values):
    """The signature of a contact; values that are not named are empty."""
    assert values.keys() <= _EMPTY.keys()
    return signature.build(tuple({**_EMPTY, **values}.values()))


def contact(counts=None, total=TOTAL, **values):
    """A contact ready to be compared, in a database of `total` contacts."""
    return Contact(signed(**values), counts or {}, total)
