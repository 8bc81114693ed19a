import ast

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

RULE_ACTIONS = [
    ("delete", "Delete"),
    ("anonymise", "Anonymise"),
    ("detach", "Remove the Link"),
    ("keep", "Keep by Law"),
    ("leave", "Leave"),
]


class PartnerPrivacyErasureRule(models.Model):
    """What becomes of records of a model when a person is erased. The first rule that applies counts.

    Shipped are the duties to keep of Germany (HGB section 257, AO section 147: vouchers 8 years since 2025, books and
    annual accounts 10 years, commercial letters 6 years, from the end of the calendar year), Austria (BAO section 132,
    UGB section 212: 7 years from the end of the calendar year) and Switzerland (OR article 958f: 10 years from the end
    of the business year). Article 17 (3) b GDPR lets what the law wants be kept, article 18 says how: restricted.
    """

    _name = "partner.privacy.erasure.rule"
    _description = "Erasure Rule"
    _order = "model_name, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    model_name = fields.Char(
        string="Model", required=True, index=True, help="Technical name; rules of apps that are not installed wait."
    )
    model_label = fields.Char(string="Records", compute="_compute_model_label")
    domain = fields.Char(required=True, default="[]", help="To which records of the model it applies.")
    country_ids = fields.Many2many(
        "res.country", string="Countries", help="Of the company that holds the record; empty: everywhere."
    )
    action = fields.Selection(RULE_ACTIONS, required=True, default="anonymise")
    years = fields.Integer(help="For so many years the record is kept.")
    date_field = fields.Char(
        string="Counted from", help="Technical name of the field with the date of the document; empty: its creation."
    )
    from_year_end = fields.Boolean(
        string="From the End of the Year", default=True, help="The time begins at the end of the calendar year."
    )
    action_after = fields.Selection(
        [("delete", "Delete"), ("anonymise", "Anonymise")], string="Then", required=True, default="anonymise"
    )
    is_hidden = fields.Boolean(
        string="Hide and Lock",
        default=True,
        help="What is kept is seen by privacy officers alone. Not for what totals are made of, such as journal items.",
    )
    law = fields.Char(string="Source of Law", translate=True)

    _years_positive = models.Constraint(
        "CHECK (action <> 'keep' OR years BETWEEN 1 AND 100)", "Say for how many years records are kept: 1 to 100."
    )

    @api.depends("model_name")
    def _compute_model_label(self):
        found = self.env["ir.model"].sudo().search([("model", "in", self.mapped("model_name"))])  # sudo: names
        names = {model.model: model.name for model in found}
        for rule in self:
            rule.model_label = names.get(rule.model_name) or self.env._("%s (not installed)", rule.model_name)

    @api.constrains("model_name", "domain", "date_field")
    def _check_rule(self):
        for rule in self:
            try:
                domain = ast.literal_eval(rule.domain)
            except (ValueError, SyntaxError) as error:
                raise ValidationError(self.env._("“%s” is no domain.", rule.domain)) from error
            model = self.env.get(rule.model_name)
            if model is None:
                continue
            if model._abstract or model._transient:
                raise ValidationError(self.env._("“%s” holds no records.", rule.model_name))
            try:
                Domain(domain).validate(model)
            except ValueError as error:
                raise ValidationError(self.env._("“%s” is no domain.", rule.domain)) from error
            field = model._fields.get(rule.date_field) if rule.date_field else None
            if rule.date_field and (field is None or field.type not in ("date", "datetime") or not field.store):
                raise ValidationError(self.env._("“%s” is no field with a date.", rule.date_field))

    @api.model
    def _judge(self, records, company):
        """What becomes of records of one model.

        :param records: recordset with all rights
        :param company: record of res.company, for records that belong to none
        :return: {id: (action, rule, date of the document or False, kept until or False)}; records without a rule are
            missing
        """
        verdicts = {}
        for rule in self.search([("model_name", "=", records._name)]):
            left = records.browse(id_ for id_ in records.ids if id_ not in verdicts)
            if not left:
                break
            chosen = left.filtered_domain(rule._full_domain())
            chosen = chosen.filtered(lambda record, rule=rule: rule._is_for(record, company))
            for record in chosen:
                verdicts[record.id] = rule._verdict(record)
        return verdicts

    def _full_domain(self):
        return Domain(ast.literal_eval(self.domain or "[]"))

    def _is_for(self, record, company):
        if not self.country_ids:
            return True
        own = record.company_id if "company_id" in record._fields else company
        return ((own or company).country_id or company.country_id) in self.country_ids

    def _verdict(self, record):
        if self.action != "keep":
            return self.action, self, False, False
        date = self._document_date(record)
        until = self._end(date)
        if until < fields.Date.today():
            return self.action_after, self, date, False
        return "keep", self, date, until

    def _document_date(self, record):
        moment = (self.date_field and record[self.date_field]) or record.create_date or fields.Date.today()
        return fields.Date.to_date(moment)

    def _end(self, date):
        """The last day on which a document has to be kept."""
        start = date.replace(month=12, day=31) if self.from_year_end else date
        return start + relativedelta(years=self.years)
