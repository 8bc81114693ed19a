from binascii import crc32

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...engine import signature
from ...engine.folding import fold
from ...engine.words import DEFAULT
from ..scheduler import wake

KINDS = [
    ("legal_form", "Legal Form"),
    ("title", "Title or Degree"),
    ("given_name", "Given Name"),
    ("nickname", "Nickname"),
    ("trade_word", "Word without Weight in Company Names"),
    ("role_address", "Shared Mailbox"),
    ("free_mail", "Domain of Private Mailboxes"),
]
# Which of the engine's lists a kind extends.
LISTS = {
    "title": "titles",
    "given_name": "given_names",
    "trade_word": "generic",
    "role_address": "roles",
    "free_mail": "free_domains",
}


class PartnerMatchWord(models.Model):
    """A word by which the shipped lists are extended. A change rebuilds the match keys in the background."""

    _name = "partner.match.word"
    _description = "Word for Matching Contacts"
    _order = "kind, word, id"
    _rec_name = "word"

    kind = fields.Selection(KINDS, required=True, index=True)
    word = fields.Char(
        required=True,
        help="As it is written in contacts, such as “GesmbH”, “Hansi”, “empfang” or “mail.example”; "
        "case and accents don't matter.",
    )
    means = fields.Char(
        help="What a nickname stands for, or the legal form that this is another spelling of. "
        "Without it, a legal form is one of its own."
    )
    active = fields.Boolean(default=True)

    _word_unique = models.UniqueIndex("(kind, lower(word))", "The word is in this list already.")

    @api.constrains("kind", "word", "means")
    def _check_word(self):
        for record in self:
            if not fold(record.word or ""):
                raise ValidationError(self.env._("“%s” has no letter and no digit.", record.word))
            if record.kind == "nickname" and not fold(record.means or ""):
                raise ValidationError(
                    self.env._("Please enter the name that the nickname “%s” stands for.", record.word)
                )

    @api.model
    @tools.ormcache()
    def _words(self):
        """The lists as they hold in this database, and their version: (engine.words.Words, 32-bit number with sign)."""
        lists = {name: [] for name in LISTS.values()}
        forms, nicknames = {}, {}
        # sudo: the lists hold for everybody who saves a contact
        for record in self.sudo().search([]):  # pylint: disable=no-search-all
            if record.kind == "legal_form":
                forms[record.word] = _form_code(record.means or record.word)
            elif record.kind == "nickname":
                nicknames[record.word] = record.means
            else:
                lists[LISTS[record.kind]].append(record.word)
        words = DEFAULT.extended(legal_forms=forms, nicknames=nicknames, **lists)
        text = f"{signature.VERSION} {words.fingerprint()}"
        return words, crc32(text.encode()) - (1 << 31)

    @api.model_create_multi
    def create(self, vals_list):
        words = super().create(vals_list)
        self._rebuild()
        return words

    def write(self, vals):
        result = super().write(vals)
        self._rebuild()
        return result

    def unlink(self):
        result = super().unlink()
        self._rebuild()
        return result

    @api.model
    def _rebuild(self):
        """Have all match keys made anew that other lists have made."""
        self.env.registry.clear_cache()
        self.env["partner.match.pending"]._add_outdated()
        wake(self.env, "customer_data_quality.cron_match_keys")


def _form_code(spelling):
    """The code of a legal form by any of its spellings; an unknown one is a code of its own."""
    compact = fold(spelling).replace(" ", "")
    return DEFAULT.forms.get(compact, compact)
