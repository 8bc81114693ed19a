from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

BATCH = 500
OFFICER = "customer_data_quality.group_privacy_officer"


class PartnerConsent(models.Model):
    """What happens to consents that are there: they end, turn out not to be valid, or are emptied."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _append(self, kind, method, act_date=None, **values):
        """Add one event to each of these consents, and set what follows from it.

        :param str kind: expired, invalidated, withdrawn, refused, objected, reminded or erased
        :param str method: see channels.METHODS
        :param act_date: when it happened, naive UTC, by default now
        :param values: further values of the events
        :return: the events
        """
        # sudo: nobody may write consents; callers check who may do what
        consents = self.sudo()
        events = consents.env["partner.consent.event"].create(
            [
                {
                    "consent_id": consent.id,
                    "company_id": consent.company_id.id,
                    "purpose_id": consent.purpose_id.id,
                    "channel": consent.channel,
                    "contact_ref": consent.partner_id.id,
                    "contact_point": consent.contact_point if kind != "erased" else False,
                    "kind": kind,
                    "act_date": act_date or fields.Datetime.now(),
                    "method": method,
                    **values,
                }
                for consent in consents
            ]
        )
        for event in events:
            event.consent_id.last_event = event.id
        consents._derive()
        return events.sudo(False)

    @api.model
    def _cron_expire(self):
        """End the consents whose time has run out, where their purpose says so."""
        due = Domain(
            [("is_allowed", "=", True), ("valid_until", "<", fields.Date.today()), ("folded_into_id", "=", False)]
        )
        cron = self.env["ir.cron"]
        remaining = self.search_count(due)
        cron._commit_progress(remaining=remaining)
        while consents := self.search(due, limit=BATCH):
            consents._append("expired", "system")
            if consents.filtered("is_allowed"):
                raise UserError(self.env._("Consents do not expire: %s", consents.filtered("is_allowed").ids))
            if not cron._commit_progress(len(consents)):
                return

    def action_withdraw(self):
        """Open the recording of a withdrawal for the contacts of these consents."""
        self.ensure_one()
        return self.partner_id._consent_recording_action(
            default_purpose_id=self.purpose_id.id,
            default_channel=self.channel,
            default_kind="withdrawn",
            default_contact_point=self.contact_point,
        )

    def action_invalidate(self):
        """Note that consents are not valid, for example because the wording was wrong."""
        self._check_officer()
        self._append("invalidated", "system")

    def action_erase(self):
        """Empty what is personal in these consents and their events, for good; the chain can still be checked."""
        self._check_officer()
        self.check_access("read")
        consents = self.sudo()  # sudo: nobody may write consents; the role was checked above
        events = consents.event_ids
        events.attachment_ids.unlink()
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE partner_consent_event SET personal = NULL, salt = NULL WHERE id = ANY(%s)", list(events.ids))
        )
        events.invalidate_recordset(flush=False)
        for consent in consents:
            consent.write({"contact_point": False, "point_key": f"erased:{consent.id}"})
        consents._append("erased", "system")

    def _check_officer(self):
        if not (self.env.su or self.env.user.has_group(OFFICER)):
            raise AccessError(self.env._("Only privacy officers may do that."))
