from datetime import datetime, timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .branches import branches, env_tz
from .entries import entries
from .kinds import DEPARTMENTS

USER = "customer_data_quality.group_user"
PAGE = 50
EPOCH = datetime(1970, 1, 1)


class ResPartner(models.Model):
    """Everything that happened with a contact, in one list."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    touchpoint_count = fields.Integer(
        compute="_compute_touchpoint_count",
        compute_sudo=False,
        string="Touchpoints",
        groups=USER,
        help="Orders, invoices, meetings, mails and whatever else happened with the contact or its company, of what "
        "you may see.",
    )
    touchpoint_counts = fields.Json(
        compute="_compute_touchpoint_count",
        compute_sudo=False,
        groups=USER,
        export_string_translation=False,
        help="Touchpoints that you may see: total, last, next, and their number by kind and by department.",
    )

    def _compute_touchpoint_count(self):
        """Not stored and without dependencies: anything anywhere may change it."""
        figures = self._origin._touchpoint_figures()
        for partner in self:
            partner.touchpoint_counts = own = figures.get(partner._origin.id) or _no_figures()
            partner.touchpoint_count = own["total"]

    def _touchpoint_family(self, person_only=False):
        """SQL of the contacts whose touchpoints count: persons and their company together.

        :param bool person_only: these contacts alone
        """
        domain = (
            [("id", "in", self.ids)]
            if person_only
            else [("commercial_partner_id", "in", self.commercial_partner_id.ids)]
        )
        return self.with_context(active_test=False)._search(domain).subselect()

    def _touchpoint_figures(self, found=None, person_only=False):
        """Figures of what the user may see, for each of these contacts.

        :param found: branches of the contacts' touchpoints, if they are there already
        :return: {contact id: {"total", "last", "next" (ISO dates or False), "kinds", "departments" ({key: number})}}
        """
        saved = self.filtered("id")
        if not saved:
            return {}
        if found is None:
            found = branches(self.env, saved._touchpoint_family(person_only))
        if not found:
            return {id_: _no_figures() for id_ in saved.ids}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT t.number, %(family)s, count(DISTINCT t.id), max(t.moment) FILTER (WHERE NOT t.ahead),
                       min(t.moment) FILTER (WHERE t.ahead)
                FROM (%(touches)s) AS t JOIN res_partner p ON p.id = t.contact GROUP BY 1, 2
                """,
                family=SQL("p.id") if person_only else SQL("p.commercial_partner_id"),
                touches=SQL(" UNION ALL ").join(
                    SQL("SELECT %s AS number, id, moment, ahead, contact FROM (%s) AS b", each.number, each.by_contact)
                    for each in found
                ),
            )
        )
        sources = {each.number: each.source for each in found}
        kinds = self._touchpoint_kinds()
        by_family = {}
        for number, family, count, last, next_ in rows:
            own = by_family.setdefault(family, _no_figures())
            kind = sources[number].kind
            department = kinds[kind].department
            own["total"] += count
            own["kinds"][kind] = own["kinds"].get(kind, 0) + count
            own["departments"][department] = own["departments"].get(department, 0) + count
            own["last"] = max(filter(None, (own["last"], self._touchpoint_day(last))), default=False)
            own["next"] = min(filter(None, (own["next"], self._touchpoint_day(next_))), default=False)
        return {
            partner.id: by_family.get(partner.id if person_only else partner.commercial_partner_id.id) or _no_figures()
            for partner in saved
        }

    def _touchpoint_day(self, moment):
        return fields.Date.to_string(fields.Datetime.context_timestamp(self, moment).date()) if moment else False

    # -- what the screens call ----------------------------------------------------------------

    def touchpoint_figures(self):
        """Figures of what the user may see of one contact, for the button on its form.

        :return: see `touchpoint_counts`
        """
        self.ensure_one()
        self._check_touchpoint_user()
        return self._touchpoint_figures()[self.id]

    def _check_touchpoint_user(self):
        self.check_access("read")
        if not self.env.user.has_group(USER):
            raise AccessError(self.env._("Only users of Customer Data Quality see touchpoints."))

    def touchpoint_timeline(self, filters=None, cursor=None):
        """A page of the contact's timeline: of what the user may read, the latest first.

        :param dict filters: of `kinds` (list of keys), `since` and `until` (ISO dates), `text`, `person_only`
        :param cursor: what the page before gave as `cursor`; the first page has none
        :return: `entries` (see entries.py), `cursor` of the next page or False; the first page also has `upcoming`
            (entries, the soonest first), `figures` of everything regardless of filters, `kinds` and `departments`
            (what is shown of them), `contact`
        """
        self.ensure_one()
        self._check_touchpoint_user()
        filters = filters or {}
        family = self._touchpoint_family(bool(filters.get("person_only")))
        text = str(filters.get("text") or "").strip()
        wanted = self._touchpoint_wanted(filters.get("kinds"))
        condition = self._touchpoint_period(filters)
        is_first = not cursor
        everything = branches(self.env, family) if is_first else None
        if is_first and not text:
            found = [each for each in everything if wanted is None or each.number in wanted]
        else:
            found = branches(self.env, family, wanted, text)
        rows, cursor = self._touchpoint_rows(found, condition, cursor)
        result = {"entries": entries(self, found, rows), "cursor": cursor}
        if is_first:
            result["upcoming"] = entries(self, found, self._touchpoint_ahead(found, condition))
            person_only = bool(filters.get("person_only"))
            result["figures"] = self._touchpoint_figures(everything, person_only)[self.id]
            result.update(self._touchpoint_labels(), contact=self._touchpoint_contact())
        return result

    def _touchpoint_wanted(self, kinds):
        """Positions of the sources of some kinds, None for all."""
        if not kinds:
            return None
        return {number for number, source in enumerate(self._touchpoint_installed()) if source.kind in kinds}

    def _touchpoint_period(self, filters):
        """SQL condition on the moment: from the first moment of a day to the last of another, where the user is."""
        tz = env_tz(self.env)
        terms = []
        try:
            since, until = (fields.Date.to_date(filters.get(name) or False) for name in ("since", "until"))
        except ValueError as error:
            raise UserError(self.env._("A date is written as in 2026-12-31.")) from error
        if since:
            terms.append(SQL("moment >= (%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", since, tz))
        if until:
            terms.append(
                SQL("moment < (%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", until + timedelta(days=1), tz)
            )
        return SQL(" AND ").join([SQL("TRUE"), *terms])

    def _touchpoint_rows(self, found, condition, cursor):
        """The next page of what has happened: rows (number, id, moment, contact), and the cursor of the page after."""
        if not found:
            return [], False
        start = self._touchpoint_cursor(cursor) if cursor else None
        parts = [
            SQL(
                "(SELECT %(number)s AS number, id, moment, contact FROM (%(records)s) AS b "
                "WHERE NOT ahead AND %(condition)s AND %(after)s ORDER BY moment DESC, id DESC LIMIT %(limit)s)",
                number=each.number,
                records=each.records,
                condition=condition,
                after=_after(start, each.number),
                limit=PAGE + 1,
            )
            for each in found
        ]
        rows = self.env.execute_query(
            SQL(
                "SELECT number, id, moment, contact FROM (%s) AS page ORDER BY moment DESC, number, id DESC LIMIT %s",
                SQL(" UNION ALL ").join(parts),
                PAGE + 1,
            )
        )
        page = rows[:PAGE]
        if len(rows) <= PAGE:
            return page, False
        number, id_, moment, _contact = page[-1]
        return page, [(moment - EPOCH) // timedelta(microseconds=1), number, id_]

    def _touchpoint_cursor(self, cursor):
        """What a page's cursor says: (moment, number of the source, id)."""
        try:
            microseconds, number, id_ = map(int, cursor)
            return EPOCH + timedelta(microseconds=microseconds), number, id_
        except (TypeError, ValueError, OverflowError) as error:
            raise UserError(
                self.env._("This page of touchpoints can't be found. Please load the list anew.")
            ) from error

    def _touchpoint_ahead(self, found, condition):
        """What is still to come, the soonest first, one page of it at most."""
        if not found:
            return []
        return self.env.execute_query(
            SQL(
                "SELECT number, id, moment, contact FROM (%s) AS touches WHERE ahead AND %s "
                "ORDER BY moment, number, id LIMIT %s",
                SQL(" UNION ALL ").join(
                    SQL("SELECT %s AS number, id, moment, ahead, contact FROM (%s) AS b", each.number, each.records)
                    for each in found
                ),
                condition,
                PAGE,
            )
        )

    def _touchpoint_labels(self):
        """How kinds and departments are called and shown."""
        kinds = self._touchpoint_kinds()
        return {
            "kinds": {
                key: {"label": self.env._(kind.label), "icon": kind.icon, "department": kind.department}
                for key, kind in kinds.items()
            },
            "departments": {
                key: self.env._(label)
                for key, label in {
                    **{kind.department: kind.department for kind in kinds.values()},
                    **DEPARTMENTS,
                }.items()
            },
        }

    def _touchpoint_contact(self):
        """Whose timeline it is: the switch between person and company is for persons of a company."""
        company = self.commercial_partner_id
        return {
            "id": self.id,
            "name": self.display_name,
            "company": company.display_name if company != self else False,
            "segment": self._touchpoint_segment_shown(),
        }

    def action_touchpoints(self):
        """Open the timeline."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id("customer_data_quality.touchpoints_action")
        return {**action, "context": {"active_id": self.id}}


def _no_figures():
    return {"total": 0, "last": False, "next": False, "kinds": {}, "departments": {}}


def _after(start, number):
    """SQL: behind the place where the page before ended; (moment, then source, then id) order the list."""
    if start is None:
        return SQL("TRUE")
    moment, last_number, id_ = start
    if number == last_number:
        return SQL("(moment, id) < (%s, %s)", moment, id_)
    return SQL("moment < %s" if number < last_number else "moment <= %s", moment)
