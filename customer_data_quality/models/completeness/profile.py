from odoo import SUPERUSER_ID, api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..scheduler import wake
from .rule_fields import OWN_FIELDS
from .ruleset import Profile, Ruleset, domain_paths, existing_path, parse_domain
from .text import nul_free

# Every contact has a name, so every new contact is scored, whatever the rules read.
ALWAYS_FOLLOWED = ("name",)


class PartnerQualityProfile(models.Model):
    """Which data a kind of contact needs. The first profile whose condition a contact meets is the contact's."""

    _name = "partner.quality.profile"
    _description = "Contact Quality Profile"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="The first profile that wants a contact gets it.")
    domain = fields.Char(string="Contacts", default="[]", required=True, help="The contacts that this profile is for.")
    target = fields.Integer(
        string="Target Score", default=80, required=True, help="Contacts with a lower score are below target."
    )
    description = fields.Text(translate=True)
    rule_ids = fields.One2many("partner.quality.rule", "profile_id", string="Rules", copy=True)
    rule_count = fields.Integer(compute="_compute_rule_count")
    contact_count = fields.Integer(compute="_compute_contact_figures", compute_sudo=False)
    average_score = fields.Integer(compute="_compute_contact_figures", compute_sudo=False)
    problem = fields.Char(compute="_compute_problem")
    progress = fields.Integer(
        compute="_compute_progress", help="Percentage of all contacts whose score was made by the present rules."
    )

    _target_range = models.Constraint("CHECK (target BETWEEN 0 AND 100)", "The target is a score from 0 to 100.")

    @api.depends("rule_ids")
    def _compute_rule_count(self):
        for profile in self:
            profile.rule_count = len(profile.rule_ids)

    def _compute_contact_figures(self):
        groups = self.env["res.partner"]._read_group(
            [("quality_profile_id", "in", self.ids)], ["quality_profile_id"], ["__count", "quality_score:avg"]
        )
        figures = {profile.id: (count, score) for profile, count, score in groups}
        for profile in self:
            count, score = figures.get(profile._origin.id, (0, 0))
            profile.contact_count = count
            profile.average_score = round(score or 0)

    @api.depends("domain")
    def _compute_problem(self):
        for profile in self:
            profile.problem = profile._find_problem()

    def _compute_progress(self):
        self.progress = self.rescore_progress()

    @api.model
    def rescore_progress(self):
        """How far all scores have been brought up to the present rules.

        :return: percentage, 100 only once all are
        :rtype: int
        """
        self.check_access("read")
        # sudo: it is about all contacts, and tells nothing of any
        done, total = self.env["partner.quality"].sudo()._progress()
        return 100 * done // total if total else 100

    def _find_problem(self):
        try:
            self.env["partner.quality.rule"]._parse(self.domain)
        except ValidationError as error:
            return error.args[0]
        return False

    @api.constrains("domain", "active")
    def _check_domain(self):
        for profile in self.filtered("active"):
            problem = profile._find_problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "The profile “%(profile)s” can't be applied: %(problem)s", profile=profile.name, problem=problem
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        profiles = super().create([{**vals, **nul_free(vals)} for vals in vals_list])
        self._rules_changed()
        return profiles

    def write(self, vals):
        result = super().write({**vals, **nul_free(vals)})
        self._rules_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._rules_changed()
        return result

    def copy_data(self, default=None):
        return [
            {**vals, "name": (default or {}).get("name") or self.env._("%s (copy)", profile.name)}
            for profile, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def action_show_contacts(self):
        """Open the contacts of this profile, the worst first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("contacts.action_contacts")
        return {**action, "name": self.name, "domain": [("quality_profile_id", "=", self.id)], "context": {}}

    # -- the rules as they are applied -----------------------------------------------------

    @api.model
    @tools.ormcache()
    def _ruleset(self):
        """What is applied at present; what can't be applied is left out.

        :rtype: ruleset.Ruleset
        """
        # sudo: contacts are scored by the same rules whoever edits them
        return self.with_user(SUPERUSER_ID).with_context(lang=None)._in_use()._build_ruleset()

    @api.model
    def _in_use(self):
        return self.search([("active", "=", True)])

    def _build_ruleset(self):
        """The ruleset of these profiles, in their order, as they are now (saved or not)."""
        profiles, checks = [], {}
        for profile in self:
            try:
                domain = self.env["partner.quality.rule"]._parse(profile.domain)
            except ValidationError:
                continue  # left out, and says so itself: see `problem`
            rules = []
            for rule in profile.rule_ids.filtered("active"):
                try:
                    compiled, check = rule._compile()
                except ValidationError:
                    continue  # left out, and says so itself, too
                rules.append(compiled)
                if check:
                    checks[compiled.check_key] = check
            profiles.append(Profile(profile._origin.id or 0, profile.target, domain, tuple(rules)))
        return Ruleset.build(tuple(profiles), checks)

    @api.model
    def _rules_changed(self):
        """Let go of the old rules, follow the fields that the new ones read, and have everything scored anew."""
        if self.env.context.get("quality_trial"):
            return  # see preview_impact: this change is only tried and taken back
        self.env.flush_all()
        self.env.registry.clear_cache()
        if self.env.registry.ready:
            self._follow_dependencies()
        wake(self.env, "customer_data_quality.cron_rescore")

    @api.model
    def _follow_dependencies(self):
        """Have the ORM follow exactly the fields that the rules read, see `_dependency_paths`."""
        field = self.env["res.partner"]._fields["quality_id"]
        if set(self.env.registry.field_depends[field]) != set(self._dependency_paths(self.env["res.partner"])):
            # as Odoo does when a custom field is added; other workers are told when this is committed
            self.env.registry._setup_models__(self.env.cr, ["res.partner"])

    def _register_hook(self):
        super()._register_hook()
        # Rules that came with data files of this very installation are followed from here on.
        self._follow_dependencies()

    @api.model
    def _dependency_paths(self, partners):
        """The field paths from a contact that its score depends on.

        Runs while fields are being set up, so it reads the tables directly, and they may not be there yet.

        :param partners: the model res.partner, of whose fields only the existing ones are named
        """
        cr = partners.env.cr
        if len(tools.sql.existing_tables(cr, ["partner_quality_profile", "partner_quality_rule"])) < 2:
            return ALWAYS_FOLLOWED
        cr.execute(SQL("SELECT domain FROM partner_quality_profile WHERE active"))
        paths = [*ALWAYS_FOLLOWED]
        for (text,) in cr.fetchall():
            try:
                paths.extend(domain_paths(parse_domain(text)))
            except ValueError:
                continue  # a broken profile is skipped, and says so itself
        cr.execute(SQL("SELECT kind, field_name, applies, check_domain FROM partner_quality_rule WHERE active"))
        for row in cr.fetchall():
            paths.extend(partners.env["partner.quality.rule"]._dependencies(*row))
        existing = {existing_path(partners, path) for path in paths}
        return tuple(sorted(path for path in existing if path and not path.startswith(OWN_FIELDS)))
