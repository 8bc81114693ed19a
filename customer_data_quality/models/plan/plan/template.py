from odoo import fields, models

PHASES = [
    ("1", "Days 1 to 3: Look and Standard"),
    ("2", "Days 4 to 7: Awareness and Training"),
    ("3", "Days 8 to 10: Reviews and Reminders"),
    ("4", "Days 11 to 13: Connecting Departments"),
    ("5", "Days 14 and 15: Security"),
]


class PartnerPlanTemplate(models.Model):
    """A step that each new plan begins with. Companies add their own, and put aside what is not for them."""

    _name = "partner.plan.template"
    _description = "Step of Every Plan"
    _order = "day, sequence, id"

    name = fields.Char(required=True, translate=True, help="What is to be done, in a few words.")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    phase = fields.Selection(PHASES, required=True, default="1")
    day = fields.Integer(required=True, default=1, help="The working day of the plan, 1 to 15.")
    why = fields.Text(translate=True, help="Why this matters, and how it is done.")
    check_name = fields.Char(
        string="Check", help="The technical name of what the database is asked; empty: somebody confirms it."
    )
    needs_confirmation = fields.Boolean(help="Done when the check is met and somebody has confirmed it.")
    action_name = fields.Char(string="Opens", help="External id of the action that opens the right screen.")

    _day_range = models.Constraint("CHECK (day BETWEEN 1 AND 15)", "The plan has fifteen working days.")
