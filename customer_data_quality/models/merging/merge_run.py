from psycopg2.errors import LockNotAvailable

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, mute_logger
from odoo.tools.misc import split_every

from .moving import Stuck
from .recorder import Recorder
from .wizard import CAREFUL, JOURNALLED

# Core's wizard takes no more contacts than three at once, one of them the survivor.
SLICE = 2


class PartnerMerge(models.Model):
    """How contacts are merged: core's wizard does it, with every step noted."""

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
        others -= survivor
        # sudo: whoever may merge these contacts moves all that points to them, seen or not; rights are checked within
        arguments = (survivor.sudo(), others.sudo(), values, reason, probability)
        try:
            with self.env.cr.savepoint():
                self._lock(survivor | others)
                self._check_mergeable(survivor, others)
                return self.sudo()._merge_noted(*arguments).sudo(False)
        except Stuck:
            # a constraint that nobody could foresee: once more from the start, row by row where need be
            with self.env.cr.savepoint():
                self._lock(survivor | others)
                return self.sudo().with_context(**{CAREFUL: True})._merge_noted(*arguments).sudo(False)

    def _lock(self, partners):
        """Lock contacts, so that nobody else merges or undoes with them; raise if somebody is at it.

        To be called within a savepoint, which takes the failure back.
        """
        self.env.flush_all()
        # read before: nothing can be read once the lock is refused
        names = ", ".join(partners.sudo().exists().mapped("display_name"))  # sudo: the user has chosen these contacts
        try:
            with mute_logger("odoo.sql_db"):
                self.env.cr.execute(
                    SQL("SELECT id FROM res_partner WHERE id = ANY(%s) ORDER BY id FOR UPDATE NOWAIT", partners.ids)
                )
        except LockNotAvailable as error:
            raise UserError(
                self.env._(
                    "Somebody else is working with one of these contacts at this moment: %s. "
                    "Nothing was changed. Please try again in a moment.",
                    names,
                )
            ) from error

    def _check_mergeable(self, survivor, others):
        refusals = self.env["res.partner"]._merge_refusals(survivor, others)
        if not refusals:
            return
        text = "\n".join(f"{refusal['message']} {refusal['way_out']}".strip() for refusal in refusals)
        raise (AccessError if any(refusal["code"] == "access" for refusal in refusals) else UserError)(text)

    def _merge_noted(self, survivor, others, values, reason, probability):
        # the journal holds every value, so the chatter need not; and a merge is no reason to write to anybody
        quiet = {
            CAREFUL: self.env.context.get(CAREFUL),
            JOURNALLED: True,
            "mail_notrack": True,
            "mail_auto_subscribe_no_notify": True,
        }
        survivor, others = survivor.with_context(**quiet), others.with_context(**quiet)
        merges = self.with_context(**quiet)
        vals = self._values_to_write(survivor, others, values or {})
        header = merges._journal_values(survivor, others, reason, probability)
        counters = merges._row_counters()
        with Recorder(merges, survivor.id) as recorder:
            merges._before_merging(recorder, survivor, others)
            former = others.commercial_partner_id.ids
            wizard = merges.env["base.partner.merge.automatic.wizard"]
            sums = survivor._merge_sums(others, wizard._get_summable_fields())
            for ids in split_every(SLICE, others.ids):
                wizard._merge([survivor.id, *ids], survivor, extra_checks=False)
            survivor._merge_write(others, vals, sums)
            if recorder.moved("res_partner", "parent_id", by_move=True):
                others._merge_children_moved(survivor)
            merges._move_commercial_partners(recorder, survivor, others, former)
            merges._move_filters(survivor, others)
            merges.env["res.partner"]._merge_consent(survivor, others)
            merges.env.flush_all()
            lines = recorder.lines()
        merge = self.create(
            {
                **header,
                "changes": survivor._merge_changes(lines),
                "counts": merges._counted(lines),
                "collisions": merges._counted_collisions(recorder),
                "remarks": merges._remarks(recorder, lines, counters),
            }
        )
        merges.env["partner.merge.line"].create([{"merge_id": merge.id, **line} for line in lines])
        merges._forget_caches(lines)
        return merge

    def _values_to_write(self, survivor, others, values):
        proposed = self.env["partner.merge.rule"]._proposed_values(survivor, others, values=values)
        # a blank there would switch off the company's default; what survivors lack is filled company by company
        blank = [name for name, value in proposed.items() if not value and survivor._fields[name].company_dependent]
        return {**{name: value for name, value in proposed.items() if name not in blank}, **values}

    def _before_merging(self, recorder, survivor, others):
        """A hook for rows that other modules change by SQL of their own: note them with `recorder.touch`.

        :param recorder: see recorder.py
        """
        ids = [survivor.id, *others.ids]
        recorder.touch_all({"partner_quality": ids, "res_partner": ids})
        if "website.visitor" in self.env:
            visitors = self.env["website.visitor"].search([("partner_id", "in", [survivor.id, *others.ids])])
            recorder.touch("website_visitor", visitors.ids)

    def _forget_caches(self, lines):
        """What Odoo remembers of external ids, users and defaults."""
        if any(line["table_name"] in ("ir_model_data", "res_users", "ir_default", "res_company") for line in lines):
            self.env.registry.clear_cache()
        self.env.invalidate_all(flush=False)
