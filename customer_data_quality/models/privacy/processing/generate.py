from odoo import api, models

from .apps import SYSTEM

# Texts that are proposed in each language, and values that have none.
TEXTS = (
    "name",
    "purpose",
    "legal_note",
    "person_categories",
    "data_categories",
    "recipients",
    "time_limits",
)
VALUES = ("legal_basis", "is_sensitive")
# What serves all apps, whatever category its author has put it into.
SERVICES = {"sms": "mail", "snailmail": "mail", "rating": "mail", "privacy_lookup": "customer_data_quality"}


class PartnerProcessingActivity(models.Model):
    """The record made from purposes, apps and retention rules, again and again, without losing what people wrote."""

    _inherit = "partner.processing.activity"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def action_generate(self):
        """Generate the record of the present company, or bring it up to date.

        :return: action that tells what was done and shows the list anew
        """
        self.check_access("write")
        made, changed = self._generate(self.env.company)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(made)s activities were added, %(changed)s brought up to date. What was written by hand was "
                    "kept.",
                    made=made,
                    changed=changed,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _generate(self, company):
        """Add what is new, and replace texts that are still as they were proposed.

        :param company: record of res.company
        :return: numbers of added and of changed activities
        """
        proposals = self._proposals_by_lang(company)
        languages = list(proposals)
        existing = {
            activity.source: activity
            for activity in self.with_context(active_test=False).search(
                [("company_id", "=", company.id), ("source", "!=", False)]
            )
        }
        made = changed = 0
        for source in proposals[languages[0]]:
            texts = {lang: proposals[lang][source] for lang in languages}
            if source in existing:
                changed += existing[source]._follow(texts)
            else:
                self._make(company, source, texts)
                made += 1
        for source, activity in existing.items():
            is_gone = source not in proposals[languages[0]]
            if activity.is_gone != is_gone:
                activity.is_gone = is_gone
        return made, changed

    @api.model
    def _proposals_by_lang(self, company):
        """What the database tells: {language: {source: values}}; the language of the user comes first."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        first = self.env.lang if self.env.lang in installed else installed[0]
        return {
            lang: self.with_context(lang=lang)._proposals(company)
            for lang in sorted(installed, key=lambda code: code != first)
        }

    @api.model
    def _make(self, company, source, texts):
        first = next(iter(texts))
        values = texts[first]
        activity = self.with_context(lang=first).create(
            {
                **{name: values[name] for name in (*TEXTS, *VALUES, "model_names", "sequence") if name in values},
                "company_id": company.id,
                "source": source,
                "generated": _kept(texts),
            }
        )
        for lang in list(texts)[1:]:
            activity.with_context(lang=lang).write({name: texts[lang].get(name) or False for name in TEXTS})
        return activity

    def _follow(self, texts):
        """Take a new proposal over where nobody has written anything else; whether anything changed."""
        self.ensure_one()
        before = self.generated or {}
        old_texts = list(before.get("texts", {}).values())
        changes = {}
        for lang, values in texts.items():
            shown = self.with_context(lang=lang)
            for name in TEXTS:
                # a language that is new shows the text of another one
                known = {each.get(name) or "" for each in old_texts}
                current, new = shown[name] or "", values.get(name) or ""
                if current != new and current in known:
                    changes.setdefault(lang, {})[name] = new or False
        first = next(iter(texts))
        for name in VALUES:
            old, new = before.get("values", {}).get(name), texts[first].get(name)
            if self[name] != new and (self[name] or None) == (old or None):
                changes.setdefault(first, {})[name] = new
        if self.model_names != texts[first]["model_names"]:
            changes.setdefault(first, {})["model_names"] = texts[first]["model_names"]
        for lang, values in changes.items():
            self.with_context(lang=lang).write(values)
        if self.generated != _kept(texts):
            self.generated = _kept(texts)
        return bool(changes)

    # -- proposals --------------------------------------------------------------------------------

    @api.model
    def _proposals(self, company):
        """What the database tells of a company's processing, in the language of the environment.

        :rtype: dict of dicts of fields, by source
        """
        return {**self._proposals_of_purposes(company), **self._proposals_of_apps(company)}

    @api.model
    def _proposals_of_purposes(self, company):
        purposes = self.env["partner.consent.purpose"].search([("company_id", "in", [company.id, False])])
        return {
            f"purpose:{purpose.code}": {
                "name": purpose.name,
                "purpose": purpose.description or purpose.name,
                "legal_basis": purpose.legal_basis,
                "legal_note": purpose.swiss_basis or "",
                "is_sensitive": purpose.is_sensitive,
                "person_categories": self.env._("Customers, interested parties and their contact persons"),
                "data_categories": purpose.data_categories or "",
                "recipients": purpose.recipients or "",
                "time_limits": purpose.retention or "",
                "model_names": ["partner.consent"],
                "sequence": 10,
            }
            for purpose in purposes
        }

    @api.model
    def _proposals_of_apps(self, company):
        """One proposal for each app that holds people."""
        known = self._app_proposals()
        found = {}
        for app, holders in self._models_by_app().items():
            texts = known.get(app.name, {})
            found[f"app:{app.name}"] = {
                "name": self.env._("Running the system") if app.name == SYSTEM else app.shortdesc,
                "purpose": app.summary or app.shortdesc,
                "person_categories": self.env._("Customers, suppliers and their contact persons"),
                "data_categories": self._kinds_of_data(holders),
                "recipients": "",
                "is_sensitive": False,
                "time_limits": self._retention_of(company, holders),
                **texts,
                "model_names": [each.model for each in holders],
                "sequence": 50 if app.name == SYSTEM else 20,
            }
        return found

    @api.model
    def _models_by_app(self):
        """The models that hold people by the app they belong to; records of ir.module.module in their order.

        What no app of its own holds counts to the app of its category, else to the system.
        """
        # sudo: which modules are installed is no secret among those who keep the record
        modules = self.env["ir.module.module"].sudo().search([("state", "=", "installed")])
        by_name = {module.name: module for module in modules}
        known = self._app_proposals()
        apps = modules.filtered(lambda module: module.application or module.name in known)
        apps = apps.sorted(lambda module: (module.sequence, module.name))
        of_category = {}
        for app in apps:
            of_category.setdefault(app.category_id, app)
        system = by_name[SYSTEM]
        result = {}
        for holder in self.env["partner.discovery"]._person_models():
            if holder.model.startswith("ir."):
                continue  # settings that name an address, such as who gets a mail
            name = self.env[holder.model]._original_module
            module = by_name.get(SERVICES.get(name, name), system)
            app = module if module in apps else of_category.get(module.category_id, system)
            result.setdefault(app, []).append(holder)
        # contacts themselves are not among what discovery finds beside them
        contacts = self.env["partner.discovery"]._person_model(self.env["res.partner"])
        result.setdefault(by_name["contacts"], []).insert(0, contacts)
        return {app: result[app] for app in sorted(result, key=lambda app: (app.sequence, app.name))}

    @api.model
    def _kinds_of_data(self, holders):
        """What kinds of data models hold about people, as a line."""
        kinds = [self.env._("Name")]
        if any(each.emails for each in holders):
            kinds.append(self.env._("E-mail address"))
        if any(each.phones for each in holders):
            kinds.append(self.env._("Phone number"))
        return ", ".join(kinds)

    @api.model
    def _retention_of(self, company, holders):
        """What the retention rules of a company say, where there are any, about contacts and what belongs to them."""
        if not any(each.linked or each.model == "res.partner" for each in holders):
            return ""
        # sudo: whoever keeps the record may read what was decided on deletion
        rules = self.env["partner.retention.rule"].sudo()
        return "\n".join(
            self.env._("%(rule)s: %(months)s months after the last activity", rule=rule.name, months=rule.months)
            for rule in rules.search([("enabled", "=", True), ("company_id", "in", [company.id, False])])
        )


def _kept(texts):
    """What is remembered of a proposal, to be told apart from what people write."""
    first = next(iter(texts.values()))
    return {
        "texts": {lang: {name: values.get(name) or "" for name in TEXTS} for lang, values in texts.items()},
        "values": {name: first.get(name) for name in VALUES},
    }
