import hashlib
import ipaddress
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# Failed tries from one address within an hour; an office behind one address stays below that.
MAX_TRIES = 30
WINDOW = timedelta(hours=1)


class PartnerLinkTry(models.Model):
    """A failed try of a link from some address. Rows are only added, so that visitors never wait for each other.

    Addresses are personal data: stored is a hash with a salt that is thrown away the next day.
    """

    _name = "partner.link.try"
    _description = "Failed Try of a Link"
    _log_access = False
    _rec_name = "source"

    source = fields.Char(required=True, readonly=True, export_string_translation=False)
    date = fields.Datetime(required=True, readonly=True)

    _source_date_idx = models.Index("(source, date)")

    @api.model
    def _is_limited(self, address):
        """Whether there were too many failed tries from an address lately.

        :param str address: IPv4 or IPv6
        """
        self.env.cr.execute(
            SQL(
                "SELECT count(*) FROM partner_link_try WHERE source = %s AND date > %s",
                self._source(address),
                fields.Datetime.now() - WINDOW,
            )
        )
        return self.env.cr.fetchone()[0] >= MAX_TRIES

    @api.model
    def _note(self, address):
        """Note a failed try from an address."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_link_try (source, date) VALUES (%s, %s)",
                self._source(address),
                fields.Datetime.now(),
            )
        )

    @api.model
    def _source(self, address):
        """The hash of an address, of its network for IPv6, where everybody has 2^64 addresses."""
        try:
            network = ipaddress.ip_address(address or "")
        except ValueError:
            network = address or ""
        else:
            if network.version == 6:
                network = ipaddress.ip_network((network, 64), strict=False)
        salt = self.env["partner.link.salt"]._of_today()
        return hashlib.sha256(f"{salt} {network}".encode()).hexdigest()[:32]

    @api.autovacuum
    def _gc_tries(self):
        """Forget what is too old to count, and the salts of the days before."""
        self.env.cr.execute(SQL("DELETE FROM partner_link_try WHERE date < %s", fields.Datetime.now() - WINDOW))
        self.env.cr.execute(SQL("DELETE FROM partner_link_salt WHERE day < %s", fields.Date.today()))
        self.invalidate_model(flush=False)


class PartnerLinkSalt(models.Model):
    """What the addresses of a day are hashed with."""

    _name = "partner.link.salt"
    _description = "Salt for Hashes of Addresses"
    _log_access = False
    _rec_name = "day"

    day = fields.Date(required=True, readonly=True)
    salt = fields.Char(required=True, readonly=True, export_string_translation=False)

    _day_unique = models.UniqueIndex("(day)")

    @api.model
    def _of_today(self):
        today = fields.Date.today()
        query = SQL("SELECT salt FROM partner_link_salt WHERE day = %s", today)
        rows = self.env.execute_query(query)
        if not rows:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO partner_link_salt (day, salt) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                    today,
                    secrets.token_hex(),
                )
            )
            rows = self.env.execute_query(query)
        return rows[0][0]
