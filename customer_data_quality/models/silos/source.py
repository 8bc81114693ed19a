from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# What a source reads, by the field of a contact that it is compared with; True if it may be left empty.
MAPPED = ("name_field", "company_name_field", "email_field", "phone_field", "partner_field")
SCANS = [("idle", "Up to date"), ("running", "Running")]


class PartnerSiloSource(models.Model):
    """A model of this database that holds people: where their name, e-mail and phone stand, and the link to contacts.

    Models and fields are kept by name: when the app that brought them is uninstalled, the source stays, says so, and
    is left out of searches until the app is back.
    """

    _name = "partner.silo.source"
    _description = "Place That Holds People"
    _order = "active desc, model, id"

    active = fields.Boolean(default=True, string="Searched", help="Whether its records are looked at at all.")
    model = fields.Char(required=True, readonly=True, index=True, help="Technical name of the model.")
    model_id = fields.Many2one(
        "ir.model",
        string="Records",
        compute="_compute_model_id",
        inverse="_inverse_model_id",
        domain=[("transient", "=", False), ("model", "!=", "res.partner")],
    )
    domain = fields.Char(string="Condition", help="Which records are looked at; all if empty.")
    name_field = fields.Char(string="Name of the Person")
    company_name_field = fields.Char(string="Name of the Company")
    email_field = fields.Char(string="Email")
    phone_field = fields.Char(string="Phone")
    partner_field = fields.Char(
        string="Link to the Contact", help="If the records have none, the connection is kept beside them."
    )
    is_per_address = fields.Boolean(
        string="One per Address",
        help="Records with the same e-mail address are shown as one, and are linked together; for models with a record "
        "for each message.",
    )
    is_found = fields.Boolean(string="Found by Itself", readonly=True)
    problem = fields.Char(compute="_compute_problem", help="Why its records can't be looked at.")
    app = fields.Char(compute="_compute_app")
    scan = fields.Selection(SCANS, readonly=True, required=True, default="idle", string="Search")
    scanned_until = fields.Datetime(readonly=True, help="Changes up to here were looked at.")
    scanned_full = fields.Datetime(readonly=True, string="Last Search of All Records")
    waiting = fields.Integer(compute="_compute_waiting", string="Records Waiting")
    people = fields.Integer(compute="_compute_people")
    connected = fields.Integer(compute="_compute_people")
    open_count = fields.Integer(compute="_compute_open_count", string="To Decide")

    @api.depends("model")
    def _compute_model_id(self):
        for source in self:
            source.model_id = self.env["ir.model"]._get(source.model) if source.model else False

    def _inverse_model_id(self):
        for source in self:
            if source.model_id:
                source.model = source.model_id.model

    @api.onchange("model_id")
    def _onchange_model_id(self):
        """Fill in what the registry tells about a model that somebody chooses."""
        if self.model_id and self.model_id.model != self.model:
            self.update(self._proposal(self.model_id.model))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("model_id") and not vals.get("model"):
                # sudo: whoever sets up sources may not read the list of models
                vals["model"] = self.env["ir.model"].browse(vals["model_id"]).sudo().model
        return super().create(vals_list)

    def write(self, vals):
        if {"model", "model_id", "domain", "is_per_address", "active", *MAPPED} & vals.keys():
            vals = {**vals, "scanned_until": False, "scanned_full": False}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_found(self):
        if any(source.is_found for source in self):
            raise UserError(
                self.env._("This place was found by itself and would be found again. Switch it off instead.")
            )

    @api.depends("model", "domain", *MAPPED)
    def _compute_problem(self):
        for source in self:
            source.problem = source._find_problem()

    def _find_problem(self):
        """Why this source can't be used, False if it can."""
        if self.model not in self.env:
            return self.env._("There are no records of the kind “%s” any more: their app is not installed.", self.model)
        model = self.env[self.model]
        for name in MAPPED:
            if self[name] and not self._is_readable_field(model, self[name]):
                return self.env._(
                    "The field “%(field)s” of “%(model)s” is not there.", field=self[name], model=self.model
                )
        if self.partner_field and model._fields[self.partner_field].comodel_name != "res.partner":
            return self.env._("The field “%s” is no link to a contact.", self.partner_field)
        if not (self.email_field or self.phone_field):
            return self.env._("Choose the field of the e-mail address or of the phone number.")
        try:
            # sudo: as the search reads it, see `_query`
            Domain(self._domain()).validate(model.sudo())
        except (SyntaxError, ValueError, TypeError, KeyError, NotImplementedError, AttributeError) as error:
            return self.env._("The condition can't be read: %s", error)
        return False

    @api.model
    def _is_readable_field(self, model, name):
        field = model._fields.get(name)
        return field is not None and field.store and field.type in ("char", "text", "many2one")

    @api.constrains("model", "domain", *MAPPED)
    def _check_fields(self):
        for source in self:
            if source.model == "res.partner":
                raise ValidationError(self.env._("Contacts themselves are no place of their own."))
            problem = source._find_problem()
            # a source whose app is gone may still be renamed or switched off
            if problem and source.model in self.env:
                raise ValidationError(problem)

    def _domain(self):
        """The condition on the records, as a list."""
        return safe_eval(self.domain or "[]", {"uid": self.env.uid})

    @api.model
    def _active(self):
        """All sources that are switched on; there are as many as there are apps."""
        return self.search([("active", "=", True)])

    def _usable(self):
        """Those sources that are switched on and whose models and fields are there."""
        return self.filtered(lambda source: source.active and not source.problem)

    @api.depends("model")
    def _compute_app(self):
        # sudo: names of apps are no secret, but users may not read the list
        modules = self.env["ir.module.module"].sudo()
        apps = {name: self.env[name]._original_module for name in set(self.mapped("model")) if name in self.env}
        found = modules.search([("name", "in", list(filter(None, apps.values())))])
        names = {module.name: module.shortdesc for module in found}
        for source in self:
            source.app = names.get(apps.get(source.model)) or ""

    def _compute_waiting(self):
        rows = self.env.execute_query_dict(self.env["partner.silo.batch"]._waiting_query(self.ids))
        waiting = {row["source_id"]: row["records"] for row in rows}
        for source in self:
            source.waiting = waiting.get(source.id, 0)

    def _compute_people(self):
        rows = self.env["partner.silo.snapshot"]._latest(self.env.companies)
        for source in self:
            source.people, source.connected = rows.get(source.id, (0, 0))[:2]

    def _compute_open_count(self):
        counts = dict(
            self.env["partner.silo.record"]._read_group(
                [("source_id", "in", self.ids), ("state", "=", "open")], ["source_id"], ["__count"]
            )
        )
        for source in self:
            source.open_count = counts.get(source, 0)

    def action_open_records(self):
        """Open what was found in these places."""
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_silo_record_action")
        return {**action, "domain": [("source_id", "in", self.ids)], "context": {"search_default_open": 1}}
