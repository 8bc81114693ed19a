"""The preference page behind the link in mails, and unsubscribing by one click."""

from odoo.http import Controller, Response, request, route

from ..models.consent.link import PREFERENCES
from ..models.consent.purpose import CODE
from .consent_confirm import PAGE
from .consent_evidence import evidence, is_posted
from .link_page import HEADERS, follow, page, refused

TEMPLATE = "customer_data_quality.consent_preferences_page"
ACTIONS = ("grant", "withdraw", "object", "off")


class ConsentPreferences(Controller):
    @route(
        ["/consent/preferences/<string:token>", "/consent/preferences/<string:token>/unsubscribe/<string:code>"],
        methods=["GET"],
        **PAGE,
    )
    def show(self, token, code=None, **_unknown):
        """Show all choices, the purpose of the mail first. Changes nothing."""
        link, refusal = follow(PREFERENCES, token)
        return refusal or self._page(link, token, first=code)

    @route("/consent/preferences/<string:token>", methods=["POST"], **PAGE)
    def choose(self, token, **choice):
        """Do the one thing whose button was pressed, and show the page with what was done."""
        if not is_posted():
            return self.show(token)
        link, refusal = follow(PREFERENCES, token)
        if refusal:
            return refusal
        partner, company = _whose(link)
        if not partner:
            return refused()
        action = next((name for name in ACTIONS if isinstance(choice.get(name), str)), None)
        if action == "grant":
            # each consent may send a mail; ending one is never limited
            link._count_try()
        done = action and partner._consent_choose(action, choice[action], company, **evidence(company, "email_link"))
        return self._page(link, token, done=done, first=choice.get("first"))

    @route("/consent/preferences/<string:token>/unsubscribe/<string:code>", methods=["POST"], **PAGE)
    def unsubscribe(self, token, code, **_unknown):
        """End e-mails for a purpose at once (RFC 8058): no cookie, no redirect, no question.

        Mailbox providers send this for many people from few addresses, so failed tries of others limit nobody.
        """
        if not is_posted():
            return self.show(token, code)
        # _resolve takes any token; visitors have no other rights
        link = request.env["partner.link"]._resolve(PREFERENCES, token)
        partner, company = _whose(link) if link else (None, None)
        if not partner:
            return refused()
        # sudo: the link gives the right
        purposes = request.env["partner.consent.purpose"].sudo()
        purpose = CODE.fullmatch(code) and purposes.search([("code", "=", code)], limit=1)
        if not purpose or not purpose._can_be_stopped():
            return refused()
        partner._consent_stop(purpose, "email", company, evidence(company, "email_link"))
        if request.httprequest.form.get("List-Unsubscribe") == "One-Click":
            return Response(status=200, headers=HEADERS)
        return self._page(link, token, done="withdrawn", first=code)

    def _page(self, link, token, done=None, first=None):
        partner, company = _whose(link)
        if not partner:
            return refused()
        lang = partner.lang or request.env["ir.http"].get_nearest_lang(request.best_lang) or request.env.lang
        partner = partner.with_context(lang=lang)
        values = {
            "groups": sorted(
                partner._consent_preferences(company, hide=True), key=lambda group: group["purpose"].code != first
            ),
            "introduction": partner._consent_introduction(company),
            # of the page itself, wherever the form was sent from
            "action": f"/consent/preferences/{token}",
            "done": done,
            "first": first,
        }
        return page(TEMPLATE, values, lang=lang, company=company)


def _whose(link):
    """The contact and the company that a link to preferences is about, with all rights."""
    partner = link.partner_id._consent_survivor()
    company = request.env["res.company"].sudo()  # sudo: the link gives the right
    if link.res_model == company._name and link.res_id:
        company = company.browse(link.res_id).exists()
    company = company or partner.company_id or request.env["res.company"].sudo().search([], limit=1)
    return partner.with_company(company) if partner else partner, company
