"""The touchpoints of some contacts as SQL: one query for each source, put together in one statement."""

from typing import NamedTuple

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from .paths import contact_sql, contacts_sql, last_field, may_read, moment_sql


class Branch(NamedTuple):
    """The touchpoints of one source. Both queries select id, moment (UTC), ahead (whether it is still to come)."""

    number: int  # position of the source in res.partner._touchpoint_installed
    source: object
    records: SQL  # each record once
    by_contact: SQL  # and contact; a record once for each of its contacts


def branches(env, contacts, numbers=None, text=""):
    """The touchpoints of contacts that the user may read, by source.

    Access rights, record rules and what models themselves make of them (mails, activities) are applied.

    :param env: with the user's rights
    :param SQL contacts: selects ids of res.partner
    :param numbers: positions of the sources to look at, by default all
    :param str text: to be found in title or name
    :rtype: list of Branch
    """
    found = []
    for number, source in enumerate(env["res.partner"]._touchpoint_installed()):
        if numbers is not None and number not in numbers:
            continue
        # what is archived happened nevertheless
        records = env[source.model].with_context(active_test=False)
        if records.has_access("read") and may_read(records, source.partner) and may_read(records, source.date):
            domain = source.domain & of_contacts(source, contacts)
            if text:
                domain &= _matching(records, source, text)
            found.append(branch(number, source, records, records._search(domain), contacts))
    return found


def branch(number, source, records, query, contacts):
    """The branch of one source.

    :param query: Query of the records
    :param SQL contacts: as above
    """
    tz = env_tz(records.env)
    now = fields.Datetime.now()
    field = last_field(records, source.partner)
    many = field.type == "many2many"
    contact = SQL("NULL::int") if many else contact_sql(records, query.table, source, query)
    selected = query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS moment", moment_sql(records, query.table, source.date, query, tz)),
        SQL("%s AS contact", contact),
    )
    # OFFSET 0: what the contact has is found by the contact and sorted then, never the other way round
    ahead, kept = _time_sql(source, last_field(records, source.date).type == "date", now, tz)
    each = SQL("SELECT id, moment, %s AS ahead, contact FROM (%s OFFSET 0) AS found WHERE %s", ahead, selected, kept)
    if not many:
        return Branch(number, source, each, each)
    # MATERIALIZED: whatever the planner thinks of the number of contacts, the records are read once
    return Branch(
        number,
        source,
        each,
        SQL(
            "WITH each AS MATERIALIZED (%(each)s) "
            "SELECT each.id, each.moment, each.ahead, rel.%(contact)s AS contact FROM each "
            "JOIN %(rel)s AS rel ON rel.%(record)s = each.id WHERE rel.%(contact)s IN (%(contacts)s)",
            contact=SQL.identifier(field.column2),
            record=SQL.identifier(field.column1),
            rel=SQL.identifier(field.relation),
            each=each,
            contacts=contacts,
        ),
    )


def of_contacts(source, contacts):
    """Domain of the records whose contact is one of some.

    :param SQL contacts: selects ids of res.partner
    """
    return Domain.custom(to_sql=lambda model, alias, query: contacts_sql(model, alias, source, query, contacts))


def env_tz(env):
    """Name of the time zone in which days begin."""
    return env.context.get("tz") or env.user.tz or "UTC"


def _matching(records, source, text):
    """Records in which a text is found; of mails also in what they say."""
    title = source.title if source.title and may_read(records, source.title) else "display_name"
    domain = Domain(title, "ilike", text)
    if source.model == "mail.message":
        domain |= Domain("body", "ilike", text)
    return domain


def _time_sql(source, is_date, now, tz):
    """SQL: whether a touchpoint is still to come, and whether it is one at all."""
    if source.only == "future":
        # what is due today is still to come
        today = SQL(
            "(date_trunc('day', %s::timestamp AT TIME ZONE 'UTC' AT TIME ZONE %s) AT TIME ZONE %s)", now, tz, tz
        )
        return SQL("TRUE"), SQL("moment >= %s", SQL("%s AT TIME ZONE 'UTC'", today) if is_date else now)
    if source.only == "past":
        return SQL("FALSE"), SQL("moment <= %s", now)
    return SQL("(moment > %s)", now), SQL("moment IS NOT NULL")
