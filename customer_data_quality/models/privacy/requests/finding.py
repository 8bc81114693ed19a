from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ...actions import open_form
from .request import OFFICER

WAYS = [
    ("self", "The contact itself"),
    ("link", "Linked to the contact"),
    ("many", "Named among others"),
    ("about", "Belongs to the contact"),
    ("attached", "Belongs to a found record"),
    ("email", "Same e-mail address"),
    ("phone", "Same phone number"),
    ("name", "Same name only"),
    ("text", "Stands in a text"),
]
ACTIONS = [
    ("delete", "Delete"),
    ("anonymise", "Anonymise"),
    ("detach", "Remove the Link"),
    ("redact", "Black Out"),
    ("keep", "Keep by Law"),
    ("leave", "Leave"),
]
RESULTS = [
    ("deleted", "Deleted"),
    ("anonymised", "Anonymised"),
    ("detached", "Link removed"),
    ("redacted", "Blacked out"),
    ("kept", "Kept by law"),
    ("left", "Left"),
]
CHOICES = {"is_selected", "action"}
LONGEST_LABEL = 120


class PartnerPrivacyFinding(models.Model):
    """One record in which the person of a request was found."""

    _name = "partner.privacy.finding"
    _description = "Found Personal Data"
    _log_access = False
    _order = "res_model, id"
    _rec_name = "res_model"

    request_id = fields.Many2one("partner.privacy.request", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="request_id.company_id")
    res_model = fields.Char(string="Model", readonly=True, required=True, help="Of text in other tables: the table.")
    res_id = fields.Many2oneReference(string="Record", model_field="res_model", readonly=True, required=True)
    table_name = fields.Char(readonly=True, export_string_translation=False)
    model_id = fields.Many2one("ir.model", string="Kind of Record", readonly=True, ondelete="set null")
    model_label = fields.Char(string="Kind", compute="_compute_labels")
    label = fields.Char(string="What", compute="_compute_labels")
    way = fields.Selection(WAYS, string="Found through", required=True, readonly=True)
    is_other = fields.Boolean(string="Another Contact's", readonly=True, help="It belongs to another contact, too.")
    is_selected = fields.Boolean(string="Include", help="Goes into the answer; is erased.")
    action = fields.Selection(ACTIONS, string="On Erasure")
    rule_id = fields.Many2one("partner.privacy.erasure.rule", readonly=True, ondelete="set null")
    document_date = fields.Date(readonly=True)
    keep_until = fields.Date(readonly=True)
    result = fields.Selection(RESULTS, readonly=True)

    _found_once = models.UniqueIndex("(request_id, res_model, res_id)")

    @api.depends("res_model", "res_id")
    def _compute_labels(self):
        labels = self._model_labels()
        for model, group in self.grouped("res_model").items():
            present = self.env[model].sudo() if model in self.env else None  # sudo: officers see what was found
            ids = set(present.browse(group.mapped("res_id")).exists().ids) if present is not None else set()
            for finding in group:
                finding.model_label = labels.get(model, model)
                found = finding.res_id in ids
                finding.label = found and _label(present.browse(finding.res_id)) or f"#{finding.res_id}"

    def _model_labels(self):
        names = list(set(self.mapped("res_model")))
        models_found = self.env["ir.model"].sudo().search([("model", "in", names)])  # sudo: names of models
        return {each.model: each.name for each in models_found}

    def write(self, vals):
        if not self.env.su and not CHOICES.issuperset(vals):
            raise AccessError(self.env._("Of what was found, only the choice and what is done can be changed."))
        if not self.env.su and set(self.request_id.mapped("state")) - {"found"}:
            raise UserError(self.env._("What is chosen can't be changed any more; go back in the request first."))
        if not self.env.su:
            self._check_kept(vals)
        return super().write(vals)

    def _check_kept(self, vals):
        """What the law keeps is neither erased nor left in sight by hand."""
        kept = self.filtered(lambda each: each.action == "keep" and each.request_id.kind == "erasure")
        if kept and (vals.get("action", "keep") != "keep" or not vals.get("is_selected", True)):
            raise UserError(
                self.env._(
                    "The law keeps it until %s. If that is wrong, change the erasure rule, and find the data again.",
                    format_date(self.env, max(filter(None, kept.mapped("keep_until")), default=None)),
                )
            )

    def action_open(self):
        """Open the record."""
        self.ensure_one()
        return open_form(self.env[self.res_model].browse(self.res_id))

    def action_include(self):
        self.write({"is_selected": True})

    def action_exclude(self):
        self.write({"is_selected": False})


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    finding_ids = fields.One2many("partner.privacy.finding", "request_id", groups=OFFICER)
    finding_count = fields.Integer(compute="_compute_finding_count", groups=OFFICER)
    selected_count = fields.Integer(compute="_compute_finding_count", groups=OFFICER)

    @api.depends("finding_ids.is_selected")
    def _compute_finding_count(self):
        findings = self.env["partner.privacy.finding"]
        groups = findings._read_group([("request_id", "in", self.ids)], ["request_id", "is_selected"], ["__count"])
        counts = {(request.id, chosen): count for request, chosen, count in groups}
        for request in self:
            request.selected_count = counts.get((request.id, True), 0)
            request.finding_count = request.selected_count + counts.get((request.id, False), 0)


def _label(record):
    """What tells people which record this is, in a list of what was found."""
    if record._name == "mail.message":
        return (record.subject or record.preview or record.display_name or "")[:LONGEST_LABEL]
    return (record.display_name or "")[:LONGEST_LABEL]
