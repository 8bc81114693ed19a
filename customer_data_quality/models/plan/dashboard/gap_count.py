from odoo import api, fields, models
from odoo.tools import SQL


class PartnerQualityGapCount(models.Model):
    """How many contacts have which gap, as of the last snapshot, per company, salesperson and profile.

    The numbers of the gaps themselves would be counted over all contacts whenever somebody looks.
    """

    _name = "partner.quality.gap.count"
    _description = "Contacts per Gap"
    _log_access = False
    _order = "contacts desc, id"
    _rec_name = "rule_id"

    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True, ondelete="cascade")
    rule_id = fields.Many2one("partner.quality.rule", readonly=True, required=True, ondelete="cascade")
    profile_id = fields.Many2one("partner.quality.profile", readonly=True, ondelete="cascade")
    contacts = fields.Integer(readonly=True)

    _one_line = models.UniqueIndex("(rule_id, COALESCE(company_id, 0), COALESCE(user_id, 0))")

    @api.model
    def _count(self):
        """Count all gaps anew."""
        self.env["partner.quality"].flush_model()
        self.env["res.partner"].flush_model(["active", "company_id", "user_id"])
        self.env.cr.execute(SQL("DELETE FROM partner_quality_gap_count"))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_quality_gap_count (company_id, user_id, rule_id, profile_id, contacts)
                SELECT counted.company_id, counted.user_id, rule.id, rule.profile_id, counted.contacts
                FROM (
                    SELECT p.company_id, p.user_id, gap.rule_id, count(*) AS contacts
                    FROM partner_quality q
                        JOIN res_partner p ON p.id = q.id AND p.active
                        CROSS JOIN LATERAL unnest(q.gaps) AS gap (rule_id)
                    GROUP BY p.company_id, p.user_id, gap.rule_id
                ) AS counted JOIN partner_quality_rule rule ON rule.id = counted.rule_id
                """
            )
        )
        self.invalidate_model(flush=False)
