from odoo import api, models, tools

from . import catalog

# Columns that stay with the merged contact, with the reason why.
KEPT = {
    ("res_partner", "commercial_partner_id"): "computed again",
    ("partner_merge", "survivor_id"): "the journal tells how it was",
    ("partner_merge_merged_rel", "partner_id"): "the journal tells how it was",
    ("partner_duplicate_member", "partner_id"): "groups shrink by their own rules",
    ("partner_duplicate_verdict", "partner_a_id"): "decisions move by their own rules",
    ("partner_duplicate_verdict", "partner_b_id"): "decisions move by their own rules",
    ("partner_quality_pending", "partner_id"): "a queue of what is to be scored again",
}
# Columns whose rows may be a reason to refuse a merge, see res.partner._merge_refusals; they move otherwise.
GUARDED = {
    ("res_users", "partner_id"): "two logins don't become one",
    ("res_company", "partner_id"): "a company's own contact remains",
    ("res_partner", "parent_id"): "nobody is merged with a parent",
    ("account_move_line", "partner_id"): "hashed entries stay as they are",
}


class PartnerMerge(models.Model):
    """What points to contacts in this database, known or not."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache("model_name", cache="stable")
    def _catalog(self, model_name):
        return catalog.read_catalog(self.env, model_name)

    @api.model
    @tools.ormcache("table", cache="stable")
    def _table_columns(self, table):
        return catalog.table_columns(self.env.cr, table)

    @api.model
    @tools.ormcache("table", cache="stable")
    def _table_dependents(self, table):
        return catalog.dependents(self.env.cr, table)

    @api.model
    @tools.ormcache(cache="stable")
    def _model_of_table(self):
        """Names of the models with a table, by table."""
        return {model._table: name for name, model in self.env.registry.items() if model._auto and not model._abstract}

    @api.model
    def _pointer_class(self, table, column):
        """What merging does with a foreign key to contacts: "moved", "kept", "refused" (moved unless there is a
        reason not to merge) or "unknown" (moved, and named in the journal)."""
        if (table, column) in KEPT or table.startswith("base_partner_merge_"):
            return "kept"
        if (table, column) in GUARDED:
            return "refused"
        model = self._model_of_table().get(table)
        field = self.env[model]._fields.get(column) if model else None
        if field is not None and field.type == "many2one":
            return "moved"
        return "moved" if table in self._relation_tables() else "unknown"

    @api.model
    @tools.ormcache(cache="stable")
    def _relation_tables(self):
        """Tables of many2many fields."""
        return {
            field.relation
            for model in self.env.registry.values()
            for field in model._fields.values()
            if field.type == "many2many" and field.store and field.relation
        }
