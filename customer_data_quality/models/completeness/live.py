"""Judges contacts in memory: unsaved forms, and what a user has just changed.

The same rules are turned to SQL in bulk.py for whole databases; a property test holds the two together.
"""

from datetime import date
from functools import reduce
from operator import getitem
from typing import NamedTuple

from odoo import fields
from odoo.fields import Domain
from odoo.orm.domains import DomainCondition

from ...engine import scoring
from ...engine.scoring import Verdict
from .rule_fields import X2MANY

# A list of persons, tags or bank accounts that may be looked at one by one.
SHORT = 50
SINGLE_VALUES = ("boolean", "char", "html", "selection", "text")


class Result(NamedTuple):
    """What the rules say of one contact; profile and score are None where no profile wants it."""

    profile: object
    verdicts: list
    failed_checks: list
    score: int | None
    dimensions: dict  # score of each dimension of which a rule applied

    @property
    def gaps(self):
        return [verdict for verdict in self.verdicts if verdict.fulfilled < 100]

    @property
    def grade(self):
        return None if self.score is None else scoring.grade(self.score)

    def as_row(self, ruleset):
        """The values of a row of partner_quality."""
        return {
            "profile_id": self.profile and self.profile.id,
            "score": self.score,
            "grade": self.grade,
            "below_target": self.score is not None and self.score < self.profile.target,
            **dict.fromkeys(scoring.DIMENSIONS),
            **self.dimensions,
            "gaps": sorted(verdict.rule_id for verdict in self.gaps),
            "failed_checks": self.failed_checks,
            "version": ruleset.version,
        }


class Evaluator:
    """Judges the records of one recordset; predicates are built once and shared."""

    def __init__(self, ruleset, partners):
        self._ruleset = ruleset
        self._paths = ruleset.check_paths
        self._partners = partners
        self._today = fields.Date.today()
        self._profiles = [(self._predicate(profile.domain), profile) for profile in ruleset.profiles]
        self._rules = {}  # by profile: rules with the predicates of their conditions

    def _predicate(self, domain):
        # not "not domain": the condition that everybody meets is false as a truth value
        if domain is None:
            return None
        shared = self._ruleset.predicates
        if id(domain) in shared:
            return shared[id(domain)]
        if isinstance(domain, DomainCondition) and self._field(domain).type in SINGLE_VALUES:
            # it holds on to no record and no date, so the next ones may use it too
            return shared.setdefault(id(domain), domain._as_predicate(self._partners))
        if any(self._field(condition).type in X2MANY for condition in domain.iter_conditions()):
            domain = domain.map_conditions(
                lambda condition: self._by_search(condition) if self._field(condition).type in X2MANY else condition
            )
        return domain._as_predicate(self._partners)

    def _field(self, condition):
        # an expression may go on behind the field: a property, a part of a date
        return self._partners._fields[condition.field_expr.partition(".")[0]]

    def _by_search(self, condition):
        """A condition on a company's persons, a contact's tags and the like.

        A company may have 50,000 persons; nobody wants to read them all to know that there is one, so the database
        is asked. Only what is being edited in a form is looked at in memory, because it is nowhere else, and what
        is there anyway and short.
        """
        partners = self._partners
        in_memory = self._field(condition)._get_cache(partners.env)
        found = []  # the ids that meet the condition, once somebody asks

        def predicate(partner):
            is_saved = isinstance(partner.id, int)
            known = in_memory.get(partner.id)
            if (known is not None and (len(known) <= SHORT or not is_saved)) or not partner._origin:
                return bool(condition._as_predicate(partner)(partner))
            if not found:
                saved = partners._origin
                found.append(set(saved.search(Domain("id", "in", saved.ids) & condition)._ids))
            return partner._origin.id in found[0]

        return Domain.custom(to_sql=condition._to_sql, predicate=predicate)

    def _rules_of(self, profile):
        rules = self._rules.get(profile.id)
        if rules is None:
            rules = self._rules[profile.id] = [
                (rule, self._predicate(rule.applies), self._predicate(rule.check)) for rule in profile.rules
            ]
        return rules

    def evaluate(self, partner, verified):
        """Judge one contact.

        :param verified: field name to ISO date of its last verification
        :rtype: Result
        """
        values = {path: as_input(reduce(getitem, path, partner)) for path in self._paths}
        failed = self._ruleset.failed_checks(values)
        profile = next((profile for wants, profile in self._profiles if wants(partner)), None)
        if profile is None:
            return Result(None, [], failed, None, {})
        verdicts = []
        for rule, applies, holds in self._rules_of(profile):
            if applies is not None and not applies(partner):
                continue
            if rule.check_key:
                fulfilled = 0 if rule.check_key in failed else 100
            elif rule.verify_after:
                fulfilled = scoring.freshness(self._age(rule.field, partner, verified), rule.verify_after)
            else:
                fulfilled = 100 if holds(partner) else 0
            # data that should not be there only counts when it is there
            if not rule.unwanted or fulfilled < 100:
                verdicts.append(Verdict(rule.id, rule.dimension, rule.weight, fulfilled, rule.unwanted))
        return Result(profile, verdicts, failed, *scoring.scores(verdicts))

    def _age(self, name, partner, verified):
        """Days since a field was last verified, which counts from the contact's creation."""
        since = verified.get(name)
        if since:
            return (self._today - date.fromisoformat(since)).days
        return (self._today - partner.create_date.date()).days if partner.create_date else 0


def as_input(value):
    """A field's value or a column's as the checks see it: text, number, id of a record, None where there is none."""
    return (value.id if hasattr(value, "_name") else value) or None
