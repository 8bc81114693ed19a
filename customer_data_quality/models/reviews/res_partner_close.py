from dateutil.relativedelta import relativedelta

from odoo import fields as odoo_fields
from odoo import models
from odoo.exceptions import UserError

from .request import BY_CUSTOMER

# Where no profile of the standards says what matters.
BASIC_FIELDS = ("email", "phone", "street", "zip", "city", "country_id")
# Fields that are looked at one by one within so many days count as one review.
RECENT_DAYS = 30


class ResPartner(models.Model):
    """Closing reviews."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _review_fields(self):
        """Names of the fields that a review of these contacts looks at, the weightiest first: {contact id: [names]}.

        They are the fields that the rules of each contact's quality profile ask for.
        """
        by_profile = {}
        for profile in self.env["partner.quality.profile"]._ruleset().profiles:
            weights = {}
            for rule in profile.rules:
                field = self._fields.get(rule.field or "")
                if field and not rule.unwanted and field.type not in ("one2many", "many2many", "binary", "html"):
                    weights[rule.field] = weights.get(rule.field, 0) + rule.weight
            by_profile[profile.id] = sorted(weights, key=lambda name, found=weights: -found[name])
        return {partner.id: by_profile.get(partner.quality_profile_id.id) or list(BASIC_FIELDS) for partner in self}

    def _review_confirm(self, fields=None, outcome="confirmed", note=None):
        """Note that these contacts were reviewed today by the current user, and close what was open about it.

        :param fields: names of the fields that were looked at, None for all that a review looks at. A part is
            remembered as verified; it ends the review as soon as nothing else is left of it.
        :param str outcome: "confirmed", or "corrected" where values were changed
        :param str note: what the colleague or customer had to say
        :raises UserError: for another outcome
        """
        if outcome not in ("confirmed", "corrected"):
            raise UserError(self.env._("A review ends as “confirmed” or “corrected”, not as “%s”.", outcome))
        self.check_access("read")
        wanted = self._review_fields()
        todo = {partner: set(wanted[partner.id] if fields is None else fields) for partner in self}
        for partner, names in todo.items():
            partner._quality_verify(names)
        complete = self if fields is None else self._review_completed(wanted, set(fields))
        complete._review_record(outcome, note, wanted if fields is None else {p.id: fields for p in self})
        (self - complete)._review_record_part(outcome, note, fields)

    def _review_completed(self, wanted, names):
        """Those of these contacts of which every field has been verified lately, these fields now."""
        verified = self._quality_verified()
        since = odoo_fields.Date.to_string(odoo_fields.Date.context_today(self) - relativedelta(days=RECENT_DAYS))
        return self.filtered(
            lambda partner: all(
                name in names or (verified.get(partner.id) or {}).get(name, "") >= since for name in wanted[partner.id]
            )
        )

    def _review_record(self, outcome, note, names):
        """Remember that the review of these contacts is done.

        :param dict names: by contact id, names of the fields that were looked at
        """
        today = odoo_fields.Date.context_today(self)
        self._review_close_open(outcome, note, names)
        # sudo: the state of a review follows what was done, whoever may write what
        reviews = self.env["partner.review"].sudo()
        reviews._put(
            [
                {
                    "id": partner.id,
                    "last_date": today,
                    "last_user_id": None if self.env.context.get(BY_CUSTOMER) else self.env.uid,
                    "wanted_date": None,
                    "reason": None,
                    "seen_date": today,
                }
                for partner in self
            ]
        )
        reviews._redate(self.ids)

    def _review_close_open(self, outcome, note, names):
        """End the open reviews, and note one as done where none was open."""
        open_ones = self._review_open_requests()
        requests = open_ones | (self - open_ones.partner_id)._review_note_request()
        by_names = {}
        for request in requests:
            by_names.setdefault(tuple(names[request.partner_id.id]), []).append(request.id)
        for looked_at, ids in by_names.items():
            requests.browse(ids)._close(outcome, note, dict.fromkeys(looked_at, outcome))

    def _review_note_request(self):
        """Note reviews that nobody was asked for."""
        # sudo: see _review_open_requests
        return (
            self.env["partner.review.request"]
            .sudo()
            .create(
                [
                    {
                        "partner_id": partner.id,
                        "policy_id": partner.review_policy_id.id,
                        "user_id": self.env.uid,
                        "company_id": partner.company_id.id,
                        "reason": "manual",
                    }
                    for partner in self.sudo()
                ]
            )
        )

    def _review_record_part(self, outcome, note, names):
        """Remember that some fields were looked at; no card until something happens again."""
        today = odoo_fields.Date.context_today(self)
        verdicts = dict.fromkeys(names or (), outcome)
        open_ones = self._review_open_requests()
        for request in open_ones:
            request.verdicts = {**(request.verdicts or {}), **verdicts}
            if note:
                request.note = note
        (self - open_ones.partner_id)._review_note_request()._close(outcome, note, verdicts)
        # sudo: the state of a review follows what was done, whoever may write what
        self.env["partner.review"].sudo()._put([{"id": partner.id, "seen_date": today} for partner in self])
