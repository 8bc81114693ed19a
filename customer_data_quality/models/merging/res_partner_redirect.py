from odoo import api, models
from odoo.fields import Domain
from odoo.tools import parse_contact_from_email


class ResPartner(models.Model):
    """Whoever still knows a merged contact by its name, address or number finds the one that remains."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _search_display_name(self, operator, value):
        domain = Domain(super()._search_display_name(operator, value))
        if operator in Domain.NEGATIVE_OPERATORS or domain.is_true() or domain.is_false():
            return domain
        # sudo: former names of contacts that the user may read
        former = self.sudo().with_context(active_test=False)._search(Domain("merged_into_id", "!=", False) & domain)
        return domain | Domain("id", "in", former.subselect("merged_into_id"))

    # -- e-mail -------------------------------------------------------------------------------

    @api.model
    def find_or_create(self, email, assert_valid_email=False):
        survivors = self._merge_by_former_email([email] if email else [])
        return next(iter(survivors.values()), None) or super().find_or_create(email, assert_valid_email)

    @api.model
    def _find_or_create_from_emails(self, emails, ban_emails=None, filter_found=None, **kwargs):
        # such as addresses of aliases: nobody's, whoever had them once
        survivors = self._merge_by_former_email(emails)
        for key in ban_emails or ():
            survivors.pop(key, None)
        if filter_found:
            survivors = {key: partner for key, partner in survivors.items() if partner.filtered(filter_found)}
        if not survivors:
            return super()._find_or_create_from_emails(
                emails, ban_emails=ban_emails, filter_found=filter_found, **kwargs
            )
        normalized = [parse_contact_from_email(email)[1] for email in emails]
        others = [email for email, key in zip(emails, normalized, strict=True) if key not in survivors]
        found = iter(
            super()._find_or_create_from_emails(others, ban_emails=ban_emails, filter_found=filter_found, **kwargs)
        )
        return [survivors[key] if key in survivors else next(found) for key in normalized]

    def _merge_by_former_email(self, emails):
        """The contacts that remain of those that had e-mail addresses which no contact has now.

        :param list emails: e-mail addresses, with or without names
        :return: {normalised address: record of res.partner that the user may read and that is not archived}
        """
        keys = {parse_contact_from_email(email)[1] for email in emails} - {False, None, ""}
        if not keys:
            return {}
        # sudo: only to learn where a contact went
        former = self.sudo().with_context(active_test=False)
        former = former.search_fetch(
            [("email_normalized", "in", list(keys)), ("merged_into_id", "!=", False)],
            ["email_normalized", "merged_into_id"],
            order="write_date desc, id desc",
        )
        if not former:
            return {}
        taken = set(
            self.search([("email_normalized", "in", former.mapped("email_normalized"))]).mapped("email_normalized")
        )
        readable = self.search([("id", "in", former._merged_into().ids)])
        found = {}
        for partner in former:
            survivor = self.browse(partner._merged_into().id)
            if partner.email_normalized not in taken and survivor in readable:
                found.setdefault(partner.email_normalized, survivor)
        return found

    # -- import -------------------------------------------------------------------------------

    def _extract_records(self, field_paths, data, log=lambda message: None, limit=float("inf")):
        # a spreadsheet may be older than a merge
        for record, extras in super()._extract_records(field_paths, data, log=log, limit=limit):
            if record.get(".id"):
                record[".id"] = self._merge_present_id(record[".id"])
            yield record, extras

    @api.model
    def _merge_present_id(self, database_id):
        """The id that stands for one that may be of a merged contact, as text."""
        if not str(database_id).isdigit():
            return database_id
        partner = self.browse(int(database_id)).exists()
        return str(partner._merged_into().id) if partner else database_id


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        if subfield == ".id" and field.comodel_name == "res.partner" and value:
            value = self.env["res.partner"]._merge_present_id(value)
        return super().db_id_for(model, field, subfield, value, savepoint)
