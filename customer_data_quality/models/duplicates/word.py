from odoo import fields, models

KINDS = [
    ("legal_form", "Legal Form"),
    ("title", "Title or Degree"),
    ("free_mail", "Domain of Private Mailboxes"),
    ("role_address", "Shared Mailbox"),
    ("nickname", "Nickname"),
    ("trade_word", "Word without Weight in Company Names"),
]


class PartnerMatchWord(models.Model):
    """A word by which the shipped lists are extended. A change rebuilds the match keys in the background."""

    _name = "partner.match.word"
    _description = "Word for Matching Contacts"
    _order = "kind, word, id"
    _rec_name = "word"

    kind = fields.Selection(KINDS, required=True, index=True)
    word = fields.Char(required=True, help="As it is written in contacts; case and accents don't matter.")
    means = fields.Char(
        help="What a nickname stands for, or the code of a legal form, such as “gmbh”. Empty: the word itself."
    )
    active = fields.Boolean(default=True)

    _word_unique = models.UniqueIndex("(kind, lower(word))", "The word is in this list already.")
