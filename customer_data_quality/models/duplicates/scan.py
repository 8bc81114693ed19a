from odoo import api, fields, models
from odoo.tools import SQL

STATES = [("running", "Running"), ("done", "Done"), ("failed", "Failed")]
PHASES = [
    ("keys", "Reading contacts"),
    ("candidates", "Choosing pairs"),
    ("index", "Preparing lookups"),
    ("scores", "Comparing pairs"),
    ("groups", "Forming groups"),
    ("done", "Done"),
]
KEPT_DAYS = 90


class PartnerDuplicateScan(models.Model):
    """One search for duplicates, with its progress. What it consists of stands in scan_run.py."""

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
    phase = fields.Selection(PHASES, compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress", aggregator=None, help="Of the present phase, 0 to 100.")
    contacts = fields.Integer(readonly=True, help="Contacts that were compared.")
    candidates = fields.Integer(readonly=True, help="Pairs that were compared.")
    pairs = fields.Integer(readonly=True, help="Pairs that resemble each other.")
    groups = fields.Integer(readonly=True, help="Groups of likely duplicates afterwards.")
    seconds = fields.Json(readonly=True, help="Time by phase.")
    error = fields.Text(readonly=True)

    # one search of all contacts at a time: whoever wants a second one joins the first
    _one_full = models.UniqueIndex("(is_full) WHERE is_full AND state = 'running'")

    def _compute_progress(self):
        self.phase, self.progress = "done", 100
        running = self.filtered(lambda scan: scan.state == "running")
        if not running:
            return
        waiting, to_compare = self._waiting()
        batches = self.env["partner.duplicate.batch"].sudo()  # sudo: only how many there are is shown
        counts = {
            (scan.id, phase, is_done): (number, contacts)
            for scan, phase, is_done, number, contacts in batches._read_group(
                [("scan_id", "in", running.ids)],
                ["scan_id", "phase", "is_done"],
                ["__count", "contacts:sum"],
            )
        }
        for scan in running:
            open_phases = [phase for phase, _label in PHASES if (scan.id, phase, False) in counts]
            done_keys = counts.get((scan.id, "keys", True), (0, 0))[1]
            if waiting:
                scan.phase, done, left = "keys", done_keys, waiting
            elif open_phases:
                scan.phase = open_phases[0]
                done = counts.get((scan.id, scan.phase, True), (0, 0))[0]
                left = counts[scan.id, scan.phase, False][0]
            else:
                scan.phase, left = ("scores", to_compare) if to_compare else ("groups", 1)
                done = counts.get((scan.id, scan.phase, True), (0, 0))[1]
            scan.progress = 100 * done // (done + left)

    @api.model
    def _waiting(self):
        """Numbers of contacts that wait for their keys, and of those that wait to be compared."""
        self.env.cr.execute(
            "SELECT (SELECT count(*) FROM partner_match_pending), (SELECT count(*) FROM partner_duplicate_todo)"
        )
        return self.env.cr.fetchone()

    @api.autovacuum
    def _gc_scans(self):
        """Forget searches of long ago."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM partner_duplicate_scan WHERE state <> 'running' AND date_start < %s",
                fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS),
            )
        )


class PartnerDuplicateBatch(models.Model):
    """A piece of work of a search, claimed by locking it. Kept as done, with its counts, until the search is over.

    Beside the fields below the table has pairs as arrays, because millions of rows would take longer to write than
    to compare: `a`, `b` and `kinds` of those to be compared, then of those that matter, with their `scores` (log-odds
    before they are shifted) and `pair_cells`; and `cells`, the number of compared pairs by cell (engine.adaptation).
    """

    _name = "partner.duplicate.batch"
    _description = "Part of a Search for Duplicates"
    _log_access = False
    _order = "id"

    scan_id = fields.Many2one("partner.duplicate.scan", required=True, readonly=True, index=True, ondelete="cascade")
    phase = fields.Selection(PHASES, required=True, readonly=True)
    is_done = fields.Boolean(required=True, readonly=True, default=False)
    contacts = fields.Integer(readonly=True)
    candidates = fields.Integer(readonly=True)
    pairs = fields.Integer(readonly=True)
    seconds = fields.Float(readonly=True)

    def init(self):
        self.env.cr.execute(
            """
            ALTER TABLE partner_duplicate_batch
                ADD COLUMN IF NOT EXISTS a int[], ADD COLUMN IF NOT EXISTS b int[],
                ADD COLUMN IF NOT EXISTS kinds int[], ADD COLUMN IF NOT EXISTS scores float4[],
                ADD COLUMN IF NOT EXISTS pair_cells int2[], ADD COLUMN IF NOT EXISTS cells int[]
            """
        )
        return super().init()
