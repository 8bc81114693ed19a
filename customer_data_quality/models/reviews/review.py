import json

from odoo import fields, models
from odoo.tools import SQL

from .side_fields import ReviewState

STATES = [
    ("current", "Up to date"),
    ("due", "Due"),
    ("overdue", "Overdue"),
]
REASONS = [
    ("interval", "Regular review"),
    ("bounce", "E-mail came back"),
    ("vies", "VAT number's VIES state changed"),
    ("letter", "Letter came back"),
    ("manual", "Asked for by a colleague"),
]


class PartnerReview(models.Model):
    """When a contact was last reviewed and when it is due again: one narrow row with the contact's id.

    Contacts that no policy wants and nobody ever reviewed have none. Written in SQL only: by the planner for all
    contacts (review_refresh.py), and by `_put` for those that somebody has just reviewed.
    """

    _name = "partner.review"
    _description = "Contact Review State"
    _log_access = False
    _order = "due_date, id"

    policy_id = fields.Many2one("partner.review.policy", ondelete="set null", readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Responsible", ondelete="set null", readonly=True, index=True)
    priority = fields.Integer(readonly=True, aggregator=None, help="0 comes first.")
    last_date = fields.Date(string="Last Review", readonly=True)
    last_user_id = fields.Many2one("res.users", string="Last Reviewed by", ondelete="set null", readonly=True)
    due_date = fields.Date(string="Review Due", readonly=True, index=True)
    overdue_date = fields.Date(readonly=True, help="The last day on which a due review is not overdue yet.")
    wanted_date = fields.Date(
        readonly=True, help="Postponed to this day, or wanted from this day on for a reason other than the interval."
    )
    reason = fields.Selection(REASONS, readonly=True)
    seen_date = fields.Date(readonly=True, help="Contacts of the customer up to this day need no card any more.")
    state = ReviewState(STATES, string="Review")

    def init(self):
        """Columns that no field shows, and rows that go with their contacts."""
        self.env.cr.execute(
            """
            ALTER TABLE partner_review
                ADD COLUMN IF NOT EXISTS bounces int,
                ADD COLUMN IF NOT EXISTS vies bool;

            -- one call per statement instead of a foreign key, which PostgreSQL would check row by row
            CREATE OR REPLACE FUNCTION partner_review_remove_rows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM partner_review WHERE id IN (SELECT id FROM removed);
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS partner_review_remove_rows ON res_partner;
            CREATE TRIGGER partner_review_remove_rows AFTER DELETE ON res_partner
                REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION partner_review_remove_rows();
            """
        )
        return super().init()

    def _put(self, rows):
        """Write some columns of rows, which are made where they are missing.

        :param rows: list of dicts with `id` and the same columns each
        """
        if not rows:
            return
        names = [name for name in rows[0] if name != "id"]
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_review (id, %(columns)s)
                SELECT v.id, %(values)s FROM jsonb_populate_recordset(NULL::partner_review, %(rows)s::jsonb) AS v
                JOIN res_partner p ON p.id = v.id ORDER BY v.id
                ON CONFLICT (id) DO UPDATE SET (%(columns)s) = ROW(%(excluded)s)
                """,
                columns=columns,
                values=SQL(", ").join(SQL.identifier("v", name) for name in names),
                excluded=SQL(", ").join(SQL.identifier("excluded", name) for name in names),
                rows=json.dumps(rows, default=fields.Date.to_string),
            )
        )
        self._forget()

    def _forget(self):
        """Have what is shown of reviews read anew."""
        self.invalidate_model(flush=False)
        partners = self.env["res.partner"]
        partners.invalidate_model([name for name in partners._fields if name.startswith("review_")], flush=False)
