from odoo.http import Controller, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.reviews.customer.link import PATH, PURPOSE
from .link_page import follow, page, refused

# Far more than all fields filled to the brim; what is larger is refused before it is read.
MAX_BYTES = 64 * 1024
PAGE = "customer_data_quality.data_check_page"
DONE = "customer_data_quality.data_check_done"


class DataCheck(Controller):
    """The page on which a customer confirms or corrects what is stored; opening it changes nothing."""

    @route(
        f"{PATH}/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,  # the token is the secret, and there is no session to ride on
        save_session=False,
        sitemap=False,
        max_content_length=MAX_BYTES,
    )
    def data_check(self, token, **_params):
        link, refusal = follow(PURPOSE, token)
        if refusal:
            return refusal
        partner = link.partner_id
        if not partner.active:
            return refused()
        asked = link.env["partner.review.request"].browse(link.res_id if link.res_model else ()).exists()
        options = {
            "lang": partner._review_check_lang(),
            "company": asked.company_id or partner.company_id or link.env.company,
        }
        if request.httprequest.method == "POST":
            link._count_try()
        form, values = _filled_in(partner)
        if not values["is_complete"]:
            return page(PAGE, values, status=422 if form.problems else 200, **options)
        if not link._use():
            return refused()
        partner._review_check_answered(form, "link", asked)
        return page(DONE, values, **options)


class DataCheckPortal(CustomerPortal):
    """The same page for customers who have an account."""

    @route(
        "/my/data",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
        max_content_length=MAX_BYTES,
    )
    def portal_data_check(self, **_params):
        partner = request.env.user.partner_id
        form, values = _filled_in(partner, request.env.lang)
        values = {**self._prepare_portal_layout_values(), **values, "page_name": "data_check", "is_done": False}
        if values["is_complete"]:
            if form.changes and partner._review_check_is_limited():
                values["is_limited"] = True
            else:
                partner._review_check_answered(form, "portal")
                values["is_done"] = True
        response = request.render("customer_data_quality.portal_data_check", values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response


def _filled_in(partner, lang=None):
    """Read what was sent, if anything, against what is stored now.

    :return: (CheckForm, values for the templates); `is_complete` when it can be taken
    """
    sent = request.httprequest.form if request.httprequest.method == "POST" else None
    action = sent.get("action") if sent else None
    form = partner._review_check_form(sent if action == "correct" else None, lang)
    is_outdated = bool(action) and sent.get("seen") != form.fingerprint
    is_empty = action == "correct" and not form.changes and not form.note and not form.problems
    return form, {
        "form": form,
        "is_outdated": is_outdated,
        "is_empty": is_empty,
        "is_complete": action in ("confirm", "correct") and not (is_outdated or is_empty or form.problems),
    }
