"""What is kept of a request from a browser as evidence of a consent."""

from odoo.http import request

# Browsers name themselves in up to some hundred characters; more is no browser.
MAX_AGENT = 300
MAX_URL = 500


def web_evidence(company, url=None):
    """Where an answer came from, as facts that `res.partner._consent_record` takes.

    :param company: record of res.company, which decides whether addresses of browsers are kept
    :param str url: the page with the question, by default the one that the answer was sent to
    """
    # the first two steps of the path without what follows: in links the token does, and that is a key
    page = "/".join((url or request.httprequest.base_url).partition("?")[0].split("/")[:5])
    found = {"source_url": page[:MAX_URL]}
    if company.consent_keep_ip:
        agent = (request.httprequest.user_agent.string or "").replace("\x00", "")
        found |= {"ip_address": request.httprequest.remote_addr, "user_agent": agent[:MAX_AGENT]}
    return found
