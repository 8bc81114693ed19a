"""What all public pages behind links of partner.link have in common.

A page calls `follow` first, and answers by `page` or by what `follow` refused. Its routes are
`auth="public", csrf=False, save_session=False, sitemap=False`: no cookie is needed, and the token, which no other site
knows, does what a CSRF token does.
"""

from odoo.http import Response, request

HEADERS = {
    "Cache-Control": "no-store, max-age=0",
    "Pragma": "no-cache",
    # the address is the key: it must not leave with a click on a link or a picture
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFUSED = "customer_data_quality.link_refused"
TOO_MANY = "customer_data_quality.link_too_many"


def follow(purpose, token):
    """Find the link behind a token; failed tries are limited by address.

    :param str purpose: of partner.link
    :param str token: as it came
    :return: (link with all rights, None) or (None, response)
    """
    address = request.httprequest.remote_addr
    tries = request.env["partner.link.try"].sudo()  # sudo: visitors have no rights
    if tries._is_limited(address):
        return None, page(TOO_MANY, status=429)
    link = request.env["partner.link"]._resolve(purpose, token)
    if not link:
        return None, refused()
    return link, None


def refused():
    """The one answer to all that does not work; counts as a failed try."""
    # sudo: visitors have no rights
    request.env["partner.link.try"].sudo()._note(request.httprequest.remote_addr)
    return page(REFUSED, status=404)


def page(template, values=None, status=200, lang=None, company=None):
    """Answer with a page that loads nothing from elsewhere and is kept by nobody.

    :param str template: external id of a template that calls `customer_data_quality.link_layout`
    :param str lang: code of an installed language; by default the one nearest to the browser's
    :param company: record of res.company whose name and logo are shown
    """
    environment = request.env
    languages = environment["res.lang"]
    codes = (
        lang,
        environment["ir.http"].get_nearest_lang(request.best_lang),
        environment.company.partner_id.sudo().lang,  # sudo: visitors have no rights
        next(iter(languages._get_active_by("code"))),
    )
    lang = languages._get_data(code=next(code for code in codes if code and languages._get_data(code=code)))
    body = (
        environment["ir.qweb"]
        .with_context(lang=lang.code)
        ._render(
            template,
            {
                "lang": lang.code.replace("_", "-").partition("@")[0],
                "direction": lang.direction,
                "company": company,
                "has_logo": bool(company and company.logo_web and not company.uses_default_logo),
                **(values or {}),
            },
            minimal_qcontext=True,
        )
    )
    return Response(f"<!DOCTYPE html>\n{body}", status=status, headers=HEADERS, content_type="text/html; charset=utf-8")
