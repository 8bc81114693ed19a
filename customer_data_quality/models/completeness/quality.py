import json

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import scoring
from . import live
from .ruleset import as_judge

# Beyond this many contacts in one transaction the rest is scored in the background: nobody waits for it.
LIVE_LIMIT = 2000

DIMENSIONS = [
    ("completeness", "Completeness"),
    ("validity", "Validity"),
    ("uniqueness", "Uniqueness"),
    ("consistency", "Consistency"),
    ("timeliness", "Timeliness"),
]
GRADES = [(letter, letter) for letter, _least in scoring.GRADES] + [(scoring.LAST_GRADE, scoring.LAST_GRADE)]


class PartnerQuality(models.Model):
    """What is derived from a contact, in one narrow row that has the contact's id.

    Everything here can be computed again, except `verified`: when each field was last confirmed.
    Rows are made by a database trigger and are written in SQL only, see `_score` (what a user just changed)
    and quality_bulk.py (everything, in the background).
    """

    _name = "partner.quality"
    _description = "Contact Quality"
    _log_access = False
    _order = "id"

    partner_id = fields.Many2one(
        "res.partner", compute="_compute_partner_id", search="_search_partner_id", string="Contact"
    )
    profile_id = fields.Many2one("partner.quality.profile", ondelete="set null", readonly=True)
    score = fields.Integer(readonly=True, aggregator="avg")
    grade = fields.Selection(GRADES, readonly=True)
    below_target = fields.Boolean(readonly=True)
    completeness = fields.Integer(readonly=True, aggregator="avg")
    validity = fields.Integer(readonly=True, aggregator="avg")
    uniqueness = fields.Integer(readonly=True, aggregator="avg")
    consistency = fields.Integer(readonly=True, aggregator="avg")
    timeliness = fields.Integer(readonly=True, aggregator="avg")
    gap_ids = fields.Many2many(
        "partner.quality.rule",
        compute="_compute_gap_ids",
        search="_search_gap_ids",
        string="Gaps",
        help="The rules that this contact does not fulfil.",
    )
    version = fields.Integer(readonly=True, help="The version of the rules that made this score.")

    _score_idx = models.Index("(score)")

    def init(self):
        """Give every contact a row, and every future contact too, however it comes into the table."""
        # Columns of types that the ORM does not have, and the shared id. fillfactor leaves room for rescoring
        # in place.
        self.env.cr.execute(
            """
            ALTER TABLE partner_quality
                ADD COLUMN IF NOT EXISTS gaps int[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS failed_checks text[] NOT NULL DEFAULT '{}',
                ADD COLUMN IF NOT EXISTS checked bigint,
                ADD COLUMN IF NOT EXISTS checks_version int,
                ADD COLUMN IF NOT EXISTS verified jsonb;
            ALTER TABLE partner_quality SET (fillfactor = 70);

            -- Triggers, one call per statement, instead of a foreign key, which PostgreSQL would check row by row.
            CREATE OR REPLACE FUNCTION partner_quality_add_rows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO partner_quality (id) SELECT id FROM added ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;
            CREATE OR REPLACE FUNCTION partner_quality_remove_rows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM partner_quality WHERE id IN (SELECT id FROM removed);
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS partner_quality_add_rows ON res_partner;
            CREATE TRIGGER partner_quality_add_rows AFTER INSERT ON res_partner
                REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION partner_quality_add_rows();
            DROP TRIGGER IF EXISTS partner_quality_remove_rows ON res_partner;
            CREATE TRIGGER partner_quality_remove_rows AFTER DELETE ON res_partner
                REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION partner_quality_remove_rows();

            INSERT INTO partner_quality (id)
                SELECT p.id FROM res_partner p LEFT JOIN partner_quality q ON q.id = p.id WHERE q.id IS NULL;
            """
        )
        return super().init()

    def _compute_partner_id(self):
        for quality in self:
            quality.partner_id = quality.id

    def _search_partner_id(self, operator, value):
        if operator in ("any", "any!"):
            partners = self.env["res.partner"].with_context(active_test=False)
            return [("id", "in", partners._search(value, bypass_access=operator == "any!"))]
        return [("id", operator, value)] if operator == "in" else NotImplemented

    @api.depends("score", "profile_id")
    def _compute_gap_ids(self):
        gaps = {}
        if self.ids:
            # sudo is not needed: the rows asked for are those the ORM has let the user browse
            gaps = dict(
                self.env.execute_query(
                    SQL("SELECT id, gaps FROM partner_quality WHERE id = ANY(%s) AND gaps <> '{}'", list(self.ids))
                )
            )
        rules = self.env["partner.quality.rule"].browse({rule_id for ids in gaps.values() for rule_id in ids}).exists()
        existing = set(rules.ids)
        for quality in self:
            quality.gap_ids = rules.browse(rule_id for rule_id in gaps.get(quality.id, ()) if rule_id in existing)

    def _search_gap_ids(self, operator, value):
        if operator in ("any", "any!"):
            value = self.env["partner.quality.rule"].search(value).ids
        elif operator != "in":
            return NotImplemented
        wanted = [rule_id for rule_id in value if rule_id]
        terms = []
        if wanted:
            terms.append(("id", "in", SQL("SELECT id FROM partner_quality WHERE gaps && %s::int[]", wanted)))
        if False in value:
            terms.append(("id", "in", SQL("SELECT id FROM partner_quality WHERE gaps = '{}'")))
        return ["|"] * (len(terms) - 1) + terms or [(0, "=", 1)]

    def flush_model(self, fnames=None):
        # Scores hang on contacts: whoever queries them wants what is pending there first.
        self.env["res.partner"]._recompute_model(["quality_id"])
        return super().flush_model(fnames)

    # -- scoring what has just been changed -------------------------------------------------

    @api.model
    def _score(self, partners):
        """Score contacts at once, in this transaction; leave what is too much or locked to the background.

        :param partners: recordset of saved res.partner
        """
        pending = self.env["partner.quality.pending"]
        today = fields.Date.to_string(fields.Date.today())
        verified_now = self.env.cr.precommit.data.get("partner.quality.verified", {})
        fresh = {id_: dict.fromkeys(verified_now.pop(id_), today) for id_ in partners.ids if id_ in verified_now}
        done = self.env.cr.precommit.data.setdefault("partner.quality.scored", set())
        done.update(partners.ids)
        if len(done) > LIVE_LIMIT:
            pending._add(partners.ids, fresh)
            return
        created = self.env.cr.precommit.data.get("partner.quality.created", ())
        # the row of a contact that has just been created is empty
        rows = self._read_rows([id_ for id_ in partners.ids if id_ not in created])
        ruleset = self.env["partner.quality.profile"]._ruleset()
        partners = as_judge(partners)
        evaluator = live.Evaluator(ruleset, partners)
        changes = []
        for partner in partners:
            row = rows.get(partner.id, {})
            known = row.pop("verified", None) or {}
            verified = {**known, **fresh.get(partner.id, {})}
            values = {"id": partner.id, **evaluator.evaluate(partner, verified).as_row(ruleset)}
            if verified != known or values != row:
                changes.append({**values, "verified": verified or None})
        written = self._write_rows(changes, ruleset.checks_version)
        if created:
            created.difference_update(partners.ids)
        # A colleague's transaction holds the others: do not wait for it, score them right after.
        pending._add([row["id"] for row in changes if row["id"] not in written], fresh)

    def _read_rows(self, ids):
        if not ids:
            return {}
        self.env.cr.execute(
            SQL(
                """
                SELECT id, verified, profile_id, score, grade, below_target, completeness, validity, uniqueness,
                       consistency, timeliness, gaps, failed_checks, version
                FROM partner_quality WHERE id = ANY(%s)
                """,
                list(ids),
            )
        )
        return {row["id"]: row for row in self.env.cr.dictfetchall()}

    def _write_rows(self, rows, checks_version):
        """Write those rows that nobody else is writing; return their ids."""
        if not rows:
            return set()
        ids = [row["id"] for row in rows]
        self.env.cr.execute(
            SQL(
                """
                WITH free AS (
                    SELECT id FROM partner_quality WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
                )
                UPDATE partner_quality q SET
                    profile_id = v.profile_id, score = v.score, grade = v.grade, below_target = v.below_target,
                    completeness = v.completeness, validity = v.validity, uniqueness = v.uniqueness,
                    consistency = v.consistency, timeliness = v.timeliness, gaps = v.gaps,
                    failed_checks = v.failed_checks, version = v.version, verified = v.verified,
                    checked = NULL, checks_version = %s
                FROM free JOIN jsonb_to_recordset(%s::jsonb) AS v(
                    id int, profile_id int, score int, grade varchar, below_target bool, completeness int,
                    validity int, uniqueness int, consistency int, timeliness int, gaps int[],
                    failed_checks text[], version int, verified jsonb) USING (id)
                WHERE q.id = free.id
                RETURNING q.id
                """,
                ids,
                checks_version,
                json.dumps(rows),
            )
        )
        self.browse(ids).invalidate_recordset(flush=False)
        return {id_ for (id_,) in self.env.cr.fetchall()}
