from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

OFFICER = "customer_data_quality.group_privacy_officer"
KINDS = [
    ("access", "Access"),
    ("portability", "Portability"),
    ("rectification", "Rectification"),
    ("erasure", "Erasure"),
    ("restriction", "Restriction"),
    ("objection", "Objection"),
]
STATES = [
    ("received", "Received"),
    ("identified", "Identity Checked"),
    ("found", "Data Found"),
    ("confirm", "Second Person"),
    ("done", "Done"),
    ("refused", "Refused"),
]
OPEN_STATES = ("received", "identified", "found", "confirm")
ORIGINS = [
    ("mail", "E-Mail"),
    ("portal", "Customer Portal"),
    ("letter", "Letter"),
    ("phone", "Phone"),
    ("in_person", "In Person"),
    ("other", "Other"),
]
IDENTITY = [
    ("login", "Logged in to the portal"),
    ("address", "Wrote from the stored address, and answered a question"),
    ("call", "Called back at the stored number"),
    ("document", "Showed a document (no copy kept)"),
    ("known", "Is known personally"),
    ("other", "Otherwise, see note"),
]
# Article 12 (3) GDPR: within a month; article 25 (7) of the Swiss law: within 30 days. The shorter one holds for both.
DAYS = 30
# Article 12 (3) GDPR: two further months, if the person is told why within the first one.
FURTHER_DAYS = 60
# What the request says of the person, emptied when the person is erased.
PERSONAL = ("person_name", "person_email", "person_phone", "further_terms", "message", "identity_note")
# Who is searched for, and what for.
SEARCHED_BY = {
    "kind", "partner_id", "person_name", "person_email", "person_phone", "further_terms", "include_addresses",
    "include_people",
}  # fmt: skip
BY_STEPS = {"state", "closed_on", "outcome", "job", "asked_by_id", "confirmed_by_id", "name"}


class PartnerPrivacyRequest(models.Model):
    """Somebody makes use of a right that data protection law gives: articles 15 to 21 GDPR, 25 to 32 Swiss FADP."""

    _name = "partner.privacy.request"
    _description = "Privacy Request"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "deadline, id"
    _mail_post_access = "read"

    name = fields.Char(string="Reference", readonly=True, copy=False, default="/")
    kind = fields.Selection(
        KINDS,
        string="Legal Right",
        required=True,
        default="access",
        tracking=True,
        index=True,
        help="What the person asks.",
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="received", tracking=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        index="btree_not_null",
        ondelete="set null",
        domain=["|", ("active", "=", True), ("active", "=", False)],
    )
    person_name = fields.Char(string="Name", compute="_compute_person", store=True, readonly=False)
    person_email = fields.Char(string="E-Mail", compute="_compute_person", store=True, readonly=False)
    person_phone = fields.Char(string="Phone", compute="_compute_person", store=True, readonly=False)
    further_terms = fields.Text(
        string="Also Known As", help="Further names, addresses or numbers to search for, one in a line."
    )
    include_addresses = fields.Boolean(
        string="With Addresses", default=True, help="Invoice, delivery and other addresses of the contact, too."
    )
    include_people = fields.Boolean(
        string="With Its People",
        help="People and contacts below this one. Only tick it if all of them are the same person.",
    )
    message = fields.Text(string="What the Person Wrote")
    origin = fields.Selection(ORIGINS, string="Received by", required=True, default="letter")
    received_on = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    deadline = fields.Date(compute="_compute_deadline", store=True, tracking=True, index=True)
    extension_days = fields.Integer(string="Extended by", tracking=True, help="Days; 60 at most.")
    extension_reason = fields.Char(tracking=True, help="The person has to be told within the first 30 days.")
    days_left = fields.Integer(compute="_compute_days_left")
    identity_method = fields.Selection(IDENTITY, string="Identity", tracking=True)
    identity_note = fields.Char(help="What was compared, without a copy of documents.")
    identity_user_id = fields.Many2one("res.users", string="Checked by", readonly=True, ondelete="set null")
    identity_date = fields.Date(string="Checked on", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index=True,
        tracking=True,
        ondelete="set null",
        domain=[("share", "=", False)],
        default=lambda self: self.env.user.has_group(OFFICER) and self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, ondelete="cascade"
    )
    objection_scope = fields.Selection(
        [("marketing", "Advertising"), ("all", "All use that rests on legitimate interests")],
        string="Objects to",
        default="marketing",
    )
    refusal_reason = fields.Char(tracking=True)
    closed_on = fields.Date(readonly=True, tracking=True)
    outcome = fields.Json(readonly=True, help="What was done, in numbers, without personal data.")
    log_ids = fields.One2many("partner.privacy.log", "request_id", readonly=True)

    _extension_range = models.Constraint(
        f"CHECK (extension_days BETWEEN 0 AND {FURTHER_DAYS})", "The law allows 60 further days at most."
    )
    _open_idx = models.Index("(deadline) WHERE state IN ('received', 'identified', 'found', 'confirm')")

    # -- what follows from what ---------------------------------------------------------------------

    @api.depends("partner_id")
    def _compute_person(self):
        for request in self:
            partner = request.partner_id
            # an address of a company may have no name of its own
            request.person_name = partner.name or partner.display_name or request.person_name
            request.person_email = partner.email or request.person_email
            request.person_phone = partner.phone or request.person_phone

    @api.depends("received_on", "extension_days")
    def _compute_deadline(self):
        for request in self:
            days = DAYS + request.extension_days
            request.deadline = request.received_on and request.received_on + relativedelta(days=days)

    @api.depends("deadline", "state")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for request in self:
            is_open = request.deadline and request.state in OPEN_STATES
            request.days_left = (request.deadline - today).days if is_open else 0

    @api.depends("name", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            request.display_name = f"{request.name} · {labels.get(request.kind, '')}"

    # -- guarded ways -------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: whoever takes a request down may not touch sequences
        sequence = self.env["ir.sequence"].sudo()
        rows = []
        for vals in vals_list:
            row = vals if self.env.su else {name: value for name, value in vals.items() if name not in BY_STEPS}
            number = sequence.with_company(row.get("company_id")).next_by_code(self._name)
            rows.append({**row, "name": number or "/"})
        requests = super().create(rows)
        for request in requests:
            request._log("received", {"origin": request.origin})
            request._assign()
        return requests

    def write(self, vals):
        """State and results change by the steps alone; what is closed stays as it is.

        What was found is about whom the request named then: when that changes, it has to be found anew.
        """
        searched = self.browse()
        if not self.env.su:
            if not BY_STEPS.isdisjoint(vals):
                raise AccessError(self.env._("This changes by the steps of the request alone. Use its buttons."))
            closed = self.filtered(lambda request: request.state in ("done", "refused"))
            if closed and not {"kind", "partner_id", "received_on", "extension_days", *PERSONAL}.isdisjoint(vals):
                raise UserError(self.env._("%s is closed. Make a new request instead.", closed[0].name))
            if not SEARCHED_BY.isdisjoint(vals):
                if waiting := self.filtered(lambda request: request.state == "confirm"):
                    raise UserError(self.env._("%s waits for the second person. Go back first.", waiting[0].name))
                searched = self.filtered(lambda request: request.state == "found")
        result = super().write(vals)
        searched._forget_findings()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "A request can't be deleted: it proves how a right was answered. It can be refused, with a reason."
            )
        )

    def copy_data(self, default=None):
        raise UserError(self.env._("A request can't be copied. Make a new one from the contact."))

    def _check_officer(self):
        if not (self.env.su or self.env.user.has_group(OFFICER)):
            raise AccessError(self.env._("Only privacy officers may do that."))
        self.check_access("write")

    def _assign(self):
        """Have somebody look at it: the one named, else the company's privacy officer."""
        self.ensure_one()
        if not self.user_id:
            officer = self.company_id.privacy_officer_id or self._default_officer()
            self.sudo().user_id = officer  # sudo: whoever takes a request down need not handle it
        user = self.user_id or self.env.user
        # sudo: as above
        self.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=fields.Date.context_today(self),
            summary=self.with_context(lang=user.lang).env._("Check the identity and confirm receipt"),
            user_id=user.id,
        )

    def _default_officer(self):
        """The first privacy officer who may work for the company; no record if there is none."""
        group = self.env.ref(OFFICER).sudo()  # sudo: who is asked to do it is no secret
        officers = group.all_user_ids.filtered(
            lambda user: user.active and not user._is_superuser() and self.company_id in user.company_ids
        )
        return officers.sorted("id")[:1]

    @api.model
    def _partner_of(self, email):
        """The contact with an e-mail address, if there is exactly one."""
        normalized = email_normalize(email or "")
        partners = (
            self.env["res.partner"].search([("email_normalized", "=", normalized)], limit=2) if normalized else []
        )
        return partners if len(partners) == 1 else self.env["res.partner"]
