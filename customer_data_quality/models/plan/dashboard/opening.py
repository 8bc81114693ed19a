"""What opens when somebody clicks on a number: the contacts that it counts."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...completeness.quality import GRADES


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def open_contacts(self, kind, value=None, filters=None):
        """The action that lists the contacts behind a number.

        :param str kind: "all", "below_target", "grade" (with a letter), "dimension" (with its name) or "gap" (with the
            id of its rule)
        :raises UserError: if there is no such number
        """
        self._check_user()
        filters = self._clean(filters)
        domain, name = self._contacts_behind(kind, value)
        for field, source in (("user_id", "user_id"), ("quality_profile_id", "profile_id")):
            if source in filters:
                domain &= Domain(field, "=", filters[source])
        if "company_id" in filters:
            domain &= Domain("company_id", "in", [filters["company_id"], False])
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.res_partner_worst_action")
        return {**action, "name": name, "domain": list(domain), "context": {}}

    @api.model
    def _contacts_behind(self, kind, value):
        if kind == "all":
            return Domain("quality_grade", "!=", False), self.env._("Rated Contacts")
        if kind == "below_target":
            return Domain("quality_below_target", "=", True), self.env._("Contacts below Target")
        if kind == "grade" and value in dict(GRADES):
            return Domain("quality_grade", "=", value), self.env._("Contacts with Grade %s", value)
        if kind == "dimension" and value in self._dimension_names():
            label = dict(self.env["partner.quality.rule"].fields_get(["dimension"])["dimension"]["selection"])[value]
            return Domain("quality_gap_ids.dimension", "=", value), self.env._("Gaps: %s", label)
        if kind == "gap":
            rule = self.env["partner.quality.rule"].browse(int(value or 0)).exists()
            if rule:
                return Domain("quality_gap_ids", "in", rule.ids), rule.name
        raise UserError(self.env._("This number is no longer there. Load the overview anew."))
