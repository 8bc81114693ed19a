from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .rule_fields import OWN_FIELDS, X2MANY, filled, properties
from .ruleset import Check, Rule, as_judge, domain_paths, existing_path, fields_along, parse_domain


class PartnerQualityRule(models.Model):
    """From what a person wrote to what is applied."""

    _inherit = "partner.quality.rule"

    def _check(self):
        """The condition of a rule of the kind "domain"."""
        return self._parse(self.check_domain)

    def _parse(self, text):
        """Read a domain on contacts and make sure that it can be searched for and previewed.

        :raises ValidationError: with what is wrong, for people
        """
        partners = as_judge(self.env["res.partner"])
        try:
            domain = parse_domain(text)
        except ValueError as error:
            raise ValidationError(self.env._("“%s” is not a condition that can be read.", text)) from error
        self._check_paths(domain_paths(domain))
        try:
            domain.validate(partners)
            query = partners._search(domain & Domain("id", "=", 0), bypass_access=True)
            self.env.flush_query(query.select())
        except (ValueError, TypeError, KeyError, NotImplementedError, AttributeError) as error:
            raise ValidationError(
                self.env._(
                    "The condition %(condition)s can't be searched for. It may name a field that does not exist (any "
                    "more) or is not stored. (%(error)s)",
                    condition=text,
                    error=error,
                )
            ) from error
        return domain.optimize(partners)

    def _check_paths(self, paths):
        """Refuse fields that no score can be made of.

        :raises ValidationError: with what is wrong, for people
        """
        for path in paths:
            if any(name.startswith(OWN_FIELDS) for name in path.split(".")):
                raise ValidationError(
                    self.env._("a rule can't look at the score itself (“%s”): it would never come to an end.", path)
                )
            if any(field.company_dependent for field in fields_along(self.env["res.partner"], path)):
                raise ValidationError(
                    self.env._(
                        "“%s” has a value of its own in each company, but a contact has one score for all.", path
                    )
                )

    def _find_problem(self):
        """Why the rule can't be applied, in the user's language, or False."""
        self.ensure_one()
        try:
            self._compile()
        except ValidationError as error:
            return error.args[0]
        return False

    def _compile(self):
        """Turn the rule into what is applied.

        :return: ruleset.Rule, and the ruleset.Check it needs or None
        :raises ValidationError: it can't be applied
        """
        self.ensure_one()
        kind = self._kinds().get(self.kind)
        if kind is None:
            raise ValidationError(
                self.env._("its kind “%s” belongs to an add-on that is no longer installed.", self.kind)
            )
        if kind.field_types:
            self._check_field(kind)
        if kind.verify and self.verify_after <= 0:
            raise ValidationError(self.env._("say after how many days the field should be verified again."))
        # sudo: conditions are applied to contacts as they are judged, whoever edits the rule; see `as_judge`
        applies = self._parse(self.applies)
        if kind.field_types and not kind.domain:
            # an empty field is neither right nor wrong, and nobody can verify it
            applies = (applies & filled(self)).optimize(self.env["res.partner"].sudo())
        if kind.applies:
            applies = (applies & kind.applies(self)).optimize(self.env["res.partner"].sudo())
        check_key = check = None
        if kind.check:
            check_key, check = self._compile_check(kind)
        domain = kind.domain(self).optimize(self.env["res.partner"].sudo()) if kind.domain else None
        rule = Rule(
            # a rule that is not saved yet is judged under the id of no rule
            id=self._origin.id or 0,
            dimension=self.dimension or kind.dimension,
            weight=self.weight,
            field=self.field_name or None,
            applies=None if applies.is_true() else applies,
            check=domain,
            check_key=check_key,
            verify_after=self.verify_after if kind.verify else 0,
            unwanted=kind.unwanted,
            entry=self.entry,
        )
        return rule, check

    def _check_field(self, kind):
        if not self.field_name:
            raise ValidationError(self.env._("choose the field that it is about."))
        field = self.env["res.partner"]._fields.get(self.field_name)
        if field is None:
            raise ValidationError(
                self.env._(
                    "contacts have no field “%s”. The app that it belongs to may have been uninstalled.",
                    self.field_name,
                )
            )
        self._check_paths([self.field_name])
        if not kind.verify and not (field.store or field.search or field.related):
            raise ValidationError(
                self.env._("the field “%s” is computed and not stored, so it can't be searched for.", self.field_name)
            )
        if field.type == "properties" and self.property_name not in properties(self.env):
            raise ValidationError(
                self.env._("choose the property that it is about. One that was chosen before may have been deleted.")
            )
        if kind.field_types != ("*",) and field.type not in kind.field_types:
            raise ValidationError(
                self.env._(
                    "“%(kind)s” does not fit the field “%(field)s”.",
                    kind=self.env._(kind.label),
                    field=self.field_name,
                )
            )

    def _compile_check(self, kind):
        paths = _input_paths(kind, self.field_name)
        for path in paths:
            if existing_path(self.env["res.partner"], path) != path:
                raise ValidationError(
                    self.env._(
                        "contacts have no field “%s”. The app that it belongs to may have been uninstalled.", path
                    )
                )
            if not _is_column(self.env["res.partner"], path):
                raise ValidationError(self.env._("“%s” is not stored as one value per contact.", path))
        key = f"{self.kind}:{self.field_name}" if kind.field_types else self.kind
        return key, Check(kind.check, tuple(tuple(path.split(".")) for path in paths))

    @api.model
    def _dependencies(self, kind_code, field_name, applies, check_domain):
        """The field paths whose change changes the verdict of such a rule; never fails.

        Plain values instead of records, because Odoo asks for it while the fields are being set up.
        """
        kind = self._kinds().get(kind_code)
        paths = []
        for text in (applies, check_domain if kind_code == "domain" else None):
            try:
                paths.extend(domain_paths(parse_domain(text)))
            except ValueError:
                continue  # a broken rule is skipped, and says so itself
        field = self.env["res.partner"]._fields.get(field_name)
        if field is not None and field.type in X2MANY:
            paths.append(f"{field_name}.active")
        return [*paths, *_input_paths(kind, field_name)] if kind else paths


def _input_paths(kind, field_name):
    own = (field_name,) if kind.field_types and field_name else ()
    return (*own, *(path.format(field=field_name) for path in kind.inputs))


def _is_column(model, path):
    """Whether a path leads over many2one fields to a stored column, so that SQL can read it too."""
    *links, last = path.split(".")
    for name in links:
        field = model._fields[name]
        if field.type != "many2one" or not field.store:
            return False
        model = model.env[field.comodel_name]
    return bool(model._fields[last].store and model._fields[last].column_type)
