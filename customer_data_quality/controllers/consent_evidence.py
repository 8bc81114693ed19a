"""What is kept of a request as evidence of a consent."""

from odoo.http import request

# Browsers name themselves in up to some hundred characters; more is no browser.
MAX_AGENT = 300


def is_posted():
    """Whether this is a posted form: routes for POST also get OPTIONS, with whatever stands in the address."""
    return request.httprequest.method == "POST"


def evidence(company, method):
    """The evidence of an answer on a web page, as `res.partner._consent_record` takes it.

    :param company: record of res.company, which decides whether addresses of browsers are kept
    :param str method: portal, email_link or web_form
    """
    # the path without what follows: in links the token does, and that is a key
    path = "/".join(request.httprequest.path.split("/")[:3])
    found = {"method": method, "source_url": request.httprequest.host_url.rstrip("/") + path}
    if company.consent_keep_ip:
        agent = (request.httprequest.user_agent.string or "").replace("\x00", "")
        found |= {"ip_address": request.httprequest.remote_addr, "user_agent": agent[:MAX_AGENT]}
    return found
