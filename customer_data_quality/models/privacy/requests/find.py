"""Finding a person in all installed models: one statement for each table, by its indexes where it has some."""

from odoo import api, fields, models
from odoo.tools import SQL

from .pointers import json_links

# What goes with the contact and tells nothing more, or is searched by its own means.
PASSED_OVER = {
    "mail.followers",
    "mail.notification",
    "discuss.channel.member",
    "bus.bus",
    "partner.duplicate.member",
    "partner.duplicate.pair",
    "partner.duplicate.verdict",
    "partner.duplicate.group",
    "partner.link",
    "partner.review",
    "partner.merge.line",
    "partner.quality",
    "partner.quality.pending",
}
# Addresses in fields that no app declares as one.
FURTHER_EMAILS = {"mail.mail": ("email_to", "email_cc")}
# What has a column for the model and one for the id, and says what was written to or filed at a record.
ATTACHED = (("mail.message", "model", "res_id"), ("ir.attachment", "res_model", "res_id"))


class PartnerPrivacyFinding(models.Model):
    _inherit = "partner.privacy.finding"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _find(self, request, person):
        """Find a person in all installed models, and note it in the findings of a request.

        Reads links, addresses, numbers and names; free text is for `_find_text`.

        :param request: record of partner.privacy.request
        :param person: Person
        """
        self.env.flush_all()
        cr = self.env.cr
        for way, query in self._queries(person):
            model, statement = query
            cr.execute(
                SQL(
                    """
                    INSERT INTO partner_privacy_finding (request_id, res_model, res_id, table_name, way, is_other,
                        is_selected)
                    SELECT %(request)s, %(model)s, found.id, %(table)s, COALESCE(%(way)s, found.way), found.is_other,
                        COALESCE(%(way)s, found.way) <> 'name'
                        AND (NOT found.is_other OR COALESCE(%(way)s, found.way) = 'link')
                    FROM (%(found)s) AS found
                    ON CONFLICT (request_id, res_model, res_id) DO NOTHING
                    """,
                    request=request.id,
                    model=model._name,
                    table=model._table,
                    way=way,
                    found=statement,
                )
            )
        for model, model_column, id_column in ATTACHED:
            cr.execute(self._attached(request, self.env[model], model_column, id_column))
        self.invalidate_model(flush=False)

    def _queries(self, person):
        """What is asked: (way or None where the query says it, (model, SQL of id, way and is_other))."""
        contacts = self.env["res.partner"]
        yield (
            "self",
            (
                contacts,
                SQL(
                    "SELECT id, NULL::text AS way, false AS is_other FROM res_partner WHERE id = ANY(%s)",
                    list(person.partner_ids),
                ),
            ),
        )
        yield None, (contacts, self._same_contacts(person))
        for place in self.env["partner.discovery"]._person_models():
            if place.model in PASSED_OVER or place.model.startswith("partner.privacy."):
                continue
            query = self._query_of(place, person)
            if query:
                yield None, (self.env[place.model], query)
        for link in json_links(self.env) if person.partner_ids else ():
            if link.model not in PASSED_OVER and not link.model.startswith("partner.privacy."):
                yield "many", (self.env[link.model], self._query_of_json(link, person))
        for model, column, guard, is_text in self._references():
            yield "about", (model, self._query_of_reference(model, column, guard, is_text, person))

    def _same_contacts(self, person):
        """Other contacts with the same address, number or name: shown, never chosen by themselves."""
        return SQL(
            """
            SELECT id, CASE WHEN email_normalized = ANY(%(emails)s) THEN 'email'
                WHEN phone_sanitized = ANY(%(phones)s) THEN 'phone' ELSE 'name' END AS way, true AS is_other
            FROM res_partner
            WHERE (email_normalized = ANY(%(emails)s) OR phone_sanitized = ANY(%(phones)s) OR name = ANY(%(names)s))
                AND NOT id = ANY(%(ids)s)
            """,
            emails=list(person.emails),
            phones=list(person.phones),
            names=list(person.names),
            ids=list(person.partner_ids),
        )

    def _query_of(self, place, person):
        """Where one model holds the person: a SELECT of id, way and is_other; None if it can't."""
        model, ids = self.env[place.model], list(person.partner_ids)
        ways = []
        if ids:
            ways += [
                SQL("SELECT id, 'link' AS way, 1 AS rank FROM %s WHERE %s = ANY(%s)", _table(model), _column(name), ids)
                for name in place.links
            ]
            ways += [self._query_of_many(model, name, ids) for name in place.many_links]
        emails = [*place.emails, *FURTHER_EMAILS.get(place.model, ())]
        ways += self._queries_of_texts(model, emails, place.phones, place.names, person)
        if not ways:
            return None
        found = SQL(" UNION ALL ").join(SQL("(%s)", way) for way in ways)
        main = self._main_link(place)
        if not main:
            return SQL("SELECT DISTINCT ON (id) id, way, false AS is_other FROM (%s) AS each ORDER BY id, rank", found)
        return SQL(
            """
            SELECT DISTINCT ON (each.id) each.id, each.way,
                each.way <> 'many' AND of.%(main)s IS NOT NULL AND NOT of.%(main)s = ANY(%(ids)s) AS is_other
            FROM (%(found)s) AS each JOIN %(table)s of ON of.id = each.id ORDER BY each.id, each.rank
            """,
            main=_column(main),
            ids=ids,
            found=found,
            table=_table(model),
        )

    def _main_link(self, place):
        """The field that says whose a record is."""
        if place.model == "mail.message":
            return "author_id"
        return "partner_id" if "partner_id" in place.links else None

    def _query_of_many(self, model, name, ids):
        field = model._fields[name]
        return SQL(
            "SELECT %s AS id, 'many' AS way, 2 AS rank FROM %s WHERE %s = ANY(%s)",
            _column(field.column1),
            SQL.identifier(field.relation),
            _column(field.column2),
            ids,
        )

    def _query_of_json(self, link, person):
        """Where a value by company, or a property, names the person; the record is somebody else's."""
        model, ids = self.env[link.model], list(person.partner_ids)
        named, is_other = link.condition(ids), SQL("true")
        if model._name != "res.partner":
            main = self._main_link(self.env["partner.discovery"]._person_model(model))
            is_other = SQL("COALESCE(NOT %s = ANY(%s), false)", _column(main), ids) if main else SQL("false")
        return SQL("SELECT id, NULL::text AS way, %s AS is_other FROM %s WHERE %s", is_other, _table(model), named)

    def _queries_of_texts(self, model, emails, phones, names, person):
        """Where addresses, numbers and names of one model are the person's."""
        conditions = []
        if person.emails and emails:
            condition = self._email_condition(model, emails, person.emails)
            if model._name == "mail.message":
                # where the author is known, it is by the link; there are many
                condition = SQL("author_id IS NULL AND (%s)", condition)
            conditions.append((3, "email", condition))
        if person.phones and phones:
            conditions.append((4, "phone", self._phone_condition(model, phones, person.phones)))
        # a name says something where people are entered; elsewhere it is a title
        if person.names and names and (emails or phones):
            lowered = [name.lower() for name in person.names]
            same = SQL(" OR ").join(SQL("lower(%s) = ANY(%s)", _column(name), lowered) for name in names)
            conditions.append((5, "name", same))
        return [
            SQL("SELECT id, %s AS way, %s AS rank FROM %s WHERE %s", way, rank, _table(model), condition)
            for rank, way, condition in conditions
        ]

    def _email_condition(self, model, names, addresses):
        """By the normalised address where it is stored and indexed, else by what stands in the column."""
        parts = []
        normalized = model._fields.get("email_normalized")
        primary = getattr(model, "_primary_email", None)
        for name in names:
            if name == primary and normalized is not None and normalized.store and normalized.column_type:
                parts.append(SQL("email_normalized = ANY(%s)", list(addresses)))
            else:
                # of "Anna <anna@…>" and lists of addresses; the exact comparison follows where there are few
                likes = [f"%{_like(address)}%" for address in addresses]
                exact = [rf"(^|[^a-z0-9._%+-]){_regex(address)}($|[^a-z0-9-])" for address in addresses]
                parts.append(SQL("(%s ILIKE ANY(%s) AND %s ~* ANY(%s))", _column(name), likes, _column(name), exact))
        return SQL(" OR ").join(parts)

    def _phone_condition(self, model, names, numbers):
        sanitized = model._fields.get("phone_sanitized")
        parts = [SQL("%s = ANY(%s)", _column(name), list(numbers)) for name in names]
        if sanitized is not None and sanitized.store and sanitized.column_type:
            parts.append(SQL("phone_sanitized = ANY(%s)", list(numbers)))
        return SQL(" OR ").join(parts)

    # -- what names the contact without a link -------------------------------------------------------

    def _references(self):
        """Columns that name a contact by model and id: (model, column, guard, whether it is one text)."""
        journal = self.env["partner.merge"].sudo()  # sudo: the catalog of the database
        by_table = journal._model_of_table()
        for table, pointers in journal._catalog("res.partner").pointers.items():
            model = by_table.get(table)
            if not model or model in PASSED_OVER or model.startswith("partner.privacy."):
                continue
            for pointer in pointers:
                if pointer.kind in ("ref", "text") and pointer.has_id:
                    yield self.env[model], pointer.column, pointer.guard, pointer.kind == "text"

    def _query_of_reference(self, model, column, guard, is_text, person):
        if is_text:
            names = [f"res.partner,{id_}" for id_ in person.partner_ids]
            condition = SQL("%s = ANY(%s)", _column(column), names)
        else:
            condition = SQL(
                "%s = 'res.partner' AND %s = ANY(%s)", _column(guard), _column(column), list(person.partner_ids)
            )
        return SQL("SELECT id, NULL::text AS way, false AS is_other FROM %s WHERE %s", _table(model), condition)

    def _attached(self, request, model, model_column, id_column):
        """Messages and files at records that were found for certain."""
        return SQL(
            """
            INSERT INTO partner_privacy_finding (request_id, res_model, res_id, table_name, way, is_other, is_selected)
            SELECT %(request)s, %(model)s, m.id, %(table)s, 'attached', false, f.is_selected
            FROM partner_privacy_finding f
            JOIN %(table_name)s m ON m.%(model_column)s = f.res_model AND m.%(id_column)s = f.res_id
            WHERE f.request_id = %(request)s AND f.way IN ('self', 'link', 'email', 'phone') AND NOT f.is_other
                AND f.res_model NOT IN ('mail.message', 'ir.attachment')
            ON CONFLICT (request_id, res_model, res_id) DO NOTHING
            """,
            request=request.id,
            model=model._name,
            table=model._table,
            table_name=_table(model),
            model_column=_column(model_column),
            id_column=_column(id_column),
        )


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _forget_findings(self):
        """Go back to where nothing was searched."""
        for request in self.sudo():  # sudo: changes by steps
            request.finding_ids.unlink()
            request._forget_answer()
            request.write({"state": "identified", "searched_at": False, "job": False, "job_terms": False})

    def _find(self):
        """Find everything about the person of one request, anew. What was chosen before is forgotten.

        :return: recordset of partner.privacy.finding
        """
        self.ensure_one()
        findings = self.env["partner.privacy.finding"].sudo()  # sudo: callers check the role
        self.env.cr.execute(SQL("DELETE FROM partner_privacy_finding WHERE request_id = %s", self.id))
        findings._find(self, self._person())
        self._plan()
        self.sudo().write({"searched_at": fields.Datetime.now()})  # sudo: changes by steps
        return findings.search([("request_id", "=", self.id)])


def _table(model):
    return SQL.identifier(model._table)


def _column(name):
    return SQL.identifier(name)


def _like(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _regex(text):
    return "".join(char if char.isalnum() or char in "@_" else f"\\{char}" for char in text)
