from odoo import api, fields, models


class PartnerMatchKey(models.Model):
    """What a contact is compared by, in one narrow row that has the contact's id.

    Beside the fields below the table has a column `keys bigint[]` under a GIN index: what two contacts have to share
    before they are compared at all. Everything here can be computed again; see refresh.py for when it is.
    """

    _name = "partner.match.key"
    _description = "Contact Match Key"
    _log_access = False
    _order = "id"

    company_id = fields.Integer(readonly=True, help="Id of the contact's company, without a reference that costs.")
    active = fields.Boolean(readonly=True, help="Archived contacts keep their keys, but are never proposed.")
    signature = fields.Text(readonly=True, help="The contact's values in the form in which they are compared.")
    fingerprint = fields.Integer(readonly=True, help="Of the signature: tells whether a compared value has changed.")
    place = fields.Integer(readonly=True, help="Number of the place: contacts of one place are compared together.")
    version = fields.Integer(readonly=True, help="Of the normalisation and word lists that made the signature.")

    def init(self):
        # fillfactor leaves room to rewrite a row in its place
        self.env.cr.execute(
            """
            ALTER TABLE partner_match_key ADD COLUMN IF NOT EXISTS keys bigint[] NOT NULL DEFAULT '{}';
            ALTER TABLE partner_match_key SET (fillfactor = 80);
            """
        )
        self._make_index()
        return super().init()

    @api.model
    def _make_index(self):
        # alone in its statement: changing the table would lock out whoever reads it until the index is made
        self.env.cr.execute(
            "CREATE INDEX IF NOT EXISTS partner_match_key_keys_idx ON partner_match_key "
            "USING gin (keys) WITH (fastupdate = off)"
        )
