import re

from odoo import fields, models
from odoo.tools import format_date

from ....engine import checks, normalise
from ...completeness.live import as_input

LONGEST = {"char": 200, "text": 2000}
# Marks that turn the direction of what follows, and line ends that nobody types: a value could look like another one.
_DECEPTIVE = re.compile("[\u2028-\u202e\u2066-\u2069]")
# What browsers fill in by themselves, and the keyboard that a phone shows.
AUTOCOMPLETE = {
    "name": "name",
    "email": "email",
    "phone": "tel",
    "street": "address-line1",
    "street2": "address-line2",
    "zip": "postal-code",
    "city": "address-level2",
    "country_id": "country",
    "website": "url",
    "function": "organization-title",
}
INPUT_MODE = {"email": "email", "phone": "tel", "website": "url"}


def plain_line(text):
    """One line as it was meant: without control characters and needless blanks."""
    return normalise.blanks(_DECEPTIVE.sub("", text))


def plain_text(text):
    """Several lines, each as of `plain_line`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(plain_line, lines)).strip()


class PartnerReviewField(models.Model):
    """How values are shown to customers, read from what they sent, and judged."""

    _inherit = "partner.review.field"  # pylint: disable=consider-merging-classes-inherited

    def _field(self):
        return self.env["res.partner"]._fields[self.field_name]

    def _title(self):
        """What stands beside the field, in the language of the environment."""
        return self.label or self._field()._description_string(self.env)

    def _raw(self, partner):
        """The stored value as it is kept in a proposal: text, id of a record, date as ISO text, or False."""
        value = partner[self.field_name]
        if isinstance(value, models.BaseModel):
            return value.id or False
        return fields.Date.to_string(value) if self._field().type == "date" and value else value or False

    def _text(self, raw):
        """A value of `_raw` as people read it, in the language of the environment."""
        field = self._field()
        if not raw:
            return ""
        if field.type == "many2one":
            # sudo: see `_choices`
            return self.env[field.comodel_name].sudo().browse(raw).exists().display_name or ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(raw, str(raw))
        if field.type == "date":
            return format_date(self.env, raw)
        return raw

    def _choices(self):
        """What can be chosen: [(text of the value, label)], None where one writes."""
        field = self._field()
        if field.type == "selection":
            return [(str(key), label) for key, label in field._description_selection(self.env)]
        if field.type == "many2one":
            # sudo: lists that anybody may read
            records = self.env[field.comodel_name].sudo().search([])  # pylint: disable=no-search-all
            return [(str(record.id), record.display_name) for record in records]
        return None

    def _parse(self, text, old):
        """Read what a customer sent.

        :param str text: anything
        :param old: the stored value as of `_raw`
        :return: (value as of `_raw`, None) or (False, what is wrong with it)
        """
        kind = self._field().type
        if kind in LONGEST and len(text) > max(LONGEST[kind], len(old or "")):
            return False, self.env._("Please shorten this to %s characters.", LONGEST[kind])
        text = plain_text(text) if kind == "text" else plain_line(text)
        if not text:
            return False, self.env._("Please fill this in.") if self.required and old else None
        if kind == "date":
            return self._parse_date(text)
        choices = self._choices()
        if choices is None:
            return text, None
        if text not in dict(choices):
            return False, self.env._("Please choose from the list.")
        return int(text) if kind == "many2one" else text, None

    def _parse_date(self, text):
        try:
            return fields.Date.to_string(fields.Date.to_date(text[:10])), None
        except ValueError:
            return False, self.env._("Please enter a date.")

    def _problem(self, value, values, partner):
        """What is wrong with a value, in words for the customer; None if nothing is.

        :param value: as of `_raw`
        :param dict values: all values that the contact would have, by field name
        """
        if not value or not isinstance(value, str) or self._field().type not in LONGEST:
            return None
        kind = self.env["partner.quality.rule"]._kinds().get(self.kind or "")
        if kind and not kind.check(value, *(self._input(path, values, partner) for path in kind.inputs)):
            return self._advice()
        if checks.is_placeholder(value):
            return self.env._("Please enter the real value, or leave this empty.")
        return None

    def _input(self, path, values, partner):
        """A value that a check looks at besides, such as the country's code: as it would be."""
        name, _dot, rest = path.format(field=self.field_name).partition(".")
        if name == "message_bounce":
            # what came back was sent to the address that is stored
            return partner.message_bounce if values.get("email") == (partner.email or False) else 0
        field = partner._fields[name]
        value = values.get(name, partner[name])
        if field.relational and not isinstance(value, models.BaseModel):
            # sudo: see `_choices`
            value = self.env[field.comodel_name].sudo().browse(value or ())
        for part in rest.split(".") if rest else ():
            value = value[part]
        return as_input(value)

    def _advice(self):
        advice = {
            "email": self.env._("Please check the e-mail address; it should look like name@example.com."),
            "phone": self.env._("Please check the phone number; the safest form is +49 30 123456, with the country."),
            "website": self.env._("Please check the website; it should look like www.example.com."),
            "vat": self.env._("Please check the tax number; a digit seems to be wrong."),
            "postcode": self.env._("Please check the postcode; it does not fit the country."),
            "no_placeholder": self.env._("Please enter the real value, or leave this empty."),
            "not_shouted": self.env._("Please don't write everything in capital letters."),
        }
        return advice.get(self.kind) or self.env._("Please check this entry.")
