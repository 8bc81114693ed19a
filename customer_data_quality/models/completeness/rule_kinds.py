from collections.abc import Callable
from typing import NamedTuple

from odoo import _lt, api, models, tools
from odoo.fields import Domain

from ...engine import checks
from .rule_fields import TEXT, filled


class Kind(NamedTuple):
    """A way to judge a contact; see `_register_kind` for the meaning of each part."""

    label: str
    dimension: str
    domain: Callable | None
    check: Callable | None
    inputs: tuple
    field_types: tuple | None
    applies: Callable | None
    unwanted: bool
    verify: bool


class PartnerQualityRule(models.Model):
    """What each kind of rule means."""

    _inherit = "partner.quality.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _kinds(self):
        """All kinds of rules by their code."""
        kinds = {}
        self._setup_kinds(kinds)
        return kinds

    @api.model
    def _register_kind(
        self,
        kinds,
        code,
        label,
        *,
        dimension="validity",
        domain=None,
        check=None,
        inputs=(),
        field_types=None,
        applies=None,
        unwanted=False,
        verify=False,
    ):
        """Add a kind of rule; call it from an override of `_setup_kinds`.

        :param dict kinds: what `_setup_kinds` was given
        :param str code: stored in the rule
        :param label: what people choose; translatable (`_lt`)
        :param str dimension: proposed for new rules of this kind
        :param domain: function of the rule that returns the Domain that good contacts satisfy
        :param check: function of the rule's field's value, then of the `inputs`, that returns whether all is well.
            It must be pure (same values, same answer) and let empty values pass. Its verdict is stored whenever
            one of the values changes. Exactly one of domain, check and verify.
        :param inputs: field paths from the contact that are read besides, such as "country_id.code"; "{field}" in
            them stands for the rule's field. Stored fields only. `check` gets their values.
        :param field_types: types of fields the rule may be about; None when it is about no single field
        :param applies: function of the rule that returns the Domain of the contacts it makes sense for at all
        :param unwanted: the rule takes points when it is not fulfilled, and gives none
        :param verify: the rule is about the age of the field's last verification
        """
        kinds[code] = Kind(label, dimension, domain, check, tuple(inputs), field_types, applies, unwanted, verify)

    @api.model
    def _setup_kinds(self, kinds):
        """Register the kinds of rules. Add-ons override this, call super and `_register_kind`."""
        register = self._register_kind
        register(
            kinds,
            "filled",
            _lt("Filled in"),
            dimension="completeness",
            domain=filled,
            field_types=("*",),
        )
        register(kinds, "domain", _lt("Meets a condition"), dimension="completeness", domain=lambda rule: rule._check())
        register(
            kinds,
            "contact_person",
            _lt("Has a contact person"),
            dimension="completeness",
            domain=lambda rule: Domain("child_ids", "any", [("type", "=", "contact"), ("is_company", "=", False)]),
            inputs=("child_ids.type", "child_ids.is_company", "child_ids.active"),
        )
        register(
            kinds,
            "legal_form",
            _lt("Name ends in a legal form"),
            check=checks.has_legal_form,
            field_types=TEXT,
        )
        register(
            kinds,
            "email",
            _lt("Valid e-mail address"),
            check=lambda value, bounces: checks.is_email(value, bounces or 0),
            inputs=("message_bounce",),
            field_types=TEXT,
        )
        country = ("country_id.code",)
        register(kinds, "phone", _lt("Valid phone number"), check=checks.is_phone, inputs=country, field_types=TEXT)
        register(kinds, "vat", _lt("Valid VAT number or UID"), check=checks.is_vat, inputs=country, field_types=TEXT)
        register(
            kinds,
            "postcode",
            _lt("Postcode fits the country"),
            check=checks.postcode_fits,
            inputs=country,
            field_types=TEXT,
        )
        register(kinds, "website", _lt("Valid website address"), check=checks.is_website, field_types=TEXT)
        register(
            kinds,
            "no_placeholder",
            _lt("No placeholder text"),
            check=lambda value: not checks.is_placeholder(value),
            field_types=TEXT,
        )
        register(
            kinds,
            "not_shouted",
            _lt("Not in capital letters"),
            check=lambda value: not checks.is_shouted(value),
            field_types=TEXT,
        )
        register(
            kinds,
            "parent",
            _lt("Consistent with the company"),
            dimension="consistency",
            check=lambda value, parent: not value or not parent or _comparable(value) == _comparable(parent),
            inputs=("parent_id.{field}",),
            applies=lambda rule: Domain("parent_id", "!=", False),
            field_types=(*TEXT, "many2one", "selection"),
        )
        register(
            kinds,
            "current",
            _lt("Verified recently"),
            dimension="timeliness",
            field_types=("*",),
            verify=True,
        )
        register(
            kinds,
            "unwanted",
            _lt("Should be empty"),
            dimension="completeness",
            domain=lambda rule: ~filled(rule),
            field_types=("*",),
            unwanted=True,
        )


def _comparable(value):
    """Texts agree whatever their case; of e-mail addresses and websites only the domain has to agree."""
    if not isinstance(value, str):
        return value
    return checks.domain_of(value) if "@" in value or "://" in value else value.strip().casefold()
