from odoo import api, fields, models

from ...consent.purpose import LEGAL_BASES

# What the law asks for (GDPR Art. 30(1), DSG Art. 12(2)).
NEEDED = ("purpose", "person_categories", "data_categories", "recipients", "third_countries", "time_limits")
NEEDED_OF_PROCESSORS = ("purpose", "clients", "third_countries")


class PartnerProcessingActivity(models.Model):
    """One thing that a company does with data about people, as the record of processing activities lists it."""

    _name = "partner.processing.activity"
    _description = "Processing Activity"
    _inherit = ("mail.thread",)
    _order = "company_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=100)
    company_id = fields.Many2one(
        "res.company", string="Controller", required=True, default=lambda self: self.env.company, ondelete="cascade"
    )
    role = fields.Selection(
        [("controller", "Controller"), ("processor", "Processor for Others")],
        required=True,
        default="controller",
        help="Who processes data for others lists the categories of processing for each of them (GDPR Art. 30(2)).",
    )
    clients = fields.Text(
        string="Controllers Served", translate=True, help="For whom, with their contact data and representatives."
    )
    joint_controllers = fields.Text(translate=True, help="With whom purposes and means are decided on together.")
    department = fields.Char(translate=True, help="Who does it in the company.")
    responsible_id = fields.Many2one("res.users", ondelete="set null")
    purpose = fields.Text(translate=True, help="What the data is used for.")
    legal_basis = fields.Selection(LEGAL_BASES)
    legal_note = fields.Text(
        string="Legal Basis, in Detail", translate=True, help="Such as the law, or the interests that were weighed."
    )
    person_categories = fields.Text(string="Categories of Persons", translate=True)
    data_categories = fields.Text(string="Categories of Data", translate=True)
    is_sensitive = fields.Boolean(string="Sensitive Data", help="Special categories of data (GDPR Art. 9, DSG Art. 5).")
    recipients = fields.Text(translate=True)
    third_countries = fields.Text(
        string="Other Countries",
        translate=True,
        help="To which countries outside of the EU/EEA or Switzerland data goes, or that it goes to none.",
    )
    safeguards = fields.Text(
        translate=True, help="What protects the data there, such as an adequacy decision or standard clauses."
    )
    automated_decisions = fields.Text(
        translate=True,
        help="Decisions with legal or similar effects that a program makes alone, by which logic and with which "
        "consequences (GDPR Art. 22, DSG Art. 21); empty: there are none.",
    )
    time_limits = fields.Text(translate=True, help="When the data is deleted, or what decides on it.")
    measures = fields.Text(
        string="Measures of Its Own",
        translate=True,
        help="Beside those that hold for all activities and are taken from the security checks.",
    )
    general_measures = fields.Text(string="Measures for All", compute="_compute_general_measures")
    needs_assessment = fields.Boolean(
        string="Impact Assessment Needed", help="High risk for people (GDPR Art. 35, DSG Art. 22)."
    )
    assessment_note = fields.Text(string="Impact Assessment", translate=True)
    model_names = fields.Json(readonly=True, copy=False)
    places = fields.Text(string="Where in This Database", compute="_compute_places")
    source = fields.Char(readonly=True, copy=False, help="What it was generated from; empty: entered by hand.")
    is_gone = fields.Boolean(
        string="No Longer Found",
        readonly=True,
        copy=False,
        help="The app or purpose that it was generated from is gone.",
    )
    generated = fields.Json(readonly=True, copy=False)
    missing = fields.Char(compute="_compute_missing", help="What the law asks for and is still empty.")
    reviewed_date = fields.Date(string="Confirmed on", readonly=True, copy=False, tracking=True)
    reviewed_user_id = fields.Many2one(
        "res.users", string="Confirmed by", readonly=True, copy=False, ondelete="set null"
    )

    _source_unique = models.UniqueIndex("(company_id, source) WHERE source IS NOT NULL")

    @api.depends("role", "legal_basis", *NEEDED, *NEEDED_OF_PROCESSORS)
    @api.depends_context("lang")
    def _compute_missing(self):
        labels = {name: field["string"] for name, field in self.fields_get(attributes=["string"]).items()}
        for activity in self:
            needed = NEEDED if activity.role == "controller" else NEEDED_OF_PROCESSORS
            empty = [name for name in needed if not (activity[name] or "").strip()]
            if activity.role == "controller" and not activity.legal_basis:
                empty.append("legal_basis")
            activity.missing = ", ".join(labels[name] for name in empty)

    @api.depends("model_names")
    @api.depends_context("lang")
    def _compute_places(self):
        models_ = self.env["ir.model"].sudo()  # sudo: names of kinds of documents are no secret
        for activity in self:
            names = [models_._get(name).name for name in activity.model_names or [] if name in self.env]
            activity.places = ", ".join(sorted(names))

    @api.depends_context("lang")
    def _compute_general_measures(self):
        self.general_measures = "\n".join(self._measures_of_checks())

    @api.model
    def _measures_of_checks(self):
        """What the security checks have found to be in place, as sentences in the user's language."""
        registered = self.env["partner.security.check"]._checks()
        # sudo: the record may be read by others one day; the measures are told in general words only
        passed = self.env["partner.security.check"].sudo().search([("state", "=", "passed")], order="sequence")
        found = (registered.get(check.code) for check in passed)
        return [self.env._(check.measure) for check in found if check and check.measure]

    def action_confirm(self):
        """Note that these activities were looked at and are right."""
        self.write({"reviewed_date": fields.Date.context_today(self), "reviewed_user_id": self.env.uid})

    @api.model
    def action_print_all(self):
        """The record of the present company as PDF."""
        activities = self.search([("company_id", "=", self.env.company.id)])
        return self.env.ref("customer_data_quality.processing_record_report").report_action(activities)
