"""Taking what is personal out of a record of any model, without knowing its app."""

import re

from psycopg2 import Error

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL, mute_logger

from ....engine.personal_text import ERASED
from .anonymise import QUIET
from .pointers import unlink_json

# What the names of fields tell, taken apart at underscores.
PERSONAL_WORDS = {
    "street", "street2", "zip", "city", "function", "website", "vat", "birthday", "birthdate", "address", "ip",
    "signature", "signed", "holder", "referred", "agent", "gender", "latitude", "longitude",
}  # fmt: skip
FREE_TEXT = ("text", "html")
PEOPLE = {"email", "email_from", "partner_email", "phone"}
NAMES_OF_PEOPLE = {"contact_name", "partner_name", "author_name", "company_name"}
# Texts with a meaning for programs.
TECHNICAL_WORDS = {"token", "params", "domain", "arch", "headers", "code"}

# Tables that refuse every change but that a text is emptied.
EMPTIED = {"partner_access_log"}


def anonymise(records, person, owns=lambda _record: True):
    """Take the person out of records: links, addresses, numbers, names and free text.

    :param records: recordset of any model, with all rights
    :param person: Person
    :param owns: function of a record: whether it is the person's alone; otherwise only links and the person's own
        strings go
    """
    records = records.with_context(**QUIET).exists()
    place = records.env["partner.discovery"]._person_model(records)
    for record in records:
        values = _unlinked(record, place, person)
        if owns(record):
            values.update(_blank(record, place))
        _write(record, values)
    unlink_json(records, person)
    records.env.flush_all()
    forget_around(records.filtered(owns))
    black_out(records.env, records._table, records.ids, person)


def detach(records, person):
    """Take the links to the person out of records, which belong to somebody else."""
    records = records.with_context(**QUIET).exists()
    place = records.env["partner.discovery"]._person_model(records)
    for record in records:
        _write(record, _unlinked(record, place, person))
    unlink_json(records, person)


def forget_around(records):
    """Delete messages, activities and files of records that are anonymised."""
    env, name = records.env, records._name
    for model, column in (("mail.message", "model"), ("mail.activity", "res_model"), ("ir.attachment", "res_model")):
        domain = [(column, "=", name), ("res_id", "in", records.ids)]
        if model == "ir.attachment":
            domain.append(("res_field", "in", [False, *_file_fields(records)]))
        env[model].sudo().with_context(active_test=False).search(domain).unlink()  # sudo: callers check rights


def black_out(env, table, ids, person):
    """Replace the person's addresses, numbers and names in all texts of some rows, in SQL."""
    patterns = person.patterns()
    columns = env["partner.privacy.finding"]._text_columns().get(table)
    if not patterns or not columns or not ids:
        return
    pattern = "|".join(f"(?:{each})" for each in patterns)
    required = _required_columns(env.cr, table)
    env.flush_all()
    for name, kind in _kinds(env.cr, table, columns):
        column = SQL.identifier(name)
        replaced = SQL("regexp_replace(%s::text, %s, %s, 'gi')", column, pattern, ERASED)
        if name not in required:
            replaced = SQL("NULLIF(%s, %s)", replaced, ERASED)
        if table in EMPTIED:
            replaced = SQL("NULL")
        env.cr.execute(
            SQL(
                "UPDATE %s SET %s = (%s)::%s WHERE id = ANY(%s) AND %s::text ~* %s",
                SQL.identifier(table),
                column,
                replaced,
                SQL(kind),  # pylint: disable=sql-injection
                list(ids),
                column,
                pattern,
            )
        )
    env.invalidate_all(flush=False)


def _unlinked(record, place, person):
    """Values that take a record off the person."""
    ids, values = set(person.partner_ids), {}
    for name in place.links:
        if record._fields[name].related:
            continue  # follows
        if record[name].id in ids and not record._fields[name].required:
            values[name] = False
    for name in place.many_links:
        if gone := [id_ for id_ in record[name].ids if id_ in ids]:
            values[name] = [Command.unlink(id_) for id_ in gone]
    return values


def _blank(record, place):
    """Values that empty what is personal in a record that is the person's alone."""
    values, holds_people = {}, bool(PEOPLE.intersection((*place.emails, *place.phones)))
    for name, field in record._fields.items():
        if not field.store or not field.column_type or field.inherited or field.related:
            continue
        if field.type == "properties":
            if record[name]:
                values[name] = False
            continue
        words = set(re.split(r"_", name))
        is_personal = (
            name in place.emails
            or name in place.phones
            or name in NAMES_OF_PEOPLE
            or (name == "name" and holds_people)
            or field.type in FREE_TEXT
            or bool(PERSONAL_WORDS & words)
        )
        if not is_personal or field.translate or TECHNICAL_WORDS & words or not record[name]:
            continue
        if field.type in ("char", *FREE_TEXT):
            if not field.required:
                values[name] = False
            elif name in place.emails:
                values[name] = f"erased-{record.id}@erased.invalid"
            elif name in place.phones:
                values[name] = f"erased-{record.id}"
        elif field.type in ("date", "float") and not field.required:
            values[name] = False
    return values


def _write(record, values):
    """Write values through the app; where it refuses, straight into the table: what is erased has to go."""
    if not values:
        return
    try:
        with mute_logger("odoo.sql_db"), record.env.cr.savepoint():
            record.write(values)
            record.env.flush_all()
    except (UserError, Error):
        record.env.invalidate_all(flush=False)
        required = _required_columns(record.env.cr, record._table)
        columns = {
            name: value or None
            for name, value in values.items()
            if record._fields[name].column_type and (value or name not in required)
        }
        for name, value in values.items():
            if isinstance(value, list):
                _unlink_in_sql(record, name, [command[1] for command in value])
        if columns:
            assignments = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in columns.items())
            record.env.cr.execute(
                SQL("UPDATE %s SET %s WHERE id = %s", SQL.identifier(record._table), assignments, record.id)
            )
        record.invalidate_recordset(flush=False)


def _unlink_in_sql(record, name, ids):
    field = record._fields[name]
    record.env.cr.execute(
        SQL(
            "DELETE FROM %s WHERE %s = %s AND %s = ANY(%s)",
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            record.id,
            SQL.identifier(field.column2),
            ids,
        )
    )


def _file_fields(records):
    return [
        name for name, field in records._fields.items() if field.type == "binary" and getattr(field, "attachment", 0)
    ]


def _required_columns(cr, table):
    cr.execute(
        SQL(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull",
            f'"{table}"',
        )
    )
    return {name for (name,) in cr.fetchall()}


def _kinds(cr, table, columns):
    cr.execute(
        SQL(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass "
            "AND attname = ANY(%s)",
            f'"{table}"',
            list(columns),
        )
    )
    return cr.fetchall()
