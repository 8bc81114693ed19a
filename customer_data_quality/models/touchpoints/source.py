"""Where touchpoints are: which records of which model say that something happened with a contact."""

from typing import NamedTuple

from odoo.fields import Domain


class Source(NamedTuple):
    """Records of one model that are touchpoints of one kind.

    Paths lead over many2one fields to a stored field, such as "event_id.date_begin".
    """

    kind: str  # key of res.partner._touchpoint_kinds()
    model: str
    partner: str  # path of the contact: many2one, many2many, or the id of a record (then `domain` tells the model)
    date: str  # path of the date or time
    domain: Domain = Domain.TRUE
    title: str = ""  # path of the text to show, by default the record's display name
    amount: str = ""  # field of an amount of money
    currency: str = "currency_id"  # field of its currency
    opens: str = ""  # field of the record to open instead, where it is only a part of something
    # model of the records at the end of `partner`, where these are no contacts but connected with one by a steward
    connected: str = ""
    only: str = ""  # "past" or "future": what else is no touchpoint, such as an overdue activity

    @property
    def key(self):
        return f"{self.kind}:{self.model}:{self.partner}:{self.date}:{self.connected}"


def _documents():
    posted = Domain("state", "=", "posted")
    money = {"title": "name", "amount": "amount_total"}
    move = {"model": "account.move", "partner": "partner_id", "date": "invoice_date", **money}
    return [
        Source("lead", "crm.lead", "partner_id", "create_date", Domain("type", "=", "lead"), "name"),
        Source(
            "opportunity",
            "crm.lead",
            "partner_id",
            "create_date",
            Domain("type", "=", "opportunity"),
            "name",
            "expected_revenue",
            "company_currency",
        ),
        Source(
            "quotation", "sale.order", "partner_id", "date_order", Domain("state", "in", ("draft", "sent")), **money
        ),
        Source("order", "sale.order", "partner_id", "date_order", Domain("state", "=", "sale"), **money),
        Source(
            "shop", "pos.order", "partner_id", "date_order", Domain("state", "not in", ("draft", "cancel")), **money
        ),
        Source("subscription", "sale.subscription", "partner_id", "date_start"),
        Source("subscription", "contract.contract", "partner_id", "date_start"),
        Source(kind="invoice", domain=posted & Domain("move_type", "in", ("out_invoice", "out_receipt")), **move),
        Source(kind="refund", domain=posted & Domain("move_type", "=", "out_refund"), **move),
        Source(
            kind="bill", domain=posted & Domain("move_type", "in", ("in_invoice", "in_refund", "in_receipt")), **move
        ),
        Source(
            "payment",
            "account.payment",
            "partner_id",
            "date",
            Domain("state", "in", ("in_process", "paid")),
            "name",
            "amount",
        ),
        Source("purchase", "purchase.order", "partner_id", "date_approve", Domain("state", "=", "purchase"), **money),
        Source("delivery", "stock.picking", "partner_id", "date_done", Domain("state", "=", "done"), "name"),
        Source(
            "delivery",
            "stock.picking",
            "partner_id",
            "scheduled_date",
            Domain("state", "not in", ("draft", "done", "cancel")),
            "name",
            only="future",
        ),
    ]


def _communication(review_type):
    mail = {"model": "mail.message", "date": "date", "title": "subject", "opens": "res_id"}
    # what is asked of a colleague about the data of a contact is no touch
    done = Domain("model", "=", "res.partner") & Domain("mail_activity_type_id", "not in", [False, review_type])
    done_call = Domain("mail_activity_type_id.category", "=", "phonecall")
    planned = {
        "model": "mail.activity",
        "partner": "res_id",
        "date": "date_deadline",
        "only": "future",
        "opens": "res_id",
    }
    # meetings stand in the calendar
    ahead = (
        Domain("res_model", "=", "res.partner")
        & Domain("active", "=", True)
        & Domain("activity_type_id", "!=", review_type)
        & Domain("activity_type_id.category", "!=", "meeting")
    )
    ahead_call = Domain("activity_type_id.category", "=", "phonecall")
    return [
        Source(kind="mail_in", partner="author_id", domain=Domain("message_type", "=", "email"), **mail),
        Source(
            kind="mail_out",
            partner="partner_ids",
            domain=Domain("message_type", "in", ("comment", "email_outgoing")) & Domain("is_internal", "=", False),
            **mail,
        ),
        Source(kind="sms", partner="partner_ids", domain=Domain("message_type", "=", "sms"), **mail),
        Source(kind="call", partner="res_id", domain=done & done_call, **mail),
        Source(kind="activity", partner="res_id", domain=done & ~done_call, **mail),
        Source(kind="call", domain=ahead & ahead_call, title="summary", **planned),
        Source(kind="activity", domain=ahead & ~ahead_call, title="summary", **planned),
        Source("call", "crm.phonecall", "partner_id", "date", title="name"),
        Source("call", "voip.call", "partner_id", "start_date"),
        Source("meeting", "calendar.event", "partner_ids", "start", Domain("active", "=", True), "name"),
    ]


def _chats():
    history = {
        "model": "im_livechat.channel.member.history",
        "date": "create_date",
        "domain": Domain("livechat_member_type", "=", "visitor"),
        "title": "channel_id.name",
        "opens": "channel_id",
    }
    # of visitors who had not logged in, but whom the website knows
    unnamed = Domain("channel_type", "=", "livechat") & Domain("livechat_customer_partner_ids", "=", False)
    return [
        Source(kind="chat", partner="partner_id", **history),
        Source(kind="chat", partner="guest_id", connected="mail.guest", **history),
        Source("chat", "discuss.channel", "livechat_visitor_id.partner_id", "create_date", unnamed, "name"),
    ]


def _service():
    return [
        Source("ticket", "helpdesk.ticket", "partner_id", "create_date", title="name"),
        Source("repair", "repair.order", "partner_id", "schedule_date", Domain("state", "!=", "cancel"), "name"),
        Source("project", "project.project", "partner_id", "create_date", title="name"),
        Source("task", "project.task", "partner_id", "create_date", title="name"),
        Source(
            "task",
            "project.task",
            "partner_id",
            "date_deadline",
            Domain("state", "not in", ("1_done", "1_canceled")),
            "name",
            only="future",
        ),
        Source("rating", "rating.rating", "partner_id", "rated_on", Domain("consumed", "=", True)),
        Source("application", "hr.applicant", "partner_id", "create_date", title="job_id.name"),
    ]


def _marketing():
    trace = {
        "model": "mailing.trace",
        "partner": "res_id",
        "title": "mass_mailing_id.subject",
        "opens": "mass_mailing_id",
    }
    real = Domain("is_test_trace", "=", False)
    of_contact = Domain("model", "=", "res.partner") & real
    of_subscriber = Domain("model", "=", "mailing.contact") & real
    subscriber = {"connected": "mailing.contact", "domain": of_subscriber, **trace}
    return [
        Source(
            "event",
            "event.registration",
            "partner_id",
            "event_id.date_begin",
            Domain("state", "!=", "cancel") & Domain("active", "=", True),
            "event_id.name",
        ),
        Source(kind="mailing", date="sent_datetime", domain=of_contact, **trace),
        Source(kind="click", date="links_click_datetime", domain=of_contact, **trace),
        Source(kind="mailing", date="sent_datetime", **subscriber),
        Source(kind="click", date="links_click_datetime", **subscriber),
        Source("visit", "website.visitor", "partner_id", "last_connection_datetime", title="website_id.name"),
        Source("page", "website.track", "visitor_id.partner_id", "visit_datetime", title="url", opens="visitor_id"),
        Source(
            "survey", "survey.user_input", "partner_id", "end_datetime", Domain("state", "=", "done"), "survey_id.title"
        ),
        Source("course", "slide.channel.partner", "partner_id", "create_date", title="channel_id.name"),
    ]


def known_sources(review_type):
    """Sources of apps that are well known, installed or not.

    :param int review_type: id of the type of activity by which contacts are reviewed
    """
    return [*_documents(), *_communication(review_type), *_chats(), *_service(), *_marketing()]
