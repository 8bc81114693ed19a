from odoo import api, fields, models

# What stands side by side on the screen on which a group is decided, below the names. Fields of one line are shown
# together under the label of the last.
SHOWN = (
    ("parent_id",),
    ("street2", "street"),
    ("zip", "city"),
    ("country_id",),
    ("email",),
    ("phone",),
    ("vat",),
    ("company_registry",),
    ("website",),
    ("function",),
    ("ref",),
    ("category_id",),
    ("user_id",),
    ("company_id",),
)
# Models with a contact of which there may be so many that nobody wants them counted here.
NOT_DOCUMENTS = ("res.partner", "res.users", "mail.message")


class PartnerDuplicateGroup(models.Model):
    """What the screens of a group show beside its own fields."""

    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    place = fields.Char(compute="_compute_place", help="The places of the contacts.")

    @api.depends("member_ids.partner_id.city")
    def _compute_place(self):
        for group in self:
            group.place = ", ".join(dict.fromkeys(city for city in group.partner_ids.mapped("city") if city))

    def review(self):
        """The contacts of the group side by side, as the user may read them.

        :return: {"contacts": [{"id", "name", "is_company", "active", "created", "changed", "changed_by", "documents"}],
            "names_differ": bool, "fields": [{"name", "label", "values", "differs"}]}; `values` are texts in the order
            of the contacts, dates texts in UTC, `documents` what `_document_counts` returns
        :raises AccessError: when the user may not read one of the contacts
        """
        self.ensure_one()
        partners = self.member_ids.sorted(lambda member: (-member.probability, member.id)).partner_id
        documents = self._document_counts(partners)
        return {
            "contacts": [
                {
                    **head,
                    "changed_by": partner.write_uid.display_name or "",
                    "documents": documents.get(partner.id, []),
                }
                for partner, head in zip(partners, partners._side_by_side(), strict=True)
            ],
            "names_differ": _differ([partner.name for partner in partners]),
            "fields": self._review_fields(partners),
        }

    @api.model
    def _review_fields(self, partners):
        """One entry per field that any of the contacts has filled in."""
        descriptions = partners.fields_get([name for line in SHOWN for name in line], ["string"])
        entries = []
        for line in SHOWN:
            names = [name for name in line if name in descriptions]  # not those of groups that the user is not in
            values = [" ".join(filter(None, (_text(partner[name]) for name in names))) for partner in partners]
            if any(values):
                label = descriptions[names[-1]]["string"]
                entries.append({"name": names[-1], "label": label, "values": values, "differs": _differ(values)})
        return entries

    @api.model
    def _document_counts(self, partners):
        """How many documents the contacts have, by what they are: orders, invoices, leads, whatever is installed.

        Counted are models with a chatter and an indexed link to the contact that the user may read.

        :return: {contact id: [{"label": name of the model, "count": number}]}, the most frequent first
        """
        counts = {}
        for name in self._document_models():
            model = self.env[name]
            label = self.env["ir.model"]._get(name).name
            for partner, count in model._read_group([("partner_id", "in", partners.ids)], ["partner_id"], ["__count"]):
                counts.setdefault(partner.id, []).append({"label": label, "count": count})
        for entries in counts.values():
            entries.sort(key=lambda entry: -entry["count"])
        return counts

    @api.model
    def _document_models(self):
        thread = self.env.registry["mail.thread"]
        return [
            name
            for name, model in self.env.items()
            if issubclass(self.env.registry[name], thread)
            and model._auto
            and not model._transient
            and name not in NOT_DOCUMENTS
            and (field := model._fields.get("partner_id"))
            and field.store
            and field.index
            and field.comodel_name == "res.partner"
            and model.has_access("read")
        ]


def _differ(values):
    """Whether there are several values, empty ones, case and blanks aside."""
    return len({" ".join(value.casefold().split()) for value in values if value}) > 1


def _text(value):
    """A field's value as a text: names of records, nothing for what is empty."""
    if isinstance(value, models.BaseModel):
        return ", ".join(value.mapped("display_name"))
    return value or ""
