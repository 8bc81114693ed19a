"""Who else is in a record or its conversation: what is handed out to one person must not tell about them."""

from collections import defaultdict

from ....engine.personal_text import MASK, masked_emails, name_parts, others_pattern, whole_names

PEOPLE = ("res.partner", "res.users")
# So many people of one record are looked for in its texts.
MOST = 500


class Masks:
    """What is masked in the texts that one person gets: whole names, addresses and numbers of others everywhere, first
    and last names in the records and conversations in which they take part."""

    def __init__(self, chosen, person):
        """:param chosen: list of recordsets, one for each model, with all rights
        :param person: Person
        """
        self.person, self.own_emails, self.parts = person, set(person.emails), {}
        everybody, patterns = set(), {}
        for records in chosen:
            for record_id, others in _others(records, person).items():
                key = frozenset(others.ids[:MOST])
                everybody |= key
                if key not in patterns:
                    patterns[key] = self._pattern(others.browse(key), name_parts)
                self.parts[records._name, record_id] = patterns[key]
        known = chosen[0].env["res.partner"].browse(sorted(everybody)[:MOST]) if chosen else ()
        self.everywhere = self._pattern(known, whole_names)

    def _pattern(self, others, forms):
        own = self.person.phones
        phones = [other.phone for other in others if other.phone and other.phone not in own]
        return others_pattern([other.name for other in others if other.name], phones, self.person.names, forms)

    def masked(self, text, record):
        """A text of one record without the names, addresses and numbers of others."""
        text = masked_emails(text, self.own_emails)
        for pattern in (self.everywhere, self.parts.get((record._name, record.id))):
            text = pattern.sub(MASK, text) if pattern else text
        return text


def _others(records, person):
    """Contacts that are people, and not the person, in each record and its conversation: {id: recordset}."""
    env = records.env
    linked = {record.id: _linked_ids(record) for record in records}
    threads = _threads(records)
    around = _around(env, set(threads.values()))
    contacts = env["res.partner"]
    everybody = {id_ for ids in (*linked.values(), *around.values()) for id_ in ids} - set(person.partner_ids)
    people = contacts.browse(everybody).exists().filtered(lambda contact: not contact.is_company)
    people.fetch(["name", "phone"])
    of_people = set(people.ids)
    return {
        id_: contacts.browse(sorted(of_people.intersection(ids | around.get(threads.get(id_), set()))))
        for id_, ids in linked.items()
    }


def _linked_ids(record):
    """Ids of the contacts that one record names in its own fields."""
    found = set(record.ids) if record._name == "res.partner" else set()
    for name, field in record._fields.items():
        if field.store and field.relational and field.comodel_name in PEOPLE and field.type != "one2many":
            # only of those who are meant: followers come by the conversation
            linked = record[name]
            found.update(linked.ids if field.comodel_name == "res.partner" else linked.partner_id.ids)
    return found


def _threads(records):
    """To which conversation each record belongs: {id: (model, id)}."""
    if records._name == "mail.message":
        return {each.id: (each.model, each.res_id) for each in records if each.model and each.res_id}
    return {each.id: (records._name, each.id) for each in records}


def _around(env, threads):
    """Ids of the contacts that follow a conversation, wrote in it, or got a message of it: {(model, id): set}."""
    found, ids_of = defaultdict(set), defaultdict(set)
    for model, id_ in threads:
        ids_of[model].add(id_)
    for model, ids in ids_of.items():
        followers = env["mail.followers"].search([("res_model", "=", model), ("res_id", "in", list(ids))])
        for follower in followers:
            found[model, follower.res_id].add(follower.partner_id.id)
        of_thread = [("model", "=", model), ("res_id", "in", list(ids))]
        for who in ("author_id", "partner_ids"):
            # grouped: conversations may be endless
            for id_, contact in env["mail.message"]._read_group([*of_thread, (who, "!=", False)], ["res_id", who]):
                found[model, id_].add(contact.id)
        for record in env[model].browse(ids).exists() if model in env else ():
            found[model, record.id] |= _linked_ids(record)
    return found
