"""Whether people have worked with contacts that an import has created."""

from odoo import models
from odoo.tools import SQL

# Tables that follow contacts by themselves, or belong to the import: rows in them say nothing about anybody's work.
DERIVED = (
    "partner_match_",
    "partner_duplicate_",
    "partner_quality",
    "partner_import_line",
    "partner_origin",
    "partner_silo_record",
    "partner_silo_match",
    "partner_retention_candidate",
    "partner_retention_preview",
    "mail_followers",
    "ir_model_data",
)
# Of tables where only some rows are people's work: the condition on those that are.
PEOPLES = {
    "mail_message": SQL("t.message_type IN ('comment', 'email', 'email_outgoing')"),
    "mail_notification": SQL("FALSE"),
    # fields that hold files have theirs here too
    "ir_attachment": SQL("t.res_field IS NULL"),
    "mail_activity": SQL(
        "NOT EXISTS (SELECT FROM partner_review_request r WHERE r.activity_id = t.id AND r.state = 'open')"
    ),
    "partner_review_request": SQL("t.state = 'done'"),
    "partner_silo_change": SQL("t.state = 'done'"),
}


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _touched(self, created, partners):
        """Ids of contacts, of those created here, that somebody has worked with since."""
        now = self._entered(partners.browse(created.partner_id.ids))
        changed = {line.partner_id.id for line in created if now.get(line.partner_id.id) != line.after}
        return changed | self._pointed(created.partner_id.ids)

    def _pointed(self, ids):
        """Ids of contacts that records of people's work point to, such as orders, or persons of a company."""
        if not ids:
            return set()
        own = {
            field.relation
            for path in self.field_paths
            if path and (field := self.env["res.partner"]._fields.get(path.split("/")[0])) and field.type == "many2many"
        }
        passing = self._passing_tables()
        found = set()
        for table, pointers in self.env["partner.merge"]._catalog("res.partner").pointers.items():
            if table.startswith(DERIVED) or table in own or table in passing:
                continue
            for pointer in pointers:
                if pointer.kind not in ("fk", "ref") or pointer.column == "commercial_partner_id":
                    continue
                guard = SQL("%s = 'res.partner'", SQL.identifier("t", pointer.guard)) if pointer.guard else SQL("TRUE")
                self.env.cr.execute(
                    SQL(
                        "SELECT DISTINCT %(column)s FROM %(table)s t WHERE %(column)s = ANY(%(ids)s) AND %(guard)s "
                        "AND %(peoples)s",
                        column=SQL.identifier("t", pointer.column),
                        table=SQL.identifier(table),
                        ids=ids,
                        guard=guard,
                        peoples=PEOPLES.get(table, SQL("TRUE")),
                    )
                )
                found.update(id_ for (id_,) in self.env.cr.fetchall())
        return found

    def _passing_tables(self):
        """Tables of dialogs that somebody has opened, and of what they have chosen there."""
        models_ = [model for model in self.env.registry.values() if model._transient and not model._abstract]
        relations = {
            field.relation for model in models_ for field in model._fields.values() if field.type == "many2many"
        }
        return relations | {model._table for model in models_}
