from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..actions import open_form
from ..scheduler import wake

CRON = "customer_data_quality.cron_merge_batch"
STATES = [("running", "Running"), ("done", "Done"), ("undoing", "Being Undone"), ("undone", "Undone")]
LINE_STATES = [
    ("waiting", "Waiting"),
    ("merged", "Merged"),
    ("skipped", "Needs a Look"),
    ("undone", "Undone"),
    ("kept", "Not Undone"),
]
ACTIVE_STATES = ("running", "undoing")
CERTAIN = [("state", "=", "open"), ("certainty", "=", "certain")]


class PartnerMergeBatch(models.Model):
    """Many groups of certain duplicates, merged in the background. The work itself stands in batch_run.py."""

    _name = "partner.merge.batch"
    _description = "Merging of All Certain Duplicates"
    _order = "id desc"
    _rec_name = "date_start"

    date_start = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, string="Started")
    date_end = fields.Datetime(readonly=True, string="Finished")
    user_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        string="Started by",
        help="Groups are merged with this user's rights.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", default=lambda self: self.env.company
    )
    company_ids = fields.Json(readonly=True, string="Companies", help="Ids of the companies that the user worked in.")
    state = fields.Selection(STATES, required=True, readonly=True, default="running", index=True)
    line_ids = fields.One2many("partner.merge.batch.line", "batch_id", readonly=True)
    merge_ids = fields.One2many("partner.merge", "batch_id", readonly=True)
    total = fields.Integer(compute="_compute_counts", string="Groups")
    merged = fields.Integer(compute="_compute_counts")
    skipped = fields.Integer(compute="_compute_counts", string="Need a Look")
    undone = fields.Integer(compute="_compute_counts")
    kept = fields.Integer(compute="_compute_counts", string="Not Undone")
    progress = fields.Integer(compute="_compute_counts", aggregator=None, help="In per cent.")

    @api.depends("date_start")
    def _compute_display_name(self):
        for batch in self:
            when = tools.format_datetime(self.env, batch.date_start) if batch.date_start else ""
            batch.display_name = self.env._("Merged in bulk, %s", when)

    @api.depends("line_ids.state", "state")
    def _compute_counts(self):
        counts = {
            (batch.id, state): number
            for batch, state, number in self.env["partner.merge.batch.line"]._read_group(
                [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count"]
            )
        }
        for batch in self:
            number = {state: counts.get((batch.id, state), 0) for state, _label in LINE_STATES}
            batch.total = sum(number.values())
            batch.merged, batch.skipped = number["merged"] + number["kept"], number["skipped"]
            batch.undone, batch.kept = number["undone"], number["kept"]
            left = number["merged"] if batch.state == "undoing" else number["waiting"]
            every = number["merged"] + number["undone"] + number["kept"] if batch.state == "undoing" else batch.total
            batch.progress = 100 if batch.state not in ACTIVE_STATES or not every else 100 * (every - left) // every

    # -- what the screens call ---------------------------------------------------------------

    @api.model
    def start(self):
        """Have all groups of certain duplicates that the user may see merged in the background.

        :return: what `status` returns
        :raises AccessError: for whoever may not merge
        :raises UserError: if there are none
        """
        self.env["partner.merge"].check_access("read")
        if not self._of_user().filtered(lambda batch: batch.state in ACTIVE_STATES):
            groups = self.env["partner.duplicate.group"].search(CERTAIN)
            if not groups:
                raise UserError(self.env._("There are no certain duplicates to merge."))
            # sudo: nobody writes batches but this method and the scheduler
            batch = self.sudo().create({"company_ids": self.env.companies.ids, "user_id": self.env.uid})
            batch.env["partner.merge.batch.line"].create(
                [{"batch_id": batch.id, "group_id": group.id, "company_id": group.company_id.id} for group in groups]
            )
            wake(self.env, CRON)
        return self.status()

    @api.model
    def status(self):
        """How far the user's last batch is, and how many groups a new one would have.

        :return: {"certain": number of groups, "batch": False or {"id", "state", "total", "merged", "skipped", "undone",
            "kept", "progress": whole per cent, "date_end"}}
        """
        self.env["partner.merge"].check_access("read")
        batch = self._of_user()
        names = ("id", "state", "total", "merged", "skipped", "undone", "kept", "progress")
        shown = {name: batch[name] for name in names} if batch else False
        if shown:
            shown["date_end"] = batch.date_end and fields.Datetime.to_string(batch.date_end)
        return {"certain": self.env["partner.duplicate.group"].search_count(CERTAIN), "batch": shown}

    def action_stop(self):
        """Merge no more groups; what is merged stays so."""
        self._check_own()
        # sudo: nobody writes batches but their own methods
        for batch in self.sudo().filtered(lambda batch: batch.state == "running"):
            batch._lines("waiting").unlink()
            batch._finish()
        return True

    def action_undo(self):
        """Have everything that these batches merged undone in the background."""
        self._check_own()
        # sudo: as above
        for batch in self.sudo():
            if batch.state != "done" or not batch.merged:
                raise UserError(self.env._("There is nothing to undo, or it is being done already."))
            batch._lines("kept").state = "merged"
            batch.write({"state": "undoing", "date_end": False})
            wake(self.env, CRON)
        return True

    def action_open_skipped(self):
        """Open the groups that need a look, to be decided one by one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_duplicate_group_action")
        groups = self._lines("skipped").group_id
        return {**action, "domain": [("id", "in", groups.ids)], "name": self.env._("Duplicates That Need a Look")}

    def action_open_merges(self):
        """Open the journal of what was merged."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_merge_action")
        return {**action, "domain": [("batch_id", "=", self.id)], "context": {}}

    def _check_own(self):
        """Whoever may read a batch and may merge decides on it."""
        self.env["partner.merge"].check_access("read")
        self.check_access("read")

    @api.model
    def _of_user(self):
        return self.search([("user_id", "=", self.env.uid)], limit=1)

    def _lines(self, *states):
        return self.env["partner.merge.batch.line"].search([("batch_id", "in", self.ids), ("state", "in", states)])

    def _finish(self):
        """Close batches of which nothing is left to do."""
        for batch in self:
            is_undone = batch.state == "undoing" and not batch._lines("merged", "kept")
            batch.write({"state": "undone" if is_undone else "done", "date_end": fields.Datetime.now()})


class PartnerMergeBatchLine(models.Model):
    """One group of a batch, and what became of it. Names of contacts are not kept here."""

    _name = "partner.merge.batch.line"
    _description = "Group in a Batch of Merges"
    _order = "batch_id desc, id"
    _log_access = False
    _rec_name = "group_id"

    batch_id = fields.Many2one("partner.merge.batch", required=True, readonly=True, index=True, ondelete="cascade")
    group_id = fields.Many2one("partner.duplicate.group", readonly=True, index="btree_not_null", ondelete="set null")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    merge_id = fields.Many2one("partner.merge", readonly=True, index="btree_not_null", ondelete="set null")
    state = fields.Selection(LINE_STATES, required=True, readonly=True, default="waiting", index=True)
    reason = fields.Char(readonly=True, help="Why the group needs a look, or could not be undone.")

    def action_open(self):
        """Open the merge, or the group that waits for a decision."""
        self.ensure_one()
        record = self.merge_id or self.group_id
        if not record:
            raise UserError(self.env._("There is nothing left to show: the contacts were deleted."))
        return open_form(record)


class PartnerMerge(models.Model):
    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    batch_id = fields.Many2one(
        "partner.merge.batch", readonly=True, index="btree_not_null", ondelete="set null", help="Merged in bulk."
    )
