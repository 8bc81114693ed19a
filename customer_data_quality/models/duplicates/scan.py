from odoo import fields, models

STATES = [("running", "Running"), ("done", "Done"), ("failed", "Failed")]
PHASES = [
    ("keys", "Reading contacts"),
    ("blocks", "Finding what contacts share"),
    ("candidates", "Choosing pairs"),
    ("scores", "Comparing pairs"),
    ("groups", "Forming groups"),
    ("done", "Done"),
]


class PartnerDuplicateScan(models.Model):
    """One search for duplicates, with its progress."""

    _name = "partner.duplicate.scan"
    _description = "Search for Duplicates"
    _order = "id desc"
    _log_access = False
    _rec_name = "date_start"

    date_start = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, string="Started")
    date_end = fields.Datetime(readonly=True, string="Finished")
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null", string="Started by")
    is_full = fields.Boolean(readonly=True, string="All Contacts", help="Otherwise only what has changed.")
    state = fields.Selection(STATES, required=True, readonly=True, default="running", index=True)
    phase = fields.Selection(PHASES, required=True, readonly=True, default="keys")
    batches_total = fields.Integer(readonly=True)
    batches_done = fields.Integer(readonly=True)
    progress = fields.Float(compute="_compute_progress", aggregator=None, help="Of the present phase, 0 to 100.")
    contacts = fields.Integer(readonly=True, help="Contacts that were compared.")
    candidates = fields.Integer(readonly=True, help="Pairs that were compared.")
    pairs = fields.Integer(readonly=True, help="Pairs that resemble each other.")
    groups = fields.Integer(readonly=True, help="Groups of likely duplicates.")
    seconds = fields.Json(readonly=True, help="Time by phase.")
    error = fields.Text(readonly=True)

    def _compute_progress(self):
        for scan in self:
            scan.progress = 100 * scan.batches_done / scan.batches_total if scan.batches_total else 0
