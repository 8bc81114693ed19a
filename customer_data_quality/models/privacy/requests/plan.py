"""What is proposed to be done with each record that was found."""

from odoo import models
from odoo.tools import SQL

DOCUMENTS_OF = {"mail.message": "model", "ir.attachment": "res_model"}


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _plan(self):
        """Propose for each finding of one request what is done with it on an erasure."""
        self.ensure_one()
        findings = self.env["partner.privacy.finding"].sudo()  # sudo: callers check the role
        found = findings.search([("request_id", "=", self.id), ("action", "=", False)])
        for model, group in found.grouped("res_model").items():
            if model not in self.env:
                group.write({"action": "redact"})
                continue
            group.model_id = self.env["ir.model"]._get(model)
            self._plan_model(model, group)
        self._plan_followers()
        self._plan_contacts()

    def _plan_model(self, model, group):
        records = self.env[model].sudo().with_context(active_test=False)  # sudo: as above
        records = records.browse(group.mapped("res_id")).exists()
        rules = self.env["partner.privacy.erasure.rule"].sudo()  # sudo: as above
        verdicts = rules._judge(records, self.company_id)
        for finding in group:
            finding.write(finding._planned(verdicts.get(finding.res_id)))

    def _plan_contacts(self):
        """A contact is kept, with its name and address, as long as documents about it."""
        findings = self.env["partner.privacy.finding"].sudo()  # sudo: as above
        kept = findings.search([("request_id", "=", self.id), ("action", "=", "keep"), ("way", "=", "link")])
        if until := max(filter(None, kept.mapped("keep_until")), default=None):
            own = findings.search([("request_id", "=", self.id), ("way", "=", "self")])
            own.filtered(lambda finding: finding.res_id == self.partner_id.id).write(
                {"action": "keep", "keep_until": until}
            )

    def _plan_followers(self):
        """Messages and files of a record share its fate."""
        self.env.flush_all()
        for model, column in DOCUMENTS_OF.items():
            table = self.env[model]._table
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE partner_privacy_finding f SET action = 'keep', rule_id = d.rule_id, is_selected = true,
                        document_date = d.document_date, keep_until = d.keep_until
                    FROM %(table)s m
                    JOIN partner_privacy_finding d ON d.res_model = m.%(column)s AND d.res_id = m.res_id
                    WHERE f.request_id = %(request)s AND f.res_model = %(model)s AND m.id = f.res_id
                        AND d.request_id = f.request_id AND d.action = 'keep'
                    """,
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    request=self.id,
                    model=model,
                )
            )
        self.env["partner.privacy.finding"].invalidate_model(flush=False)


class PartnerPrivacyFinding(models.Model):
    _inherit = "partner.privacy.finding"  # pylint: disable=consider-merging-classes-inherited

    def _planned(self, verdict):
        """Values of one finding.

        :param verdict: of partner.privacy.erasure.rule, or None
        """
        default = self._default_action()
        if self.way == "many":
            # the record is somebody else's, and no rule about the person's records is about it
            return {"action": default, "is_selected": self.is_selected or self.request_id.kind == "erasure"}
        if not verdict or default in ("leave", "redact" if self.way != "text" else ""):
            return {"action": default}
        action, rule, date, until = verdict
        if self.way == "text":
            # the document is somebody else's
            kept = action == "keep"
            return {"action": "leave" if kept else default, "is_selected": self.is_selected and not kept}
        if default != "anonymise" and action != "keep":
            return {"action": default}
        values = {"action": action, "rule_id": rule.id, "document_date": date, "keep_until": until}
        if action == "keep" and self.way in ("link", "about", "attached"):
            values["is_selected"] = True
        return values

    def _default_action(self):
        """What is done where no rule says otherwise."""
        if self.way == "many":
            return "detach"
        if self.is_other:
            return "leave" if self.res_model == "res.partner" else "detach" if self.way == "link" else "redact"
        if self.way == "link" and self._is_part():
            return "leave"
        if self.way == "text":
            return "redact"
        if self.way in ("about", "attached"):
            return "delete" if self.res_model in ("mail.message", "ir.attachment", "mail.activity") else "anonymise"
        return "anonymise"

    def _is_part(self):
        """Whether a record has its contact from another record, as lines of orders have: it shares its fate."""
        model = self.env[self.res_model]
        links = self.env["partner.discovery"]._person_model(model).links
        return bool(links) and all(model._fields[name].related for name in links)
