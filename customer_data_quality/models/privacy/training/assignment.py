from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

ACTIVITY = "mail.mail_activity_data_todo"


class PartnerTrainingAssignment(models.Model):
    """That a colleague is to take a course, and that they have. What they answered is kept nowhere."""

    _name = "partner.training.assignment"
    _description = "Training of a Colleague"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "state desc, date_due, id"
    _rec_name = "course_id"

    course_id = fields.Many2one("partner.training.course", required=True, readonly=True, index=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Colleague", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    team = fields.Char(readonly=True, help="Department or sales team.")
    state = fields.Selection(
        [("open", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    date_assigned = fields.Date(string="Assigned on", required=True, readonly=True, default=fields.Date.context_today)
    date_due = fields.Date(string="Take It by", required=True, readonly=True)
    date_done = fields.Date(string="Done on", readonly=True)
    valid_until = fields.Date(compute="_compute_valid_until")
    version = fields.Integer(readonly=True, aggregator=None)
    result = fields.Selection([("passed", "Passed"), ("confirmed", "Confirmed")], readonly=True)
    is_mine = fields.Boolean(compute="_compute_is_mine")

    _open_once = models.UniqueIndex("(course_id, user_id) WHERE state = 'open'")

    @api.depends("date_done", "course_id.interval_months")
    def _compute_valid_until(self):
        for assignment in self:
            months = assignment.course_id.interval_months
            assignment.valid_until = assignment.date_done and fields.Date.add(assignment.date_done, months=months)

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for assignment in self:
            assignment.is_mine = assignment.user_id == self.env.user

    def _cancel(self):
        """Take open assignments back, with their activities."""
        self.activity_unlink([ACTIVITY])
        self.write({"state": "cancelled"})

    def _finish(self, result):
        """Note that one assignment is done; the answers are not kept."""
        self.ensure_one()
        self.activity_unlink([ACTIVITY])
        self.write(
            {
                "state": "done",
                "result": result,
                "date_done": fields.Date.context_today(self),
                "version": self.course_id.version,
            }
        )

    # -- what the screen asks for -----------------------------------------------------------------

    def action_take(self):
        """Open the course."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("customer_data_quality.training_action")
        return {**action, "context": {"training_assignment_id": self.id}}

    @api.model
    def training_open(self, assignment_id=None, course_id=None):
        """What the screen of a training shows: of one assignment, else of the user's next one, else of their last.

        :param int assignment_id: an assignment of the user
        :param int course_id: a course to look at without taking it; for privacy officers
        :return: dict, or False if there is nothing for the user
        """
        if course_id:
            course = self.env["partner.training.course"].browse(course_id)
            course.check_access("write")
            return course._shown(self.browse())
        mine = self.search([("user_id", "=", self.env.uid), ("state", "!=", "cancelled")])
        if assignment_id:
            mine = mine.filtered(lambda each: each.id == assignment_id)
        waiting = mine.filtered(lambda each: each.state == "open").sorted("date_due")
        shown = waiting[:1] or mine.sorted(lambda each: (each.date_done, each.id), reverse=True)[:1]
        return shown.course_id._shown(shown) if shown else False

    def training_answer(self, answers):
        """Tell how the questions were answered, and note that the course was passed if enough are right.

        :param dict answers: id of the answer by id of the question (as text, as JSON has it)
        :return: dict with passed, right, total, and by question whether it was right, the right answer, why
        """
        course = self._taken()
        if course.kind != "pages":
            raise UserError(self.env._("This training is confirmed, not answered."))
        told, right = [], 0
        for question in course.question_ids:
            right_one = question.answer_ids.filtered("is_right")[:1]
            is_right = answers.get(str(question.id)) == right_one.id
            right += is_right
            told.append(
                {
                    "id": question.id,
                    "is_right": is_right,
                    "right_answer_id": right_one.id,
                    "explanation": question.explanation or "",
                }
            )
        total = len(course.question_ids)
        passed = right * 100 >= course.pass_mark * total
        if passed:
            self.sudo()._finish("passed")  # sudo: users write nothing there themselves
        return {"passed": passed, "right": right, "total": total, "questions": told}

    def training_confirm(self):
        """Note that the user has read the document, or taken the training elsewhere."""
        course = self._taken()
        if course.kind == "pages":
            raise UserError(self.env._("This training is passed by answering its questions."))
        self.sudo()._finish("confirmed")  # sudo: as above

    def _taken(self):
        """The course of one open assignment of the user, with all rights.

        :raises AccessError: if it is somebody else's
        :raises UserError: if it is not open any more
        """
        self.ensure_one()
        self.check_access("read")
        if self.user_id != self.env.user:
            raise AccessError(self.env._("Everybody takes their training themselves."))
        if self.state != "open":
            raise UserError(self.env._("This training is not open any more."))
        return self.course_id.sudo()  # sudo: the right answers are not for users to read


class PartnerTrainingCourse(models.Model):
    """How a course is shown."""

    _inherit = "partner.training.course"  # pylint: disable=consider-merging-classes-inherited

    def _shown(self, assignment):
        """What the screen shows of one course, without telling which answers are right.

        :param assignment: the user's, or none for a preview
        """
        course = self.sudo()  # sudo: whoever has an assignment may see its course
        return {
            "assignment_id": assignment.id,
            "state": assignment.state or "preview",
            "date_due": fields.Date.to_string(assignment.date_due) if assignment else False,
            "date_done": fields.Date.to_string(assignment.date_done) if assignment.date_done else False,
            "valid_until": fields.Date.to_string(assignment.valid_until) if assignment.date_done else False,
            "name": course.name,
            "kind": course.kind,
            "pass_mark": course.pass_mark,
            "url": course.url if course.kind == "link" else False,
            "document": course.kind == "document" and {"id": course.id, "name": course.document_name or course.name},
            "pages": [{"id": page.id, "name": page.name, "body": page.body or ""} for page in course.page_ids]
            if course.kind == "pages"
            else [],
            "questions": [
                {
                    "id": question.id,
                    "name": question.name,
                    "answers": [{"id": answer.id, "name": answer.name} for answer in question.answer_ids],
                }
                for question in course.question_ids
            ]
            if course.kind == "pages"
            else [],
        }
