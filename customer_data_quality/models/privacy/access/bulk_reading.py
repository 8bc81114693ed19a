"""Reading many contacts, at once or page by page, is noted. What lists show every day is not."""

import time

from odoo import api, models, tools

# From so many records on it is worth a look whether their model holds people.
FLOOR = 100
AT_ONCE = "customer_data_quality.access_bulk_limit"
DEFAULT_AT_ONCE = 500
PER_HOUR = "customer_data_quality.access_hour_limit"
DEFAULT_PER_HOUR = 3000

# What each user has read within this hour, {(database, user id): [hour, contacts, limit]}: in the memory of this
# process, so that showing a list costs no query. Several processes count apart, and note later by so much.
_read = {}


class PartnerAccessLog(models.Model):
    _inherit = "partner.access.log"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache(cache="stable")
    def _watched_models(self):
        """Names of the models that hold people.

        :rtype: frozenset
        """
        found = {each.model for each in self.env["partner.discovery"]._person_models() if each.names or each.reachable}
        return frozenset({"res.partner", "res.partner.bank", "res.users", *found})

    @api.model
    def _note_reading(self, records, count):
        """Note that many records were read at once, or that a user's hour is over the limit.

        :param records: recordset, of the model
        :param int count: how many
        """
        if count >= FLOOR and count > self._setting(AT_ONCE, DEFAULT_AT_ONCE):
            if records._name in self._watched_models():
                self._log("bulk_read", records, count=count)
            return
        if records._name != "res.partner":
            return
        user, hour = (self.env.cr.dbname, self.env.uid), int(time.time() // 3600)
        entry = _read.get(user)
        if entry is None or entry[0] != hour:
            entry = _read[user] = [hour, 0, self._setting(PER_HOUR, DEFAULT_PER_HOUR)]
        entry[1] += count
        if entry[1] > entry[2]:
            self._log("bulk_read", records.browse(), count=entry[1], details="1 h")
            entry[1] = 0


class Base(models.AbstractModel):
    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    def _read_format(self, fnames, load="_classic_read"):
        """All that users read, by whichever method, goes through here."""
        result = super()._read_format(fnames, load)
        if not self.env.su and (len(self) >= FLOOR or self._holds_protected):
            self.env["partner.access.log"]._note_reading(self, len(self))
        return result

    @api.model
    def formatted_read_group(self, domain, groupby=(), *args, **kwargs):
        groups = super().formatted_read_group(domain, groupby, *args, **kwargs)
        if len(groups) >= FLOOR and not self.env.su:
            self.env["partner.access.log"]._note_reading(self.browse(), len(groups))
        return groups

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        found = super().name_search(name, domain, operator, limit)
        if len(found) >= FLOOR and not self.env.su:
            self.env["partner.access.log"]._note_reading(self.browse(), len(found))
        return found
