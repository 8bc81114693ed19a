"""Reading the people of a source as rows, whatever its model: one SQL statement for thousands of records."""

from email.utils import parseaddr
from typing import NamedTuple
from zlib import crc32

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import signature

# Fields of contacts that other models have under the same name.
SAME_NAME = ("street", "street2", "zip", "city", "country_id", "vat", "website", "company_registry")
TEXTS = ("name", "company_name", "email", "phone", "street", "street2", "zip", "city", "vat", "website")


class Person(NamedTuple):
    """One record of a source as it stands in the database; empty texts where there is nothing."""

    id: int
    name: str
    company_name: str
    email: str
    phone: str
    street: str
    street2: str
    zip: str
    city: str
    country_id: int | None
    vat: str
    website: str
    company_registry: str
    partner_id: int | None
    company_id: int | None
    user_id: int | None

    @property
    def fingerprint(self):
        """Tells whether something has changed that a decision rests on."""
        return crc32(repr(self[1:14]).encode("utf-8", "surrogatepass")) - (1 << 31)

    def signature(self, words, country_code):
        """What the matcher knows of this person, as of a contact in a country."""
        name = self.name or self.company_name
        return signature.build(
            (
                None,
                name,
                not self.name and bool(self.company_name),
                None,
                self.street,
                self.street2,
                self.zip,
                self.city,
                country_code,
                self.email,
                self.phone,
                self.vat,
                self.website,
                self.company_registry,
            ),
            words,
        )


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    def _query(self, domain=()):
        """The records of this source that fulfil its condition, and another one, as odoo.tools.Query."""
        # sudo: the search looks at all records; what is found is shown to those who may read it
        model = self.env[self.model].sudo()
        return model._search(Domain(self._domain()) & Domain(domain))

    def _column(self, query, name):
        """SQL of a field of the source's model, of NULL where the model has no such field."""
        # sudo: as in `_query`
        model = self.env[self.model].sudo()
        field = model._fields.get(name) if name else None
        if field is None or not field.store or field.type not in ("char", "text", "many2one", "datetime"):
            return SQL("NULL")
        return model._field_to_sql(model._table, name, query)

    def _link(self, query):
        """SQL of the contact that a record is linked to, NULL where records have no link."""
        return self._column(query, self.partner_field)

    def _company_column(self, query):
        """SQL of the company that a record belongs to."""
        return self._points_to(query, "company_id", "res.company")

    def _user_column(self, query):
        """SQL of the user who is in charge of a record."""
        return self._points_to(query, "user_id", "res.users")

    def _points_to(self, query, name, comodel):
        """SQL of the link of that name, or of the first stored one, to a model."""
        model_fields = self.env[self.model]._fields
        names = [name, *sorted(model_fields)]
        found = next((each for each in names if self._is_link(model_fields.get(each), comodel)), None)
        return self._column(query, found) if found else SQL("NULL::int")

    def _is_link(self, field, comodel):
        return (
            field is not None
            and field.type == "many2one"
            and field.comodel_name == comodel
            and field.store
            and not field.company_dependent
            and field.name not in models.MAGIC_COLUMNS
        )

    def _read(self, ids):
        """The people of some records.

        :param list ids: of records; those that do not fulfil the condition (any more) are left out
        :rtype: list of Person
        """
        query = self._query([("id", "in", ids)])
        columns = [
            self._column(query, name)
            for name in (self.name_field, self.company_name_field, self.email_field, self.phone_field, *SAME_NAME)
        ]
        if not self._is_link(self.env[self.model]._fields.get("country_id"), "res.country"):
            columns[len(columns) - len(SAME_NAME) + SAME_NAME.index("country_id")] = SQL("NULL::int")
        rows = self.env.execute_query(
            query.select(
                SQL.identifier(query.table, "id"),
                *columns,
                self._link(query),
                self._company_column(query),
                self._user_column(query),
            )
        )
        return [self._person(row) for row in rows]

    def _person(self, row):
        person = Person(
            row[0], *[value or "" for value in row[1:9]], row[9], *[value or "" for value in row[10:13]], *row[13:]
        )
        if "<" in person.email:
            # addresses of messages: "Anna Huber <anna@example.com>"
            name, address = parseaddr(person.email)
            person = person._replace(email=address or person.email, name=person.name or name)
        return person

    def _shown(self, ids, env):
        """What is shown of records to a user: {id: {"name", "email", "phone", "display_name"}}, of those they may read.

        :param env: the user's environment
        """
        self.ensure_one()
        if self.problem:
            return {}
        records = env[self.model].browse(ids).exists()
        if not records.has_access("read"):
            records = records._filtered_access("read")
        shown = {}
        for record in records:
            email = (self.email_field and record[self.email_field]) or ""
            name, address = parseaddr(email) if "<" in email else ("", email)
            shown[record.id] = {
                "name": next((record[f] for f in (self.name_field, self.company_name_field) if f and record[f]), name),
                "email": address,
                "phone": (self.phone_field and record[self.phone_field]) or "",
                "display_name": record.display_name,
            }
        return shown
