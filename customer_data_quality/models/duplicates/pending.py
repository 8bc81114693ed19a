from odoo import fields, models


class PartnerMatchPending(models.Model):
    """Contacts whose match keys have to be made anew. Filled by triggers, so that it holds whoever writes a contact.

    Only ever appended to and taken from: no row is shared between transactions, so that nobody waits for anybody.
    """

    _name = "partner.match.pending"
    _description = "Contact Waiting for Its Match Keys"
    _log_access = False

    partner_id = fields.Integer(required=True, readonly=True)


class PartnerDuplicateTodo(models.Model):
    """Contacts that have to be compared anew by the next scan. Appended to and taken from, like the other queue."""

    _name = "partner.duplicate.todo"
    _description = "Contact Waiting to Be Compared"
    _log_access = False

    partner_id = fields.Integer(required=True, readonly=True)
