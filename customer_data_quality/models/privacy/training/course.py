from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

KINDS = [
    ("pages", "Pages and Questions"),
    ("document", "Document of the Company"),
    ("link", "Link to a Training Elsewhere"),
]


class PartnerTrainingCourse(models.Model):
    """What colleagues read, and are asked about, once a year."""

    _name = "partner.training.course"
    _description = "Training Course"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.", ondelete="cascade")
    kind = fields.Selection(
        KINDS,
        string="Material",
        required=True,
        default="pages",
        help="Colleagues read pages and answer questions here, or confirm that they have read a document or done a "
        "training elsewhere.",
    )
    page_ids = fields.One2many("partner.training.page", "course_id", string="Pages", copy=True)
    question_ids = fields.One2many("partner.training.question", "course_id", string="Questions", copy=True)
    pass_mark = fields.Integer(string="To Pass (%)", default=80, help="So many of the questions have to be right.")
    document = fields.Binary(attachment=True)
    document_name = fields.Char()
    url = fields.Char(string="Address")
    version = fields.Integer(readonly=True, default=1, copy=False, help="Noted with everybody who was trained.")
    is_running = fields.Boolean(
        string="Assigned Every Year",
        readonly=True,
        copy=False,
        help="All colleagues are asked to take it, also those who join later.",
    )
    group_ids = fields.Many2many(
        "res.groups",
        "partner_training_course_group_rel",
        "course_id",
        "group_id",
        string="For",
        help="Empty: all internal users.",
    )
    interval_months = fields.Integer(string="Valid for (Months)", default=12)
    deadline_days = fields.Integer(
        string="Days to Take It",
        default=30,
        help="Within so many days from the assignment on; spread over working days.",
    )
    daily_cap = fields.Integer(
        string="At Most per Day", default=10, help="No day is the last one for more colleagues than that."
    )
    trained_count = fields.Integer(string="Trained", compute="_compute_counts")
    missing_count = fields.Integer(string="Missing", compute="_compute_counts")

    _numbers = models.Constraint(
        "CHECK (pass_mark BETWEEN 1 AND 100 AND interval_months BETWEEN 1 AND 60 "
        "AND deadline_days BETWEEN 7 AND 180 AND daily_cap > 0)",
        "To pass: 1 to 100 %. Valid: 1 to 60 months. Days to take it: 7 to 180. At most per day: one or more.",
    )

    @api.constrains("is_running", "kind", "page_ids", "question_ids", "document", "url")
    def _check_material(self):
        """What is assigned can be taken."""
        for course in self.filtered("is_running"):
            if course.kind == "pages":
                complete = course.page_ids and all(question._is_complete() for question in course.question_ids)
            else:
                complete = course.document if course.kind == "document" else course.url
            if not complete:
                raise ValidationError(
                    self.env._(
                        "“%s” can't be assigned yet: add pages with questions that have one right answer each, a "
                        "document, or a link.",
                        course.name,
                    )
                )

    @api.constrains("url")
    def _check_url(self):
        for course in self.filtered("url"):
            if not course.url.startswith(("https://", "http://")):
                raise ValidationError(self.env._("The address of a training begins with https:// or http://."))

    @api.depends("group_ids", "company_id", "interval_months")
    def _compute_counts(self):
        for course in self:
            users = course._audience() if course.id else self.env["res.users"]
            course.missing_count = len(course._missing_users())
            course.trained_count = len(users) - course.missing_count

    def _audience(self):
        """The colleagues one course is for."""
        self.ensure_one()
        wanted = Domain("share", "=", False) & Domain("active", "=", True)
        if self.company_id:
            wanted &= Domain("company_id", "=", self.company_id.id)
        if self.group_ids:
            wanted &= Domain("all_group_ids", "in", self.group_ids.ids)
        # sudo: who works here is no secret among those who look after trainings
        return self.env["res.users"].sudo().search(wanted, order="id")

    def _valid_until(self):
        """Until when colleagues are trained: {course: {user: date}}; who never was is missing."""
        # sudo: as above; others see their own trainings only
        rows = (
            self.env["partner.training.assignment"]
            .sudo()
            ._read_group(
                [("course_id", "in", self.ids), ("state", "=", "done")], ["course_id", "user_id"], ["date_done:max"]
            )
        )
        result = {course: {} for course in self}
        for course, user, day in rows:
            course = self.browse(course.id)
            result[course][user] = fields.Date.add(day, months=course.interval_months)
        return result

    def _missing_users(self, day=None):
        """Those who are not trained on a day, today by default."""
        day = day or fields.Date.context_today(self)
        # sudo: as in `_audience`
        missing = self.env["res.users"].sudo()
        for course, valid in self._valid_until().items():
            if course.id:
                missing |= course._audience().filtered(lambda user, valid=valid: user not in valid or valid[user] < day)
        return missing

    @api.ondelete(at_uninstall=False)
    def _unlink_except_taken(self):
        # sudo: trainings of other companies count too
        taken = (
            self.env["partner.training.assignment"]
            .sudo()
            .search([("course_id", "in", self.ids), ("state", "=", "done")])
        )
        if taken:
            raise UserError(
                self.env._(
                    "Colleagues have taken %s; deleting it would delete the proof. Archive it instead.",
                    ", ".join(taken.course_id.mapped("name")),
                )
            )

    # -- what the buttons do ----------------------------------------------------------------------

    def action_start(self):
        """Have it assigned to everybody from now on."""
        self.write({"is_running": True})
        self.env["partner.training.assignment"]._wake()

    def action_stop(self):
        """Assign it to nobody any more; what is open is taken back."""
        self.write({"is_running": False})
        # sudo: assignments are made and taken back by the system only
        self.env["partner.training.assignment"].sudo().search(
            [("course_id", "in", self.ids), ("state", "=", "open")]
        )._cancel()

    def action_new_version(self):
        """Count the version up; who was trained with an older one stays trained until its end."""
        for course in self:
            course.version += 1

    def action_open_assignments(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("customer_data_quality.partner_training_assignment_action")
        return {**action, "domain": [("course_id", "=", self.id)]}

    def action_preview(self):
        """Look at the course as colleagues see it."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("customer_data_quality.training_action")
        return {**action, "context": {"training_course_id": self.id}}


class PartnerTrainingPage(models.Model):
    """One page of a course."""

    _name = "partner.training.page"
    _description = "Page of a Training Course"
    _order = "sequence, id"

    course_id = fields.Many2one("partner.training.course", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True, translate=True)
    body = fields.Html(translate=True, sanitize=True)


class PartnerTrainingQuestion(models.Model):
    """One question at the end of a course."""

    _name = "partner.training.question"
    _description = "Question of a Training Course"
    _order = "sequence, id"

    course_id = fields.Many2one("partner.training.course", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question", required=True, translate=True)
    explanation = fields.Text(translate=True, help="Shown with the result, whatever was answered.")
    answer_ids = fields.One2many("partner.training.answer", "question_id", string="Answers", copy=True)

    def _is_complete(self):
        return len(self.answer_ids) > 1 and sum(self.answer_ids.mapped("is_right")) == 1


class PartnerTrainingAnswer(models.Model):
    """One of the answers to choose from."""

    _name = "partner.training.answer"
    _description = "Answer to a Question of a Training Course"
    _order = "sequence, id"

    question_id = fields.Many2one("partner.training.question", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Answer", required=True, translate=True)
    is_right = fields.Boolean(string="Right")
