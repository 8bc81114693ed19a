"""How work is done with the add-on."""

from .person import LIST_FIELDS, LIST_OPTIONS, Person

# What the screen of a contact asks for when it is there already.
LATE = ["review_card", "consent_lights", "consent_call_light", "phone"]


class PersonWithAddon(Person):
    importing = None

    def when_open(self, id_):
        self.do("lights", lambda: self.call("res.partner", "read", [id_], LATE))

    def while_typing(self, values):
        self.do("typing", lambda: self.call("res.partner", "duplicates_while_typing", values))

    def review(self):
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

    def import_list(self):
        """Upload a list; have it written when the scheduler has matched it, some things later."""
        if not self.importing:
            self.importing = self.do("upload", self._upload)

    def _upload(self):
        file, comments = self.upload()
        action = self.call("partner.import", "start", file, LIST_FIELDS, LIST_OPTIONS)
        return action["res_id"], comments

    def come_back(self):
        if self.importing:
            id_, comments = self.importing
            status = self.do("status", lambda: self.call("partner.import", "status", [id_]))
            if status and status["state"] == "decide":
                self.do("import", lambda: self._write_import(id_), import_id=id_, values=comments)
            elif status and status["state"] == "done":
                self.importing = None

    def _write_import(self, id_):
        self.call("partner.import", "write", [id_], {"decision_possible": "skip"})
        self.call("partner.import", "action_import", [id_])

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
