"""Making the match keys of contacts that wait: a few within a lookup, all others in the background."""

from binascii import crc32

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ...engine import match_keys, signature
from ..scheduler import wake
from .arrays import as_array
from .pending import WATCHED

# Contacts per transaction in the background.
BATCH = 5_000
# A lookup makes the keys of no more contacts than this; when more are waiting, it leaves all to the background.
LIVE_LIMIT = 200
# From this many waiting contacts on, if they are most of all, the index is built afterwards instead of along.
FIRST_FILL = 30_000
INDEX_LOCK = 0x6D61746B  # of advisory locks: shared by whoever writes keys, exclusive while the index is built
NEW_KEY_LOCK = 0x6D61746E  # of advisory locks with a contact's id: whoever makes its first keys within a lookup

_STORED = {
    "id": "int",
    "company_id": "int",
    "active": "bool",
    "signature": "text",
    "fingerprint": "int",
    "version": "int",
    "place": "int",
    "keys": "text",
}


class PartnerMatchKey(models.Model):
    _inherit = "partner.match.key"

    @api.model
    def _refresh(self, limit=None, step=None, index=True):
        """Make the keys of contacts that wait, at most of as many as the limit says.

        :param int limit: number of contacts
        :param step: called with the number of contacts after each batch, such as to commit; ends the work if it
            returns false
        :param bool index: whether to make the index of lookups, if it was dropped to be made afterwards
        :return: number of contacts whose keys were looked at
        """
        first_fill = self._is_first_fill(limit)
        if first_fill:
            self.env.cr.execute("DROP INDEX IF EXISTS partner_match_key_keys_idx")
            if step and not step(0):  # until this is committed, nobody else can write keys
                return 0
        done = 0
        while limit is None or done < limit:
            count = self._refresh_batch(min(BATCH, limit - done) if limit else BATCH)
            done += count
            if not count or (step and not step(count)):
                break
        if index and (first_fill or step):
            self._ensure_index()
        return done

    def _is_first_fill(self, limit):
        if limit is not None:
            return False
        self.env.cr.execute(
            SQL(
                """
                SELECT (SELECT count(*) FROM (SELECT FROM partner_match_pending LIMIT %(many)s) AS waiting) >= %(many)s
                   AND (SELECT count(*) FROM (SELECT FROM partner_match_key LIMIT %(many)s) AS present) < %(many)s
                """,
                many=FIRST_FILL,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _has_index(self):
        self.env.cr.execute("SELECT to_regclass('partner_match_key_keys_idx') IS NOT NULL")
        return self.env.cr.fetchone()[0]

    @api.model
    def _ensure_index(self):
        if self._has_index():
            return
        # lookups ask for this lock before they write keys, and don't if it is taken: nobody waits for the index
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", INDEX_LOCK))
        self.env.cr.execute("SET LOCAL maintenance_work_mem = '512MB'")
        self._make_index()

    @api.model
    def _cron_refresh(self):
        """Make the keys of all contacts that wait, batch by batch; goes on where it was interrupted."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self.env["partner.match.pending"].search_count([]))
        self._refresh(step=cron._commit_progress)
        cron._commit_progress(remaining=0)

    @api.model
    def _refresh_live(self):
        """Make the keys of what has just been saved, if it is little; wake the scheduler if it is more."""
        if self.env.cr.readonly:
            return
        self.env.cr.execute(
            SQL(
                "SELECT count(*), count(*) <= %s AND pg_try_advisory_xact_lock_shared(%s) "
                "FROM (SELECT FROM partner_match_pending LIMIT %s) AS waiting",
                LIVE_LIMIT,
                INDEX_LOCK,
                LIVE_LIMIT + 1,
            )
        )
        waiting, is_free = self.env.cr.fetchone()
        if waiting and is_free:
            self._refresh_batch(LIVE_LIMIT, live=True)
        elif waiting:
            wake(self.env, "customer_data_quality.cron_match_keys")

    def _refresh_batch(self, size, live=False):
        """Make the keys of so many waiting contacts at most; return of how many.

        :param bool live: within somebody's transaction, which may last
        """
        words, version = self.env["partner.match.word"]._words()
        with disabling_gc():
            claimed = self._claim(size, live)
            is_asked = any(signature.needs_home(row[8:]) for row in claimed)
            homes = self.env["res.partner"]._duplicate_home_codes() if is_asked else {}
            rows, queued = [], []
            for row in claimed:
                queue_ids, is_locked, old, (company_id, active, *values) = row[0], row[1], row[2:6], row[6:]
                if is_locked:
                    continue  # somebody else is writing these keys; the contact waits for the next round
                queued.extend(queue_ids)
                if values[0] is None:
                    continue  # deleted meanwhile
                fresh = _make_row(company_id, active, values, words, version, homes.get(company_id))
                if (fresh["fingerprint"], version, company_id, active) != old:
                    rows.append(fresh)
            self._store(rows, queued)
        return len(queued)

    def _claim(self, size, live):
        """Take contacts from the queue, with what is stored of them and their present values.

        Contacts whose keys somebody else is writing are left waiting. Stored keys can be locked for that; who makes a
        contact's first keys within a transaction that may last, takes an advisory lock, and the others look for it.
        """
        self.env["res.partner"].flush_model(WATCHED)
        if not live:  # how many rows an array finds is unknown to the planner, who would compare each with each
            self.env.cr.execute("SET LOCAL enable_nestloop = off")
        self.env.cr.execute(
            SQL(
                """
                WITH taken AS MATERIALIZED (
                    SELECT id, partner_id FROM partner_match_pending ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
                ), waiting AS MATERIALIZED (
                    SELECT partner_id, array_agg(id) AS queue_ids FROM taken GROUP BY partner_id
                ), ids AS MATERIALIZED (
                    -- an array is looked up by index; a join would read the whole table of contacts for each batch
                    SELECT array_agg(partner_id) AS several FROM waiting
                ), free AS MATERIALIZED (
                    SELECT id FROM partner_match_key WHERE id = ANY((SELECT several FROM ids)::int[])
                    FOR NO KEY UPDATE SKIP LOCKED
                )
                SELECT w.queue_ids, CASE WHEN k.id IS NULL THEN %s ELSE free.id IS NULL END,
                       k.fingerprint, k.version, k.company_id, k.active,
                       p.company_id, COALESCE(p.active, FALSE), %s
                FROM waiting w
                LEFT JOIN partner_match_key k ON k.id = w.partner_id AND k.id = ANY((SELECT several FROM ids)::int[])
                LEFT JOIN free ON free.id = w.partner_id
                LEFT JOIN res_partner p ON p.id = w.partner_id AND p.id = ANY((SELECT several FROM ids)::int[])
                LEFT JOIN res_country country ON country.id = p.country_id
                """,
                size,
                SQL("NOT pg_try_advisory_xact_lock(%s, w.partner_id)", NEW_KEY_LOCK)
                if live
                else SQL(
                    "w.partner_id IN (SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' "
                    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
                    "AND classid = %s AND objsubid = 2 AND pid <> pg_backend_pid())",
                    NEW_KEY_LOCK,
                ),
                SQL(", ").join(
                    SQL("country.code") if name == "country_code" else SQL.identifier("p", name)
                    for name in signature.COLUMNS
                ),
            )
        )
        claimed = self.env.cr.fetchall()
        if not live:
            self.env.cr.execute("SET LOCAL enable_nestloop = on")
        return claimed

    def _store(self, rows, queue_ids):
        """Write keys, take the contacts from the queue, and note those that now have to be compared anew.

        Decisions about a contact hold for the values of their time: one that says "different" reopens when a value
        has changed, but not when only the normalisation is another one.
        """
        self.env.cr.execute(
            SQL(
                """
                WITH fresh AS MATERIALIZED (
                    SELECT id, company_id, active, signature, fingerprint, version, place, keys::bigint[] AS keys
                    FROM unnest(%s) AS f(id, company_id, active, signature, fingerprint, version, place, keys)
                ), taken AS (
                    DELETE FROM partner_match_pending WHERE id = ANY(%s)
                ), changed AS (
                    SELECT f.id, f.fingerprint, k.fingerprint AS before, f.version <> k.version AS is_renewed
                    FROM fresh f LEFT JOIN partner_match_key k ON k.id = f.id
                    WHERE (f.fingerprint, f.company_id, f.active, f.keys)
                        IS DISTINCT FROM (k.fingerprint, k.company_id, k.active, k.keys)
                ), noted AS (
                    INSERT INTO partner_duplicate_todo (partner_id) SELECT id FROM changed
                ), decided AS (
                    UPDATE partner_duplicate_verdict v SET
                        fingerprint_a = COALESCE(CASE WHEN a.is_renewed AND v.fingerprint_a = a.before OR
                            COALESCE(v.fingerprint_a, 0) = 0 THEN a.fingerprint END, v.fingerprint_a),
                        fingerprint_b = COALESCE(CASE WHEN b.is_renewed AND v.fingerprint_b = b.before OR
                            COALESCE(v.fingerprint_b, 0) = 0 THEN b.fingerprint END, v.fingerprint_b),
                        state = CASE WHEN v.state = 'active' AND v.verdict = 'different' AND (
                            (NOT a.is_renewed AND NULLIF(v.fingerprint_a, 0) <> a.fingerprint) IS TRUE OR
                            (NOT b.is_renewed AND NULLIF(v.fingerprint_b, 0) <> b.fingerprint) IS TRUE
                        ) THEN 'reopened' ELSE v.state END
                    FROM partner_duplicate_verdict same
                    LEFT JOIN changed a ON a.id = same.partner_a_id
                    LEFT JOIN changed b ON b.id = same.partner_b_id
                    WHERE same.id = v.id AND v.state = 'active'
                        AND (v.partner_a_id IN (SELECT id FROM changed) OR v.partner_b_id IN (SELECT id FROM changed))
                )
                INSERT INTO partner_match_key AS k
                    (id, company_id, active, signature, fingerprint, version, place, keys)
                SELECT id, company_id, active, signature, fingerprint, version, place, keys FROM fresh ORDER BY id
                ON CONFLICT (id) DO UPDATE SET
                    company_id = EXCLUDED.company_id, active = EXCLUDED.active, signature = EXCLUDED.signature,
                    fingerprint = EXCLUDED.fingerprint, version = EXCLUDED.version, place = EXCLUDED.place,
                    keys = EXCLUDED.keys
                """,
                SQL(", ").join(as_array((row[name] for row in rows), kind) for name, kind in _STORED.items()),
                queue_ids,
            )
        )
        self.invalidate_model(flush=False)
        self.env["partner.duplicate.verdict"].invalidate_model(flush=False)


def _make_row(company_id, active, values, words, version, home):
    contact = signature.build(values, words, home)
    text = signature.dump(contact)
    return {
        "id": contact.id,
        "company_id": company_id,
        "active": active,
        "signature": text,
        # less what integers have no room for: PostgreSQL's have a sign
        "fingerprint": crc32(text.encode("utf-8", "surrogatepass")) - (1 << 31),
        "version": version,
        "place": crc32((contact.zip or contact.city).encode("utf-8", "surrogatepass")) - (1 << 31),
        # as PostgreSQL writes arrays, which it reads faster than lists of lists
        "keys": f"{{{','.join(map(str, match_keys.keys(contact)))}}}",
    }
