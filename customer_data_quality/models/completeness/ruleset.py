"""The rules of a database in the form in which they are applied: checked, immutable, cacheable."""

import ast
import zlib
from collections.abc import Callable
from typing import NamedTuple

from odoo.fields import Domain


class Check(NamedTuple):
    """A test of single values; its verdict is stored, because SQL can't give it."""

    function: Callable
    paths: tuple  # of field paths, each a tuple of names


class Rule(NamedTuple):
    id: int
    dimension: str
    weight: int
    field: str | None
    applies: Domain | None
    check: Domain | None  # what must hold, where a domain can say it
    check_key: str | None  # otherwise the name of a stored verdict,
    verify_after: int  # or the number of days after which the field wants to be verified
    unwanted: bool
    entry: str


class Profile(NamedTuple):
    id: int
    target: int
    domain: Domain
    rules: tuple


class Ruleset(NamedTuple):
    profiles: tuple
    checks: dict  # of Check by key
    version: int  # the same for the same rules, whoever wrote them when
    checks_version: int
    verified_fields: frozenset  # fields whose last verification counts

    predicates: dict  # by id of the domain: those on single values, which are the same for all contacts
    requires: bool  # whether some rule must be fulfilled before a form can be saved

    @property
    def check_paths(self):
        """The field paths that the checks read, in a fixed order."""
        return sorted({path for check in self.checks.values() for path in check.paths})

    def failed_checks(self, values):
        """Keys of the checks that a contact does not pass, sorted.

        :param dict values: by path of `check_paths`
        """
        return sorted(
            key for key, check in self.checks.items() if not check.function(*(values[path] for path in check.paths))
        )

    @classmethod
    def build(cls, profiles, checks):
        rules = [rule for profile in profiles for rule in profile.rules]
        return cls(
            profiles,
            checks,
            version=_fingerprint(profiles),
            checks_version=_fingerprint(sorted(checks)),
            verified_fields=frozenset(rule.field for rule in rules if rule.verify_after),
            predicates={},
            requires=any(rule.entry == "require" for rule in rules),
        )


def _fingerprint(content):
    """31 bits that tell one content from another.

    What a colleague sees of a rule (name, hint, entry level) is no part of it: it does not change a score.
    """
    return zlib.crc32(repr(_scoring_part(content)).encode()) & 0x7FFFFFFF


def _scoring_part(content):
    if isinstance(content, Rule):
        return tuple(content._replace(entry=""))
    if isinstance(content, tuple | list):
        return tuple(_scoring_part(each) for each in content)
    return content


def as_judge(partners):
    """The contacts as they are judged, whoever asks: with all rights, archived ones too, tags by their source names.

    sudo: a score is the same for everybody who sees the contact, and counts what it is made of in full.
    """
    return partners.sudo().with_context(active_test=False, lang=None)


def parse_domain(text):
    """Read a domain as the domain editor writes it.

    :raises ValueError: not a list of conditions in plain values
    """
    try:
        return Domain(ast.literal_eval((text or "[]").strip() or "[]"))
    except (SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError(str(error)) from error


def domain_paths(domain):
    """All field paths that a domain reads, each as a dotted name."""
    for condition in domain.iter_conditions():
        yield condition.field_expr
        if isinstance(condition.value, str):
            # a text looked for in a relation is looked for in the names of its records
            yield f"{condition.field_expr}.display_name"
        if isinstance(condition.value, Domain):
            for path in domain_paths(condition.value):
                yield f"{condition.field_expr}.{path}"
        elif condition.operator in ("any", "not any", "any!", "not any!") and isinstance(condition.value, list | tuple):
            for path in domain_paths(Domain(condition.value)):
                yield f"{condition.field_expr}.{path}"


def fields_along(model, path):
    """The fields that a dotted path names, as far as they exist."""
    for name in path.split("."):
        field = model._fields.get(name) if model is not None else None
        if field is None:
            return
        yield field
        model = model.env[field.comodel_name] if field.relational else None


def existing_path(model, path):
    """The longest part of a dotted path that exists on the model and can be followed by Odoo's triggers."""
    return ".".join(field.name for field in fields_along(model, path) if field.name != "id")
