"""Privacy requests of customers who have an account."""

from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

MAX_BYTES = 64 * 1024
TEMPLATE = "customer_data_quality.privacy_portal_page"


class PrivacyPortal(CustomerPortal):
    @route(
        "/my/privacy",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        max_content_length=MAX_BYTES,
    )
    def my_privacy(self, kind=None, message=None, **_unknown):
        """Show one's own requests; a posted form makes another one."""
        user = request.env.user
        partner = user.partner_id
        company = partner.sudo().company_id or request.env.company  # sudo: one's own contact
        requests = request.env["partner.privacy.request"]
        made = None
        is_posted = request.httprequest.method == "POST" and isinstance(kind, str)
        if is_posted:
            text = message if isinstance(message, str) else ""
            made = requests._request_from_portal(partner, kind, text, company)
        # sudo: people see what they have asked for themselves, without any right to the model
        own = requests.sudo().search([("partner_id", "=", partner.id), ("origin", "=", "portal")], order="id desc")
        labels = requests._fields["kind"]._description_selection(request.env)
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "privacy",
            "kinds": labels,
            "labels": dict(labels),
            "requests": own,
            "made": made,
            "is_limited": is_posted and not made,
        }
        response = request.render(TEMPLATE, values)
        response.headers["Cache-Control"] = "no-store, max-age=0"
        response.headers["X-Frame-Options"] = "DENY"
        return response
