from odoo import api, fields, models
from odoo.tools import SQL

from . import bulk, live
from .ruleset import as_judge

# Contacts that are judged one by one where SQL alone can't tell.
SAMPLE = 2000
# Above this number of contacts only a part of them is judged in SQL.
EXACT_LIMIT = 200_000


class _TakeBack(Exception):
    """Ends the trial of a change."""


class PartnerQualityProfile(models.Model):
    _inherit = "partner.quality.profile"

    @api.model
    def preview_impact(self, model, res_id, vals):
        """What a change of a profile or rule would do, without doing it.

        :param str model: partner.quality.profile or partner.quality.rule
        :param int res_id: the record to change, 0 for a new one
        :param dict vals: as for `write` or `create`
        :return: {"contacts": rated contacts, "changed": those that change grade, "exact": bool}
        """
        if model not in ("partner.quality.profile", "partner.quality.rule"):
            raise ValueError(f"{model} has no influence on scores")
        records = self.env[model].browse(res_id or ())
        records.check_access("write" if res_id else "create")
        if res_id:
            records.check_access("write")
        before = self._ruleset()
        figures = {}
        try:
            # the real change in a savepoint, so that it is judged exactly as it will be
            with self.env.cr.savepoint():
                trial = records.with_context(quality_trial=True)
                if res_id:
                    trial.write(vals)
                else:
                    trial.create(vals)
                self.env.flush_all()
                # sudo: the scores of all contacts are at stake, not only of those this user sees
                figures = self.sudo()._count_changes(before, self.sudo()._in_use()._build_ruleset())
                raise _TakeBack
        except _TakeBack:
            self.env.invalidate_all(flush=False)
        return figures

    def _count_changes(self, before, after):
        if after == before:
            return {"contacts": self._count_rated(), "changed": 0, "exact": True}
        if after.checks_version != before.checks_version:
            return self._sample_changes(after)
        contacts = self._count_rated()
        exact = contacts <= EXACT_LIMIT
        step = 1 if exact else contacts // EXACT_LIMIT + 1
        scores = bulk.scoring_query(self.env, after, lambda alias: _every(alias, step), fields.Date.today())
        self.env.cr.execute(
            SQL(
                "SELECT count(*) FROM (%s) AS s JOIN partner_quality q ON q.id = s.id "
                "JOIN res_partner p ON p.id = s.id WHERE p.active AND s.grade IS DISTINCT FROM q.grade",
                scores,
            )
        )
        return {"contacts": contacts, "changed": self.env.cr.fetchone()[0] * step, "exact": exact}

    def _sample_changes(self, after):
        """Where new single values have to be judged, judge those of a sample."""
        contacts = self._count_rated()
        step = contacts // SAMPLE + 1
        self.env.cr.execute(
            SQL(
                "SELECT q.id, q.grade, q.verified FROM partner_quality q JOIN res_partner p ON p.id = q.id "
                "WHERE p.active AND %s",
                _every("q", step),
            )
        )
        rows = self.env.cr.fetchall()
        partners = as_judge(self.env["res.partner"].browse(row[0] for row in rows))
        evaluator = live.Evaluator(after, partners)
        changed = sum(
            evaluator.evaluate(partner, verified or {}).grade != grade
            for partner, (_id, grade, verified) in zip(partners, rows, strict=True)
        )
        return {"contacts": contacts, "changed": changed * step, "exact": step == 1}

    def _count_rated(self):
        return self.env["res.partner"].search_count([("quality_id.grade", "!=", False)])


def _every(alias, step):
    """SQL condition that takes one contact in so many, by no pattern but the same ones each time."""
    return SQL("TRUE") if step == 1 else SQL("mod(hashint4(%s), %s) = 0", SQL.identifier(alias, "id"), step)
