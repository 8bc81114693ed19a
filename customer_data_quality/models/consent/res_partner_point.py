import re

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, email_normalize

from .channels import POINTED

NOT_DIALLED = re.compile(r"[^0-9+]")


class ResPartner(models.Model):
    """Contact points: the address or number that a consent is about."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_point(self, channel):
        """The address or number of one contact on a channel, as it is written there; empty if there is none."""
        self.ensure_one()
        if channel == "email":
            return self.email or ""
        if channel in ("phone", "sms"):
            return self.phone or ""
        if channel == "post":
            return ", ".join(filter(None, map(str.strip, self._display_address(without_company=True).splitlines())))
        return ""

    def _consent_point_key(self, channel, point):
        """The form in which an address or number is compared; empty on channels where the person is meant.

        :raises UserError: if it is none
        """
        if channel not in POINTED or not point:
            return ""
        if channel == "email":
            key = email_normalize(point)
            if not key:
                raise UserError(self.env._("“%s” is not one e-mail address.", point))
            return key
        key = self._consent_number(point)
        if not key:
            raise UserError(self.env._("“%s” is not a phone number.", point))
        return key

    def _consent_number(self, point):
        """The form in which a phone number is compared; empty if nothing in it can be dialled."""
        # without the record's country only international numbers could be read
        return (self and self._phone_format(number=point, force_format="E164")) or NOT_DIALLED.sub("", point)


def present_key(channel, alias):
    """SQL for the key of a contact's present address or number."""
    if channel == "email":
        return SQL("%s", SQL.identifier(alias, "email_normalized"))
    return SQL(
        "COALESCE(%s, regexp_replace(%s, '[^0-9+]', '', 'g'))",
        SQL.identifier(alias, "phone_sanitized"),
        SQL.identifier(alias, "phone"),
    )
