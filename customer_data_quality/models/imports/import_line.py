from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..actions import open_form

MATCHES = [
    ("certain", "Exists Already"),
    ("possible", "Possible Match"),
    ("repeated", "Repeated in the File"),
    ("new", "New"),
]
HOW_KNOWN = [
    ("empty", "Update Only Empty Fields"),
    ("all", "Update All Fields"),
    ("skip", "Skip"),
    ("create", "Create a New Contact"),
]
HOW_NEW = [("create", "Create a New Contact"), ("skip", "Skip")]
STATES = [
    ("waiting", "Waiting"),
    ("read", "Read"),
    ("matched", "Matched"),
    ("created", "Created"),
    ("updated", "Updated"),
    ("unchanged", "Nothing to Update"),
    ("skipped", "Skipped"),
    ("rejected", "Rejected"),
    ("undone", "Undone"),
    ("kept", "Not Undone"),
]
# what undoing has to look at
DONE_STATES = ("created", "updated")


class PartnerImportLine(models.Model):
    """One row of a file, what it was matched with, and what became of it.

    A company that rows name beside their persons has a line of its own, unless it has a row.
    """

    _name = "partner.import.line"
    _description = "Row of an Import of Contacts"
    _order = "import_id desc, number, id"
    _log_access = False
    _rec_name = "label"

    import_id = fields.Many2one("partner.import", required=True, readonly=True, index=True, ondelete="cascade")
    number = fields.Integer(string="Row", readonly=True, aggregator=None, help="Number of the row in the file.")
    level = fields.Integer(readonly=True, default=1, aggregator=None, help="Companies, of level 0, come first.")
    is_added = fields.Boolean(readonly=True, string="Company of a Row", help="Named by rows of persons only.")
    raw = fields.Json(readonly=True, help="The cells of the row.")
    vals = fields.Json(readonly=True, help="Values of the contact.")
    xml_id = fields.Char(readonly=True, string="External ID")
    label = fields.Char(readonly=True, string="In the File")
    company_name = fields.Char(readonly=True, string="Company in the File")
    parent_line_id = fields.Many2one("partner.import.line", readonly=True, index="btree_not_null", ondelete="set null")
    same_line_id = fields.Many2one(
        "partner.import.line",
        string="Repeats",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="An earlier row of the file about the same contact.",
    )
    match = fields.Selection(MATCHES, readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Contact", readonly=True, index="btree_not_null", ondelete="set null"
    )
    probability = fields.Float(readonly=True, aggregator=None)
    because = fields.Char(readonly=True, help="What the row and the contact have in common.")
    decision = fields.Selection(HOW_KNOWN, help="Empty: as decided for all rows of this kind.")
    decisions = fields.Json(compute="_compute_decisions", export_string_translation=False)
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", index=True)
    reason = fields.Char(readonly=True, help="Why the row was rejected or not undone, or what to know of it.")
    before = fields.Json(readonly=True, help="Values of the contact before they were changed, by field.")
    after = fields.Json(readonly=True, help="The same values after that; of a created contact all that was entered.")
    changes = fields.Char(compute="_compute_changes", string="Would Change")

    _todo = models.Index("(import_id, state, level, number)")

    @api.depends("match", "partner_id", "decision", "state")
    def _compute_changes(self):
        """What importing the row would change in the contact, in words; shown while people decide."""
        for line in self:
            line.changes = False
        lines = self.filtered(lambda line: line.partner_id and line.state == "matched" and line._decided() != "skip")
        for line in lines:
            partner = line.partner_id.with_env(self.env)
            if not partner.has_access("read"):
                continue
            changes = partner._import_changes(line.vals or {}, line._decided() or "empty")
            line.changes = "; ".join(partner._import_words(changes))

    @api.depends("match")
    def _compute_decisions(self):
        """What can be decided for the row; the choice offers nothing else."""
        for line in self:
            line.decisions = [value for value, _label in (HOW_NEW if line.match == "new" else HOW_KNOWN)]

    def _decided(self):
        """What is done with the row: decided for it, or for all of its kind; false if nobody has decided."""
        self.ensure_one()
        return self.decision or (self.match and self.import_id[f"decision_{self.match}"])

    def write(self, vals):
        if not self.env.su:
            if set(vals) - {"decision"}:
                raise AccessError(self.env._("Of a row of an import only the decision can be changed."))
            if any(line.state != "matched" or line.import_id.state != "decide" for line in self):
                raise UserError(self.env._("These rows can't be decided on any more, or not yet."))
            if vals.get("decision") and any(vals["decision"] not in line.decisions for line in self):
                raise UserError(self.env._("A new contact can be created or skipped; there is nothing to update."))
        return super().write(vals)

    def action_decide(self):
        """Set the decision that the context names for these rows; for none, that of their kind holds."""
        self.decision = self.env.context.get("decision", False)
        return True

    def action_open_contact(self):
        """Open the contact."""
        self.ensure_one()
        if not self.partner_id:
            raise UserError(self.env._("There is no contact: the row is new, was rejected, or was undone."))
        return open_form(self.partner_id)

    def _try_again(self):
        """Take back that lines could not be undone."""
        for line in self:
            line.write({"state": "updated" if line.before else "created", "reason": False})
