"""What the timeline shows of touchpoints: read record by record, with the rights of the user."""

from odoo import fields
from odoo.tools import format_amount, format_date, format_datetime

from .paths import last_field, may_read

TITLE_LENGTH = 160


def entries(partner, found, rows):
    """What is shown of touchpoints, in their order.

    :param partner: the contact whose timeline it is, with the user's rights
    :param found: list of Branch
    :param rows: (number of the source, id, moment, id of the contact or None)
    :return: list of dicts: `key`, `kind`, `model`, `title`, `amount` (text), `day`, `time` (texts), `month` (text),
        `contact` (name, if it is another), `open` ({"model", "id"} or False)
    """
    env = partner.env
    sources = {each.number: each.source for each in found}
    ids = {}
    for number, id_, _moment, _contact in rows:
        ids.setdefault(number, []).append(id_)
    described = {number: _described(env, sources[number], own) for number, own in ids.items()}
    names = _names(partner, rows, described)
    result = []
    for number, id_, moment, contact in rows:
        source = sources[number]
        about = described[number].get(id_)
        if about is None:
            continue  # deleted, or out of sight, since it was found
        with_time = last_field(env[source.model], source.date).type == "datetime"
        others = [contact] if contact else about["contacts"]
        local = fields.Datetime.context_timestamp(partner, moment)
        result.append(
            {
                "key": f"{number}-{id_}",
                "kind": source.kind,
                "model": source.model,
                "title": about["title"],
                "amount": about["amount"],
                "open": about["open"],
                "day": format_date(env, local.date()),
                "time": format_datetime(env, moment, dt_format="short").split(" ", 1)[-1] if with_time else "",
                "month": format_date(env, local.date(), date_format="LLLL yyyy"),
                "contact": ", ".join(names[other] for other in others if other in names),
            }
        )
    return result


def _described(env, source, ids):
    """What is shown of records of one source: {id: {"title", "amount", "open", "contacts"}}."""
    records = env[source.model].with_context(active_test=False).browse(ids).exists()
    titles = _titles(records, source)
    amounts = _amounts(records, source)
    opens = _opens(records, source)
    many = last_field(records, source.partner).type == "many2many"
    return {
        record.id: {
            "title": titles[record.id],
            "amount": amounts.get(record.id, ""),
            "open": opens[record.id],
            "contacts": record[source.partner].ids if many else [],
        }
        for record in records
    }


def _titles(records, source):
    """A line for each record; by its name where the title is empty or out of reach."""
    titles = {}
    readable = records
    if source.title and may_read(records, source.title):
        link = source.title.rpartition(".")[0]
        targets = records.mapped(link)._filtered_access("read") if link else None
        for record in records:
            if targets is None or record[link] in targets:
                titles[record.id] = record.mapped(source.title)[:1]
        readable = records.filtered(lambda record: not any(titles.get(record.id) or ()))
        titles = {id_: found[0] for id_, found in titles.items() if found and found[0]}
    for record in readable:
        titles[record.id] = record.preview if source.model == "mail.message" else record.display_name
    return {id_: " ".join(str(title or "").split())[:TITLE_LENGTH] for id_, title in titles.items()}


def _amounts(records, source):
    """Amounts of money as text, where they are something and the user may read them."""
    names = (source.amount, source.currency)
    if not source.amount or not all(name in records._fields for name in names):
        return {}
    if not all(may_read(records, name) for name in names):
        return {}
    return {
        record.id: format_amount(records.env, record[source.amount], record[source.currency])
        for record in records
        if record[source.amount] and record[source.currency]
    }


def _opens(records, source):
    """The record to open for each: what it belongs to, where it is only a part of something."""
    if source.opens and source.opens in records._fields and may_read(records, source.opens):
        field = records._fields[source.opens]
        if field.type == "many2one":
            allowed = records.mapped(source.opens)._filtered_access("read")
            return {
                record.id: _reference(field.comodel_name, record[source.opens].id)
                if record[source.opens] in allowed
                else False
                for record in records
            }
        # the record that a message or an activity hangs on; who may read these may read it
        return {record.id: _reference(record[field.model_field], record[source.opens]) for record in records}
    return {record.id: _reference(source.model, record.id) for record in records}


def _reference(model, id_):
    return {"model": model, "id": int(id_)} if model and id_ else False


def _names(partner, rows, described):
    """Names of the other contacts of this company: {id: name}."""
    ids = {contact for _number, _id, _moment, contact in rows if contact}
    for about in described.values():
        ids.update(id_ for each in about.values() for id_ in each["contacts"])
    others = partner.with_context(active_test=False).search(
        [("id", "in", list(ids - {partner.id})), ("commercial_partner_id", "=", partner.commercial_partner_id.id)]
    )
    return {other.id: other.name for other in others}
