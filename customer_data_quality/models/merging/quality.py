from odoo import api, models
from odoo.tools import SQL


class PartnerQuality(models.Model):
    _inherit = "partner.quality"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _verified(self, partners):
        """When fields of contacts were last entered or confirmed, as far as it was noted.

        :param partners: recordset of res.partner that the user may read
        :return: {contact id: {field name: ISO date}}
        """
        if not partners.ids:
            return {}
        self.flush_model()  # what was entered just now is noted when it is stored
        rows = self.env.execute_query(
            SQL("SELECT id, verified FROM partner_quality WHERE id = ANY(%s) AND verified IS NOT NULL", partners.ids)
        )
        return dict(rows)
