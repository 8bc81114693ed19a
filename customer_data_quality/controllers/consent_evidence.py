"""What is kept of a request as evidence of a consent."""

from odoo.http import request

from ..models.consent.evidence import web_evidence


def is_posted():
    """Whether this is a posted form: routes for POST also get OPTIONS, with whatever stands in the address."""
    return request.httprequest.method == "POST"


def evidence(company, method):
    """The evidence of an answer on a web page, as `res.partner._consent_record` takes it.

    :param company: record of res.company, which decides whether addresses of browsers are kept
    :param str method: portal, email_link or web_form
    """
    return {"method": method, **web_evidence(company)}
