import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ...engine import chain

COMPANY = "{company}"
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?(@[a-z]+)?")
# What people were shown. Once somebody has seen it, it stays as it is.
WORDING = ("purpose_id", "company_id", "lang", "version", "body", "notice_version", "notice_url")


class PartnerConsentText(models.Model):
    """The full wording that people agree to, in one language and version.

    Texts without a company are patterns in which {company} stands for the company's name. The first time that a
    company needs a text, it gets one of its own, with its name in it; that one is shown, and proved.
    """

    _name = "partner.consent.text"
    _description = "Wording of a Consent"
    _order = "purpose_id, lang, company_id, version desc, id desc"

    purpose_id = fields.Many2one("partner.consent.purpose", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", index="btree_not_null", help="Empty: a pattern for all companies.")
    lang = fields.Char(
        string="Language", required=True, default="en", help="Such as de, de_CH or fr: with a country where it differs."
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    body = fields.Text(string="Wording", required=True)
    notice_version = fields.Char(
        string="Privacy Notice", help="Version or date of the privacy notice that goes with it."
    )
    notice_url = fields.Char(string="Address of the Privacy Notice")
    template_id = fields.Many2one("partner.consent.text", string="Made from", readonly=True, ondelete="restrict")
    hash = fields.Char(compute="_compute_hash", store=True, precompute=True, help="SHA-256 of the wording.")
    is_current = fields.Boolean(compute="_compute_is_current", search="_search_is_current", string="Current")
    is_used = fields.Boolean(compute="_compute_is_used", string="Used", help="Somebody was shown this text.")

    _version_unique = models.UniqueIndex("(purpose_id, COALESCE(company_id, 0), lang, version)")

    def init(self):
        """A text that somebody was shown is protected in the database too."""
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION partner_consent_text_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM partner_consent_event WHERE text_id = OLD.id) AND (TG_OP = 'DELETE' OR
                    (NEW.purpose_id, NEW.company_id, NEW.lang, NEW.version, NEW.body, NEW.notice_version,
                     NEW.notice_url, NEW.hash) IS DISTINCT FROM
                    (OLD.purpose_id, OLD.company_id, OLD.lang, OLD.version, OLD.body, OLD.notice_version,
                     OLD.notice_url, OLD.hash))
                THEN
                    RAISE EXCEPTION 'The wording % has been shown to people and stays as it is', OLD.id
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            DROP TRIGGER IF EXISTS partner_consent_text_guard ON partner_consent_text;
            CREATE TRIGGER partner_consent_text_guard BEFORE UPDATE OR DELETE ON partner_consent_text
                FOR EACH ROW EXECUTE FUNCTION partner_consent_text_guard();
            """
        )
        return super().init()

    @api.depends("purpose_id", "lang", "version", "company_id")
    def _compute_display_name(self):
        for text in self:
            text.display_name = f"{text.purpose_id.name or ''} ({text.lang}, {text.version})"

    @api.depends("body", "notice_version", "notice_url")
    def _compute_hash(self):
        for text in self:
            text.hash = chain.row_digest(text._hashed())

    def _hashed(self):
        return [self.body or "", self.notice_version or None, self.notice_url or None]

    def _compute_is_current(self):
        current = self._current_ids()
        for text in self:
            text.is_current = text.id in current

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", list(self._current_ids()))]

    @api.model
    def _current_ids(self):
        """Ids of the texts that are the newest of their purpose, company and language."""
        self.flush_model()
        self.env.cr.execute(
            """
            SELECT DISTINCT ON (purpose_id, company_id, lang) id
            FROM partner_consent_text ORDER BY purpose_id, company_id, lang, version DESC
            """
        )
        return {id_ for (id_,) in self.env.cr.fetchall()}

    def _compute_is_used(self):
        # sudo: used is used, whoever may see it
        groups = self.env["partner.consent.event"].sudo()._read_group([("text_id", "in", self.ids)], ["text_id"])
        used = {text.id for (text,) in groups}
        for text in self:
            text.is_used = text.id in used

    @api.constrains("lang", "body", "company_id")
    def _check_text(self):
        for text in self:
            if not LANGUAGE.fullmatch(text.lang):
                raise ValidationError(
                    self.env._("“%s” is no language: write a code such as de, de_CH, fr, it or en.", text.lang)
                )
            if not text.body.strip():
                raise ValidationError(self.env._("The wording is empty."))
            if text.company_id and COMPANY in text.body:
                raise ValidationError(
                    self.env._("Write the company's name instead of %s: people have to read who is meant.", COMPANY)
                )

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: versions are counted, whoever made them
        groups = self.sudo()._read_group(
            [("purpose_id", "in", [vals["purpose_id"] for vals in vals_list if vals.get("purpose_id")])],
            ["purpose_id", "company_id", "lang"],
            ["version:max"],
        )
        latest = {(purpose.id, company.id, lang): version for purpose, company, lang, version in groups}
        for vals in vals_list:
            key = (vals.get("purpose_id"), vals.get("company_id") or False, vals.get("lang", "en"))
            vals["version"] = latest[key] = latest.get(key, 0) + 1
        return super().create(vals_list)

    def write(self, vals):
        changed = self.filtered(
            lambda text: any(
                name in vals and text._fields[name].convert_to_write(text[name], text) != vals[name] for name in WORDING
            )
        )
        if changed.filtered("is_used"):
            raise UserError(
                self.env._("People have been shown this text, so it stays as it is. Make a new version instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered("is_used"):
            raise UserError(
                self.env._("People have been shown this text. It belongs to the proof and can't be deleted.")
            )

    def action_new_version(self):
        """Make a copy that can be edited; it is shown from now on."""
        self.ensure_one()
        new = self.copy({"template_id": False} if self.company_id else {})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "view_mode": "form",
        }

    def _for_company(self, company, own):
        """The text of a company that follows this pattern; made where it is missing or no longer the same.

        :param own: the company's newest text in this language, perhaps none
        """
        self.ensure_one()
        values = {
            "body": self.body.replace(COMPANY, company.name),
            "notice_version": self.notice_version,
            "notice_url": self.notice_url,
        }
        if own and all((own[name] or False) == (value or False) for name, value in values.items()):
            return own
        # whoever makes the same text at the same time begins anew, and finds it
        self.env.cr.execute(SQL("UPDATE partner_consent_purpose SET code = code WHERE id = %s", self.purpose_id.id))
        return self.create(
            {
                "purpose_id": self.purpose_id.id,
                "company_id": company.id,
                "lang": self.lang,
                "template_id": self.id,
                **values,
            }
        )
