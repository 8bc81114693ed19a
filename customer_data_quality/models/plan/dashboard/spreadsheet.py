"""The figures once more for Odoo's spreadsheet dashboards, where that app is installed: it is no dependency."""

from base64 import b64encode

from odoo import api, models
from odoo.tools.misc import file_open

from .digest_kpi import owned

DASHBOARD = "spreadsheet.dashboard"
FILE = "customer_data_quality/data/plan/contact_quality_dashboard.json"
# The models whose figures it shows; without their rows Odoo says that there is nothing to see.
MAIN_MODELS = ("partner.quality.snapshot",)


class PartnerSteeringFigure(models.Model):
    _inherit = "partner.steering.figure"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _make_spreadsheet_dashboard(self):
        """Add our dashboard to those of the app, once; whoever changed it keeps it. Nothing without the app."""
        known = "customer_data_quality.spreadsheet_dashboard"
        if DASHBOARD not in self.env or self.env.ref(known, raise_if_not_found=False):
            return
        # sudo: made by the system, as installing does
        system = self.sudo().env
        group = system[f"{DASHBOARD}.group"]._load_records(
            [owned("spreadsheet_dashboard_group", {"name": "Contacts", "sequence": 150})]
        )
        with file_open(FILE, "rb") as file:
            values = {
                "name": "Contact Quality",
                "dashboard_group_id": group.id,
                "spreadsheet_binary_data": b64encode(file.read()),
                "group_ids": [(6, 0, system.ref("customer_data_quality.group_steward").ids)],
                "main_data_model_ids": [(6, 0, [system["ir.model"]._get_id(name) for name in MAIN_MODELS])],
                "is_published": True,
            }
        dashboard = system[DASHBOARD]._load_records([owned("spreadsheet_dashboard", values)])
        for lang, _name in system["res.lang"].get_installed():
            env = self.with_context(lang=lang).env
            group.with_context(lang=lang).name = env._("Contacts")
            dashboard.with_context(lang=lang).name = env._("Contact Quality")
