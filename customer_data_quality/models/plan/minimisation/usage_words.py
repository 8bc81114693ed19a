"""Where fields are named: on screens, in reports and mails, in rules. A word too many only keeps a field."""

import re

from odoo import api, models

# Where conditions, code and lists of fields stand: model, fields with text, condition.
RULE_TEXTS = (
    ("ir.rule", ("domain_force",)),
    ("ir.filters", ("domain", "context", "sort")),
    ("base.automation", ("filter_domain", "filter_pre_domain")),
    ("ir.actions.server", ("code", "update_path", "value")),
    ("ir.exports.line", ("name",)),
    ("partner.quality.profile", ("domain",)),
    ("partner.quality.rule", ("applies", "check_domain")),
    ("partner.review.policy", ("domain",)),
    ("partner.review.rank", ("domain",)),
)
REPORT_TEXTS = (("mail.template", ("body_html", "subject", "email_to", "email_cc", "partner_to", "reply_to")),)
WORD = re.compile(r"[a-z_][a-z0-9_]*")
IN_VIEW = re.compile(r"""\bname=["']([a-z_][a-z0-9_]*)["']""")
IN_TEMPLATE = re.compile(r"""[.'"]([a-z_][a-z0-9_]*)""")


class PartnerFieldUsage(models.Model):
    _inherit = "partner.field.usage"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _words(self, candidates):
        """Where each field is named: {field name: {"views", "reports", "rules", "asked": number}}."""
        wanted = set(candidates)
        found = {name: {"views": 0, "reports": 0, "rules": 0, "asked": 0} for name in wanted}

        def count(column, text, pattern):
            for name in wanted.intersection(pattern.findall(text or "")):
                found[name][column] += 1

        # arch_db as it is stored: what the views of an app say, each once
        views = self.env["ir.ui.view"].with_context(lang=None)
        screens = [("model", "=", "res.partner"), ("type", "not in", ("qweb", "search"))]
        for view in views.search(screens):
            count("views", view.arch_db, IN_VIEW)
        for view in views.search([("type", "=", "qweb")]):
            count("reports", view.arch_db, IN_TEMPLATE)
        for column, sources, pattern in (("reports", REPORT_TEXTS, IN_TEMPLATE), ("rules", RULE_TEXTS, WORD)):
            for model, names in sources:
                if model in self.env:
                    known = [name for name in names if name in self.env[model]._fields]
                    for record in self.env[model].search([("id", "!=", False)]):
                        count(column, "\n".join(str(record[name] or "") for name in known), pattern)
        for rule in self.env["partner.quality.rule"].search([("field_name", "in", list(wanted))]):
            found[rule.field_name]["asked"] += rule.kind != "unwanted"
        return found
