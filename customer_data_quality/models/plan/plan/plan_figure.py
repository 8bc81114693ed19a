from odoo import api, fields, models


class PartnerPlanFigure(models.Model):
    """A figure before and after a plan."""

    _name = "partner.plan.figure"
    _description = "Before and After a Plan"
    _order = "id"
    _log_access = False

    plan_id = fields.Many2one(
        "partner.plan", string="14-Day Plan", required=True, readonly=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, readonly=True)
    label = fields.Char(compute="_compute_texts", string="Figure")
    before = fields.Float(string="Value Before", readonly=True, aggregator=None)
    after = fields.Float(string="Value After", readonly=True, aggregator=None)
    has_before = fields.Boolean(readonly=True)
    has_after = fields.Boolean(readonly=True)
    before_text = fields.Char(compute="_compute_texts", string="Before")
    after_text = fields.Char(compute="_compute_texts", string="Now")
    verdict = fields.Selection(
        [("better", "Better"), ("same", "Unchanged"), ("worse", "Worse"), ("unknown", "Not Known")],
        compute="_compute_texts",
    )

    _one_line = models.UniqueIndex("(plan_id, name)")

    @api.depends("name", "before", "after", "has_before", "has_after")
    def _compute_texts(self):
        model = self.env["partner.steering.figure"]
        figures = model._figures()
        for line in self:
            figure = figures.get(line.name)
            # the add-on that brought it may be gone
            line.label = self.env._(figure.label) if figure else line.name
            line.before_text = model._describe(line.name, line.before) if figure and line.has_before else "–"
            line.after_text = model._describe(line.name, line.after) if figure and line.has_after else "–"
            line.verdict = line._verdict(figure)

    def _verdict(self, figure):
        if not (figure and self.has_before and self.has_after):
            return "unknown"
        if round(self.after - self.before, 1) == 0:
            return "same"
        return "better" if (self.after > self.before) == figure.more_is_better else "worse"
