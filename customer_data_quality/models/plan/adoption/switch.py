from odoo import api, fields, models
from odoo.exceptions import UserError


class PartnerAdoptionSwitch(models.Model):
    """Who decided when that figures of single people are shown, and why. The last entry of a company holds.

    Works councils have a say in this (in Germany § 87 (1) no. 6 BetrVG), and whoever is measured may want to know since
    when: so entries are only added.
    """

    _name = "partner.adoption.switch"
    _description = "Figures per Person"
    _order = "id desc"
    _rec_name = "company_id"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="cascade"
    )
    is_on = fields.Boolean(string="Shown per Person", required=True, default=True)
    reason = fields.Text(
        required=True,
        help="What was agreed, with whom: an agreement with the works council, the consent of the people.",
    )

    @api.constrains("reason")
    def _check_reason(self):
        for entry in self:
            if not (entry.reason or "").strip():
                raise UserError(self.env._("Say what was agreed, and with whom."))

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("These entries stay as they are. Add a new one to change what holds."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("These entries stay as they are. Add a new one to change what holds."))

    @api.model
    def _companies_on(self):
        """The companies whose people are shown one by one."""
        # sudo: what holds, whoever looks
        rows = self.sudo()._read_group([], ["company_id"], ["id:max"])
        last = self.sudo().browse(id_ for _company, id_ in rows)
        return last.filtered("is_on").company_id
