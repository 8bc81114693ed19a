from collections import Counter

from odoo import fields, models

from .anonymise import QUIET
from .anonymise_record import anonymise, black_out, detach
from .deleting import delete_or
from .request import PERSONAL

# What documents need of their contact: who got them, and where. (HGB section 257, UStG section 14; OR article 958f)
KEPT_OF_CONTACT = (
    "name", "parent_id", "street", "street2", "zip", "city", "state_id", "country_id", "vat", "company_registry",
    "commercial_company_name",
)  # fmt: skip

WITH_CONTACT = (
    "partner.merge", "partner.consent", "partner.consent.event", "res.users", "res.partner.bank", "partner.link",
)  # fmt: skip


class PartnerPrivacyRequest(models.Model):
    """The erasure of one person, within one transaction: all of it, or nothing."""

    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _erase(self):
        """Erase the person of one request as its findings say. What fails takes all of it back.

        :return: {result: {model: number of records}}
        :raises UserError: when something can't be erased that is not kept by law
        """
        self.ensure_one()
        with self.env.cr.savepoint():
            person = self._person()
            outcome = self.env["partner.privacy.finding"].sudo()._erase(self.sudo(), person)  # sudo: by the step alone
            self._log("erased", {f"{result} {model}": n for result, of in outcome.items() for model, n in of.items()})
            self._write_core_log(outcome)
            erased = sum(sum(of.values()) for of in outcome.values())
            self.env["partner.access.log"]._log("erasure", count=erased, details=self.name)
        return outcome

    def _write_core_log(self, outcome):
        """Odoo's own log of such requests, which masks the name and the address itself."""
        lines = [f"{model}: {number} {result}" for result, of in outcome.items() for model, number in of.items()]
        # sudo: Odoo lets administrators alone write it
        self.env["privacy.log"].sudo().create(
            {
                "anonymized_name": self.person_name or self.name,
                "anonymized_email": self.person_email if "@" in (self.person_email or "") else "-@-.invalid",
                "user_id": self.env.uid,
                "execution_details": "\n".join(lines),
                "additional_note": self.name,
            }
        )

    def _forget_person(self):
        """Empty what these requests themselves say of the person."""
        for request in self.sudo().with_context(**QUIET):  # sudo: changes by the step alone
            request.message_ids.unlink()
            request.activity_ids.unlink()
            request._forget_answer()
            files = self.env["ir.attachment"].sudo()  # sudo: as above
            files.search([("res_model", "=", self._name), ("res_id", "=", request.id)]).unlink()
            request.write(dict.fromkeys(PERSONAL, False))


class PartnerPrivacyFinding(models.Model):
    _inherit = "partner.privacy.finding"  # pylint: disable=consider-merging-classes-inherited

    def _erase(self, request, person):
        findings = self.search([("request_id", "=", request.id)])
        chosen = findings.filtered(lambda finding: finding.is_selected and finding.action != "leave")
        # of somebody else's contact only what names the person goes
        contacts = chosen.filtered(lambda f: f.res_model == "res.partner" and f.action not in ("detach", "redact"))
        rest = chosen - contacts
        (findings - chosen).result = "left"
        holds = rest.filtered(lambda finding: finding.action == "keep")._hold(request)
        ours, rest = self._end_of_ours(rest)
        ours.result = "anonymised"
        for action in ("delete", "anonymise", "detach", "redact"):
            for model, group in (
                rest.filtered(lambda finding, action=action: finding.action == action).grouped("res_model").items()
            ):
                group._erase_model(action, model, person)
        partners = self.env["res.partner"].browse(contacts.mapped("res_id")).with_context(active_test=False).exists()
        self._erase_contacts(request, partners, holds, contacts)
        self.env.flush_all()
        counts = Counter((finding.result, finding.res_model) for finding in findings if finding.result)
        outcome = {}
        for (result, model), number in sorted(counts.items()):
            outcome.setdefault(result, {})[model] = number
        return outcome

    def _end_of_ours(self, rest):
        """Our own journals, logins and bank accounts end with the contact, by rules of their own.

        :return: (findings that are done with, the others)
        """
        own = rest.filtered(lambda finding: finding.res_model in WITH_CONTACT)
        by_model = own.grouped("res_model")
        consents = self.env["partner.consent"].browse(by_model.get("partner.consent", self.browse()).mapped("res_id"))
        consents.exists().filtered(lambda consent: not consent.point_key.startswith("erased:")).action_erase()
        merges = by_model.get("partner.merge", self.browse()).mapped("res_id")
        self.env["partner.merge"].browse(merges).exists()._empty("erased")
        return own, rest - own

    def _hold(self, request):
        """Keep what the law wants kept."""
        for finding in self:
            finding.result = "kept"
        return self.env["partner.privacy.hold"].create(
            [
                {
                    "request_id": request.id,
                    "partner_id": request.partner_id.id,
                    "res_model": finding.res_model,
                    "res_id": finding.res_id,
                    "rule_id": finding.rule_id.id,
                    "law": finding.rule_id.law,
                    "document_date": finding.document_date,
                    "keep_until": finding.keep_until or fields.Date.today(),
                    "is_hidden": finding.rule_id.is_hidden,
                    "company_id": request.company_id.id,
                }
                for finding in self
            ]
        )

    def _erase_model(self, action, model, person):
        """Do one thing with the findings of one model."""
        if action == "redact" or model not in self.env:
            black_out(self.env, self[0].table_name, self.mapped("res_id"), person)
            self.result = "redacted"
            return
        records = self.env[model].with_context(**QUIET).browse(self.mapped("res_id")).exists()
        others = set(self.filtered("is_other").mapped("res_id"))
        if action == "detach":
            detach(records, person)
            black_out(self.env, records._table, records.ids, person)
            self.result = "detached"
        elif action == "anonymise":
            anonymise(records, person, lambda record: record.id not in others)
            self.result = "anonymised"
        else:
            self.result = "deleted"
            kept = records.browse()
            if not records or delete_or(records, lambda _records: None):
                return
            for record in records:
                if not delete_or(record, lambda record: anonymise(record, person)):
                    kept |= record
            self.filtered(lambda finding: finding.res_id in set(kept.ids)).result = "anonymised"

    def _erase_contacts(self, request, partners, holds, findings):
        """The contacts themselves: kept as far as documents need them, else anonymised or deleted."""
        needed = holds._needed_contacts(partners)
        by_id = {finding.res_id: finding for finding in findings}
        for partner in partners:
            finding = by_id[partner.id]
            until = needed.get(partner.id)
            if until:
                partner._privacy_anonymise(keep=KEPT_OF_CONTACT)
                finding.write({"keep_until": until, "action": "keep"})
                finding._hold_contact(request, partner, until)
                finding.result = "kept"
            elif finding.action == "delete":
                partner._privacy_anonymise()
                finding.result = "deleted" if delete_or(partner, lambda _partner: None) else "anonymised"
            else:
                partner._privacy_anonymise()
                finding.result = "anonymised"

    def _hold_contact(self, request, partner, until):
        self.env["partner.privacy.hold"].create(
            {
                "request_id": request.id,
                "partner_id": partner.id,
                "res_model": "res.partner",
                "res_id": partner.id,
                "keep_until": until,
                "law": self.env._("As long as the documents about it"),
                "company_id": request.company_id.id,
            }
        )


class PartnerPrivacyHold(models.Model):
    _inherit = "partner.privacy.hold"  # pylint: disable=consider-merging-classes-inherited

    def _needed_contacts(self, partners):
        """Until when contacts are needed by records that are kept: {contact id: date}."""
        needed = {}
        for model, group in self.filtered("is_active").grouped("res_model").items():
            if model not in self.env or model == "res.partner":
                continue
            ends = {hold.res_id: hold.keep_until for hold in group}
            records = self.env[model].sudo().with_context(active_test=False).browse(ends).exists()  # sudo: kept ones
            for name in self.env["partner.discovery"]._person_model(records).links:
                for record in records.filtered(lambda record, name=name: record[name] in partners):
                    id_ = record[name].id
                    needed[id_] = max(needed.get(id_) or ends[record.id], ends[record.id])
        return needed
