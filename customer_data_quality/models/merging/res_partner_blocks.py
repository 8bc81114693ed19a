from odoo import api, models, tools

from .claims import is_decided

GEO = ("partner_latitude", "partner_longitude", "date_localization")
PEPPOL = ("peppol_eas", "peppol_endpoint")


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _merge_blocks(self):
        """Fields whose values belong together, so that they are taken from one contact or not at all.

        :return: tuple of tuples of field names, the first of which names the block
        """
        address = [name for name in self._address_fields() if name in self._fields]
        parts = {*address}
        for name, field in self._fields.items():
            depends = set(self.pool.field_depends.get(field, ()))
            # such as the house number that is split off the street
            if is_decided(field) and field.compute and depends and depends <= parts:
                address.append(name)
        address = list(dict.fromkeys(["street", *address, *GEO]))
        found = [tuple(name for name in names if name in self._fields) for names in (address, PEPPOL)]
        return tuple(names for names in found if len(names) > 1)
