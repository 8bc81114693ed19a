from datetime import timedelta

from odoo import api, fields, models

BATCH = 100


class PartnerConsent(models.Model):
    """Requests to confirm that nobody answers."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_remind(self):
        """Remind of unanswered requests as often as the company wants, and end those whose link has expired."""
        now = fields.Datetime.now()
        unanswered_by_company = self._read_group(
            [
                ("channel", "=", "email"),
                ("purpose_id.double_opt_in", "=", True),
                ("state", "=", "requested"),
                ("folded_into_id", "=", False),
            ],
            ["company_id"],
            ["id:recordset"],
        )
        for company, unanswered in unanswered_by_company:
            expired = unanswered.filtered_domain([("requested_at", "<", company._consent_oldest(now))])
            due = (unanswered - expired)._due_for_reminder(now)
            self.env["ir.cron"]._commit_progress(remaining=len(expired) + len(due))
            for start in range(0, len(expired), BATCH):
                batch = expired[start : start + BATCH]
                batch._end_unanswered()
                self.env["ir.cron"]._commit_progress(len(batch))
            for start in range(0, len(due), BATCH):
                batch = due[start : start + BATCH]
                batch._ask_for_confirmation(remind=True)
                self.env["ir.cron"]._commit_progress(len(batch))

    def _due_for_reminder(self, now):
        """Those of these unanswered requests whose next reminder is due.

        :param datetime now: naive, UTC
        """
        reminders = self.env["partner.consent.event"]._read_group(
            [("consent_id", "in", self.ids), ("kind", "=", "reminded")], ["consent_id"], ["date:array_agg"]
        )
        dates = {consent.id: dates for consent, dates in reminders}

        def is_due(consent):
            company = consent.company_id
            sent = sum(date >= consent.requested_at for date in dates.get(consent.id, ()))
            wait = timedelta(days=company.consent_reminder_days * (sent + 1))
            return sent < company.consent_reminders and consent.requested_at <= now - wait

        return self.filtered(is_due)

    def _end_unanswered(self):
        """Note that requests were not answered in time: they are no consent, and nobody is reminded any more."""
        for consent in self:
            consent.partner_id._consent_record(
                consent.purpose_id,
                consent.channel,
                "expired",
                method="system",
                contact_point=consent.contact_point,
                company=consent.company_id,
            )
        self._forget_links()
