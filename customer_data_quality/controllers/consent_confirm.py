"""Confirming a consent by the link in the request: double opt-in."""

from odoo.http import Controller, request, route

from ..engine.masking import masked
from ..models.consent.link import CONFIRM
from .consent_evidence import evidence, is_posted
from .link_page import follow, page, refused

TEMPLATE = "customer_data_quality.consent_confirm_page"
DONE = "customer_data_quality.consent_confirm_done"
KINDS = {"yes": "confirmed", "no": "refused"}
PAGE = {"type": "http", "auth": "public", "csrf": False, "save_session": False, "sitemap": False, "website": False}


class ConsentConfirmation(Controller):
    @route("/consent/confirm/<string:token>", methods=["GET"], **PAGE)
    def ask(self, token, **_unknown):
        """Show what is to be confirmed. Changes nothing: mail scanners open links, too."""
        link, refusal = follow(CONFIRM, token)
        return refusal or self._show(link)

    @route("/consent/confirm/<string:token>", methods=["POST"], **PAGE)
    def answer(self, token, answer="", **_unknown):
        """Note the answer; of two at once the first one counts, and the second learns that the link was used."""
        link, refusal = follow(CONFIRM, token)
        if refusal:
            return refusal
        kind = KINDS.get(answer)
        if not kind or not is_posted():
            return self._show(link)
        consent = request.env["partner.consent"]._of_confirmation(link)
        if not consent:
            return refused()
        values = self._values(consent)
        outcome = consent.with_context(lang=values["page_lang"])._confirmation_outcome(kind, values["point"])
        if not consent._answer_confirmation(link, kind, **evidence(consent.company_id, "email_link")):
            return refused()
        return self._page(DONE, {**values, "kind": kind, "outcome": outcome})

    def _show(self, link):
        consent = request.env["partner.consent"]._of_confirmation(link)
        return self._page(TEMPLATE, self._values(consent)) if consent else refused()

    def _page(self, template, values):
        return page(template, values, lang=values["page_lang"], company=values["company"])

    def _values(self, consent):
        lang = consent._confirmation_lang()
        consent = consent.with_context(lang=lang)
        text = consent._confirmation_text()
        point = masked(consent._confirmation_address() or "")
        return {
            "page_lang": lang,
            "company": consent.company_id,
            "purpose": consent.purpose_id,
            "text": text,
            "wording_lang": text.lang.replace("_", "-"),
            "question": consent._confirmation_question(point),
            "point": point,
        }
