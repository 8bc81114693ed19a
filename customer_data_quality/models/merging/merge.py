from odoo import api, fields, models

STATES = [
    ("done", "Merged"),
    ("undone", "Undone"),
    ("purged", "Purged"),  # what was left of the merged contacts is deleted
    ("erased", "Erased"),  # emptied for reasons of data protection
]


class PartnerMerge(models.Model):
    """One merge of contacts: who, when, why, every value before and after, and every row that was touched.

    Nothing but `_merge` makes entries. They count as personal data of the contacts in them.
    """

    _name = "partner.merge"
    _description = "Merge of Contacts"
    _order = "date desc, id desc"
    _rec_name = "survivor_name"

    survivor_id = fields.Many2one(
        "res.partner", string="Contact", readonly=True, index="btree_not_null", ondelete="set null"
    )
    survivor_name = fields.Char(string="Name", readonly=True, help="As it was when the contacts were merged.")
    merged_ids = fields.Many2many(
        "res.partner",
        "partner_merge_merged_rel",
        "merge_id",
        "partner_id",
        string="Merged Contacts",
        readonly=True,
        context={"active_test": False},
    )
    merged_names = fields.Char(readonly=True, help="As they were when the contacts were merged.")
    merged_count = fields.Integer(string="Contacts Merged", readonly=True, help="Without the one that remains.")
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null", ondelete="cascade")
    user_id = fields.Many2one("res.users", string="Merged by", readonly=True, ondelete="set null", index=True)
    date = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now, index=True)
    reason = fields.Char(readonly=True, help="Why the contacts were merged.")
    probability = fields.Float(readonly=True, digits=(5, 4), aggregator=None, help="That they are the same, 0 to 1.")
    state = fields.Selection(STATES, required=True, readonly=True, default="done", index=True)
    undone_user_id = fields.Many2one("res.users", string="Undone by", readonly=True, ondelete="set null")
    undone_date = fields.Datetime(string="Undone on", readonly=True)
    changes = fields.Json(
        readonly=True,
        groups=fields.NO_ACCESS,
        export_string_translation=False,
        help="What became of the contact that remains: list of {field, label, before, after}, as texts to show.",
    )
    told_changes = fields.Json(string="Changes", compute="_compute_told_changes")
    counts = fields.Json(readonly=True, help="What was moved, by kind: list of {model, label, count}.")
    collisions = fields.Json(
        readonly=True,
        help="Rows that could not be moved because the contact that remains has the same: "
        "list of {model, label, count, resolution}.",
    )
    remarks = fields.Json(
        readonly=True, help="What nobody could foresee: list of texts, such as tables that are not known or reversible."
    )
    line_ids = fields.One2many("partner.merge.line", "merge_id", readonly=True, groups="base.group_system")

    @api.depends("changes")
    @api.depends_context("uid")
    def _compute_told_changes(self):
        """The changes of fields that the reader may see."""
        partner = self.env["res.partner"]
        for merge in self:
            # sudo: of each change it is asked whether the reader may see the field
            merge.told_changes = [
                change
                for change in merge.sudo().changes or ()
                if (field := partner._fields.get(change["field"])) and partner._has_field_access(field, "read")
            ]
