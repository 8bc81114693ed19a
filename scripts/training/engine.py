"""The add-on's engine as a package of its own, without Odoo."""

import sys
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "customer_data_quality"
sys.path.insert(0, str(ADDON))

from engine import adaptation, contact, field_levels, linkage, match_keys, signature  # noqa: E402

__all__ = ["ADDON", "adaptation", "contact", "field_levels", "linkage", "match_keys", "signature"]
