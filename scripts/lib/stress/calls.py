"""What a browser asks Odoo for, as one user: pages and calls by JSON-RPC."""

import itertools

from lxml import etree

TIMEOUT_SECONDS = 120


class Refused(Exception):
    """Odoo answered with an error.

    :ivar str kind: dotted name of the exception
    """

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Unreachable(Exception):
    """No answer, or one of a server that is not working; whether it was done is unknown."""


class Browser:
    """A session of a user.

    :param str address: of the server
    :ivar int user_id: of who is logged in
    """

    def __init__(self, address):
        import requests

        self._address = address
        self._session = requests.Session()
        self._numbers = itertools.count(1)
        self._context = {}
        self.user_id = None
        self._broken = (requests.ConnectionError, requests.Timeout)

    def login(self, database, login, password):
        given = {"db": database, "login": login, "password": password}
        session = self.post("/web/session/authenticate", given)
        self.user_id = session["uid"]
        company_ids = [session["user_companies"]["current_company"]]
        self._context = {**session["user_context"], "allowed_company_ids": company_ids}

    def call(self, model, method, *arguments, **keywords):
        """Call a method as the web client does and return what it returns.

        :raises Refused: when Odoo answers with an error
        :raises Unreachable: when there is no answer
        """
        keywords = {**keywords, "context": {**self._context, **keywords.get("context", {})}}
        params = {"model": model, "method": method, "args": list(arguments), "kwargs": keywords}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)

    def post(self, route, params):
        body = {"jsonrpc": "2.0", "method": "call", "id": next(self._numbers), "params": params}
        response = self._send("post", route, json=body)
        try:
            answer = response.json()
        except ValueError as error:  # a page that says that there is no such database, while it restarts
            raise Unreachable(f"{route}: status {response.status_code}") from error
        if "error" in answer:
            data = answer["error"].get("data") or {}
            raise Refused(data.get("name", "?"), data.get("message") or answer["error"]["message"])
        return answer.get("result")

    def page(self, route):
        """Open a page; return its text."""
        return self._send("get", route).text

    def _send(self, method, route, **options):
        try:
            answer = getattr(self._session, method)(f"{self._address}{route}", timeout=TIMEOUT_SECONDS, **options)
        except self._broken as error:
            raise Unreachable(str(error)) from error
        if answer.status_code >= 500:
            raise Unreachable(f"{route}: status {answer.status_code}")
        return answer


def specification(browser, kind):
    """Return what the web client reads of contacts for its list or form, from the view itself."""
    views = browser.call("res.partner", "get_views", views=[[False, kind]], options={})
    tree = etree.fromstring(views["views"][kind]["arch"])
    known = views["models"]["res.partner"]["fields"]
    wanted = {}
    for field in tree.iter("field"):
        is_hidden = field.get("column_invisible") in ("1", "True") or field.get("optional") == "hide"
        if next(field.iterancestors("field"), None) is None and not is_hidden:
            name = field.get("name")
            wanted[name] = {"fields": {"display_name": {}}} if known[name]["type"] == "many2one" else {}
    return wanted
