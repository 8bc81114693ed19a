"""Judges contacts in memory: unsaved forms, and what a user has just changed.

The same rules are turned to SQL in bulk.py for whole databases; a property test holds the two together.
"""

from datetime import date
from functools import reduce
from typing import NamedTuple

from odoo import fields

from ...engine import scoring
from ...engine.scoring import Verdict


class Result(NamedTuple):
    """What the rules say of one contact; profile is None where no profile wants it."""

    profile: object
    verdicts: list
    failed_checks: list

    @property
    def gaps(self):
        return [verdict for verdict in self.verdicts if verdict.fulfilled < 100]

    @property
    def score(self):
        return scoring.score(self.verdicts) if self.profile else None

    def dimension(self, name):
        """Score of one dimension, None where no rule of it applied."""
        verdicts = [verdict for verdict in self.verdicts if verdict.dimension == name]
        return scoring.score(verdicts) if verdicts else None

    def as_row(self, ruleset):
        """The values of a row of partner_quality."""
        score = self.score
        return {
            "profile_id": self.profile and self.profile.id,
            "score": score,
            "grade": None if score is None else scoring.grade(score),
            "below_target": score is not None and score < self.profile.target,
            **{name: self.dimension(name) for name in scoring.DIMENSIONS},
            "gaps": sorted(verdict.rule_id for verdict in self.gaps),
            "failed_checks": self.failed_checks,
            "version": ruleset.version,
        }


class Evaluator:
    """Judges the records of one recordset; predicates are built once and shared."""

    def __init__(self, ruleset, partners):
        self.ruleset = ruleset
        self.partners = partners
        self.today = fields.Date.today()
        self._predicates = {}

    def _holds(self, domain, partner):
        predicate = self._predicates.get(id(domain))
        if predicate is None:
            predicate = self._predicates[id(domain)] = domain._as_predicate(self.partners)
        return bool(predicate(partner))

    def evaluate(self, partner, verified):
        """Judge one contact.

        :param verified: field name to ISO date of its last verification
        :rtype: Result
        """
        failed = [key for key, check in self.ruleset.checks.items() if not _passes(check, partner)]
        profile = next((each for each in self.ruleset.profiles if self._holds(each.domain, partner)), None)
        verdicts = []
        for rule in profile.rules if profile else ():
            if rule.applies is None or self._holds(rule.applies, partner):
                fulfilled = self._fulfilled(rule, partner, failed, verified)
                # data that should not be there only counts when it is there
                if not rule.unwanted or fulfilled < 100:
                    verdicts.append(Verdict(rule.id, rule.dimension, rule.weight, fulfilled, rule.unwanted))
        return Result(profile, verdicts, sorted(failed))

    def _fulfilled(self, rule, partner, failed, verified):
        if rule.check_key:
            return 0 if rule.check_key in failed else 100
        if rule.verify_after:
            since = verified.get(rule.field) or (partner.create_date or self.today).isoformat()[:10]
            return scoring.freshness((self.today - date.fromisoformat(since)).days, rule.verify_after)
        return 100 if self._holds(rule.check, partner) else 0


def _passes(check, partner):
    return check.function(*(_value(partner, path) for path in check.paths))


def _value(partner, path):
    """The value at a path as the checks see it: text, number, id of a record; None where there is none."""
    return as_input(reduce(lambda record, name: record[name], path, partner))


def as_input(value):
    """A field's value or a column's as the checks see it."""
    return (value.id if hasattr(value, "_name") else value) or None
