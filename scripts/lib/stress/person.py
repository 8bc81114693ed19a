"""What people do with contacts, whatever is installed.

What somebody did stands in a ledger, a file of one JSON object for each thing: {"did", "state", "start", "end",
"seconds", ...}. The state is "done", "refused" (Odoo said why not), "failed" (an error nobody should see) or "unknown"
(no answer).
"""

import contextlib
import csv
import io
import itertools
import json
import random
import time
from pathlib import Path

from .calls import Browser, Refused, Unreachable, specification

# With a message for the user: somebody else was quicker, and the like.
FINE = ("odoo.exceptions.UserError", "odoo.exceptions.MissingError")
# Odoo ends the sessions of a database that it does not reach.
LOGGED_OUT = "odoo.http.SessionExpiredException"
# Rows of a list that somebody imports, and how they are read.
LIST_ROWS = 50
LIST_FIELDS = ["name", "email", "city", "comment"]
LIST_OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}


class Person:
    """Somebody at work; a subclass says how merging, reviewing, importing and noting consents is done.

    :param dict given: address, database, login, password, ledger, is_steward
    """

    def __init__(self, given):
        self.given = given
        self.random = random.Random(given["login"])
        self.browser = Browser(given["address"])
        self.ledger = Path(given["ledger"])
        self.log_in()
        self.specification = {kind: specification(self.browser, kind) for kind in ("list", "form")}
        # those that belong to a company take over its address
        domain = [["partner_share", "=", True], ["parent_id", "=", False]]
        self.ids = self.call("res.partner", "search", domain, limit=500, order="id")
        self.numbers = itertools.count()
        self.seen = None

    def call(self, model, method, *arguments, **keywords):
        return self.browser.call(model, method, *arguments, **keywords)

    def log_in(self):
        self.browser.login(self.given["database"], self.given["login"], self.given["password"])

    def try_to_log_in(self):
        with contextlib.suppress(Refused, Unreachable):
            self.log_in()

    def work(self, seconds, pause):
        """Do things for some seconds, with a pause of about so many between two of them."""
        deadline = time.monotonic() + seconds
        # nobody begins in the same second
        time.sleep(self.random.uniform(0, pause))
        while time.monotonic() < deadline:
            name = self.random.choices(*zip(*self.habits(), strict=True))[0]
            getattr(self, name)()
            self.come_back()
            time.sleep(self.random.uniform(0.5, 1.5) * pause)

    def come_back(self):
        """Go on with what the scheduler has done a part of meanwhile."""

    def habits(self):
        """What somebody does, and how often."""
        yield from (("page", 1), ("search", 3), ("open", 4), ("edit", 3), ("create", 2), ("create_twin", 1))
        yield from (("review", 2), ("consent", 2), ("import_list", 1))
        if self.given["is_steward"]:
            yield from (("merge", 3), ("merge_all", 1))

    def do(self, did, function, **known):
        """Do one thing and write it down; return what the function returns, None if it was not done."""
        entry = {"did": did, **known, "start": time.time()}
        begin = time.perf_counter()
        result, entry["state"] = None, "done"
        try:
            result = function()
        except Refused as error:
            if error.kind == LOGGED_OUT:
                self.try_to_log_in()
            entry["state"] = "refused" if error.kind in (*FINE, LOGGED_OUT) else "failed"
            entry["error"] = f"{error.kind}: {error}"[:500]
        except Unreachable as error:
            entry["state"], entry["error"] = "unknown", str(error)[:500]
        entry |= {"seconds": time.perf_counter() - begin, "end": time.time()}
        if did == "create" and result:
            entry["id"] = result[0]["id"]
        with self.ledger.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        return result

    def token(self):
        """A text that nobody else writes."""
        return f"{self.given['login']} {self.given['address'][-4:]} {next(self.numbers)} {self.random.randrange(10**6)}"

    def page(self):
        self.do("page", lambda: self.browser.page("/odoo/contacts"))

    def search(self):
        syllable = self.random.choice(("mann", "stein", "bau", "er", "schmid", "gmbh"))
        self.do(
            "search",
            lambda: self.call(
                "res.partner",
                "web_search_read",
                [["name", "ilike", syllable]],
                self.specification["list"],
                limit=80,
            ),
        )

    def open(self):
        id_ = self.random.choice(self.ids)
        found = self.do("open", lambda: self.call("res.partner", "web_read", [id_], self.specification["form"]))
        if found:
            self.seen = found[0]
            self.when_open(id_)

    def when_open(self, id_):
        """What the screen of a contact asks for when it is there already."""

    def edit(self):
        id_, value = self.random.choice(self.ids), self.token()
        self.do(
            "edit",
            lambda: self.call("res.partner", "web_save", [id_], {"street2": value}, self.specification["form"]),
            partner_id=id_,
            value=value,
        )

    def create(self, twin=False):
        values = {**self.new_contact(), "is_company": True}
        token = values["comment"]
        if twin and self.seen:
            values |= {name: self.seen[name] for name in ("name", "email", "phone") if self.seen.get(name)}
        self.while_typing(values)
        self.do(
            "create",
            lambda: self.call("res.partner", "web_save", [], values, self.specification["form"]),
            value=token,
            name=values["name"],
        )

    def while_typing(self, values):
        """What the screen of a new contact asks for while it is filled in."""

    def create_twin(self):
        self.create(twin=True)

    def new_contact(self):
        """Return values of a contact that nobody else makes."""
        number = self.random.randrange(10**6)
        return {
            "name": f"Quitte {number} Handels GmbH",
            "email": f"info@quitte{number}.example",
            "city": "Neustett",
            "comment": self.token(),
        }

    def upload(self):
        """Upload a list of new contacts; return the id of the file, and the comments of its rows."""
        rows = [self.new_contact() for _number in range(LIST_ROWS)]
        text = io.StringIO()
        csv.writer(text).writerows([LIST_FIELDS, *([row[name] for name in LIST_FIELDS] for row in rows)])
        values = {"res_model": "res.partner", "file": text.getvalue(), "file_name": "list.csv", "file_type": "text/csv"}
        file = self.call("base_import.import", "create", values)
        return file, [row["comment"] for row in rows]
