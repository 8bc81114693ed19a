"""Storing groups so that what stays the same keeps its id, and with it what people noted about it."""

import json
from binascii import crc32
from collections import Counter
from itertools import islice

from odoo import models
from odoo.tools import SQL

from ...engine.linkage import probability
from ...engine.match_keys import KINDS
from .arrays import as_array
from .grouping import AT_ONCE

MOST = 30.0  # log-odds beyond which nothing gets more certain

# What sharing a key of a kind means in a user's words.
REASON_OF_KIND = {
    "email": "email",
    "local": "email",
    "phone": "phone",
    "vat": "vat",
    "host": "website",
    "address": "address",
    "street_house": "address",
    "street_zip": "address",
    "family_house": "address",
}


class PartnerDuplicateGroup(models.Model):
    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    def _companies_of(self, ids):
        self.env.cr.execute(
            SQL("SELECT id, company_id FROM partner_match_key WHERE id = ANY(%s) AND company_id IS NOT NULL", ids)
        )
        return dict(self.env.cr.fetchall())

    def _store_groups(self, formed, reach, certain):
        """Store groups; what there was and is not any more goes, except what somebody has decided on."""
        formed, present = iter(formed), self._present_groups(reach)
        while some := list(islice(formed, AT_ONCE)):
            rows, companies = [], self._companies_of([contact for group in some for contact in group.best])
            for group, id_ in zip(some, present.claim(some), strict=True):
                row = _as_row(group, id_, certain, companies)
                if present.of.pop(id_, None) != (row["state"], row["fingerprint"]):
                    rows.append(row)
            if rows:
                self._write_groups(rows)
        self._drop_groups([id_ for id_, (state, _mark) in present.of.items() if state == "open"])

    def _present_groups(self, reach):
        """Groups as they are stored, without what is done."""
        within = SQL("TRUE")
        if reach is not None:
            within = SQL("g.id IN (SELECT group_id FROM partner_duplicate_member WHERE partner_id = ANY(%s))", reach)
        self.env.cr.execute(
            SQL(
                """
                SELECT g.id, g.state, g.fingerprint, m.partner_id
                FROM partner_duplicate_group g LEFT JOIN partner_duplicate_member m ON m.group_id = g.id
                WHERE g.state <> 'done' AND %s ORDER BY g.id
                """,
                within,
            )
        )
        present = _Present()
        while rows := self.env.cr.fetchmany(AT_ONCE):
            for row in rows:
                present.add(*row)
        return present

    def _drop_groups(self, ids):
        """Delete groups that are none any more; with what was planned or said about them, where there is any."""
        if not ids:
            return
        self.env.cr.execute(
            SQL(
                """
                SELECT res_id FROM mail_activity WHERE res_model = %(model)s AND res_id = ANY(%(ids)s) UNION
                SELECT res_id FROM mail_message WHERE model = %(model)s AND res_id = ANY(%(ids)s) UNION
                SELECT res_id FROM mail_followers WHERE res_model = %(model)s AND res_id = ANY(%(ids)s)
                """,
                model=self._name,
                ids=ids,
            )
        )
        noted = [id_ for (id_,) in self.env.cr.fetchall()]
        # sudo: the system takes away what it has made; only few have notes, so the others go by SQL
        self.sudo().browse(noted).unlink()
        self.env.cr.execute(SQL("DELETE FROM partner_duplicate_group WHERE id = ANY(%s)", ids))

    def _write_groups(self, rows):
        cr = self.env.cr
        new = [row for row in rows if row["id"] is None]
        if new:
            cr.execute(
                SQL(
                    "SELECT nextval(pg_get_serial_sequence('partner_duplicate_group', 'id'))::int "
                    "FROM generate_series(1, %s)",
                    len(new),
                )
            )
            for row, (id_,) in zip(new, cr.fetchall(), strict=True):
                row["id"] = id_
        members = [(row["id"], *member.values()) for row in rows for member in row["members"]]
        group_ids, partner_ids, scores, probabilities = zip(*members, strict=True)
        # what groups are searched and shared out by is taken from their contacts, read by index
        cr.execute(
            SQL(
                """
                WITH formed AS (
                    SELECT * FROM json_to_recordset(%(rows)s::json) AS f(
                        id int, certainty varchar, probability numeric, size int, reasons varchar, size_limited bool,
                        fingerprint bigint)
                ), described AS (
                    SELECT m.group_id, max(p.company_id) AS company_id, bool_or(p.is_company) AS is_company,
                           mode() WITHIN GROUP (ORDER BY p.country_id) AS country_id,
                           mode() WITHIN GROUP (ORDER BY p.user_id) AS user_id
                    FROM unnest(%(groups)s, %(partners)s) AS m(group_id, partner_id)
                    JOIN res_partner p ON p.id = m.partner_id AND p.id = ANY(%(partners)s) GROUP BY m.group_id
                )
                INSERT INTO partner_duplicate_group AS g (id, state, certainty, probability, size, reasons,
                    size_limited, fingerprint, company_id, country_id, is_company, user_id,
                    create_uid, create_date, write_uid, write_date)
                SELECT f.id, 'open', f.certainty, f.probability, f.size, f.reasons, f.size_limited, f.fingerprint,
                    d.company_id, d.country_id, d.is_company, d.user_id, %(uid)s, %(now)s, %(uid)s, %(now)s
                FROM formed f LEFT JOIN described d ON d.group_id = f.id ORDER BY f.id
                ON CONFLICT (id) DO UPDATE SET state = 'open', certainty = EXCLUDED.certainty,
                    probability = EXCLUDED.probability, size = EXCLUDED.size, reasons = EXCLUDED.reasons,
                    size_limited = EXCLUDED.size_limited, fingerprint = EXCLUDED.fingerprint,
                    company_id = EXCLUDED.company_id, country_id = EXCLUDED.country_id,
                    is_company = EXCLUDED.is_company, user_id = COALESCE(g.user_id, EXCLUDED.user_id),
                    decision_user_id = NULL, decision_date = NULL,
                    write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
                """,
                rows=json.dumps(rows),
                groups=as_array(group_ids, "int"),
                partners=as_array(partner_ids, "int"),
                uid=self.env.uid,
                now=cr.now(),
            )
        )
        cr.execute(SQL("DELETE FROM partner_duplicate_member WHERE group_id = ANY(%s)", [row["id"] for row in rows]))
        cr.execute(
            SQL(
                "INSERT INTO partner_duplicate_member (group_id, partner_id, score, probability) "
                "SELECT * FROM unnest(%s, %s, %s, %s)",
                as_array(group_ids, "int"),
                as_array(partner_ids, "int"),
                as_array(scores, "float8"),
                as_array(probabilities, "numeric"),
            )
        )


def _as_row(group, id_, certain, companies):
    weakest = _within(group.weakest)
    members = [
        {"partner_id": partner_id, "score": round(_within(score), 3), "probability": _share(score)}
        for partner_id, score in group.best.items()
    ]
    row = {
        "id": id_,
        "state": "open",
        "certainty": "certain" if weakest >= certain and not group.has_doubt else "possible",
        "probability": _share(weakest),
        "size": len(members),
        "reasons": " ".join(_reason_codes(group.reasons)),
        "size_limited": group.is_limited,
    }
    companies = [companies.get(partner_id) for partner_id in group.best]
    mark = json.dumps([row["certainty"], row["reasons"], row["size_limited"], members, companies])
    return {**row, "members": members, "fingerprint": crc32(mark.encode())}


class _Present:
    """Stored groups that groups formed anew may go on with."""

    def __init__(self):
        self.of = {}  # by id: the group's state, and the fingerprint by which it is known
        self._ids_of = {}  # by contact

    def add(self, id_, state, mark, partner_id):
        self.of[id_] = (state, mark)
        self._ids_of[partner_id] = (*self._ids_of.get(partner_id, ()), id_)

    def claim(self, formed):
        """For each group the id of the stored one of which it has most contacts, two at least, or None."""
        claims = []
        for number, group in enumerate(formed):
            shared = Counter(id_ for contact in group.best for id_ in self._ids_of.get(contact, ()) if id_ in self.of)
            claims += [(-count, self.of[id_][0] != "open", id_, number) for id_, count in shared.items() if count > 1]
        kept, taken = [None] * len(formed), set()
        for _count, _is_decided, id_, number in sorted(claims):
            if kept[number] is None and id_ not in taken:
                kept[number] = id_
                taken.add(id_)
        return kept


def _reason_codes(bits):
    codes = (REASON_OF_KIND.get(kind.code, "name") for kind in KINDS if bits >> kind.number & 1)
    return sorted(set(codes))


def _within(score):
    return max(-MOST, min(MOST, score))


def _share(score):
    return round(probability(score), 4)
