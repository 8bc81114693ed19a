"""How the same work is done with what Odoo has: its wizard, activities, notes and its own import."""

import ast

from .person import LIST_FIELDS, LIST_OPTIONS, Person

# Odoo merges no more at once.
MOST_MERGED = 3
TO_DO = "mail.mail_activity_data_todo"


class PersonWithoutAddon(Person):
    def review(self):
        """Look at one's contacts to be reviewed; mark one as done, and plan it anew."""
        domain = [["res_model", "=", "res.partner"], ["user_id", "=", self.browser.user_id]]
        due = self.do(
            "reviews",
            lambda: self.call(
                "mail.activity",
                "search_read",
                domain,
                ["res_id", "res_name", "summary", "date_deadline"],
                limit=30,
                order="date_deadline, id",
            ),
        )

        def confirm():
            if due:
                self.call("mail.activity", "action_feedback", [due[0]["id"]])
            id_ = due[0]["res_id"] if due else self.random.choice(self.ids)
            self.call("res.partner", "activity_schedule", [id_], TO_DO, summary="Review")

        self.do("confirm", confirm)

    def consent(self):
        id_, note = self.random.choice(self.ids), {"message_type": "comment", "subtype_xmlid": "mail.mt_note"}
        self.do("consent", lambda: self.call("res.partner", "message_post", [id_], body=self.token(), **note))

    def import_list(self):
        def load():
            file, _comments = self.upload()
            result = self.call("base_import.import", "execute_import", [file], LIST_FIELDS, LIST_FIELDS, LIST_OPTIONS)
            assert result["ids"], result["messages"]

        self.do("import", load)

    def merge(self):
        wizard = "base.partner.merge.automatic.wizard"

        def groups():
            (id_,) = self.call(wizard, "create", [{"group_by_email": True, "maximum_group": 30}])
            self.call(wizard, "action_start_manual_process", [id_])
            lines = self.call("base.partner.merge.line", "search_read", [["wizard_id", "=", id_]], ["aggr_ids"])
            found = [ast.literal_eval(line["aggr_ids"]) for line in lines]
            return [ids for ids in found if len(ids) <= MOST_MERGED]

        found = self.do("groups", groups)
        if found:
            ids = self.random.choice(found)

            def merge():
                values = {"state": "selection", "partner_ids": [[6, 0, ids]], "dst_partner_id": min(ids)}
                self.call(wizard, "action_merge", self.call(wizard, "create", [values]))

            self.do("merge", merge)

    # what Odoo has for that is one request that keeps a process busy for minutes: nothing for the middle of a day
    merge_all = merge
