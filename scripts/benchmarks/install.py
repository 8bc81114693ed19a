"""Installing the add-on on a database in use, and what its users feel of it.

While the add-on is installed by another process, as by a colleague, and while the background then scores all
contacts, a web server of the database goes on answering; the slowest answers are reported.
"""

import json
import threading
import time
import urllib.request
from http.cookiejar import CookieJar

from lib import contacts_data

TITLE = "installing on a database full of contacts, and its web server meanwhile"
DEFAULT_ROWS = 1_000_000


def run(context, rows, seed):
    name = context.database(with_addon=False)
    contacts_data.load(context, name, rows, seed)
    metrics = {}
    with context.web_server(name) as address:
        with _Visitor(address, name) as visitor, context.step("Installing"):
            metrics["install_seconds"] = context.install(name)
        metrics["slowest_answer_installing_ms"] = visitor.slowest
        metrics["answers_installing"] = visitor.answers
        metrics["failed_answers"] = visitor.failures
        with context.environment(name) as env:
            with _Visitor(address, name) as visitor, context.step("Scoring in the background"):
                start = time.perf_counter()
                env["partner.quality"]._cron_rescore()
                metrics["background_seconds"] = time.perf_counter() - start
            metrics["contacts_without_score"] = env["partner.quality"]._remaining()
        metrics["slowest_answer_scoring_ms"] = visitor.slowest
        metrics["answers_scoring"] = visitor.answers
        metrics["failed_answers"] += visitor.failures
    return metrics


class _Visitor:
    """A colleague who goes on searching contacts, one request after the other."""

    def __init__(self, address, name):
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._call("/web/session/authenticate", {"db": name, "login": "admin", "password": "admin"})
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._visit)
        self.answers = self.failures = 0
        self.slowest = 0.0

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._done.set()
        self._thread.join()

    def _call(self, path, parameters):
        request = urllib.request.Request(  # noqa: S310 - the address of the server that was just started
            self._address + path,
            json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters}).encode(),
            {"Content-Type": "application/json"},
        )
        with self._opener.open(request, timeout=120) as answer:
            content = json.load(answer)
        if "error" in content:
            raise OSError(content["error"]["data"]["message"])
        return content["result"]

    def _visit(self):
        while not self._done.wait(0.1):
            start = time.perf_counter()
            try:
                self._call(
                    "/web/dataset/call_kw",
                    {
                        "model": "res.partner",
                        "method": "web_search_read",
                        "args": [[["email", "ilike", "huber"]], {"complete_name": {}, "email": {}}],
                        "kwargs": {"limit": 80},
                    },
                )
                self.answers += 1
            except OSError:
                self.failures += 1
            self.slowest = max(self.slowest, 1000 * (time.perf_counter() - start))
