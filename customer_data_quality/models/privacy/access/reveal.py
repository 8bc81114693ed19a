from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from .record_guard import BANK


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    protected_labels = fields.Char(
        compute="_compute_protected_labels", string="Protected", help="Data that you may not read here."
    )
    protected_can_reveal = fields.Boolean(compute="_compute_protected_labels")

    @api.depends_context("uid", "lang")
    def _compute_protected_labels(self):
        hidden = self.env["partner.sensitive.field"]._hidden_from_user()
        self.protected_labels = ", ".join(hidden.mapped("name"))
        self.protected_can_reveal = bool(hidden._revealable())

    def action_reveal(self):
        """Ask which protected data is to be seen, and why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reveal Protected Data"),
            "res_model": "partner.sensitive.reveal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id},
        }


class PartnerSensitiveField(models.Model):
    _inherit = "partner.sensitive.field"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _hidden_from_user(self):
        """What the user may not read of contacts, as superuser.

        :rtype: recordset of partner.sensitive.field
        """
        # sudo: what is protected is no secret, only the data is
        records = self.sudo()
        if self.env.su or not any(self._protection()):
            return records.browse()
        mine = self.env.user._get_group_ids()
        return records.search([("enabled", "=", True)]).filtered(
            lambda record: record.is_present and set(record.group_ids.ids).isdisjoint(mine)
        )

    def _revealable(self):
        """Those of these that the user may see once, with a reason."""
        mine = self.env.user._get_group_ids()
        return self.filtered(lambda record: not set(record.reveal_group_ids.ids).isdisjoint(mine))

    def _reveal(self, partner, reason):
        """Tell the protected data of one contact, and note who has seen it and why.

        :param partner: record of res.partner
        :param str reason: in the user's words
        :return: text
        :raises AccessError: for whoever may neither read nor reveal it
        :raises UserError: without a reason
        """
        self.ensure_one()
        partner.ensure_one()
        partner.check_access("read")
        protected = self.sudo()  # sudo: whether the user is a reader is asked right here
        readers = protected.group_ids | protected.reveal_group_ids
        if set(readers.ids).isdisjoint(self.env.user._get_group_ids()):
            raise AccessError(self.env._("You may not see “%s”. Ask a privacy officer.", protected.name))
        if not (reason or "").strip():
            raise UserError(self.env._("Write down why you need to see it."))
        self.env["partner.access.log"]._log("reveal", partner, reason=reason.strip(), details=protected.name)
        # sudo: that is what was asked for, and noted
        return protected._shown_of(partner.sudo())

    def _shown_of(self, partner):
        if self.kind == "bank":
            accounts = self.env[BANK].search(
                [("partner_id", "=", partner.id), ("company_id", "in", [False, *self.env.companies.ids])]
            )
            lines = [" – ".join(filter(None, (each.acc_number, each.bank_id.name))) for each in accounts]
        elif self.kind == "address":
            addresses = partner.child_ids.filtered(lambda child: child.type == self.address_type)
            lines = [each._display_address() for each in addresses]
        else:
            field = partner._fields[self.field_name]
            value = partner[self.field_name]
            lines = [_as_text(field, value, partner)]
        return "\n\n".join(filter(None, lines))


def _as_text(field, value, partner):
    """What a field holds, as people read it."""
    if field.type == "html":
        return html2plaintext(value or "")
    if field.relational:
        return ", ".join(value.mapped("display_name"))
    return str(field.convert_to_export(value, partner) or "")


class PartnerSensitiveReveal(models.TransientModel):
    """Asking to see protected data once."""

    _name = "partner.sensitive.reveal"
    _description = "Reveal Protected Data"

    partner_id = fields.Many2one("res.partner", required=True, readonly=True, ondelete="cascade")
    choice_ids = fields.Many2many("partner.sensitive.field", compute="_compute_choice_ids")
    sensitive_id = fields.Many2one(
        "partner.sensitive.field",
        string="What",
        required=True,
        domain="[('id', 'in', choice_ids)]",
        ondelete="cascade",
        default=lambda self: self._choices()[:1],
    )
    reason = fields.Char(string="Why", help="Stands in the access log, with your name.")
    # what was revealed is shown and never stored
    value = fields.Text(store=False, readonly=True)

    @api.model
    def _choices(self):
        return self.env["partner.sensitive.field"]._hidden_from_user()._revealable().sudo(False)

    def _compute_choice_ids(self):
        self.choice_ids = self._choices()

    def action_reveal(self):
        """Show the data, once: it goes with this window."""
        self.ensure_one()
        value = self.sensitive_id._reveal(self.partner_id, self.reason)
        return {
            "type": "ir.actions.act_window",
            "name": self.sensitive_id.name,
            "res_model": self._name,
            "view_mode": "form",
            "views": [(self.env.ref("customer_data_quality.partner_sensitive_reveal_shown_view_form").id, "form")],
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_sensitive_id": self.sensitive_id.id,
                "default_value": value or self.env._("There is nothing in it."),
            },
        }
