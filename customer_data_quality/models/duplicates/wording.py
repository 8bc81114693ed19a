"""What the engine's fields and levels are called in a user's language."""

from odoo import api, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FIELD_LABELS = {
    "name": _lt("Name"),
    "rarity": _lt("How common the name is here"),
    "legal_form": _lt("Legal form"),
    "suffix": _lt("Junior or senior"),
    "figures": _lt("Number in the name"),
    "email": _lt("Email"),
    "phone": _lt("Phone"),
    "vat": _lt("Tax ID or register number"),
    "website": _lt("Website"),
    "street": _lt("Street"),
    "unit": _lt("Staircase, floor or door"),
    "zip": _lt("ZIP"),
    "city": _lt("City"),
    "parent": _lt("Company it belongs to"),
    "agreement": _lt("How much agrees"),
    "database": _lt("How frequent such pairs are here"),
}
# The fields of a contact that a compared field is made of.
SOURCES = {
    "name": ("name",),
    "legal_form": ("name",),
    "suffix": ("name",),
    "figures": ("name",),
    "email": ("email",),
    "phone": ("phone",),
    "vat": ("vat", "company_registry"),
    "website": ("website",),
    "street": ("street", "street2"),
    "unit": ("street", "street2"),
    "zip": ("zip",),
    "city": ("city",),
    "parent": ("parent_id",),
}
LEVEL_LABELS = {
    "database": {
        "seldom_two": _lt("Here, pairs like this are mostly one"),
        "often_two": _lt("Here, pairs like this are often two"),
    },
    "legal_form": {
        "same": _lt("Same legal form"),
        "one": _lt("Legal form only once"),
        "other": _lt("Different legal forms"),
    },
    "suffix": {
        "same": _lt("Both junior or both senior"),
        "one": _lt("Junior or senior only once"),
        "other": _lt("Junior and senior"),
    },
    "figures": {
        "same": _lt("Same number in the name"),
        "one": _lt("Number in one name only"),
        "other": _lt("Different numbers in the names"),
    },
    "email": {
        "same": _lt("Same email"),
        "same_shared": _lt("Same email, shared by several contacts"),
        "same_role": _lt("Same office email"),
        "same_role_shared": _lt("Same office email, shared by several contacts"),
        "same_local": _lt("Same email name at another provider"),
        "close": _lt("Email with a slip"),
        "same_domain": _lt("Emails of the same organisation"),
        "other_personal": _lt("Different personal emails"),
        "other": _lt("Different emails"),
    },
    "phone": {
        "same": _lt("Same phone"),
        "same_shared": _lt("Same phone, shared by several contacts"),
        "same_crowd": _lt("Same phone, shared by many contacts"),
        "same_line": _lt("Same line, different extension"),
        "close": _lt("Phone with a slip"),
        "other": _lt("Different phones"),
    },
    "vat": {
        "same": _lt("Same number"),
        "same_shared": _lt("Same number, shared by several contacts"),
        "close": _lt("Number with a slip"),
        "other": _lt("Different numbers"),
    },
    "website": {"same": _lt("Same website"), "other": _lt("Different websites")},
    "street": {
        "same": _lt("Same address"),
        "same_shared": _lt("Same address, shared by several contacts"),
        "same_crowd": _lt("Same address, shared by many contacts"),
        "same_letter_other": _lt("Same house number, different letter"),
        "same_number_missing": _lt("Same street, house number only once"),
        "alike": _lt("Similar street, same house number"),
        "same_street": _lt("Same street, different house number"),
        "alike_street": _lt("Similar street, different house number"),
        "other_same_number": _lt("Different street, same house number"),
        "other": _lt("Different streets"),
    },
    "unit": {"same": _lt("Same door"), "other": _lt("Different doors")},
    "zip": {
        "same": _lt("Same ZIP"),
        "close": _lt("ZIP with a slip"),
        "region": _lt("Same region"),
        "other": _lt("Different regions"),
    },
    "city": {"same": _lt("Same city"), "alike": _lt("Similar city"), "other": _lt("Different cities")},
    "parent": {
        "same": _lt("Same company"),
        "parent_and_child": _lt("One belongs to the other"),
        "one": _lt("Only one belongs to a company"),
        "other": _lt("Different companies"),
    },
    "agreement": {
        "one": _lt("One contact value agrees"),
        "two": _lt("Two contact values agree"),
        "many": _lt("Three or more contact values agree"),
    },
    "name": {
        "company_same": _lt("Same name"),
        "company_order": _lt("Same name, words in another order"),
        "company_joined": _lt("Same name, words joined differently"),
        "company_typo": _lt("Name with a slip"),
        "company_more_place": _lt("Same name, one with a place"),
        "company_more_owner": _lt("Same name, one with a person's name"),
        "company_more_trade": _lt("Same name, one with the trade"),
        "company_more": _lt("One name contains the other"),
        "company_one_shortened": _lt("Same name, a word shortened"),
        "company_one_trade_word": _lt("Names differ in the trade"),
        "company_one_word": _lt("Names differ in one word"),
        "company_first_word": _lt("Names begin alike"),
        "company_initials": _lt("One name is the initials of the other"),
        "company_alike": _lt("Similar names"),
        "company_other": _lt("Different names"),
        "mixed_all_words": _lt("A company named like the person"),
        "mixed_family": _lt("A company with the person's family name"),
        "mixed_other": _lt("A company and a person"),
        "missing": _lt("Name missing"),
    },
}
FAMILY_LABELS = {
    "same": _lt("Same family name"),
    "part": _lt("Part of the family name"),
    "close": _lt("Family name with a slip"),
    "sound": _lt("Family name that sounds alike"),
    "missing": _lt("Family name missing"),
    "other": _lt("Different family names"),
}
GIVEN_LABELS = {
    "same": _lt("same given name"),
    "short": _lt("short form of the given name"),
    "part": _lt("part of the given name"),
    "initial": _lt("initial of the given name"),
    "close": _lt("given name with a slip"),
    "sound": _lt("given name that sounds alike"),
    "missing": _lt("given name missing"),
    "alike": _lt("similar given names"),
    "other": _lt("different given names"),
    "two_known": _lt("two different given names"),
}
# By the number of others who would share the name at this place by chance: powers of four, 10 is one to four.
RARITY_LABELS = (
    (5, _lt("Very rare name")),
    (8, _lt("Rare name")),
    (10, _lt("Name that a few others may have")),
    (99, _lt("Common name")),
)


class PartnerMatchModel(models.Model):
    _inherit = "partner.match.model"

    @api.model
    def _field_label(self, field):
        """What a compared field of the engine is called."""
        return self.env._(FIELD_LABELS[field]) if field in FIELD_LABELS else field

    @api.model
    def _level_label(self, field, level):
        """What a level of a compared field is called; understandable without the field's name."""
        if field == "rarity":
            number = int(level.rpartition("_")[2])
            return self.env._(next(label for most, label in RARITY_LABELS if number <= most))
        if field == "name" and level.startswith("person_"):
            family, given = level.removeprefix("person_").split("_", 1)
            if (family, given) != ("same", "same"):
                return f"{self.env._(FAMILY_LABELS[family])}, {self.env._(GIVEN_LABELS[given])}"
            level = "company_same"
        label = LEVEL_LABELS.get(field, {}).get(level)
        return self.env._(label) if label else ""
