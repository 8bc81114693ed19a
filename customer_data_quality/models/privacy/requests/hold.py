from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...actions import open_form
from .request import OFFICER


class PartnerPrivacyHold(models.Model):
    """A record that the law wants kept after its person was erased: restricted, until its date.

    Privacy officers alone see it, nobody changes or deletes it, and the nightly job finishes it when its time is over.
    """

    _name = "partner.privacy.hold"
    _description = "Data Kept by Law"
    _order = "keep_until, id"
    _rec_name = "res_model"

    request_id = fields.Many2one("partner.privacy.request", readonly=True, index=True, ondelete="set null")
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True, index=True, ondelete="set null")
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(string="Record", model_field="res_model", required=True, readonly=True)
    model_label = fields.Char(string="Kind", compute="_compute_labels")
    label = fields.Char(string="What", compute="_compute_labels")
    rule_id = fields.Many2one("partner.privacy.erasure.rule", readonly=True, ondelete="set null")
    law = fields.Char(string="Source of Law", readonly=True)
    document_date = fields.Date(readonly=True)
    keep_until = fields.Date(required=True, readonly=True, index=True)
    is_hidden = fields.Boolean(readonly=True, default=True)
    is_active = fields.Boolean(readonly=True, default=True, index=True)
    ended_on = fields.Date(readonly=True)
    result = fields.Selection([("deleted", "Deleted"), ("anonymised", "Anonymised")], readonly=True)
    problem = fields.Char(readonly=True, help="Why it could not be finished; it is tried again each night.")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")

    _held_idx = models.Index("(res_model, res_id) WHERE is_active")

    @api.depends("res_model", "res_id")
    def _compute_labels(self):
        names = self.env["ir.model"].sudo().search([("model", "in", self.mapped("res_model"))])  # sudo: names of models
        labels = {model.model: model.name for model in names}
        for hold in self:
            # sudo: officers see what is kept
            record = (
                self.env[hold.res_model].sudo().browse(hold.res_id).exists() if hold.res_model in self.env else None
            )
            hold.model_label = labels.get(hold.res_model, hold.res_model)
            hold.label = record.with_user(self.env.user).sudo().display_name if record else f"#{hold.res_id}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Records are kept by an erasure alone."))
        holds = super().create(vals_list)
        self._forget_caches()
        return holds

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("What the law keeps can't be released by hand. Change the rule before erasing."))
        result = super().write(vals)
        if "is_active" in vals:
            self._forget_caches()
        return result

    def _forget_caches(self):
        """Names and states that were read before are not right any more."""
        self.env.registry.clear_cache()
        self.env["res.partner"].invalidate_model(["privacy_restricted", "display_name"], flush=False)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What the law keeps can't be released by hand."))

    @api.model
    @tools.ormcache()
    def _held_models(self):
        """Names of models of which something is kept; almost always few or none."""
        self.flush_model(["res_model", "is_active"])
        self.env.cr.execute("SELECT DISTINCT res_model FROM partner_privacy_hold WHERE is_active")
        return frozenset(model for (model,) in self.env.cr.fetchall())

    @api.model
    def _held_ids(self, model_name, ids):
        """Those of some ids of a model that are kept and hidden."""
        if model_name not in self._held_models():
            return set()
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT res_id FROM partner_privacy_hold WHERE res_model = %s AND res_id = ANY(%s) AND is_active "
                "AND is_hidden",
                model_name,
                list(ids),
            )
        )
        return {id_ for (id_,) in self.env.cr.fetchall()}

    def action_open(self):
        """Open the record."""
        self.ensure_one()
        return open_form(self.env[self.res_model].browse(self.res_id))


class IrRule(models.Model):
    """What is kept is hidden and locked in every model, as by a record rule."""

    _inherit = "ir.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or model_name not in self.env["partner.privacy.hold"]._held_models():
            return domain
        if mode == "read" and self.env.user.has_group(OFFICER):
            return domain
        return domain & Domain.custom(to_sql=_not_held)


def _not_held(model, alias, _query):
    return SQL(
        "NOT EXISTS (SELECT FROM partner_privacy_hold h WHERE h.res_model = %s AND h.res_id = %s AND h.is_active "
        "AND h.is_hidden)",
        model._name,
        SQL.identifier(alias, "id"),
    )


class ResPartner(models.Model):
    """Records that stay visible name the contact that they are about; who that is, officers alone see."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        held = self.env["partner.privacy.hold"]._held_ids("res.partner", self.ids)
        if held and self.env.uid != api.SUPERUSER_ID and not self.env.user.has_group(OFFICER):
            for partner in self.filtered(lambda partner: partner.id in held):
                partner.display_name = self.env._("Restricted contact")
        return result
