from odoo import api, models


class ResPartner(models.Model):
    """Odoo asks twice in each call of a client for the order of the model's classes, and Python works it out anew.

    Nearly every room extends contacts, so that would take a millisecond, although the class knows it.
    """

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @classmethod
    @api.private
    def mro(cls):
        """The same as `type.mro`, without working it out."""
        return list(cls.__mro__)
