from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from .res_partner import USER

SHOWN = 3
# Who is reminded of a contact that lies longer back does not know any more what was said.
RECENT_DAYS = 30
# What a special reason speaks against comes first.
SUSPECTS = {"bounce": ("email",), "letter": ("street", "zip", "city"), "vies": ("vat",)}


class ResPartner(models.Model):
    """The card on a contact's form: a review that is due, or a few fields to check because something happened."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    review_card = fields.Json(
        compute="_compute_review_card",
        groups=USER,
        export_string_translation=False,
        help="What the card asks for: why, and the fields, the oldest and weightiest first; empty if nothing.",
    )

    @api.depends("review_due_date", "review_state", "active", "create_date", "write_date", "write_uid")
    @api.depends_context("uid", "lang", "tz")
    def _compute_review_card(self):
        self.review_card = False
        saved = self.filtered(lambda partner: isinstance(partner.id, int) and partner.active)
        if not saved:
            return
        # sudo: contacts are scored for everybody, whoever looks
        saved.sudo()._recompute_recordset(["quality_id"])
        today = fields.Date.context_today(self)
        # what happened only matters where nothing is due yet
        silent = saved.filtered(lambda partner: partner._review_follows_contacts(today))
        contacts = silent._review_last_contacts(today - timedelta(days=RECENT_DAYS))
        whys = {partner: partner._review_why(contacts.get(partner.id, ()), today) for partner in saved}
        shown = saved.filtered(whys.get)
        oldest = shown._review_oldest_fields()
        for partner in shown:
            partner.review_card = {
                **whys[partner],
                "fields": partner._review_describe(partner._review_shown(oldest[partner.id])),
                "edited": partner._review_edited(today),
            }

    def _review_is_due(self, today):
        due_date = self.sudo().review_id.due_date  # sudo: what is told of it is the contact's
        return bool(due_date) and due_date <= today

    def _review_last_look(self, today):
        """The day of the last review, or on which the contact was made."""
        review = self.sudo().review_id  # sudo: see above
        return max(filter(None, [review.last_date, self.create_date and self.create_date.date()]), default=today)

    def _review_follows_contacts(self, today):
        """Whether something that happens with this contact would be a reason to look at it."""
        policy = self.sudo().review_id.policy_id  # sudo: see above
        return (
            bool(policy)
            and not self._review_is_due(today)
            and (today - self._review_last_look(today)).days > policy.contact_days
        )

    def _review_why(self, contacts, today):
        """Why this contact should be looked at now, None if there is no reason."""
        review = self.sudo().review_id  # sudo: see above
        if self._review_is_due(today):
            reasons = dict(self.env["partner.review"]._fields["reason"]._description_selection(self.env))
            return {
                "kind": "due",
                "state": review.state,
                "reason": review.reason or "interval",
                "text": reasons[review.reason] if review.reason else "",
                "date": format_date(self.env, review.due_date),
            }
        seen = review.seen_date or self._review_last_look(today)
        for switch, day in contacts:
            if review.policy_id[switch] and day > seen:
                return {"kind": "contact", "switch": switch, "date": format_date(self.env, day)}
        return None

    def _review_shown(self, dated):
        """The few fields that the card shows: filled ones, because what is missing stands on the checklist."""
        suspects = SUSPECTS.get(self.sudo().review_id.reason, ())  # sudo: see _review_why
        filled = [each for each in dated if self[each[0]]]
        return sorted(filled, key=lambda each: each[0] not in suspects)[:SHOWN]

    def _review_edited(self, today):
        """Whether the user changed this contact today: then closing the review with it is offered."""
        changed = self.write_date and fields.Datetime.context_timestamp(self, self.write_date).date()
        return self.write_uid == self.env.user and changed == today and self.create_date != self.write_date

    def _review_oldest_fields(self):
        """The fields that a review looks at, the oldest and weightiest first: {contact id: [(name, ISO date)]}."""
        verified = self._quality_verified()
        today = fields.Date.today()
        result = {}
        for partner, names in zip(self, self._review_fields().values(), strict=True):
            known = verified.get(partner.id) or {}
            made = fields.Date.to_string(partner.create_date or today)
            days = {name: known.get(name, made) for name in names}

            def weight(name, days=days, names=names):
                # the weightiest stand first in the list
                age = (today - fields.Date.from_string(days[name])).days
                return age * (len(names) - names.index(name))

            result[partner.id] = [(name, days[name]) for name in sorted(names, key=weight, reverse=True)]
        return result

    def _review_describe(self, dated):
        """What the screen shows of fields: name, label, value as text, when and by whom it was last verified."""
        self.ensure_one()
        readable = [(name, day) for name, day in dated if self._has_field_access(self._fields[name], "read")]
        who = self._review_verifiers()
        described = self.fields_get([name for name, _day in readable], ["string", "readonly", "type"])
        return [
            {
                "name": name,
                "label": described[name]["string"],
                "value": self._review_text(name),
                "verified": format_date(self.env, fields.Date.from_string(day)) if name in who["dated"] else "",
                "by": who["names"].get(name, ""),
            }
            for name, day in readable
            if name in described
        ]

    def _review_text(self, name):
        """A field's value as text, in the user's language."""
        field, value = self._fields[name], self[name]
        if field.relational:
            return value.display_name or ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value) or ""
        if field.type in ("date", "datetime"):
            return format_date(self.env, value) if value else ""
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        return "" if value is False else str(value)

    def _review_verifiers(self):
        """Who last looked at which field: {"names": {field: name}, "dated": fields with a day on record}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (field) field, q.done_user_id FROM partner_review_request q,
                    jsonb_object_keys(q.verdicts) AS field
                WHERE q.partner_id = %s AND q.state = 'done' AND q.verdicts IS NOT NULL AND q.verdicts <> 'null'
                ORDER BY field, q.date_done DESC, q.id DESC
                """,
                self.id,
            )
        )
        # sudo: names of colleagues, of other companies, too
        users = self.env["res.users"].sudo().browse(user_id for _name, user_id in rows if user_id)
        names = {user.id: user.name for user in users}
        return {
            "names": {name: names.get(user_id, "") for name, user_id in rows},
            "dated": set(self._quality_verified().get(self.id) or ()),
        }

    # -- what the screens call ----------------------------------------------------------------

    def review_sheet(self):
        """What a review of these contacts looks at, for the screen on which one is reviewed after another.

        :return: {contact id: [{"name", "label", "value", "verified", "by"}]}, the oldest and weightiest first
        """
        self.check_access("read")
        oldest = self._review_oldest_fields()
        return {partner.id: partner._review_describe(oldest[partner.id]) for partner in self}

    def review_close(self, outcome, names=None, date=None, note=None):
        """Close the review of these contacts.

        :param str outcome: "confirmed", "corrected", "unreachable" or "postponed"
        :param names: the fields that were looked at, None for all
        :param str date: ISO date until which to postpone
        :param str note: remark
        """
        if outcome in ("confirmed", "corrected"):
            self._review_confirm(names, outcome, note)
        else:
            self._review_put_off(outcome, fields.Date.from_string(date) if date else None, note)

    def review_dismiss(self):
        """Show no card about what has happened until now."""
        self.check_access("read")
        today = fields.Date.context_today(self)
        # sudo: the state of a review is no field of the contact that somebody could write
        self.env["partner.review"].sudo()._put([{"id": partner.id, "seen_date": today} for partner in self])
