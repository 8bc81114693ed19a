from odoo import api, fields, models
from odoo.exceptions import ValidationError

TYPES = ("char", "text", "selection", "date", "many2one")
# Lists that anybody may read: choosing from another one would show what the company has in it.
PUBLIC_LISTS = ("res.country", "res.country.state", "res.partner.industry")
# How a field is checked unless somebody chooses.
KINDS = {"email": "email", "phone": "phone", "website": "website", "vat": "vat", "zip": "postcode"}


class PartnerReviewField(models.Model):
    """A field of the contact that customers see and may correct when they are asked to check their data."""

    _name = "partner.review.field"
    _description = "Field That Customers Check"
    _order = "sequence, id"
    _rec_name = "field_name"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    field_name = fields.Char(string="Technical Field Name", required=True)
    field_id = fields.Many2one(
        "ir.model.fields",
        compute="_compute_field_id",
        inverse="_inverse_field_id",
        domain=[("model", "=", "res.partner"), ("store", "=", True), ("ttype", "in", TYPES)],
    )
    label = fields.Char(translate=True, help="What customers read beside it; by default the name of the field.")
    hint = fields.Char(translate=True, help="What customers should know to fill it in.")
    audience = fields.Selection(
        [("all", "Everybody"), ("person", "Persons"), ("company", "Companies")], required=True, default="all"
    )
    kind = fields.Selection(
        selection="_selection_kind",
        string="Checked as",
        compute="_compute_kind",
        store=True,
        readonly=False,
        precompute=True,
        help="What customers enter is checked as the standards check it.",
    )
    editable = fields.Boolean(string="May Be Corrected", default=True)
    required = fields.Boolean(string="May Not Be Emptied")
    company_id = fields.Many2one("res.company", ondelete="cascade", help="Empty: for the contacts of all companies.")

    @api.model
    def _selection_kind(self):
        kinds = self.env["partner.quality.rule"]._kinds()
        return [(code, self.env._(kind.label)) for code, kind in kinds.items() if _is_single(kind)]

    @api.depends("field_name")
    def _compute_field_id(self):
        for record in self:
            # sudo: everybody who sees the entry may see which field it is about
            record.field_id = self.env["ir.model.fields"].sudo()._get("res.partner", record.field_name or "")

    def _inverse_field_id(self):
        for record in self:
            # sudo: whoever sets up the page may not read the list of all fields
            record.field_name = record.field_id.sudo().name

    @api.onchange("field_id")
    def _onchange_field_id(self):
        # sudo: as above
        self.field_name = self.field_id.sudo().name

    @api.depends("field_name")
    def _compute_kind(self):
        for record in self:
            record.kind = KINDS.get(record.field_name, False)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_field_name(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_field_name(vals))

    def _with_field_name(self, vals):
        """Name the field that was chosen: it is required before the inverse has set it."""
        if not vals.get("field_id") or vals.get("field_name"):
            return vals
        # sudo: as in _compute_field_id
        return {**vals, "field_name": self.env["ir.model.fields"].sudo().browse(vals["field_id"]).name}

    @api.constrains("field_name", "editable")
    def _check_field_name(self):
        for record in self:
            if not record._usable():
                raise ValidationError(
                    self.env._(
                        "Customers can't check the field “%s”. Please choose a plain field of the contact: a text, a "
                        "date or a choice that is stored, is the same for all companies and is open to all colleagues.",
                        record.field_name,
                    )
                )

    def _usable(self):
        """Whether the field is there, and of a kind that may be shown to a customer."""
        self.ensure_one()
        field = self.env["res.partner"]._fields.get(self.field_name or "")
        return bool(
            field
            and field.type in TYPES
            and field.store
            and not field.company_dependent
            and not field.groups
            and (not field.compute or field.inverse or not field.readonly)
            and field.name not in models.MAGIC_COLUMNS
            and (field.type != "many2one" or field.comodel_name in PUBLIC_LISTS)
        )

    @api.model
    def _for_partner(self, partner):
        """What a customer is shown, in its order.

        What a company keeps for its persons, such as its tax number, is the company's to check. Fields of add-ons
        that are no longer installed are left out.

        :param partner: one contact
        """
        wanted = ("all", "company" if partner.is_company else "person")
        company = partner.company_id or self.env.company
        chosen = self.search([("audience", "in", wanted), ("company_id", "in", (False, company.id))])
        if partner.commercial_partner_id != partner:
            foreign = partner._commercial_fields()
            chosen = chosen.filtered(lambda record: record.field_name not in foreign)
        seen, result = set(), self.browse()
        # what one company chose goes before what holds for all
        for record in chosen.sorted(lambda record: not record.company_id):
            if record.field_name not in seen and record._usable():
                seen.add(record.field_name)
                result |= record
        return result.sorted()


def _is_single(kind):
    """Whether a kind of rule judges the text of a field by itself or by values beside it."""
    return bool(kind.check and not kind.applies and kind.field_types and "char" in kind.field_types)
