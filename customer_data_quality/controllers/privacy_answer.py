"""Fetching the answer to a privacy request: by the link in the mail, and by officers."""

from odoo.exceptions import AccessError
from odoo.http import Controller, content_disposition, request, route

from ..models.privacy.requests.link import PATH, PURPOSE
from .link_page import HEADERS, follow, page, refused


class PrivacyAnswer(Controller):
    @route(
        f"{PATH}/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,  # the token is the secret, and there is no session to ride on
        save_session=False,
        sitemap=False,
    )
    def answer(self, token, **_unknown):
        """Show a page with a button; only the posted form fetches, so that scanners of mails do not."""
        link, refusal = follow(PURPOSE, token)
        if refusal:
            return refusal
        model = "partner.privacy.request"
        # sudo: the link gives the right
        made = request.env[model].sudo().browse(link.res_id if link.res_model == model else ()).exists()
        if not made.answer_id:
            return refused()
        lang = made._answer_lang()
        if request.httprequest.method != "POST":
            values = {"reference": made.name, "until": link.expires_at.date(), "action": f"{PATH}/{token}"}
            return page("customer_data_quality.privacy_answer_page", values, lang=lang, company=made.company_id)
        link._count_try()
        made._downloaded()
        return _file(made, HEADERS.items())

    @route("/privacy/request/<int:number>/answer", type="http", auth="user", methods=["GET"])
    def officer(self, number, **_unknown):
        """The answer, for officers, before it is sent."""
        requests = request.env["partner.privacy.request"]
        try:
            requests._check_officer()
            made = requests.search([("id", "=", number)])
        except AccessError:
            # whoever may not read it does not learn whether it exists
            return request.not_found()
        if not made or not made.sudo().answer_id:  # sudo: checked above
            return request.not_found()
        made._log("downloaded", {"by": "officer"})
        request.env["partner.access.log"]._log("portability", made.partner_id, details=made.name)
        return _file(made.sudo(), [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")])


def _file(made, headers):
    headers = [
        *headers,
        ("Content-Type", "application/zip"),
        ("Content-Disposition", content_disposition(made.answer_id.name)),
    ]
    return request.make_response(made.answer_id.raw, headers=headers)
