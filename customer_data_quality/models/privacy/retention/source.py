from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

OWN_MODULE = "customer_data_quality"
# The first of these that a model has says best when something happened; its creation is what all have.
DATE_FIELDS = (
    "date_order invoice_date date_last_stage_update stop date_end date_begin date_start start_date start "
    "date date_open last_connection_datetime scheduled_date create_date"
).split()
# Writing to somebody, following, or being listed is nothing that the contact did.
PASSIVE = frozenset(
    "mail.followers mail.notification mail.mail mail.scheduled.message mail.activity mailing.trace mailing.contact "
    "sms.sms snailmail.letter discuss.channel.member res.users res.company res.partner.bank account.move.line "
    "base.partner.merge.line mail.push.device bus.presence privacy.log ir.attachment product.pricelist.item "
    "stock.location res.users.settings.volumes crm.team account.analytic.distribution.model account.reconcile.model "
    "account.reconcile.model.line calendar.filters discuss.channel.rtc.session hr.job hr.work.location "
    "ir.actions.server product.supplierinfo".split()
)
# What people write, other than what Odoo notes by itself.
WRITTEN = ["comment", "email", "sms", "whatsapp_message"]
ACTED = ["granted", "confirmed", "withdrawn", "objected"]


class Trace(NamedTuple):
    """A column that tells of whom a row is, as SQL."""

    table: SQL  # what stands after FROM
    id: SQL  # of the row, rising with time
    partner: SQL
    date: SQL
    where: SQL


class PartnerRetentionSource(models.Model):
    """Where it shows that a contact is active: one for each installed model with a link to contacts and a date."""

    _name = "partner.retention.source"
    _description = "Source of Activity"
    _order = "name, id"

    name = fields.Char(compute="_compute_name", store=True, string="Records")
    model = fields.Char(required=True, readonly=True)
    date_field = fields.Char(required=True, readonly=True, string="Date")
    counts = fields.Boolean(
        string="Counts as Activity", default=True, help="Contacts with such records of late are left alone."
    )
    last_id = fields.Integer(readonly=True, help="Up to this row the table has been read.")
    read_on = fields.Datetime(readonly=True, string="Read on")
    read_all_on = fields.Datetime(readonly=True)

    _model_unique = models.UniqueIndex("(model)")

    @api.depends("model")
    def _compute_name(self):
        for source in self:
            # sudo: names of models are no secret
            source.name = self.env["ir.model"].sudo()._get(source.model or "").name or source.model

    def write(self, vals):
        if "counts" in vals:
            vals = {**vals, "last_id": 0, "read_all_on": False}
        return super().write(vals)

    def action_open_all(self):
        """Open the list, brought up to date with the apps that are installed."""
        self.env["partner.retention.rule"].check_access("write")
        self.sudo()._sync()  # sudo: the list follows from what is installed
        return self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_retention_source_action")

    @api.model
    def _sync(self):
        """Add the models that were installed since, and take away those that are gone."""
        wanted, passive = {}, set()
        for each in self.env["partner.discovery"]._person_models():
            model = self.env[each.model]
            date = next((name for name in DATE_FIELDS if self._is_date(model, name)), None)
            if each.linked and date and model._original_module != OWN_MODULE:
                wanted[each.model] = date
                # what contacts are merely listed in sorts them, as tags do
                if each.model in PASSIVE or (date == "create_date" and not each.links):
                    passive.add(each.model)
        wanted["partner.review"] = "last_date"
        wanted["partner.consent.event"] = "date"
        present = {source.model: source for source in self.search([])}
        self.browse(source.id for model, source in present.items() if model not in wanted).unlink()
        self.create(
            [
                {"model": model, "date_field": date, "counts": model not in passive}
                for model, date in sorted(wanted.items())
                if model not in present
            ]
        )

    @api.model
    def _is_date(self, model, name):
        field = model._fields.get(name)
        return field is not None and field.store and field.column_type and field.type in ("date", "datetime")

    def _traces(self):
        """The columns of this source that tell of whom a row is.

        :rtype: list of Trace
        """
        self.ensure_one()
        special = {
            "mail.message": self._traces_of_messages,
            "partner.review": self._traces_of_reviews,
            "partner.consent.event": self._traces_of_consents,
        }
        return special.get(self.model, self._traces_of_links)()

    def _traces_of_links(self):
        place = next(
            (each for each in self.env["partner.discovery"]._person_models() if each.model == self.model), None
        )
        if place is None:
            return []  # the app is gone
        model = self.env[self.model]
        table = SQL("%s AS t", SQL.identifier(model._table))
        date = SQL.identifier("t", self.date_field)
        if self.date_field != "create_date" and self._is_date(model, "create_date"):
            date = SQL("COALESCE(%s, t.create_date)", date)
        found = [
            Trace(table, SQL("t.id"), SQL.identifier("t", name), date, SQL("%s IS NOT NULL", SQL.identifier("t", name)))
            for name in place.links
        ]
        for name in place.many_links:
            field = model._fields[name]
            joined = SQL(
                "%s JOIN %s AS r ON %s = t.id",
                table,
                SQL.identifier(field.relation),
                SQL.identifier("r", field.column1),
            )
            found.append(Trace(joined, SQL("t.id"), SQL.identifier("r", field.column2), date, SQL("TRUE")))
        return found

    def _traces_of_messages(self):
        """Mails from a contact, and what colleagues have written to it or about it."""
        table, written = SQL("mail_message AS t"), SQL("t.message_type = ANY(%s)", WRITTEN)
        return [
            Trace(
                table, SQL("t.id"), SQL("t.author_id"), SQL("t.date"), SQL("t.author_id IS NOT NULL AND %s", written)
            ),
            Trace(table, SQL("t.id"), SQL("t.res_id"), SQL("t.date"), SQL("t.model = 'res.partner' AND %s", written)),
        ]

    def _traces_of_reviews(self):
        # a row is a contact's own and changes in place: it is read anew each time
        where = SQL("t.last_date IS NOT NULL")
        return [Trace(SQL("partner_review AS t"), SQL("NULL::int"), SQL("t.id"), SQL("t.last_date"), where)]

    def _traces_of_consents(self):
        table = SQL("partner_consent_event AS t JOIN partner_consent AS c ON c.id = t.consent_id")
        return [Trace(table, SQL("t.id"), SQL("c.partner_id"), SQL("t.date"), SQL("t.kind = ANY(%s)", ACTED))]
