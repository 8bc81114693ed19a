from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..scheduler import wake
from .link import CONFIRM

TEMPLATE = "customer_data_quality.mail_template_consent_confirmation"
# Whoever asks again and again, be it by a form on a website, fills somebody else's mailbox.
PAUSE = timedelta(hours=1)
MAX_PER_DAY = 3
# States in which an answer is waited for, whether or not it was given on paper or by phone before.
UNCONFIRMED = ("none", "requested", "granted")
# What may have shown the wording to the person.
ASKING = ("requested", "granted")


class PartnerConsent(models.Model):
    """Double opt-in: the owner of an address confirms by a link that nobody else has seen.

    The mail that waits to be sent holds no link: it is made at the moment of sending (see mail_mail.py), for the
    address that was written down when the consent was recorded, and stored as a hash only.
    """

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    confirmation_state = fields.Selection(
        [("unneeded", "Not Needed"), ("waiting", "Waited for"), ("possible", "Not Asked for")],
        compute="_compute_confirmation_state",
        string="Confirmation",
        help="Whether the owner of the address still has to confirm (double opt-in).",
    )

    @api.depends("state", "requested_at", "channel", "purpose_id.double_opt_in", "folded_into_id")
    def _compute_confirmation_state(self):
        for consent in self:
            if consent.folded_into_id or not consent.purpose_id._needs_confirmation(consent.channel):
                consent.confirmation_state = "unneeded"
            elif consent.requested_at:
                consent.confirmation_state = "waiting"
            else:
                consent.confirmation_state = "possible" if consent.state in UNCONFIRMED else "unneeded"

    def action_ask_for_confirmation(self):
        """Ask the owner of the address by e-mail to confirm, or remind them."""
        self.check_access("read")
        self.env["res.partner"].check_access("read")
        consents = self.filtered(lambda consent: consent.confirmation_state in ("waiting", "possible"))
        if not consents:
            raise UserError(
                self.env._("There is nothing to confirm: only e-mail consents of purposes with double opt-in are.")
            )
        asked = consents._ask_for_confirmation(remind=True)
        if not asked:
            raise UserError(
                self.env._("A request was sent to this address a short while ago. Please give it time to answer.")
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The request to confirm is on its way to %s.", ", ".join(asked.mapped("contact_point"))
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _ask_for_confirmation(self, remind=False):
        """Send the request to confirm to the addresses of these consents.

        Left out are those that need none, addresses that are none, and addresses that were asked too often lately.

        :param bool remind: note it as a reminder where a request is waited for
        :return: the consents that were asked for
        """
        asked = self.browse()
        # sudo: who may record a consent may send the request, and writes neither mails nor events otherwise
        for consent in self.sudo()._may_be_asked():
            if not consent.requested_at:
                consent._note_request("requested")
            elif remind:
                consent._note_request("reminded")
            asked |= consent
        if asked:
            mails = self.env.ref(TEMPLATE).sudo().send_mail_batch(asked.ids)  # sudo: as above
            for mail in mails:
                mail.consent_id = mail.res_id
            wake(self.env, "mail.ir_cron_mail_scheduler_action")
        return asked.sudo(False)

    def _may_be_asked(self):
        """Those of these consents whose owner may be asked to confirm now."""
        waiting = self.filtered(
            lambda consent: (
                consent.confirmation_state in ("waiting", "possible")
                and consent.partner_id
                and consent._confirmation_address()
            )
        )
        mails = self.env["mail.mail"]._read_group(
            [("consent_id", "in", waiting.ids), ("create_date", ">", fields.Datetime.now() - timedelta(days=1))],
            ["consent_id"],
            ["__count", "create_date:max"],
        )
        links = self.env["partner.link"]._read_group(
            [
                ("purpose", "=", CONFIRM),
                ("res_model", "=", self._name),
                ("res_id", "in", waiting.ids),
                ("create_date", ">", fields.Datetime.now() - timedelta(days=1)),
            ],
            ["res_id"],
            ["__count", "create_date:max"],
        )
        # a mail that was sent is gone, and its link is there; one that waits has no link yet
        recent = {}
        for key, count, last in [*((consent.id, *rest) for consent, *rest in mails), *links]:
            total, latest = recent.get(key, (0, last))
            recent[key] = (total + count, max(latest, last))
        now = fields.Datetime.now()
        return waiting.filtered(
            lambda consent: (
                consent.id not in recent
                or (recent[consent.id][0] < MAX_PER_DAY and recent[consent.id][1] <= now - PAUSE)
            )
        )

    def _note_request(self, kind):
        """Add the event of a request or a reminder to one consent."""
        return self.partner_id._consent_record(
            self.purpose_id,
            self.channel,
            kind,
            method="system",
            contact_point=self.contact_point,
            text=self._confirmation_text(),
            company=self.company_id,
        )

    def _confirmation_text(self):
        """The wording that one consent is confirmed with: what was shown when it was asked for, else today's."""
        asked = (self | self.folded_ids).event_ids.filtered(lambda event: event.text_id and event.kind in ASKING)
        return asked.sorted("id")[-1:].text_id or self.purpose_id._consent_text(
            self._confirmation_lang(), self.company_id
        )

    def _confirmation_address(self):
        """The address that was written down, by itself; False where it is none."""
        return email_normalize(self.contact_point or "", strict=True)

    def _confirmation_lang(self):
        """Code of the installed language in which one contact is written to."""
        return self.partner_id.lang or self.env.lang or "en_US"

    def _confirmation_question(self, address):
        """What the page behind the link asks, in a sentence."""
        return self.env._(
            "%(company)s asks whether you agree to the following for %(address)s.",
            company=self.company_id.name,
            address=address,
        )

    def _confirmation_outcome(self, kind, address):
        """What was noted of the answer, in a sentence."""
        names = {"purpose": self.purpose_id.name, "address": address}
        if kind == "confirmed":
            return self.env._("You agreed to “%(purpose)s” for %(address)s.", **names)
        return self.env._("You did not agree to “%(purpose)s”. We do not write to %(address)s for it.", **names)

    def _confirmation_end(self):
        """The last day on which the link that is sent today works."""
        return fields.Date.today() + timedelta(days=self.company_id.consent_confirm_days)

    def _confirmation_link(self):
        """Make the link for one consent; for the mail that is being sent, and for nobody else.

        :raises UserError: if nobody waits for a confirmation any more
        """
        self.ensure_one()
        if self.confirmation_state != "waiting" or not self.partner_id:
            raise UserError(self.env._("This request was not sent: its consent waits for no confirmation any more."))
        _link, url = self.env["partner.link"]._make(
            CONFIRM, self.partner_id, self.company_id.consent_confirm_days, single_use=True, record=self
        )
        return url

    @api.model
    def _of_confirmation(self, link):
        """The consent that a link asks to confirm, with all rights; empty if nobody waits for an answer."""
        if link.res_model != self._name:
            return self.browse()
        consent = self.sudo().browse(link.res_id).exists()  # sudo: the link gives the right
        while consent.folded_into_id:
            consent = consent.folded_into_id
        if consent.confirmation_state != "waiting" or not consent.partner_id._consent_survivor():
            return self.browse()
        return consent

    def _answer_confirmation(self, link, kind, **evidence):
        """Note the answer of whoever opened a link, and use the link up.

        :param str kind: confirmed or refused
        :param evidence: method, source_url, ip_address and user_agent, as `_consent_record` takes them
        :return: False if the link was used at the same moment
        """
        self.ensure_one()
        if not link._use():
            return False
        self.partner_id._consent_survivor()._consent_record(
            self.purpose_id,
            self.channel,
            kind,
            contact_point=self.contact_point,
            text=self._confirmation_text(),
            company=self.company_id,
            **evidence,
        )
        self._forget_links(keep=link)
        return True

    def _forget_links(self, keep=None):
        """Have links to confirm these consents refused: they were answered, or are no longer waited for."""
        # sudo: links are for the system alone
        links = self.env["partner.link"].sudo()
        domain = [("purpose", "=", CONFIRM), ("res_model", "=", self._name), ("res_id", "in", self.ids)]
        (links.search(domain) - (keep or links)).unlink()
