import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

TOKEN_BYTES = 32
# A form that was sent so often is filled in by a machine.
MAX_TRIES = 30


class PartnerLink(models.Model):
    """A link to a public page, for one person and one purpose.

    Whoever has the token may use it, so it is shown once, when the link is made, and only its SHA-256 is stored: with
    32 random bytes nobody needs a slow hash. Nobody but the system reads or makes links; on a merge of contacts they
    follow the survivor.
    """

    _name = "partner.link"
    _description = "Signed Link"
    _order = "id"
    _rec_name = "purpose"

    token_hash = fields.Char(required=True, readonly=True, export_string_translation=False)
    purpose = fields.Char(required=True, readonly=True, export_string_translation=False)
    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="cascade")
    res_model = fields.Char(readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    expires_at = fields.Datetime(required=True, readonly=True, index=True)
    single_use = fields.Boolean(readonly=True)
    used_at = fields.Datetime(readonly=True)
    tries = fields.Integer(readonly=True, required=True, default=0, aggregator=None)

    _token_hash_unique = models.UniqueIndex("(token_hash)")

    @api.model
    def _purposes(self):
        """What links may be for; overridden by what adds a page.

        :return: {purpose: path of its page}; the token follows the path
        """
        return {}

    @api.model
    def _make(self, purpose, partner, valid_days, single_use, record=None):
        """Make a link for one contact.

        :param str purpose: one of `_purposes`
        :param partner: record of res.partner
        :param int valid_days: after so many days it is refused
        :param bool single_use: refused once `_use` was called
        :param record: what it is about besides the contact
        :return: (link, URL); the URL can't be had again
        :raises ValueError: for an unknown purpose
        """
        return self._make_batch(purpose, partner, valid_days, single_use, record and [record])[0]

    @api.model
    def _make_batch(self, purpose, partners, valid_days, single_use, records=None):
        """Make links for many contacts; as `_make`, with a list of records in the order of the contacts.

        :return: list of (link, URL) in the order of the contacts
        """
        path = self._purposes().get(purpose)
        if path is None:
            raise ValueError(f"Links can't be made for the unknown purpose {purpose!r}.")
        tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _partner in partners]
        expires_at = fields.Datetime.now() + timedelta(days=valid_days)
        values = [
            {
                "token_hash": _digest(token),
                "purpose": purpose,
                "partner_id": partner.id,
                "res_model": record._name if record else False,
                "res_id": record.id if record else False,
                "expires_at": expires_at,
                "single_use": single_use,
            }
            for token, partner, record in zip(tokens, partners, records or [None] * len(partners), strict=True)
        ]
        # sudo: nobody may write links; whoever calls this has checked that the user may send one
        links = self.sudo().create(values)
        base = partners[:1].get_base_url().rstrip("/")
        return [(link, f"{base}{path}/{token}") for link, token in zip(links, tokens, strict=True)]

    @api.model
    def _resolve(self, purpose, token):
        """Find the link behind a token. Reads only.

        :param str purpose: for which the link must have been made
        :param str token: as it came, whatever it is
        :return: the link with all rights, or no record: unknown, used, expired and foreign ones are told apart by
            nobody, and take the same way through this method
        """
        digest = _digest(token)
        link = self.sudo().search([("token_hash", "=", digest)], limit=1)  # sudo: the token is what gives the right
        usable = [
            hmac.compare_digest(digest, link.token_hash or _digest("")),
            hmac.compare_digest(purpose.encode(), (link.purpose or "").encode()),
            (link.expires_at or fields.Datetime.now()) > fields.Datetime.now(),
            not link.used_at,
            link.tries < MAX_TRIES,
        ]
        return link if all(usable) else link.browse()

    def _count_try(self):
        """Note that a form behind this link was sent."""
        self.env.cr.execute(SQL("UPDATE partner_link SET tries = tries + 1 WHERE id = ANY(%s)", list(self.ids)))
        self.invalidate_recordset(["tries"], flush=False)

    def _use(self):
        """Use the link up, if it is for a single use.

        Of two transactions at once the second one fails by a serialization error, which Odoo answers by starting it
        again, and then finds the link used.

        :return: whether it could be used
        """
        self.ensure_one()
        if not self.single_use:
            return True
        self.env.cr.execute(
            SQL(
                "UPDATE partner_link SET used_at = %s WHERE id = %s AND used_at IS NULL RETURNING id",
                fields.Datetime.now(),
                self.id,
            )
        )
        self.invalidate_recordset(["used_at"], flush=False)
        return bool(self.env.cr.fetchone())

    @api.model
    def _withdraw(self, purpose, partners):
        """Have all links for a purpose to some contacts refused from now on."""
        # sudo: as in _make_batch
        self.sudo().search([("purpose", "=", purpose), ("partner_id", "in", partners.ids)]).unlink()

    @api.autovacuum
    def _gc_links(self):
        """Forget links that nobody can use any more; to the visitor they are unknown then, which is the same."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM partner_link WHERE expires_at < %(now)s OR used_at < %(now)s",
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model(flush=False)


def _digest(token):
    """The SHA-256 of a token as hexadecimal text."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
