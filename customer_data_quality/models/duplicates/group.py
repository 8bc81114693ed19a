from odoo import api, fields, models

CERTAINTIES = [("certain", "Certain"), ("possible", "Possible")]
STATES = [("open", "To Decide"), ("done", "Done"), ("dismissed", "Not Duplicates")]


class PartnerDuplicateGroup(models.Model):
    """Contacts that are likely the same. Groups are made by scans; a contact is in one group at most.

    A group whose members stay keeps its id, and with it its activities and who looks after it.
    """

    _name = "partner.duplicate.group"
    _description = "Duplicate Contacts"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "certainty, probability desc, id"

    name = fields.Char(compute="_compute_name", search="_search_name")
    state = fields.Selection(STATES, required=True, readonly=True, default="open", index=True)
    certainty = fields.Selection(
        CERTAINTIES,
        required=True,
        readonly=True,
        index=True,
        help="Certain: may be merged with one click. Possible: needs a look.",
    )
    probability = fields.Float(
        readonly=True, digits=(5, 4), aggregator="avg", help="Of the weakest link in the group, 0 to 1."
    )
    size = fields.Integer(readonly=True, string="Contacts", help="Number of contacts in the group.")
    is_company = fields.Boolean(readonly=True, string="Companies", help="The contacts are companies.")
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null", ondelete="cascade")
    country_id = fields.Many2one("res.country", readonly=True, ondelete="set null")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
        help="At first the salesperson of the contacts.",
    )
    reasons = fields.Char(
        readonly=True,
        help="What the contacts have in common, as codes separated by blanks: "
        "name, address, email, phone, vat, website, register.",
    )
    reasons_text = fields.Char(compute="_compute_reasons_text", string="In Common", help="The reasons in words.")
    size_limited = fields.Boolean(
        readonly=True, help="More contacts belong here than one group can hold; they stand in groups of their own."
    )
    member_ids = fields.One2many("partner.duplicate.member", "group_id", readonly=True)
    partner_ids = fields.Many2many(
        "res.partner", compute="_compute_partner_ids", search="_search_partner_ids", string="Duplicates"
    )
    decision_user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    decision_date = fields.Datetime(readonly=True, string="Decided on")

    def init(self):
        # tells whether a group has changed, without reading its contacts
        self.env.cr.execute("ALTER TABLE partner_duplicate_group ADD COLUMN IF NOT EXISTS fingerprint bigint")
        return super().init()

    @api.depends("partner_ids.display_name")
    def _compute_name(self):
        for group in self:
            names = list(dict.fromkeys(name for name in group.partner_ids.mapped("display_name") if name))
            group.name = " / ".join(names[:3]) + (" …" if names[3:] else "")

    @api.model
    def _search_name(self, operator, value):
        return [("member_ids.partner_id", operator, value)]

    @api.depends("member_ids.partner_id")
    def _compute_partner_ids(self):
        # sudo: read at once what record rules are asked about for each group, with the rights of the user
        self.member_ids.partner_id.sudo().mapped("company_id")
        for group in self:
            group.partner_ids = group.member_ids.partner_id

    @api.model
    def _search_partner_ids(self, operator, value):
        return [("member_ids.partner_id", operator, value)]

    @api.depends("reasons")
    def _compute_reasons_text(self):
        labels = self._reason_labels()
        for group in self:
            group.reasons_text = ", ".join(labels.get(code, code) for code in (group.reasons or "").split())

    @api.model
    def _reason_labels(self):
        return {
            "name": self.env._("Name"),
            "address": self.env._("Address"),
            "email": self.env._("Email"),
            "phone": self.env._("Phone"),
            "vat": self.env._("Tax ID"),
            "website": self.env._("Website"),
            "register": self.env._("Company ID"),
        }
