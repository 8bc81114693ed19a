from odoo import api, fields, models
from odoo.tools import SQL

from .candidates import ALL_DUE, TOTAL, frequencies


class PartnerMatchFrequency(models.Model):
    """How many contacts share a match key: of keys that tell how rare a value is, and of those too common to search by.

    The table's primary key is `key bigint`, a type that the ORM doesn't have. Rewritten by full scans.
    """

    _name = "partner.match.frequency"
    _description = "Frequency of a Match Key"
    _log_access = False

    contacts = fields.Integer(required=True, readonly=True)

    def init(self):
        self.env.cr.execute(
            """
            ALTER TABLE partner_match_frequency ADD COLUMN IF NOT EXISTS key bigint NOT NULL;
            CREATE UNIQUE INDEX IF NOT EXISTS partner_match_frequency_key_idx
                ON partner_match_frequency (key) INCLUDE (contacts);
            """
        )
        return super().init()

    @api.model
    def _expect_all(self):
        """Have the next search compare all contacts: stored scores are those of another model or another release."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_match_frequency (key, contacts) VALUES (%s, 0) ON CONFLICT (key) DO NOTHING",
                ALL_DUE,
            )
        )

    @api.model
    def _replace(self):
        """Note how common keys are now, from the temporary table shared_keys."""
        cr = self.env.cr
        cr.execute("DELETE FROM partner_match_frequency")
        cr.execute(SQL("INSERT INTO partner_match_frequency (key, contacts) %s ORDER BY key", frequencies()))
        cr.execute(
            SQL(
                "INSERT INTO partner_match_frequency (key, contacts) "
                "SELECT %s, count(*) FROM partner_match_key WHERE active",
                TOTAL,
            )
        )
