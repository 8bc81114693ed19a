from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    merged_into_id = fields.Many2one(
        "res.partner",
        string="Merged into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The contact that this one was merged into. It is kept, archived, so that merging can be undone.",
    )

    def _merged_into(self):
        """The contacts that these were merged into in the end; a contact that was not merged stands for itself.

        :return: recordset of res.partner without repetition, in the order of these
        """
        raise NotImplementedError
