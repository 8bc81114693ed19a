"""Following paths of fields, in the registry and in SQL."""

from odoo.tools import SQL


def last_field(model, path):
    """The field at the end of a path over many2one fields, None if the path does not exist.

    :param model: empty recordset
    """
    *links, last = path.split(".")
    for name in links:
        field = model._fields.get(name)
        if field is None or field.type != "many2one" or not field.store:
            return None
        model = model.env[field.comodel_name]
    field = model._fields.get(last)
    return field if field is not None and field.store else None


def may_read(records, path):
    """Whether the user may read the fields along a path."""
    for name in path.split("."):
        field = records._fields[name]
        if not records._has_field_access(field, "read"):
            return False
        records = records.env[field.comodel_name] if field.relational else records
    return True


def path_sql(model, alias, path, query):
    """SQL of the value at a path; joins what it needs."""
    *links, last = path.split(".")
    # sudo: the caller has checked whether the user may read the path
    for name in links:
        model, alias = model._fields[name].join(model.sudo(), alias, query)
    return model.sudo()._field_to_sql(alias, last, query)


def contact_sql(model, alias, source, query):
    """SQL of the contact of a record."""
    value = path_sql(model, alias, source.partner, query)
    if source.connected:
        return SQL(
            "(SELECT r.partner_id FROM partner_silo_record r WHERE r.res_id = %s AND %s ORDER BY r.id LIMIT 1)",
            value,
            _linked(source),
        )
    return value


def contacts_sql(model, alias, source, query, contacts):
    """SQL condition: the records whose path leads to one of some contacts.

    :param SQL contacts: selects ids of res.partner
    """
    path = source.partner
    if source.connected:
        contacts = SQL(
            "SELECT r.res_id FROM partner_silo_record r WHERE r.partner_id IN (%s) AND %s", contacts, _linked(source)
        )
    field = last_field(model, path)
    if field.type == "many2many":
        return SQL(
            "%s IN (SELECT %s FROM %s WHERE %s IN (%s))",
            SQL.identifier(alias, "id"),
            SQL.identifier(field.column1),
            SQL.identifier(field.relation),
            SQL.identifier(field.column2),
            contacts,
        )
    return SQL("%s IN (%s)", path_sql(model, alias, path, query), contacts)


def moment_sql(model, alias, path, query, tz):
    """SQL of the time at a path, in UTC; a date is the first moment of its day where the user is."""
    moment = path_sql(model, alias, path, query)
    if last_field(model, path).type == "date":
        return SQL("(%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", moment, tz)
    return moment


def _linked(source):
    """SQL condition on findings: the connection that a steward has made of a record that has no field for it."""
    return SQL("r.res_model = %s AND r.slot = 'link' AND r.state = 'done'", source.connected)
