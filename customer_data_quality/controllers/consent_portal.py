"""Consents in the customer's account."""

from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from .consent_evidence import evidence
from .consent_preferences import ACTIONS

TEMPLATE = "customer_data_quality.consent_portal_page"


class ConsentPortal(CustomerPortal):
    @route("/my/consents", type="http", auth="user", methods=["GET", "POST"], website=True, sitemap=False)
    def my_consents(self, **choice):
        """Show the choices of whoever is logged in; a posted form changes one of them."""
        # sudo: people decide about their own consents without any right to the model
        partner = request.env.user.partner_id.sudo()
        company = partner.company_id or request.env.company
        partner = partner.with_company(company)
        done = None
        if request.httprequest.method == "POST":
            action = next((name for name in ACTIONS if isinstance(choice.get(name), str)), None)
            done = action and partner._consent_choose(action, choice[action], company, **evidence(company, "portal"))
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "consents",
            "groups": partner._consent_preferences(company),
            "introduction": partner._consent_introduction(company),
            "done": done,
            "company": company,
        }
        response = request.render(TEMPLATE, values)
        response.headers["Cache-Control"] = "no-store, max-age=0"
        response.headers["X-Frame-Options"] = "DENY"
        return response
