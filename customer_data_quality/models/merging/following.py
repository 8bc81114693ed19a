import ast

from odoo import api, models, tools
from odoo.tools import SQL


class PartnerMerge(models.Model):
    """What follows the contacts of a merge though no column points to them."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    # -- documents and the company that they are for --------------------------------------------

    @api.model
    @tools.ormcache(cache="stable")
    def _commercial_columns(self):
        """Stored columns that hold the commercial entity of another column's contact: {table: [(contact, entity)]}."""
        found = {}
        for model in self.env.registry.values():
            if model._abstract or not model._auto or model._name == "res.partner":
                continue
            for field in model._fields.values():
                if field.type == "many2one" and field.store and field.comodel_name == "res.partner" and field.readonly:
                    for path in self.env.registry.field_depends.get(field, ()):
                        contact, _dot, name = path.partition(".")
                        source = model._fields[contact]
                        if source.type != "many2one" or source.comodel_name != "res.partner" or not source.store:
                            continue
                        # some say what they read, of others the name tells it
                        if "commercial_partner_id" in (name, field.name):
                            found.setdefault(model._table, []).append((contact, field.name))
        return found

    def _move_commercial_partners(self, recorder, survivor, others, former):
        """Let moved documents belong to the company of the contact that remains.

        :param list former: ids of the commercial entities that the merged contacts had
        """
        present = survivor.commercial_partner_id.id
        if present == survivor.id and set(former) <= {present, *others.ids}:
            return  # they were no part of a company, nor is the one that remains
        for table, columns in self._commercial_columns().items():
            for contact, entity in columns:
                ids = recorder.moved(table, contact)
                if not ids:
                    continue
                recorder.touch(table, ids)
                self.env.cr.execute(
                    SQL(
                        "UPDATE %(table)s SET %(entity)s = %(present)s WHERE id = ANY(%(ids)s) "
                        "AND %(entity)s = ANY(%(former)s)",
                        table=SQL.identifier(table),
                        entity=SQL.identifier(entity),
                        present=present,
                        ids=ids,
                        former=[*former, survivor.id],
                    )
                )
        self.env.invalidate_all(flush=False)

    # -- filters and favourites -------------------------------------------------------------------

    def _move_filters(self, survivor, others):
        """Let people's saved searches look for the contact that remains."""
        pattern = rf"\m({'|'.join(map(str, others.ids))})\M"
        self.env.cr.execute(SQL("SELECT id FROM ir_filters WHERE domain ~ %s", pattern))
        for saved in self.env["ir.filters"].browse(id_ for (id_,) in self.env.cr.fetchall()):
            domain = self._replaced_ids(saved.domain, saved.model_id, set(others.ids), survivor.id)
            if domain != saved.domain:
                saved.domain = domain

    def _replaced_ids(self, domain, model_name, ids, new):
        """A domain as text, with other ids in its conditions on contacts."""
        try:
            tree = ast.parse(domain.strip(), mode="eval")
        except SyntaxError:
            return domain  # nobody can search with it either
        changed = False
        for node in ast.walk(tree):
            if not isinstance(node, ast.Tuple | ast.List) or len(node.elts) != 3:
                continue
            path = node.elts[0]
            if (
                isinstance(path, ast.Constant)
                and isinstance(path.value, str)
                and self._is_contact(model_name, path.value)
            ):
                for leaf in ast.walk(node.elts[2]):
                    if isinstance(leaf, ast.Constant) and type(leaf.value) is int and leaf.value in ids:
                        leaf.value = new
                        changed = True
        return ast.unparse(tree) if changed else domain

    def _is_contact(self, model_name, path):
        """Whether a path of fields, such as order_id.partner_id, leads to a contact."""
        for name in path.split("."):
            if name == "id":
                break
            field = self.env[model_name]._fields.get(name) if model_name in self.env else None
            if field is None or not field.relational:
                return False
            model_name = field.comodel_name
        return model_name == "res.partner"
