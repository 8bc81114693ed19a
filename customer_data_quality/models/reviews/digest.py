"""One mail a week at most: what awaits each person."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from .. import weekly_mail

_logger = logging.getLogger(__name__)

SHOWN = 10
BATCH = 100


class PartnerReviewRequest(models.Model):
    _inherit = "partner.review.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_digest(self):
        """Send this week's mail to everybody who has reviews to do and wants it, batch by batch."""
        weekly_mail.send(self.env, self._digest_claim, self._digest_send)

    @api.model
    def _digest_claim(self):
        """The next users who get a mail."""
        sunday = weekly_mail.monday() + timedelta(days=6)
        awaited = SQL(
            """
            EXISTS (SELECT FROM partner_review_request q WHERE q.state = 'open' AND q.kind = 'internal'
                AND (q.user_id = u.id OR q.escalation_user_id = u.id)
                AND (q.date_due <= %s OR q.escalated_date IS NOT NULL))
            """,
            sunday,
        )
        return weekly_mail.claim(self.env, "review_digest", awaited, BATCH)

    def _digest_send(self, users):
        """Queue one mail for each of these users."""
        sunday = weekly_mail.monday() + timedelta(days=6)
        domain = [("state", "=", "open"), ("kind", "=", "internal")]
        mine = self.search([*domain, ("user_id", "in", users.ids), ("date_due", "<=", sunday)]).grouped("user_id")
        escalated = self.search(
            [*domain, ("escalation_user_id", "in", users.ids), ("escalated_date", "!=", False)]
        ).grouped("escalation_user_id")
        mails = []
        for user in users:
            if not user.email:
                _logger.info("%s has reviews to do, but no e-mail address for the weekly mail.", user.login)
                continue
            mails.append(user._review_digest_mail(mine.get(user, self.browse()), escalated.get(user, self.browse())))
        # sudo is not needed: only the scheduler comes here
        self.env["mail.mail"].create(mails)


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    review_digest = fields.Boolean(
        string="Weekly Mail about Reviews",
        default=True,
        help="Once a week, if contacts await a review.",
        prefetch="customer_data_quality",
    )
    review_digest_week = fields.Date(
        readonly=True, copy=False, help="The Monday of the week of the last mail.", prefetch="customer_data_quality"
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 (Odoo's name)
        return [*super().SELF_READABLE_FIELDS, "review_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802 (Odoo's name)
        return [*super().SELF_WRITEABLE_FIELDS, "review_digest"]

    def _review_digest_mail(self, mine, escalated):
        """The values of the mail that tells this user what awaits them."""
        self.ensure_one()
        # in the reader's language, and nothing that they could not open
        user = self.with_user(self).with_context(lang=self.lang, tz=self.tz)
        today = user._review_today()[user.id]
        mine, escalated = (
            requests.with_user(user).with_context(lang=self.lang)._filtered_access("read")
            for requests in (mine, escalated)
        )
        late = mine.filtered(lambda request: request.date_due < today)
        body = user.env["ir.qweb"]._render(
            "customer_data_quality.review_digest",
            {
                "user": user,
                "late": len(late),
                "week": len(mine) - len(late),
                "lines": [
                    {
                        "name": request.partner_id.display_name,
                        "url": f"{self.get_base_url()}/odoo/contacts/{request.partner_id.id}",
                        "date": format_date(user.env, request.date_due),
                        "is_late": request in late,
                    }
                    for request in mine[:SHOWN]
                ],
                "further": max(0, len(mine) - SHOWN),
                "escalated": [
                    {
                        "name": request.partner_id.display_name,
                        "url": f"{self.get_base_url()}/odoo/contacts/{request.partner_id.id}",
                        "who": request.user_id.name or "",
                        "date": format_date(user.env, request.date_due),
                    }
                    for request in escalated[:SHOWN]
                ],
                "further_escalated": max(0, len(escalated) - SHOWN),
                "url": f"{self.get_base_url()}/odoo/my-reviews",
            },
            minimal_qcontext=True,
        )
        return {
            "subject": user.env._("Your contact reviews this week: %s", len(mine) + len(escalated)),
            "email_from": self.company_id.email_formatted or self.email_formatted,
            "email_to": self.email_formatted,
            "auto_delete": True,
            "body_html": user.env["mail.render.mixin"]._replace_local_links(body),
        }


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    review_digest = fields.Boolean(string="Weekly Mail about Reviews", default=True, prefetch="customer_data_quality")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    review_digest = fields.Boolean(related="company_id.review_digest", readonly=False)
