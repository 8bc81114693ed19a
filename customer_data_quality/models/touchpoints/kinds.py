"""What touchpoints are called, and how they look."""

from typing import NamedTuple

from odoo import _lt


class Kind(NamedTuple):
    """A kind of touchpoint."""

    label: object  # translatable, in the singular
    department: str
    icon: str  # of Font Awesome 4


DEPARTMENTS = {
    "sales": _lt("Sales"),
    "service": _lt("Service"),
    "marketing": _lt("Marketing"),
    "finance": _lt("Finance"),
    "logistics": _lt("Logistics"),
    "purchasing": _lt("Purchasing"),
    "communication": _lt("Communication"),
    "people": _lt("Human Resources"),
    "other": _lt("Others"),
}

KINDS = {
    "lead": Kind(_lt("Lead"), "sales", "fa-bullseye"),
    "opportunity": Kind(_lt("Opportunity"), "sales", "fa-star-o"),
    "quotation": Kind(_lt("Quotation"), "sales", "fa-pencil-square-o"),
    "order": Kind(_lt("Order"), "sales", "fa-shopping-cart"),
    "shop": Kind(_lt("Purchase in the Shop"), "sales", "fa-shopping-bag"),
    "subscription": Kind(_lt("Subscription"), "sales", "fa-refresh"),
    "invoice": Kind(_lt("Invoice"), "finance", "fa-file-text-o"),
    "refund": Kind(_lt("Credit Note"), "finance", "fa-undo"),
    "payment": Kind(_lt("Payment"), "finance", "fa-money"),
    "bill": Kind(_lt("Vendor Bill"), "finance", "fa-file-o"),
    "purchase": Kind(_lt("Purchase Order"), "purchasing", "fa-credit-card"),
    "delivery": Kind(_lt("Delivery"), "logistics", "fa-truck"),
    "mail_in": Kind(_lt("Mail Received"), "communication", "fa-reply"),
    "mail_out": Kind(_lt("Mail Sent"), "communication", "fa-envelope-o"),
    "sms": Kind(_lt("Text Message"), "communication", "fa-mobile"),
    "chat": Kind(_lt("Live Chat"), "communication", "fa-comments-o"),
    "call": Kind(_lt("Call"), "communication", "fa-phone"),
    "meeting": Kind(_lt("Meeting"), "communication", "fa-calendar"),
    "activity": Kind(_lt("Activity"), "communication", "fa-clock-o"),
    "ticket": Kind(_lt("Ticket"), "service", "fa-life-ring"),
    "repair": Kind(_lt("Repair"), "service", "fa-wrench"),
    "project": Kind(_lt("Project"), "service", "fa-folder-open-o"),
    "task": Kind(_lt("Task"), "service", "fa-check-square-o"),
    "rating": Kind(_lt("Rating"), "service", "fa-thumbs-o-up"),
    "event": Kind(_lt("Event"), "marketing", "fa-ticket"),
    "mailing": Kind(_lt("Mailing"), "marketing", "fa-bullhorn"),
    "click": Kind(_lt("Click in a Mailing"), "marketing", "fa-hand-pointer-o"),
    "visit": Kind(_lt("Website Visit"), "marketing", "fa-globe"),
    "page": Kind(_lt("Website Page"), "marketing", "fa-eye"),
    "survey": Kind(_lt("Survey"), "marketing", "fa-list-alt"),
    "course": Kind(_lt("Course"), "marketing", "fa-graduation-cap"),
    "application": Kind(_lt("Job Application"), "people", "fa-user-plus"),
    "other": Kind(_lt("Other Record"), "other", "fa-file-o"),
}
