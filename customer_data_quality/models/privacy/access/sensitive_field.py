from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Odoo names, addresses and finds contacts by these, for everybody, in every app.
NEEDED = frozenset(
    "id name display_name complete_name active type parent_id child_ids company_id company_type is_company lang tz "
    "user_id user_ids email email_normalized email_formatted phone phone_sanitized street street2 zip city state_id "
    "country_id commercial_partner_id commercial_company_name category_id vat ref company_registry color create_date "
    "create_uid write_date write_uid image_1920 image_1024 image_512 image_256 image_128 bank_ids".split()
)
OWN_MODULE = "customer_data_quality"


class PartnerSensitiveField(models.Model):
    """What of contacts only some may read. For everybody else it is not there: in no screen, search or export."""

    _name = "partner.sensitive.field"
    _description = "Protected Data of Contacts"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    enabled = fields.Boolean(help="From the moment this is on, only the chosen roles can read the data.")
    kind = fields.Selection(
        [("field", "A field"), ("bank", "Bank accounts"), ("address", "Addresses of a type")],
        required=True,
        default="field",
    )
    field_name = fields.Char(help="Technical name of a field of contacts; it may belong to an app that comes later.")
    field_id = fields.Many2one(
        "ir.model.fields",
        compute="_compute_field_id",
        inverse="_inverse_field_id",
        domain="[('model', '=', 'res.partner'), ('name', 'not in', needed_names)]",
    )
    needed_names = fields.Json(compute="_compute_needed_names")
    address_type = fields.Selection(selection="_selection_address_type")
    group_ids = fields.Many2many(
        "res.groups",
        "partner_sensitive_field_group_rel",
        "sensitive_id",
        "group_id",
        string="Readable by",
        help="Members of these roles see and change it as ever.",
    )
    reveal_group_ids = fields.Many2many(
        "res.groups",
        "partner_sensitive_field_reveal_rel",
        "sensitive_id",
        "group_id",
        string="May Be Revealed to",
        help="Members of these roles can see it once, for one contact, with a reason that is logged.",
    )
    is_present = fields.Boolean(
        compute="_compute_is_present", string="Present", help="Whether this database has such data."
    )

    _kind_complete = models.Constraint(
        "CHECK (CASE kind WHEN 'field' THEN field_name IS NOT NULL WHEN 'address' THEN address_type IS NOT NULL "
        "ELSE TRUE END)",
        "Choose the field or the type of addresses that is protected.",
    )
    _field_unique = models.UniqueIndex("(field_name) WHERE kind = 'field'", "This field is protected already.")
    _type_unique = models.UniqueIndex("(address_type) WHERE kind = 'address'", "These addresses are protected already.")
    _bank_unique = models.UniqueIndex("(kind) WHERE kind = 'bank'", "Bank accounts are protected already.")

    @api.model
    def _selection_address_type(self):
        kept = {"contact", "invoice", "delivery"}
        return [
            (value, label)
            for value, label in self.env["res.partner"]._fields["type"]._description_selection(self.env)
            if value not in kept
        ]

    @api.depends("field_name")
    def _compute_field_id(self):
        for record in self:
            record.field_id = self.env["ir.model.fields"]._get("res.partner", record.field_name or "")

    def _inverse_field_id(self):
        for record in self:
            record.field_name = record.field_id.name

    def _compute_needed_names(self):
        own = [name for name, field in self.env["res.partner"]._fields.items() if field._module == OWN_MODULE]
        self.needed_names = sorted({*NEEDED, *own})

    @api.depends("kind", "field_name", "address_type")
    def _compute_is_present(self):
        types = {value for value, _label in self._selection_address_type()}
        for record in self:
            record.is_present = (
                record.kind == "bank"
                or (record.kind == "field" and record.field_name in self.env["res.partner"]._fields)
                or (record.kind == "address" and record.address_type in types)
            )

    @api.constrains("kind", "field_name")
    def _check_field(self):
        for record in self.filtered(lambda record: record.kind == "field"):
            field = self.env["res.partner"]._fields.get(record.field_name)
            if record.field_name in NEEDED or (field is not None and field._module == OWN_MODULE):
                raise ValidationError(
                    self.env._(
                        "“%s” can't be protected: Odoo itself names, addresses or finds contacts by it, for everybody.",
                        record.field_name,
                    )
                )

    @api.constrains("enabled", "group_ids")
    def _check_readers(self):
        for record in self.filtered("enabled"):
            if not record.group_ids:
                raise ValidationError(
                    self.env._("Choose at least one role that can read “%s” before you protect it.", record.name)
                )

    @api.onchange("field_id")
    def _onchange_field_id(self):
        if self.field_id and not self.name:
            self.name = self.field_id.field_description

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._protection_changed()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._protection_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._protection_changed()
        return result

    def _protection_changed(self):
        """Let go of what was remembered of screens and rights, in all processes."""
        self.env.flush_all()
        # everything read before may be in memory under rights that hold no longer
        self.env.invalidate_all()
        self.env.registry.clear_cache("default", "templates")
        self.env.cr.cache.pop("customer_data_quality.hidden_fields", None)
        if self._post_guard() and self.env.registry.ready:
            # all other processes load their registries anew, and so have theirs ask, too
            self.env.registry.registry_invalidated = True
