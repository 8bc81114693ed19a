from odoo import fields, models

from .recorder import current
from .wizard import JOURNALLED


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
    merged_from_ids = fields.One2many(
        "res.partner",
        "merged_into_id",
        string="Merged from",
        readonly=True,
        context={"active_test": False},
        help="Contacts that were merged into this one, also by way of others.",
    )

    def _merged_into(self):
        """The contacts that these were merged into in the end; a contact that was not merged stands for itself.

        :return: recordset of res.partner without repetition, in the order of these
        """
        partners = self.sudo()  # sudo: where a contact went is no secret; who may read it is asked of the reader
        seen = set()
        while any(partner.merged_into_id for partner in partners) and not seen.issuperset(partners.ids):
            seen.update(partners.ids)
            ids = [(partner.merged_into_id or partner).id for partner in partners]
            partners = partners.browse(dict.fromkeys(ids))
        return self.browse(partners.ids)

    def message_post(self, **kwargs):
        if current(self.env) and self.env.context.get(JOURNALLED):
            # a merge is told in the chatter, but is no reason to write to anybody
            return self._message_log(body=kwargs.get("body", ""), subject=kwargs.get("subject", False))
        return super().message_post(**kwargs)

    def unlink(self):
        recorder = current(self.env)
        if not (recorder and self.env.context.get(JOURNALLED)):
            return super().unlink()
        # core deletes the contacts that it has merged; ours stay, out of sight, so that it can be undone
        survivor = self.browse(recorder.survivor_id)
        self.write({"active": False, "merged_into_id": survivor.id})
        return True
