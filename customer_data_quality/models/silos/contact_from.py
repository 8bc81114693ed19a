from odoo import models

from .source_read import SAME_NAME


class PartnerSiloRecord(models.Model):
    _inherit = "partner.silo.record"  # pylint: disable=consider-merging-classes-inherited

    def _contact_values(self):
        """Values of a contact as far as the record tells them; other add-ons may add theirs.

        :rtype: dict
        """
        # sudo: as in `_checked_target`
        target, source = self._checked_target(), self.source_id.sudo()
        partner_fields = self.env["res.partner"]._fields
        person = source._shown(target.ids, self.env)[target.id]
        company_name = source.company_name_field and target[source.company_name_field]
        is_company = bool(company_name) and not (source.name_field and target[source.name_field])
        values = {
            "name": person["name"] or person["email"] or person["phone"],
            "is_company": is_company,
            "email": person["email"],
            "phone": person["phone"],
        }
        if company_name and not is_company:
            values["company_name"] = company_name
        for name in (*SAME_NAME, "state_id", "lang_id", "user_id", "company_id"):
            field = target._fields.get(name)
            if field is None or name not in partner_fields or field.type != partner_fields[name].type:
                continue
            if field.type == "many2one" and field.comodel_name != partner_fields[name].comodel_name:
                continue
            value = target[name]
            values[name] = value.id if field.type == "many2one" else value
        return {name: value for name, value in values.items() if value}
