from odoo import fields, models


class ResPartner(models.Model):
    """What the form of a contact needs to warn of duplicates."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    duplicates_dismissed = fields.Json(
        compute="_compute_duplicates_dismissed",
        inverse="_inverse_duplicates_dismissed",
        groups="customer_data_quality.group_user",
        help="Ids of contacts of which somebody says, while entering this one, that they are not the same. "
        "The decisions are noted with the contact itself, or not at all.",
    )

    def _compute_duplicates_dismissed(self):
        self.duplicates_dismissed = False  # nothing to show: what is noted stands in the list of decisions

    def _inverse_duplicates_dismissed(self):
        for partner in self:
            ids = [id_ for id_ in partner.duplicates_dismissed or () if type(id_) is int]
            if ids:
                partner.duplicates_mark_different(ids)
        self.invalidate_recordset(["duplicates_dismissed"], flush=False)

    def action_open_duplicates(self):
        """Open the group of likely duplicates that the contact is in."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_duplicate_group_action")
        return {**action, "view_mode": "form", "views": [(False, "form")], "res_id": self.duplicate_group_id.id}
