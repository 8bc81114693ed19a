import logging
import time

from odoo import api, fields, models
from odoo.exceptions import AccessError

_logger = logging.getLogger(__name__)

OFFICER = "customer_data_quality.group_privacy_officer"


class PartnerConsentChain(models.Model):
    """Where the chain of events of a company ends; locked by whoever adds to it."""

    _name = "partner.consent.chain"
    _description = "End of a Consent Chain"
    _log_access = False
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True, required=True, default=0, aggregator=None)
    hash = fields.Char(readonly=True, required=True)

    _company_unique = models.Constraint("UNIQUE(company_id)", "There is one chain for each company.")


class PartnerConsentCheck(models.Model):
    """What a check of a chain found; the end that it saw is what later checks compare with."""

    _name = "partner.consent.check"
    _description = "Check of the Consent Chain"
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "date"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", string="Checked by", readonly=True, ondelete="restrict")
    events = fields.Integer(readonly=True, aggregator=None, help="Number of events that were checked.")
    sequence = fields.Integer(string="Last Number", readonly=True, aggregator=None)
    hash = fields.Char(string="Last Hash", readonly=True)
    seconds = fields.Float(readonly=True, aggregator=None, digits=(10, 1))
    is_intact = fields.Boolean(string="Intact", readonly=True)
    problems = fields.Text(readonly=True)

    @api.model
    def _cron_check(self):
        """Every night: check all chains, and tell the privacy officers of what is wrong."""
        companies = self.env["partner.consent.event"]._chained_companies()
        self._run(self.env["res.company"].browse(companies))

    @api.model
    def action_check_now(self):
        """Check the chains of the companies that the user has chosen."""
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Only privacy officers may check the chain."))
        checks = self._run(self.env.companies)
        bad = checks.filtered(lambda check: not check.is_intact)
        message = (
            self.env._("Something was changed outside of the application. See the problems listed.")
            if bad
            else self.env._("The chain is intact: %s events checked.", sum(checks.mapped("events")))
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "danger" if bad else "success",
                "sticky": bool(bad),
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _run(self, companies):
        """Check the chains of companies; note what was found.

        :return: recordset of partner.consent.check
        """
        # sudo: only the application adds checks
        checks, events = self.sudo(), self.env["partner.consent.event"].sudo()
        events._seal()
        for company in companies:
            start = time.perf_counter()
            problems = events._verify_chain(company) + self.env["partner.consent"].sudo()._verify_states(company)
            end = self.env["partner.consent.chain"].sudo().search([("company_id", "=", company.id)])
            checks |= checks.create(
                {
                    "company_id": company.id,
                    "user_id": self.env.uid,
                    "events": end.sequence,
                    "sequence": end.sequence,
                    "hash": end.hash,
                    "seconds": time.perf_counter() - start,
                    "is_intact": not problems,
                    "problems": "\n".join(self._described(problem) for problem in problems) or False,
                }
            )
        bad = checks.filtered(lambda check: not check.is_intact)
        if bad:
            _logger.error("The consent chain is not intact: %s", "; ".join(bad.mapped("problems")))
            bad._tell_officers()
        return checks.sudo(False)

    def _described(self, problem):
        kinds = {
            "changed": self.env._("Event %(number)s (row %(id)s) is not what was recorded."),
            "missing": self.env._("Events from number %(number)s on are missing (before row %(id)s)."),
            "order": self.env._("Event %(number)s (row %(id)s) does not follow the one before it."),
            "personal": self.env._("The personal content of event %(number)s (row %(id)s) was changed."),
            "end": self.env._("The chain does not end at number %(number)s, where it ended."),
            "anchor": self.env._("Event %(number)s is not the one that an earlier check saw."),
            "erased": self.env._(
                "The personal content of event %(number)s (row %(id)s) was emptied without an erasure."
            ),
            "unsealed": self.env._("Row %(id)s was not recorded by the application, or was never sealed."),
            "wording": self.env._("The wording of event %(number)s (row %(id)s) is not the one that was shown."),
            "moved": self.env._(
                "Event %(number)s (row %(id)s) belongs to another purpose or channel than its consent."
            ),
            "state": self.env._("The state of consent %(id)s did not follow from its events; it was set right."),
        }
        return kinds[problem["kind"]] % {"number": problem["sequence"], "id": problem["event_id"]}

    def _tell_officers(self):
        # sudo: whoever checks, the officers have to know
        officers = self.env.ref(OFFICER).sudo().all_user_ids.filtered(lambda user: user.active and not user.share)
        for check in self:
            partners = officers.filtered(lambda user, check=check: check.company_id in user.company_ids).partner_id
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=partners.ids,
                subject=self.env._("The proof of consents of %s has been changed", check.company_id.name),
                body=self.env._("The nightly check of the chain found: %s", check.problems),
            )
