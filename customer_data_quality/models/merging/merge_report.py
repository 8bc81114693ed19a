from odoo import api, models, tools
from odoo.tools import SQL

from .moving import Mover
from .recorder import PASSING

# Rows in these are made and taken away by triggers and jobs: they tell nothing of what a merge did.
DERIVED = ("partner_match_", "partner_quality", "partner_merge", "partner_duplicate_")
# Models whose names tell people nothing; so do those of which no screen shows anything.
TECHNICAL = {
    "mail.alias",
    "mail.followers",
    "mail.notification",
    "partner.import.line",
    "partner.silo.record",
    "partner.retention.candidate",
}
TECHNICAL_BEGINNINGS = ("ir.", "bus.", "discuss.", "res.users.")
TECHNICAL_KEY = "technical"


class PartnerMerge(models.Model):
    """What the journal says of a merge, in words and numbers."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _count_moves(self, survivor, others):
        """Count what a merge would move, by kind.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        :return: list of {"model": technical name, "label": in the user's language, "count"}, most first; at last
            those that people do not know by name, together as "technical"
        """
        self.env.flush_all()
        return self._by_model(Mover(self, "res.partner", others.ids, survivor.id, None).count())

    @api.model
    @tools.ormcache("lang", cache="stable")
    def _model_labels(self, lang):
        """Names of all models in a language, by technical name."""
        # sudo: not everybody may read models, but everybody knows what they are called
        return {model.model: model.name for model in self.env["ir.model"].with_context(lang=lang).sudo().search([])}

    def _by_model(self, tables):
        """[{model, label, count}] of numbers of rows by table; links without an id of their own are left out."""
        models_ = self._model_of_table()
        counts = {}
        for table, count in tables.items():
            name = models_.get(table)
            if name and count > 0 and not self.env[name]._transient and not table.startswith(DERIVED):
                counts[name] = counts.get(name, 0) + count
        labels = self._model_labels(self.env.lang or "en_US")
        technical = counts.keys() - self._models_on_screens(counts)
        found = [
            {"model": name, "label": labels[name], "count": count}
            for name, count in counts.items()
            if name not in technical
        ]
        found.sort(key=lambda each: (-each["count"], each["label"]))
        if technical:
            count = sum(counts[name] for name in technical)
            found.append({"model": TECHNICAL_KEY, "label": self.env._("Technical Links"), "count": count})
        return found

    @api.model
    def _models_on_screens(self, names):
        """Those of some models that people know, because an action shows them."""
        # sudo: not everybody may read actions
        shown = self.env["ir.actions.act_window"].sudo()._read_group([("res_model", "in", list(names))], ["res_model"])
        return {
            name
            for (name,) in shown
            if name == "ir.attachment" or (name not in TECHNICAL and not name.startswith(TECHNICAL_BEGINNINGS))
        }

    def _journal_values(self, survivor, others, reason, probability):
        names = [partner.display_name or "" for partner in others]
        return {
            "survivor_id": survivor.id,
            "survivor_name": survivor.display_name,
            "merged_ids": others.ids,
            "merged_names": ", ".join(names),
            "merged_count": len(others),
            "company_id": survivor.company_id.id,
            "user_id": self.env.uid,
            "reason": reason,
            "probability": probability or 0.0,
        }

    def _counted(self, lines):
        """What was moved, as `_count_moves` returns it."""
        catalog = self._catalog("res.partner").pointers
        rows = {}
        for line in lines:
            table, column = line["table_name"], line["column_name"]
            is_pointer = any(pointer.column == column for pointer in catalog.get(table, ()))
            if line["kind"] == "update" and is_pointer and (table != "res_partner" or column == "parent_id"):
                rows.setdefault(table, set()).update(id_ for _old, _new, ids in line["rows"] for id_ in ids)
        return self._by_model({table: len(ids) for table, ids in rows.items()})

    def _counted_collisions(self, recorder):
        """Rows that did not move: [{model, label, count, resolution "stays" or "dropped"}]."""
        models_ = self._model_of_table()
        found = []
        for resolution, counts in (("stays", recorder.collisions), ("dropped", recorder.dropped)):
            for table, count in counts.items():
                name = models_.get(table)
                label = self._model_labels(self.env.lang or "en_US").get(name, table)
                if count > 0:
                    found.append({"model": name or table, "label": label, "count": count, "resolution": resolution})
        return found

    # -- what nobody could foresee ------------------------------------------------------------

    @api.model
    def _row_counters(self):
        """Rows inserted, changed and deleted so far in this transaction, by table, as PostgreSQL counts them."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT c.relname, t.* FROM pg_class c, LATERAL (SELECT
                    pg_stat_get_xact_tuples_inserted(c.oid) AS ins, pg_stat_get_xact_tuples_updated(c.oid) AS upd,
                    pg_stat_get_xact_tuples_deleted(c.oid) AS del) AS t
                WHERE c.relkind = 'r' AND c.relnamespace = current_schema::regnamespace
                    AND t.ins + t.upd + t.del > 0
                """
            )
        )
        return {table: counts for table, *counts in self.env.cr.fetchall()}

    def _remarks(self, recorder, lines, before):
        """Tables that changed though nothing was noted, and columns that nobody has classed, as texts."""
        remarks = []
        noted = recorder.noted()
        for table, counts in sorted(self._row_counters().items()):
            if table in noted or table in PASSING or table.startswith(DERIVED):
                continue
            if any(now > then for now, then in zip(counts, before.get(table, (0, 0, 0)), strict=True)):
                remarks.append(
                    self.env._("Rows of the table %s were changed in a way that undoing can't take back.", table)
                )
        unknown = sorted(
            {
                (line["table_name"], line["column_name"] or "")
                for line in lines
                if self._is_unknown(line["table_name"], line["column_name"])
            }
        )
        remarks += [
            self.env._("No installed app knows the table %s, which points to contacts; its rows were moved.", table)
            for table in dict.fromkeys(table for table, _column in unknown)
        ]
        return remarks

    def _is_unknown(self, table, column):
        pointers = self._catalog("res.partner").pointers.get(table, ())
        return any(
            pointer.kind == "fk"
            and (not column or pointer.column == column)
            and self._pointer_class(table, pointer.column) == "unknown"
            for pointer in pointers
        )
