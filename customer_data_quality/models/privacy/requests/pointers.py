"""Links to a person that stand in JSON: many2one with a value for each company, and properties."""

from typing import NamedTuple

from odoo.tools import SQL

from ...merging.catalog import names_in_json, property_names


class JsonLink(NamedTuple):
    """A column of a model, and the properties in it that are links; none where it is a value by company."""

    model: str
    column: str
    properties: tuple = ()

    def condition(self, ids):
        """SQL: whether a row names one of some contacts."""
        return names_in_json(SQL.identifier(self.column), ids, self.properties or None)

    def without(self, ids):
        """SQL of the value without some contacts."""
        gone, column = [str(id_) for id_ in ids], SQL.identifier(self.column)
        if not self.properties:
            return SQL(
                "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(%s) WHERE NOT value::text = ANY(%s))",
                column,
                gone,
            )
        return SQL(
            """(
            SELECT jsonb_object_agg(key, CASE
                WHEN NOT key = ANY(%(names)s) THEN value
                WHEN jsonb_typeof(value) = 'array' THEN COALESCE((
                    SELECT jsonb_agg(item)
                    FROM jsonb_array_elements(CASE jsonb_typeof(value) WHEN 'array' THEN value END) AS item
                    WHERE NOT item::text = ANY(%(gone)s)
                ), '[]'::jsonb)
                WHEN value::text = ANY(%(gone)s) THEN 'false'::jsonb
                ELSE value END)
            FROM jsonb_each(%(column)s))""",
            names=list(self.properties),
            gone=gone,
            column=column,
        )


def json_links(env):
    """All such columns of this database that may name contacts.

    :rtype: list of JsonLink
    """
    journal = env["partner.merge"].sudo()  # sudo: the catalog of the database
    by_table, names = journal._model_of_table(), tuple(property_names(env, "res.partner"))
    links = []
    for table, pointers in journal._catalog("res.partner").pointers.items():
        for pointer in pointers:
            if by_table.get(table) and (pointer.kind == "company" or (pointer.kind == "properties" and names)):
                links.append(JsonLink(by_table[table], pointer.column, names if pointer.kind == "properties" else ()))
    return links


def unlink_json(records, person):
    """Take the links to a person out of such columns of some records.

    :param records: recordset of any model
    :param person: Person
    """
    if not person.partner_ids or not records:
        return
    records.env.flush_all()
    for link in json_links(records.env):
        if link.model == records._name:
            records.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = ANY(%s) AND %s",
                    SQL.identifier(records._table),
                    SQL.identifier(link.column),
                    link.without(person.partner_ids),
                    list(records.ids),
                    link.condition(person.partner_ids),
                )
            )
    records.invalidate_recordset(flush=False)
