"""What users did, compared with what the database holds."""

import collections

LOST = "lost: "


def compare(stress, name, entries):
    """Note all that a ledger has and the database has not, or has twice.

    :param entries: what Crowd.ledger returned
    """
    by_kind = collections.defaultdict(list)
    for entry in entries:
        by_kind[entry["did"]].append(entry)
    _errors(stress, entries)
    found = _written(stress, name)
    _created(stress, found, by_kind["create"])
    _edited(stress, name, by_kind["edit"])
    _confirmed(stress, name, by_kind["confirm"])
    _consents(stress, name, by_kind["consent"])
    _merged(stress, name, by_kind["merge"])
    _imported(stress, name, found, by_kind["import"])


def _errors(stress, entries):
    failed = collections.Counter(f"{e['did']}: {e['error']}" for e in entries if e["state"] == "failed")
    for error, number in failed.most_common(10):
        stress.check(False, f"shown to users {number} times: {error}")


def _done(entries, *states):
    return [entry for entry in entries if entry["state"] in ("done", *states)]


def _written(stress, name):
    """Return the contacts that people have made: {id: (name, text that nobody else writes, active, survivor)}."""
    rows = stress.sql(
        name,
        "SELECT id, name, substring(comment from 'stress-[^<]*'), active, merged_into_id FROM res_partner"
        " WHERE comment LIKE '%%stress-%%'",
    )
    return {id_: row for id_, *row in rows}


def _created(stress, found, entries):
    """Each contact is there once; one that was merged is archived, and there too."""
    wanted = {entry["value"]: entry for entry in _done(entries, "unknown")}
    for value, entry in wanted.items():
        if entry["state"] == "done":
            _name, _value, active, survivor = found.get(entry["id"], (None, None, False, None))
            stress.check(entry["id"] in found, f"{LOST}contact {entry['id']} ({entry['name']})")
            stress.check(active or survivor, f"{LOST}contact {entry['id']} is archived, but not merged ({value})")
    # texts that a merge carried to the survivor aside, nobody is there twice
    counted = collections.Counter(value for _name, value, _active, survivor in found.values() if not survivor)
    for value, number in counted.items():
        stress.check(number == 1, f"{value} was created once and is there {number} times")


def _edited(stress, name, entries):
    """A contact holds the last value that somebody wrote; of several at once, one of them."""
    by_contact = collections.defaultdict(list)
    for entry in _done(entries, "unknown"):
        by_contact[entry["partner_id"]].append(entry)
    rows = stress.sql(
        name,
        """SELECT p.id, p.street2, EXISTS (SELECT FROM res_partner o WHERE o.merged_into_id = p.id)
             FROM res_partner p WHERE p.id = ANY(%s)""",
        (list(by_contact),),
    )
    held = {id_: (value, is_survivor) for id_, value, is_survivor in rows}
    for id_, writes in by_contact.items():
        value, is_survivor = held.get(id_, (None, False))
        known = [write for write in writes if write["state"] == "done"]
        latest = max((write["start"] for write in known), default=0)
        possible = {write["value"] for write in writes if write["state"] == "unknown" or write["end"] >= latest}
        # what remains after a merge was decided by whoever merged
        stress.check(
            value in possible or is_survivor or not known,
            f"{LOST}contact {id_} has {value!r}, written were {sorted(possible)}",
        )


def _confirmed(stress, name, entries):
    ids = [entry["request_id"] for entry in _done(entries)]
    rows = stress.sql(
        name, "SELECT id FROM partner_review_request WHERE state NOT IN ('done', 'cancelled') AND id = ANY(%s)", (ids,)
    )
    stress.check(not rows, f"{LOST}confirmed, but still open: reviews {[id_ for (id_,) in rows]}")


def _consents(stress, name, entries):
    done, unknown = ({e["value"] for e in entries if e["state"] == state} for state in ("done", "unknown"))
    rows = stress.sql(
        name,
        """SELECT personal::jsonb ->> 'note', count(*) FROM partner_consent_event
            WHERE starts_with(personal::jsonb ->> 'note', 'stress-') GROUP BY 1""",
    )
    found = dict(rows)
    lost = sorted(done - found.keys())
    stress.check(not lost, f"{LOST}consents {lost}")
    invented = sorted(found.keys() - done - unknown)
    stress.check(not invented, f"consents that nobody was told about: {invented}")
    twice = sorted(note for note, number in found.items() if number != 1)
    stress.check(not twice, f"consents recorded more than once: {twice}")


def _merged(stress, name, entries):
    gone = [id_ for e in _done(entries) for id_ in e["partner_ids"] if id_ != e["survivor_id"]]
    rows = stress.sql(
        name, "SELECT id FROM res_partner WHERE id = ANY(%s) AND (active OR merged_into_id IS NULL)", (gone,)
    )
    stress.check(not rows, f"{LOST}merged, but still there: contacts {[id_ for (id_,) in rows]}")


def _imported(stress, name, found, entries):
    """Each row of a list is a contact, or was left out because it looks like one, as the import says."""
    ids = [entry["import_id"] for entry in _done(entries)]
    told = dict(
        stress.sql(
            name,
            """SELECT i.id, count(*) FILTER (WHERE l.state = 'created')
                 FROM partner_import i JOIN partner_import_line l ON l.import_id = i.id
                WHERE i.state = 'done' AND i.id = ANY(%s) GROUP BY 1""",
            (ids,),
        )
    )
    there = {value for _name, value, *_state in found.values()}
    for entry in _done(entries):
        stress.check(entry["import_id"] in told, f"import {entry['import_id']} was begun, but not finished")
        number = len(there.intersection(entry["values"]))
        expected = told.get(entry["import_id"], number)
        stress.check(number == expected, f"{LOST}of import {entry['import_id']}: {number} of {expected} contacts")
