from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import consent_merge
from ...engine.consent_states import State

# What the state of a record is compared by; see engine/consent_merge.py.
KEY = ("company_id", "purpose_id", "channel", "point_key")


class ResPartner(models.Model):
    """Consents of contacts that become one."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _merge_consent(self, survivor, others):
        """What is left to carry over when contacts have been merged; see `_carry_consents`.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        """
        result = super()._merge_consent(survivor, others)
        self._carry_consents(survivor, others)
        return result

    @api.model
    def _carry_consents(self, survivor, others):
        """Carry consents over when contacts are merged, by the rules of engine/consent_merge.py.

        Nothing is added to the events and nothing removed: records of another contact point move to the survivor;
        of two for the same point the survivor's goes on and tells which one it continues. So undoing the merge,
        which restores these rows, gives back exactly what was.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        """
        # sudo: whoever may merge contacts moves all that belongs to them
        consents = self.env["partner.consent"].sudo().with_context(active_test=False)
        now = fields.Datetime.now()
        present = consents.search([("partner_id", "in", (survivor | others).ids)], order="id")
        heads = present.filtered(lambda consent: not consent.folded_into_id)
        upheld = self._merge_consent_uphold(heads, now)
        kept = {}
        for consent in heads.sorted(lambda consent: (consent.partner_id != survivor, consent.id)):
            key = tuple(consent[name] for name in KEY)
            if key in kept:
                last = self._last_consent_event()
                consent.write({"folded_into_id": kept[key].id, "folded_at": now, "folded_number": last})
            else:
                kept[key] = consent
        consents.flush_model()
        present.filtered(lambda consent: consent.partner_id != survivor).partner_id = survivor
        consents.union(*kept.values())._derive()
        upheld._follow_closed()

    def _merge_consent_uphold(self, heads, now):
        """Objections of the one outlast what the other has agreed to; only an act of tomorrow lifts them.

        Whose a record was is told by its last event.

        :return: the objections
        """
        events = self.env["partner.consent.event"].sudo()  # sudo: as above
        whose = {consent: events.browse(consent.last_event).contact_ref for consent in heads}
        agreed = heads.filtered("is_allowed")
        upheld = heads.filtered(
            lambda objection: (
                objection.state == "objected" and any(whose[consent] != whose[objection] for consent in agreed)
            )
        )
        for consent in upheld:
            objected, _other = consent_merge.merge(
                State("objected", consent.since, True), State(), now, same_point=False
            )
            consent.upheld_at = objected.since
        return upheld

    def _last_consent_event(self):
        self.env["partner.consent.event"].flush_model()
        self.env.cr.execute(SQL("SELECT COALESCE(max(id), 0) FROM partner_consent_event"))
        return self.env.cr.fetchone()[0]


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Carry consents over by their own rules before core moves what it can, and deletes what it can't."""
        self.env["res.partner"]._carry_consents(dst_partner, src_partners)
        return super()._update_foreign_keys(src_partners, dst_partner)
