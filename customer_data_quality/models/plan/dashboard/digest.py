"""One mail a week to those who answer for the contacts: how they develop and what to do next."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ... import weekly_mail

_logger = logging.getLogger(__name__)

BATCH = 50
GAPS_SHOWN = 3


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_digest(self):
        """Send this week's mail to everybody responsible who wants it, batch by batch."""
        weekly_mail.send(self.env, self._digest_claim, self._digest_send)

    @api.model
    def _digest_claim(self):
        """The next users who get a mail."""
        answers = SQL(
            """
            u.id IN (
                SELECT steering_user_id FROM res_company
                UNION SELECT user_id FROM partner_plan WHERE state = 'running'
                UNION SELECT user_id FROM partner_quality_target WHERE active AND date >= %s)
            """,
            weekly_mail.monday(),
        )
        return weekly_mail.claim(self.env, "steering_digest", answers, BATCH)

    @api.model
    def _digest_send(self, users):
        """Queue one mail for each of these users."""
        mails = []
        for user in users:
            if not user.email:
                _logger.info("%s answers for contacts, but has no e-mail address for the weekly mail.", user.login)
            elif not user.has_group("customer_data_quality.group_user"):
                _logger.info("%s answers for contacts, but has no access to their quality.", user.login)
            else:
                mails.append(user._steering_digest_mail())
        # sudo is not needed: only the scheduler comes here
        self.env["mail.mail"].create(mails)


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    steering_digest = fields.Boolean(
        string="Weekly Mail about Data Quality",
        default=True,
        help="Once a week, for those who answer for a target, for the plan, or for a company's contacts.",
        prefetch="customer_data_quality",
    )
    steering_digest_week = fields.Date(
        readonly=True, copy=False, help="The Monday of the week of the last mail.", prefetch="customer_data_quality"
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 (Odoo's name)
        return [*super().SELF_READABLE_FIELDS, "steering_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802 (Odoo's name)
        return [*super().SELF_WRITEABLE_FIELDS, "steering_digest"]

    def _steering_digest_mail(self):
        """The values of the mail that tells this user how the contacts develop: what their overview shows."""
        self.ensure_one()
        user = self.with_user(self).with_context(
            lang=self.lang,
            tz=self.tz,
            allowed_company_ids=[self.company_id.id, *(self.company_ids - self.company_id).ids],
        )
        dashboard = user.env["partner.dashboard"]
        shown = dashboard.overview()
        week_ago = fields.Date.to_string(fields.Date.today() - timedelta(days=7))
        earlier = [point["score"] for point in shown["trend"] if point["date"] <= week_ago]
        score = shown["score"]["value"]
        body = user.env["ir.qweb"]._render(
            "customer_data_quality.steering_digest",
            {
                "user": user,
                "score": score,
                "contacts": shown["score"]["contacts"],
                "change": round(score - earlier[-1], 1) if earlier and score is not None else None,
                "number": lambda value, digits=0: dashboard._tile_number(value, digits),
                "targets": shown["targets"],
                "gaps": shown["gaps"][:GAPS_SHOWN],
                "tiles": shown["tiles"],
                "plan": shown["plan"],
                "url": f"{self.get_base_url()}/odoo/data-quality",
            },
            minimal_qcontext=True,
        )
        return {
            "subject": user.env._("Your customer data this week"),
            "email_from": self.company_id.email_formatted or self.email_formatted,
            "email_to": self.email_formatted,
            "auto_delete": True,
            "body_html": user.env["mail.render.mixin"]._replace_local_links(body),
        }


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    steering_user_id = fields.Many2one(
        "res.users",
        string="Responsible for Data Quality",
        ondelete="set null",
        domain=[("share", "=", False)],
        prefetch="customer_data_quality",
    )
    steering_digest = fields.Boolean(
        string="Weekly Mail about Data Quality", default=True, prefetch="customer_data_quality"
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    steering_user_id = fields.Many2one(related="company_id.steering_user_id", readonly=False)
    steering_digest = fields.Boolean(related="company_id.steering_digest", readonly=False)
