"""Steps ask the database how far they are. Each check is a small function, registered by name."""

from typing import NamedTuple

from odoo import api, fields, models, tools


class StepCheck(NamedTuple):
    """A way to check a step; see `_register_step_check`."""

    method: str
    needs: tuple


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _step_checks(self):
        """All checks by name, those of other add-ons too.

        :rtype: dict of StepCheck
        """
        checks = {}
        self._setup_step_checks(checks)
        return checks

    @api.model
    def _setup_step_checks(self, checks):
        """Register checks; override it, call super and then `_register_step_check`."""

    @api.model
    def _register_step_check(self, checks, name, method, *, needs=()):
        """Add a check that steps can name.

        :param dict checks: what `_setup_step_checks` was given
        :param str name: what stands in a step's “Check”
        :param str method: method of this model, called on one step, as the system, once for each language; it returns
            (whether it is done, evidence as a text for people in the language of `self.env`)
        :param needs: names of models; where one is not installed the step says so and does not count
        """
        checks[name] = StepCheck(method, tuple(needs))

    def _check(self):
        """Ask the database about these steps, and note what it says, in all languages. Skipped steps stay skipped."""
        checks = self._step_checks()
        for step in self.filtered(lambda step: step.state != "skipped"):
            for lang, _name in self.env["res.lang"].get_installed():
                # sudo: evidence is numbers about the company's contacts, and the same whoever asks
                translated = step.sudo().with_context(lang=lang)
                state, translated.evidence = translated._ask(checks)
            step.sudo().write(
                {
                    "state": state,
                    "checked_at": fields.Datetime.now(),
                    "done_date": (step.done_date or fields.Date.today()) if state == "done" else False,
                }
            )
            if state == "done":
                step._end_activities()

    def _ask(self, checks):
        """(state, evidence) of one step."""
        self.ensure_one()
        texts, is_done = [], True
        if self.check_name:
            check = checks.get(self.check_name)
            if not check or any(model not in self.env for model in check.needs):
                return "missing", self.env._("This belongs to a part that is not installed.")
            is_done, text = getattr(self, check.method)()
            texts.append(text)
        if self.needs_confirmation:
            is_done = is_done and bool(self.confirmed_date)
            texts.append(self._confirmation_text())
        return "done" if is_done else "open", "\n".join(filter(None, texts))

    def _confirmation_text(self):
        if not self.confirmed_date:
            return self.env._("To be confirmed.")
        return self.env._(
            "Confirmed by %(user)s on %(date)s.",
            user=self.confirmed_user_id.name or "–",
            date=tools.format_date(self.env, self.confirmed_date),
        )

    def _figure(self, name):
        """A figure of the plan's company at present, None if it is not known."""
        return self.env["partner.steering.figure"]._measure(self.company_id, {name}).get(name)

    def _figure_before(self, name):
        """The same when the plan began."""
        line = self.plan_id.figure_ids.filtered(lambda line: line.name == name and line.has_before)
        return line.before if line else None

    def _of_company(self, domain=()):
        """A domain of records of the plan's company and those of all companies."""
        return [*domain, ("company_id", "in", [self.company_id.id, False])]
