from markupsafe import Markup

from odoo import Command, api, models, tools
from odoo.exceptions import ValidationError

from ...engine import normalise
from .text import nul_free

NAMES = ("name", "street", "street2", "zip", "city", "function", "email", "phone", "website", "vat", "ref")
# Switch on the company -> what it does: (fields, function of value and country code), in the order of use.
NORMALISERS = {
    "quality_normalise_blanks": (NAMES, lambda value, country: normalise.blanks(value)),
    "quality_normalise_phone": (("phone",), normalise.phone),
    "quality_normalise_email": (("email",), lambda value, country: normalise.email(value)),
    "quality_normalise_website": (("website",), lambda value, country: normalise.website(value)),
    "quality_normalise_vat": (("vat",), lambda value, country: normalise.vat(value)),
}
# Contexts in which Odoo itself keeps quiet in the chatter.
QUIET = ("tracking_disable", "mail_notrack", "mail_create_nolog")


class ResPartner(models.Model):
    """What happens while a contact is entered: values are written in one form, and the standards are asked for."""

    # one file, one idea: what is shown of the score stands in res_partner.py
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        normalisers = self._quality_normalisers()
        changes = [self._quality_normalise(vals, normalisers) for vals in vals_list]
        partners = super().create([{**vals, **change} for vals, change in zip(vals_list, changes, strict=True)])
        self.env.cr.precommit.data.setdefault("partner.quality.created", set()).update(partners.ids)
        partners._quality_log_changes(
            {
                partner.id: _differences(vals, change)
                for partner, vals, change in zip(partners, vals_list, changes, strict=True)
                if change
            }
        )
        return partners

    def write(self, vals):
        change = self._quality_normalise(vals, self._quality_normalisers())
        result = super().write({**vals, **change})
        entered = self.env["partner.quality.profile"]._ruleset().verified_fields.intersection(vals)
        if entered:
            self._quality_verify(entered)
        if change:
            self._quality_log_changes(dict.fromkeys(self.ids, _differences(vals, change)))
        return result

    @api.model
    @tools.ormcache("self.env.company.id")
    def _quality_normalisers(self):
        """What is switched on in this company, by field: {field name: [function of value and country code]}."""
        company = self.env.company.sudo()  # sudo: the switches of the own company concern everybody
        functions = {}
        for switch, (names, function) in NORMALISERS.items():
            if company[switch]:
                for name in names:
                    functions.setdefault(name, []).append(function)
        return functions

    def _quality_normalise(self, vals, normalisers):
        """The values that are written differently in the standard form, by field name."""
        change = nul_free(vals)  # never switched off
        for name in normalisers.keys() & vals.keys():
            typed = vals[name]
            if not typed or not isinstance(typed, str):
                continue
            country = self._quality_country_code(vals) if name == "phone" else None
            written = change.get(name, typed)
            for function in normalisers[name]:
                written = function(written, country)
            if written != typed:
                change[name] = written
        return change

    def _quality_country_code(self, vals):
        """The country by which a national phone number is read, None if several contacts have several."""
        # sudo: a number is read by the country, whatever the user may see of the contact, its company and the parent
        if "country_id" in vals:
            countries = self.env["res.country"].browse(vals["country_id"] or ()).sudo()
        else:
            countries = self.sudo().country_id
        if not countries and not self and vals.get("parent_id"):
            countries = self.browse(vals["parent_id"]).sudo().country_id
        if not countries:
            countries = self.env.company.sudo().country_id
        return countries.code if len(countries) == 1 else None

    def _quality_log_changes(self, changes):
        """Say in the chatter what was written differently: {contact id: [(field name, typed, written)]}."""
        if not changes or any(self.env.context.get(key) for key in QUIET):
            return
        names = {name for differences in changes.values() for name, _typed, _written in differences}
        labels = {name: self._fields[name]._description_string(self.env) for name in names}
        line = Markup("<li>%s: %s → %s</li>")
        bodies = {
            partner_id: Markup("%s<ul>%s</ul>")
            % (
                self.env._("Written in the standard form:"),
                Markup("").join(line % (labels[name], typed, written) for name, typed, written in differences),
            )
            for partner_id, differences in changes.items()
        }
        self.browse(bodies)._message_log_batch(bodies=bodies)

    # -- the standards at entry -------------------------------------------------------------

    def web_save(self, vals, specification, next_id=None):
        """Ask for what the rules require when somebody saves a form.

        Only here: imports and contacts that other apps create are scored, never stopped.
        """
        if not self.env["partner.quality.profile"]._ruleset().requires:
            return super().web_save(vals, specification, next_id=next_id)
        edited = self | self._quality_edited_children(vals)
        children_before = self.child_ids if "child_ids" in vals else self.browse()
        gaps_before = {partner.id: partner._quality_required_gaps() for partner in edited}
        partner = self or self.create(vals)
        # a contact that has just been created has nothing more to write
        result = super(ResPartner, partner).web_save(vals if self else {}, specification, next_id=next_id)
        added = partner.child_ids - children_before if "child_ids" in vals else partner.browse()
        for contact in partner | edited | added:
            # what was missing before is not held against a colleague who corrects something else
            missing = [gap for gap in contact._quality_required_gaps() if gap not in gaps_before.get(contact.id, ())]
            if missing:
                raise ValidationError(
                    self.env._(
                        "“%(contact)s” can't be saved yet. Please complete:\n%(gaps)s",
                        contact=contact.display_name or self.env._("New contact"),
                        gaps="\n".join(f"• {name}" + (f" – {hint}" if hint else "") for name, hint in missing),
                    )
                )
        return result

    def _quality_required_gaps(self):
        """Required rules that the contact does not fulfil: [(name, hint)]."""
        # sudo: the standard holds for colleagues who do not see scores, too
        return [(gap["rule"], gap["hint"]) for gap in self.sudo().quality_gaps or () if gap["entry"] == "require"]

    def _quality_edited_children(self, vals):
        return self.browse(
            command[1] for command in vals.get("child_ids") or () if command[0] == Command.UPDATE and command[1]
        )


def _differences(vals, change):
    return [(name, vals[name], written) for name, written in change.items()]
