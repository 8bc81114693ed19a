from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Link the record that a contact is created from, see `partner.silo.record.action_open_new_contact`."""
        finding_id = self.env.context.get("silo_record_id")
        if not finding_id:
            return super().create(vals_list)
        # contacts below the new one are created with the same context
        partners = super(ResPartner, self.with_context(silo_record_id=False)).create(vals_list)
        finding = self.env["partner.silo.record"].browse(finding_id).exists()
        if finding.state == "open" and len(partners) == 1:
            finding.with_context(silo_record_id=False)._link("create", partners)
        return partners
