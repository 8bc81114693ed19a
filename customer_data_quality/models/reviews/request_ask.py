"""Many reviews and their activities at once, without a mail and without followers."""

import json

from odoo import api, fields, models
from odoo.tools import SQL

TYPE = "customer_data_quality.activity_type_review"
# Columns of mail.activity that are filled here; what other apps add gets its default, or is computed.
FILLED = {
    "id",
    "res_model_id",
    "res_model",
    "res_id",
    "res_name",
    "activity_type_id",
    "summary",
    "date_deadline",
    "user_id",
    "user_tz",
    "automated",
    "active",
    "create_uid",
    "write_uid",
    "create_date",
    "write_date",
}
LEFT_EMPTY = {"note", "date_done", "feedback", "recommended_activity_type_id", "previous_activity_type_id"}


class PartnerReviewRequest(models.Model):
    _inherit = "partner.review.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _ask(self, rows, todays):
        """Ask colleagues to review contacts: one request and one activity each, in one statement.

        Odoo's own way takes some milliseconds for each, sends a mail and adds a follower.

        :param rows: dicts with user_id, id (the contact's), name, date_due, policy_id, company_id, priority, reason
            and type_id (of the activity)
        :param dict todays: today's date by user id, for the counters on their screens
        :return: number of reviews that were not asked for already
        """
        if not rows:
            return 0
        self.env.flush_all()
        names, values = self._activity_defaults()
        texts = self._activity_texts(rows)
        default_type = self.env.ref(TYPE, raise_if_not_found=False) or self.env["mail.activity.type"].search(
            [], limit=1
        )
        planned = [
            {
                "partner_id": row["id"],
                "user_id": row["user_id"],
                "policy_id": row["policy_id"],
                "company_id": row["company_id"],
                "priority": row["priority"],
                "reason": row["reason"] or "interval",
                "date_due": fields.Date.to_string(row["date_due"]),
                "name": row["name"],
                "type_id": row["type_id"] or default_type.id,
                "summary": texts[row["user_id"], row["type_id"], row["reason"]],
            }
            for row in rows
        ]
        made = self.env.execute_query(
            SQL(
                """
                WITH planned AS MATERIALIZED (
                    SELECT v.*, nextval('mail_activity_id_seq') AS activity_id
                    FROM jsonb_to_recordset(%(rows)s::jsonb) AS v(partner_id int, user_id int, policy_id int,
                        company_id int, priority int, reason varchar, date_due date, name varchar, type_id int,
                        summary varchar)
                ), made AS (
                    INSERT INTO partner_review_request (partner_id, user_id, policy_id, company_id, priority, reason,
                        date_due, kind, state, activity_id, create_uid, write_uid, create_date, write_date)
                    SELECT partner_id, user_id, policy_id, company_id, priority, reason, date_due, 'internal', 'open',
                        activity_id, %(uid)s, %(uid)s, now() at time zone 'UTC', now() at time zone 'UTC'
                    FROM planned
                    ON CONFLICT DO NOTHING
                    RETURNING activity_id
                )
                INSERT INTO mail_activity (id, res_model_id, res_model, res_id, res_name, activity_type_id, summary,
                    date_deadline, user_id, user_tz, automated, active, create_uid, write_uid, create_date,
                    write_date%(names)s)
                SELECT activity_id, %(model)s, 'res.partner', planned.partner_id, planned.name, type_id, summary,
                    date_due, u.id, contact.tz, TRUE, TRUE, %(uid)s, %(uid)s, now() at time zone 'UTC',
                    now() at time zone 'UTC'%(values)s
                FROM made JOIN planned USING (activity_id)
                JOIN res_users u ON u.id = planned.user_id JOIN res_partner contact ON contact.id = u.partner_id
                RETURNING id, user_id, date_deadline
                """,
                rows=json.dumps(planned),
                uid=self.env.uid,
                model=self.env["ir.model"]._get_id("res.partner"),
                names=names,
                values=values,
            )
        )
        self._tell_screens([(user_id, day) for _id, user_id, day in made], todays)
        self.invalidate_model(flush=False)
        activities = self.env["mail.activity"]
        activities.invalidate_model(flush=False)
        self._compute_further(activities.browse(id_ for id_, _user_id, _day in made))
        partners = self.env["res.partner"]
        partners.invalidate_model([name for name in partners._fields if "activity" in name], flush=False)
        return len(made)

    def _activity_defaults(self):
        """SQL of the further columns of activities that have a default, and of their values; a comma before each."""
        activity = self.env["mail.activity"]
        further = [
            field
            for field in activity._fields.values()
            if field.column_type and field.store and not field.compute and field.name not in FILLED | LEFT_EMPTY
        ]
        defaults = activity.with_context(default_res_model="res.partner").default_get([field.name for field in further])
        pairs = [
            (SQL.identifier(field.name), field.convert_to_column_insert(defaults[field.name], activity))
            for field in further
            if field.name in defaults
        ]
        names = SQL("").join(SQL(", %s", name) for name, _value in pairs)
        values = SQL("").join(SQL(", %s", value) for _name, value in pairs)
        return names, values

    def _compute_further(self, activities):
        """Have the stored computed fields that other apps add to activities computed."""
        for field in activities._fields.values():
            if field.store and field.compute and field.column_type and field.name not in FILLED | LEFT_EMPTY:
                self.env.add_to_compute(field, activities)

    def _activity_texts(self, rows):
        """What the activities say, in the language of whoever reads it: {(user id, type id, reason): text}."""
        users = self.env["res.users"].browse({row["user_id"] for row in rows})
        languages = {user.id: user.lang for user in users}
        texts = {}
        for user_id, type_id, reason in {(row["user_id"], row["type_id"], row["reason"]) for row in rows}:
            here = self.with_context(lang=languages[user_id])
            if reason:
                texts[user_id, type_id, reason] = dict(here._fields["reason"]._description_selection(here.env))[reason]
            else:
                texts[user_id, type_id, reason] = here.env["mail.activity.type"].browse(type_id or ()).summary or ""
        return texts

    def _tell_screens(self, made, todays):
        """Bring the counters on the screens up to date, once per colleague, as Odoo does activity by activity."""
        counts = {}
        for user_id, day in made:
            if day <= todays[user_id]:
                counts[user_id] = counts.get(user_id, 0) + 1
        for user in self.env["res.users"].browse(counts):
            user._bus_send("mail.activity/updated", {"activity_created": True, "count_diff": counts[user.id]})

    @api.model
    def _move(self, days):
        """Move open reviews and their activities to other days.

        :param dict days: dates by request id
        """
        if not days:
            return
        self.env.flush_all()
        moves = json.dumps([{"id": id_, "day": fields.Date.to_string(day)} for id_, day in days.items()])
        self.env.cr.execute(
            SQL(
                """
                WITH moved AS (
                    UPDATE partner_review_request q SET date_due = m.day
                    FROM jsonb_to_recordset(%s::jsonb) AS m(id int, day date) WHERE q.id = m.id
                    RETURNING q.activity_id, m.day
                )
                UPDATE mail_activity a SET date_deadline = moved.day FROM moved WHERE a.id = moved.activity_id
                """,
                moves,
            )
        )
        self.invalidate_model(["date_due"], flush=False)
        self.env["mail.activity"].invalidate_model(flush=False)
