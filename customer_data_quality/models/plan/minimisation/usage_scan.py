"""Counting how often each field is filled in: one pass over all contacts."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...scheduler import wake

# Below that, a few entries decide over every share.
LEAST_CONTACTS = 50
RARE = 5.0  # percent
AT_ONCE = 100_000
CRON = "customer_data_quality.cron_field_usage"
# What Odoo itself can't do without, or what nobody enters as data about somebody.
ESSENTIAL = {
    "name", "complete_name", "active", "type", "is_company", "parent_id", "company_id", "user_id", "lang", "tz",
    "color", "email", "phone", "country_id", "commercial_partner_id", "company_name", "partner_share", "signup_type",
}  # fmt: skip
TYPES = ("char", "text", "html", "integer", "float", "monetary", "date", "datetime", "selection", "many2one")
RANKS = {"keep": 0, "stop": 1, "hide": 2, "empty": 3}


class PartnerFieldUsage(models.Model):
    _inherit = "partner.field.usage"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def action_scan(self):
        """Look at all fields: at once on a database of usual size, else in the background."""
        self.check_access("write")
        if self.env["partner.dashboard"]._size() > AT_ONCE:
            wake(self.env, CRON)
            message = self.env._("The fields are being looked at in the background. It takes some minutes.")
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {"type": "info", "message": message},
            }
        self._scan()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _scan(self):
        """Count all fields anew; decisions stay."""
        # sudo: counts over all contacts, for those who decide about fields
        model = self.sudo()
        candidates = model._candidates()
        counts = model._count(candidates)
        words = model._words(candidates)
        known = {usage.name: usage for usage in model.search([("name", "!=", False)])}
        model.union(*(usage for name, usage in known.items() if name not in candidates)).unlink()
        contacts = sum(total for total, _filled in counts.values())
        now = fields.Datetime.now()
        model.env["partner.field.usage.line"].search([("usage_id", "!=", False)]).unlink()
        lines = []
        for name in candidates:
            filled = sum(by_name[name] for _total, by_name in counts.values())
            share = 100 * filled / contacts if contacts else 0
            values = {"contacts": contacts, "filled": filled, "share": share, "scanned": now, **words[name]}
            values["proposal"] = model._propose(values)
            values["proposal_rank"] = RANKS[values["proposal"]]
            if name in known:
                known[name].write(values)
            else:
                known[name] = model.create({"name": name, **values})
            lines += model._lines_of(known[name], counts)
        model.env["partner.field.usage.line"].create(lines)

    @api.model
    def _lines_of(self, usage, counts):
        """What one field's lines per profile hold."""
        rules = self.env["partner.quality.rule"].search([("field_name", "=", usage.name)])
        asked = set(rules.filtered(lambda rule: rule.kind != "unwanted").profile_id.ids)
        return [
            {
                "usage_id": usage.id,
                "profile_id": profile_id,
                "contacts": total,
                "filled": filled[usage.name],
                "share": 100 * filled[usage.name] / total,
                "is_asked": profile_id in asked,
                "is_over": bool(filled[usage.name]) and profile_id not in asked,
            }
            for profile_id, (total, filled) in counts.items()
            if profile_id
        ]

    @api.model
    def _candidates(self):
        """The fields of contacts that people fill in: with a column, editable, no settings, and not what Odoo can't do
        without.

        :rtype: dict of Field by name
        """
        partner = self.env["res.partner"]
        return {
            name: field
            for name, field in sorted(partner._fields.items())
            if field.store
            and field.column_type
            and field.type in TYPES
            and not field.required
            and not (field.readonly and not field.manual)
            and not field.related
            # settings by company, and what the system fills in by itself
            and not field.company_dependent
            and not field.default
            and (not field.compute or field.manual)
            and name not in ESSENTIAL
            and name not in models.MAGIC_COLUMNS
            and field._module != "customer_data_quality"
        }

    @api.model
    def _filled_sql(self, field):
        """Condition on a contact `p` that the field holds something."""
        column = SQL.identifier("p", field.name)
        if field.type in ("char", "text", "html") and not field.translate:
            return SQL("%s <> ''", column)
        if field.type in ("integer", "float", "monetary"):
            return SQL("%s <> 0", column)
        return SQL("%s IS NOT NULL", column)

    @api.model
    def _count(self, candidates):
        """{profile id or None: (contacts, {field name: how many have it})}, of active contacts."""
        self.env["res.partner"].flush_model()
        self.env["partner.quality"].flush_model()
        counts = SQL("").join(
            SQL(", count(*) FILTER (WHERE %s)", self._filled_sql(field)) for field in candidates.values()
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT q.profile_id, count(*)%s FROM res_partner p LEFT JOIN partner_quality q ON q.id = p.id "
                "WHERE p.active GROUP BY q.profile_id",
                counts,
            )
        )
        return {profile_id: (total, dict(zip(candidates, filled, strict=True))) for profile_id, total, *filled in rows}

    @api.model
    def _propose(self, values):
        """What to do with a field."""
        if values["contacts"] < LEAST_CONTACTS or values["share"] >= RARE and values["views"]:
            return "keep"
        used = values["reports"] or values["rules"]
        if values["asked"]:
            return "stop" if values["share"] < RARE else "keep"
        if used:
            return "keep"
        if values["filled"] and not values["views"]:
            return "empty"
        return "hide" if values["views"] else "keep"
