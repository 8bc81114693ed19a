from odoo import api, models


class PartnerMerge(models.Model):
    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _merge(self, survivor, others, values=None, reason=None, probability=None):
        """Merge contacts into one, so that it can be undone.

        Whatever points to the others points to the survivor afterwards; the others are archived. All or nothing.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner, any number
        :param dict values: values of fields that the survivor gets, as for `write`; those not named are settled by
            the rules of survivorship
        :param str reason: why
        :param float probability: that they are the same, 0 to 1
        :return: record of partner.merge, the journal of this merge
        :raises AccessError: for whoever may not merge or not write one of the contacts
        :raises UserError: if the contacts must not be merged, see `res.partner._merge_refusals`, or if somebody
            else is merging one of them at this moment
        """
        raise NotImplementedError
