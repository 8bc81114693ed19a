from odoo import Command, fields, models
from odoo.tools import SQL

from ...actions import open_form

SAMPLE = 30


class PartnerRetentionRule(models.Model):
    _inherit = "partner.retention.rule"  # pylint: disable=consider-merging-classes-inherited

    def action_try(self):
        """Count what the rule would do, and show some of the contacts. Nothing is changed."""
        self.ensure_one()
        self.check_access("write")
        # sudo: what is noted of activities and who is left out is found with all rights; contacts that the officer
        # may not see are counted and not shown
        self.sudo().env["partner.retention.activity"]._refresh()
        preview = self.env["partner.retention.preview"].create(self.sudo()._tried())
        # sudo: only a dry run says that there was one
        self.sudo().write({"tried_version": self._version(), "tried_on": fields.Datetime.now()})
        return open_form(preview, name=self.env._("Dry Run: %s", self.name), target="new")

    def _tried(self):
        """Values of the dry run."""
        exclusions = self._exclusions()
        ((chosen,),) = self.env.execute_query(
            SQL("SELECT count(*) FROM res_partner p WHERE p.id IN %s", self._chosen())
        )
        counts = self.env.execute_query(
            SQL(
                "SELECT count(*), count(*) FILTER (WHERE NOT %s), %s FROM %s",
                self._excluded(),
                SQL(", ").join(SQL("count(*) FILTER (WHERE %s)", each.condition) for each in exclusions),
                self._inactive(),
            )
        )[0]
        sample = self.env.execute_query(
            SQL(
                "SELECT p.id, a.day, own.source_id FROM %s AND NOT %s ORDER BY a.day, p.id LIMIT %s",
                self._inactive(),
                self._excluded(),
                SAMPLE,
            )
        )
        return {
            "rule_id": self.id,
            "chosen": chosen,
            "inactive": counts[0],
            "wanted": counts[1],
            "tonight": min(counts[1], self.nightly_cap),
            "exclusion_ids": [
                Command.create({"name": each.label, "count": count})
                for each, count in zip(exclusions, counts[2:], strict=True)
                if count
            ],
            "sample_ids": [
                Command.create({"partner_id": id_, "last_activity_date": day, "source_id": source_id})
                for id_, day, source_id in sample
            ],
        }


class PartnerRetentionPreview(models.TransientModel):
    """What a rule would do."""

    _name = "partner.retention.preview"
    _description = "Dry Run of a Retention Rule"

    rule_id = fields.Many2one("partner.retention.rule", required=True, readonly=True, ondelete="cascade")
    action = fields.Selection(related="rule_id.action")
    is_on = fields.Boolean(related="rule_id.enabled", string="Switched On")
    cutoff = fields.Date(compute="_compute_cutoff", string="Quiet Since Before")
    chosen = fields.Integer(string="Contacts of the Rule", readonly=True)
    inactive = fields.Integer(string="Without Activity", readonly=True)
    wanted = fields.Integer(string="To Be Dealt With", readonly=True)
    tonight = fields.Integer(string="Found in the First Night", readonly=True)
    exclusion_ids = fields.One2many("partner.retention.preview.exclusion", "preview_id", readonly=True)
    sample_ids = fields.One2many("partner.retention.preview.sample", "preview_id", readonly=True)

    def _compute_cutoff(self):
        for preview in self:
            preview.cutoff = preview.rule_id._cutoff()

    def action_enable(self):
        """Switch the rule on."""
        self.ensure_one()
        self.rule_id.action_enable()
        return {"type": "ir.actions.act_window_close"}


class PartnerRetentionPreviewExclusion(models.TransientModel):
    _name = "partner.retention.preview.exclusion"
    _description = "Contacts That a Retention Rule Leaves Alone"
    _order = "count desc, id"

    preview_id = fields.Many2one("partner.retention.preview", required=True, ondelete="cascade", index=True)
    name = fields.Char(string="Left Alone", readonly=True)
    count = fields.Integer(string="Contacts", readonly=True)


class PartnerRetentionPreviewSample(models.TransientModel):
    _name = "partner.retention.preview.sample"
    _description = "Contact That a Retention Rule Would Find"

    preview_id = fields.Many2one("partner.retention.preview", required=True, ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True, ondelete="cascade")
    last_activity_date = fields.Date(string="Last Activity", readonly=True)
    source_id = fields.Many2one("partner.retention.source", string="By", readonly=True, ondelete="set null")
