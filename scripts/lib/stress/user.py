"""One user at work, a process of its own.

Run as a program: logs in, says "ready", works when it reads a line ("go SECONDS PAUSE"), says "done". What it did
stands in its ledger, a file of one JSON object for each thing: {"did", "state", "start", "end", "seconds", ...}. The
state is "done", "refused" (Odoo said why not), "failed" (an error nobody should see) or "unknown" (no answer).
"""

import contextlib
import json
import random
import sys
import time
from pathlib import Path

from .calls import Browser, Refused, Unreachable, specification

# With a message for the user: somebody else was quicker, and the like.
FINE = ("odoo.exceptions.UserError", "odoo.exceptions.MissingError")
# What the screen of a contact asks for when it is there already.
LATE = ["review_card", "consent_lights", "consent_call_light", "phone"]
# Odoo ends the sessions of a database that it does not reach.
LOGGED_OUT = "odoo.http.SessionExpiredException"


class User:
    """:param dict given: address, database, login, password, ledger, has_addon, is_steward"""

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
        self.count = 0
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
            time.sleep(self.random.uniform(0.5, 1.5) * pause)

    def habits(self):
        """What the user does, and how often."""
        yield from (("page", 1), ("search", 3), ("open", 4), ("edit", 3), ("create", 2))
        if self.given["has_addon"]:
            yield from (("create_twin", 1), ("confirm", 2), ("consent", 2))
            if self.given["is_steward"]:
                yield from (("merge", 3), ("merge_all", 1))

    def do(self, did, function, **known):
        """Do one thing and write it down; return what the function returns, None if it was not done."""
        self.count += 1
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
        return f"{self.given['login']} {self.given['address'][-4:]} {self.count} {self.random.randrange(10**6)}"

    # -- with and without the add-on ---------------------------------------------------------

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
            if self.given["has_addon"]:
                self.do("lights", lambda: self.call("res.partner", "read", [id_], LATE))

    def edit(self):
        id_, value = self.random.choice(self.ids), self.token()
        self.do(
            "edit",
            lambda: self.call("res.partner", "web_save", [id_], {"street2": value}, self.specification["form"]),
            partner_id=id_,
            value=value,
        )

    def create(self, twin=False):
        token = self.token()
        number = self.random.randrange(10**6)
        values = {
            "name": f"Quitte {number} Handels GmbH",
            "is_company": True,
            "city": "Neustett",
            "email": f"info@quitte{number}.example",
            "comment": token,
        }
        if twin and self.seen:
            values |= {name: self.seen[name] for name in ("name", "email", "phone") if self.seen.get(name)}
        if self.given["has_addon"]:
            self.do("typing", lambda: self.call("res.partner", "duplicates_while_typing", values))
        self.do(
            "create",
            lambda: self.call("res.partner", "web_save", [], values, self.specification["form"]),
            value=token,
            name=values["name"],
            is_twin=twin,
        )

    # -- with the add-on ---------------------------------------------------------------------

    def create_twin(self):
        self.create(twin=True)

    def confirm(self):
        reviews = self.do("reviews", lambda: self.call("partner.review.request", "my_reviews"))
        if reviews and reviews["queue"]:
            id_ = reviews["queue"][0]["id"]
            self.do("confirm", lambda: self.call("partner.review.request", "action_confirm", [id_]), request_id=id_)

    def consent(self):
        token, id_ = self.token(), self.random.choice(self.ids)
        values = {
            "partner_ids": [[6, 0, [id_]]],
            "channel": "in_person",
            "method": "in_person",
            "kind": self.random.choice(("granted", "granted", "withdrawn")),
            "was_read": True,
            "note": token,
        }

        def record():
            (purpose,) = self.call("partner.consent.purpose", "search", [["channel_in_person", "=", True]], limit=1)
            created = self.call("partner.consent.record", "create", [{**values, "purpose_id": purpose}])
            self.call("partner.consent.record", "action_record", created)

        self.do("consent", record, partner_id=id_, value=token)

    def merge(self):
        groups = self.do(
            "groups",
            lambda: self.call(
                "partner.duplicate.group",
                "search_read",
                [["state", "=", "open"], ["size", "<=", 5]],
                ["partner_ids"],
                limit=30,
                order="id desc",
            ),
        )
        if groups:
            group = self.random.choice(groups)
            shown = self.do("preview", lambda: self.call("partner.merge", "preview", group["partner_ids"]))
            if shown and not shown["refusals"]:
                ids = [contact["id"] for contact in shown["contacts"]]
                seen = {str(contact["id"]): contact["changed"] for contact in shown["contacts"]}
                self.do(
                    "merge",
                    lambda: self.call(
                        "partner.merge", "merge_contacts", ids, shown["survivor_id"], seen=seen, group_id=group["id"]
                    ),
                    partner_ids=ids,
                    survivor_id=shown["survivor_id"],
                )

    def merge_all(self):
        self.do("merge_all", lambda: self.call("partner.merge.batch", "start"))


def main(given):
    user = User(json.loads(given))
    print("ready", flush=True)
    for line in sys.stdin:
        user.work(*map(float, line.split()[1:]))
        print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
