from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError

from ..scheduler import wake
from .import_line import DONE_STATES, HOW_KNOWN, HOW_NEW, MATCHES

CRON = "customer_data_quality.cron_import"
STATES = [
    ("reading", "Reading"),
    ("matching", "Matching"),
    ("decide", "To Decide"),
    ("running", "Importing"),
    ("done", "Imported"),
    ("undoing", "Being Undone"),
    ("undone", "Undone"),
    ("closed", "Closed"),
]
ACTIVE_STATES = ("reading", "matching", "running", "undoing")
# What whoever imports may change, and only until the contacts are written.
DECISIONS = ("source", "decision_certain", "decision_possible", "decision_repeated", "decision_new")
COUNTED = ("created", "updated", "unchanged", "skipped", "rejected", "undone", "kept")


class PartnerImport(models.Model):
    """A file of contacts that is matched against the existing ones before anything is written.

    The rows stand in lines. What is left to do stands in the states of the lines alone; see import_work.py.
    """

    _name = "partner.import"
    _description = "Import of Contacts"
    _order = "id desc"

    name = fields.Char(string="File", required=True, readonly=True)
    source = fields.Char(
        required=True, help="Where these contacts come from. It is kept with each of them, and shown on the contact."
    )
    user_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        string="Imported by",
        help="Contacts are read and written with this user's rights.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", default=lambda self: self.env.company
    )
    company_ids = fields.Json(readonly=True, string="Companies", help="Ids of the companies that the user worked in.")
    date_start = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, string="Uploaded")
    date_end = fields.Datetime(readonly=True, string="Imported on")
    state = fields.Selection(STATES, required=True, readonly=True, default="reading", index=True)
    headings = fields.Json(readonly=True, help="Names of the columns in the file.")
    field_paths = fields.Json(readonly=True, help="The field that each column fills; false for none.")
    error = fields.Char(readonly=True, help="Why the work stopped; it goes on where it was when it is tried again.")
    options = fields.Json(readonly=True, help="How values are read, as in Odoo's own import.")
    newest_id = fields.Integer(readonly=True, help="Newest contact when the rows were matched.")
    decision_certain = fields.Selection(HOW_KNOWN, string="For Contacts That Exist", default="empty", required=True)
    decision_possible = fields.Selection(HOW_KNOWN, string="For Possible Matches")
    decision_repeated = fields.Selection(HOW_KNOWN, string="For Repeated Rows", default="empty", required=True)
    decision_new = fields.Selection(HOW_NEW, string="For New Contacts", default="create", required=True)
    line_ids = fields.One2many("partner.import.line", "import_id", readonly=True)
    certain_line_ids = fields.One2many("partner.import.line", "import_id", domain=[("match", "=", "certain")])
    possible_line_ids = fields.One2many("partner.import.line", "import_id", domain=[("match", "=", "possible")])
    repeated_line_ids = fields.One2many("partner.import.line", "import_id", domain=[("match", "=", "repeated")])
    new_line_ids = fields.One2many("partner.import.line", "import_id", domain=[("match", "=", "new")])
    rejected_line_ids = fields.One2many(
        "partner.import.line", "import_id", domain=[("state", "in", ("rejected", "kept"))]
    )
    final_counts = fields.Json(readonly=True, help="What the lines said before they were deleted.")
    total = fields.Integer(compute="_compute_counts", string="Rows")
    certain = fields.Integer(compute="_compute_counts", string="Exist Already")
    possible = fields.Integer(compute="_compute_counts", string="Possible Matches")
    repeated = fields.Integer(compute="_compute_counts", string="Repeated in the File")
    # not "new": that is how the ORM makes the record that a row on the form belongs to
    new_rows = fields.Integer(compute="_compute_counts", string="New Contacts")
    undecided = fields.Integer(compute="_compute_counts")
    possible_repeats = fields.Integer(compute="_compute_counts", help="Possible matches with a row, not a contact.")
    created = fields.Integer(compute="_compute_counts")
    updated = fields.Integer(compute="_compute_counts")
    unchanged = fields.Integer(compute="_compute_counts")
    skipped = fields.Integer(compute="_compute_counts")
    rejected = fields.Integer(compute="_compute_counts")
    undone = fields.Integer(compute="_compute_counts")
    kept = fields.Integer(compute="_compute_counts", string="Not Undone")
    progress = fields.Integer(compute="_compute_counts", aggregator=None, help="In per cent.")

    @api.depends("line_ids.state", "line_ids.match", "line_ids.decision", "state", "decision_possible", "final_counts")
    def _compute_counts(self):
        groups = self.env["partner.import.line"]._read_group(
            [("import_id", "in", self.ids)],
            ["import_id", "state", "match", "decision", "is_added"],
            ["same_line_id:count", "__count"],
        )
        for each in self:
            rows = [group[1:] for group in groups if group[0] == each]
            counts = each._counts(rows)
            if each.state == "closed":
                counts.update(each.final_counts or {})
            each.update(counts)

    def _counts(self, rows):
        """Numbers of lines.

        :param rows: of (state, match, decision, whether the line is a company that only persons name, how many repeat
            another line, count)
        """
        counts = dict.fromkeys((*COUNTED, *(match for match, _label in MATCHES), "possible_repeats"), 0)
        total = undecided = left = 0
        for state, match, decision, is_added, repeats, number in rows:
            total += 0 if is_added else number
            if state in counts:
                counts[state] += number
            if match in counts and state != "rejected":
                counts[match] += number
                if match == "possible":
                    counts["possible_repeats"] += repeats
                    if state == "matched" and not (decision or self.decision_possible):
                        undecided += number
            left += number * (state in self._open_states())
        every = sum(row[-1] for row in rows)
        counts.update(total=total, undecided=undecided, new_rows=counts.pop("new"))
        counts["progress"] = 100 * (every - left) // every if every and self.state in ACTIVE_STATES else 100
        return counts

    def _open_states(self):
        """States of lines that are left to do in the present state."""
        return {
            "reading": ("waiting",),
            "matching": ("waiting", "read"),
            "running": ("matched",),
            "undoing": DONE_STATES,
        }.get(self.state, ())

    # -- what people may change ---------------------------------------------------------------

    def write(self, vals):
        if not self.env.su:
            if not set(vals) <= set(DECISIONS) | {name for name in vals if name.endswith("line_ids")}:
                raise AccessError(self.env._("What was imported can't be changed by hand."))
            if any(each.state not in ("reading", "matching", "decide") for each in self):
                raise UserError(self.env._("The contacts were imported already. Undo the import to decide anew."))
        return super().write(vals)

    # -- what the screens call ---------------------------------------------------------------

    def status(self):
        """How far the work is.

        :return: {"state", "state_label", "progress": whole per cent, "error": text or ""}
        """
        self.ensure_one()
        self.check_access("read")
        labels = dict(self._fields["state"]._description_selection(self.env))
        return {
            "state": self.state,
            "state_label": labels[self.state],
            "progress": self.progress,
            "error": self.error or "",
        }

    def action_import(self):
        """Have the rows written as decided, in the background.

        :raises UserError: while there are rows that nobody has decided on
        """
        self._check_own()
        for each in self.sudo():  # sudo: nobody but these methods changes the state
            if each.state != "decide":
                raise UserError(self.env._("There is nothing to import, or it is being done already."))
            if each.undecided:
                raise UserError(
                    self.env._(
                        "Rows to decide: %s. They may be contacts that exist already; please choose what to do with "
                        "them.",
                        each.undecided,
                    )
                )
            each.state = "running"
            wake(self.env, CRON)
        return True

    def action_undo(self):
        """Have everything that was written taken back in the background, where nobody has changed it since."""
        self._check_own()
        for each in self.sudo():  # sudo: as in `action_import`
            if each.state not in ("done", "undone") or not each._lines(*DONE_STATES, "kept"):
                raise UserError(self.env._("There is nothing to undo, or it is being done already."))
            each._lines("kept").filtered("partner_id")._try_again()
            each.write({"state": "undoing"})
            wake(self.env, CRON)
        return True

    def action_stop(self):
        """Write no more rows; what is written stays so, and can be undone."""
        self._check_own()
        for each in self.sudo():  # sudo: as in `action_import`
            if each.state in ("reading", "matching", "decide"):
                each.unlink()
            elif each.state == "running":
                each._lines("matched").write({"state": "skipped", "reason": self.env._("The import was stopped.")})
                each._finish()
        return self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_import_action")

    def action_open_contacts(self):
        """Open the contacts that were created or updated; `states` in the context says which."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("contacts.action_contacts")
        states = self.env.context.get("states") or ("created", "updated", "unchanged")
        partners = self.env["partner.import.line"].search([("import_id", "=", self.id), ("state", "in", states)])
        return {
            **action,
            "name": self.env._("Imported Contacts"),
            "domain": [("id", "in", partners.partner_id.ids)],
            "context": {"active_test": False},
            "views": [(False, "list"), (False, "form")],
        }

    def action_open_rows(self):
        """Open all rows as a list, to filter them and decide on many at once."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_import_line_action")
        context = {"repeats": bool(self.repeated or self.possible_repeats)}
        return {**action, "domain": [("import_id", "=", self.id)], "context": context}

    def action_rejected_file(self):
        """Download the rows that were rejected, each with the reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_data_quality/import/{self.id}/rejected",
            "target": "self",
        }

    def _check_own(self):
        """Whoever may read an import and may write contacts decides on it."""
        self.check_access("read")
        self.env["res.partner"].check_access("create")
        self.env["res.partner"].check_access("write")

    # -- shared by the steps -------------------------------------------------------------------

    def _as_user(self):
        """The environment of whoever imports: their rights, in the companies they worked in, quiet as Odoo's import."""
        context = {
            "allowed_company_ids": self.company_ids or self.company_id.ids,
            "lang": self.user_id.lang,
            "tz": self.user_id.tz,
            "import_file": True,
        }
        if (self.options or {}).get("tracking_disable", True):
            context["tracking_disable"] = True
        return self.env(user=self.user_id.id, su=False, context=context)

    def _lines(self, *states):
        return self.env["partner.import.line"].search([("import_id", "in", self.ids), ("state", "in", states)])

    def _finish(self):
        """Close what has nothing left to do."""
        for each in self:
            if each.state == "undoing":
                each.state = "undone"
            else:
                each.write({"state": "done", "date_end": fields.Datetime.now()})

    @api.depends("name", "date_start")
    def _compute_display_name(self):
        for each in self:
            when = tools.format_datetime(self.env, each.date_start) if each.date_start else ""
            each.display_name = f"{each.name} ({when})" if when else each.name
