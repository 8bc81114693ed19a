"""Who sees groups and decisions: whoever may read all the contacts in them, whatever rules a database has for that."""

from functools import partial

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class PartnerDuplicateReadable(models.AbstractModel):
    """Records about contacts, seen by whoever may read the contacts."""

    _name = "partner.duplicate.readable"
    _description = "Record Seen by Who May Read Its Contacts"

    @api.model
    def _readable(self):
        """Condition on the records that the user may read, as a domain."""
        raise NotImplementedError

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._readable()
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        return super()._check_access(operation) or _hidden_records(self, operation)


class PartnerDuplicateGroup(models.Model):
    _name = "partner.duplicate.group"
    _inherit = ("partner.duplicate.group", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on groups all of whose contacts the user may read."""
        readable = _readable_partners(self.env)

        def all_readable(_model, alias, _query):
            # a single value, so that it is looked up for the groups alone that are shown; as a join, PostgreSQL would
            # first look at all contacts and all members
            return SQL(
                """COALESCE((SELECT bool_and(EXISTS (SELECT FROM %(readable)s AS r (id) WHERE r.id = m.partner_id))
                    FROM partner_duplicate_member m WHERE m.group_id = %(group)s), TRUE)""",
                readable=readable,
                group=SQL.identifier(alias, "id"),
            )

        return Domain.custom(to_sql=all_readable)


class PartnerDuplicateMember(models.Model):
    _name = "partner.duplicate.member"
    _inherit = ("partner.duplicate.member", "partner.duplicate.readable")

    @api.model
    def _readable(self):
        """Condition on the members of groups that the user may read."""
        return Domain("group_id", "any", [])


class PartnerDuplicateVerdict(models.Model):
    _name = "partner.duplicate.verdict"
    _inherit = ("partner.duplicate.verdict", "partner.duplicate.readable")

    @api.model
    def _readable(self):
        """Condition on decisions both of whose contacts the user may read."""
        return readable_by(self.env, "partner_a_id") & readable_by(self.env, "partner_b_id")


def readable_by(env, field):
    """Condition on records whose contact the user may read; the contact is looked up for each record by itself.

    :param str field: the many2one of the contact
    :rtype: Domain
    """
    return found_by(_readable_partners(env), field)


def found_by(ids, field):
    """Condition on records whose field holds one of the ids that a subquery finds; looked up record by record.

    “IN” beside an OR would compare each record with all ids, one after the other, and “EXISTS” would gather all of them
    first, also where a few records are wanted.

    :param SQL ids: see `ids_of`
    :param str field: name of a column
    :rtype: Domain
    """

    def is_found(_model, alias, _query):
        column = SQL.identifier(alias, field)
        return SQL("COALESCE((SELECT TRUE FROM %s AS r (id) WHERE r.id = %s LIMIT 1), FALSE)", ids, column)

    return Domain.custom(to_sql=is_found)


def _readable_partners(env):
    """SQL of the ids of the contacts that the user may read, archived ones too."""
    return ids_of(env["res.partner"]._search([], active_test=False))


def ids_of(query):
    """The ids that a query finds as a subquery, also if the search knew them already.

    :param query: odoo.tools.Query
    :rtype: SQL
    """
    return query.subselect(SQL.identifier(query.table, "id"))


def _hidden_records(records, operation):
    """What `_check_access` returns for records whose contacts the user may not read, None if there are none."""
    if not records._ids or not any(records._ids):
        return None
    # sudo: record rules are checked already; what remains is the condition itself
    readable = (
        records.sudo().with_context(active_test=False)._search(Domain("id", "in", records.ids) & records._readable())
    )
    hidden = records - records.browse(readable)
    if not hidden:
        return None
    return hidden, partial(records.env["ir.rule"]._make_access_error, operation, hidden)
