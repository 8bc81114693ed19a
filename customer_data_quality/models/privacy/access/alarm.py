from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

OFFICERS = "customer_data_quality.group_privacy_officer"
# What takes data away.
VOLUMES = ("export", "bulk_read", "portability")
MINIMUM = "customer_data_quality.access_alarm_minimum"
DEFAULT_MINIMUM = 1000
FACTOR = "customer_data_quality.access_alarm_factor"
DEFAULT_FACTOR = 5
# Days looked back.
PAST_DAYS = 90


class PartnerAccessLog(models.Model):
    """Far more than a user's usual day is told to privacy officers, once a day."""

    _inherit = "partner.access.log"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _judged(self, kind, count):
        """Whether an access makes this user's day an unusual one.

        :param str kind: one of KINDS
        :param int count: how many records
        :return: values of the row: {"unusual": bool, "usual_count": int}
        """
        if kind not in VOLUMES or not count:
            return {"unusual": False, "usual_count": 0}
        self.flush_model()
        now = fields.Datetime.now()
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        ((so_far, told, mean),) = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(sum(amount) FILTER (WHERE day = %(today)s), 0),
                    COALESCE(bool_or(told) FILTER (WHERE day = %(today)s), FALSE),
                    COALESCE(avg(amount) FILTER (WHERE day < %(today)s), 0)
                FROM (
                    SELECT date_trunc('day', date) AS day, sum(count) AS amount, bool_or(unusual) AS told
                    FROM partner_access_log
                    WHERE user_id = %(user)s AND date >= %(since)s AND kind = ANY(%(kinds)s) GROUP BY 1
                ) AS days
                """,
                today=today,
                user=self.env.uid,
                since=today - timedelta(days=PAST_DAYS),
                kinds=list(VOLUMES),
            )
        )
        limit = max(self._setting(MINIMUM, DEFAULT_MINIMUM), self._setting(FACTOR, DEFAULT_FACTOR) * mean)
        unusual = not told and so_far + count > limit
        return {"unusual": unusual, "usual_count": round(mean) if unusual else 0}

    @api.model
    def _setting(self, key, default):
        # sudo: limits hold for everybody and are no secret
        value = self.env["ir.config_parameter"].sudo().get_param(key)
        return int(value) if value and value.isdecimal() else default

    def _tell_officers(self):
        """Plan an activity for each privacy officer of the company."""
        officers = self.env.ref(OFFICERS).all_user_ids.filtered(
            lambda user: user.active and not user.share and self.company_id in user.company_ids
        )
        for officer in officers:
            translated = self.with_context(lang=officer.lang)
            note = translated.env._(
                "%(who)s has taken %(count)s records with this access; the usual day has %(usual)s. Please ask whether "
                "that is in order.",
                who=self.user_id.name,
                count=self.count,
                usual=self.usual_count,
            )
            self.activity_schedule(
                "mail.mail_activity_data_warning",
                summary=translated.env._("Unusual access to personal data"),
                note=note,
                user_id=officer.id,
            )
