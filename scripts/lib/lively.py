"""A company's year in the demo database: what its departments did with the contacts, as far as the apps are there."""

import datetime
import random

SEED = 7
# What the users of the demo may see of other apps, where these are installed.
RIGHTS = (
    "sales_team.group_sale_salesman_all_leads",
    "mass_mailing.group_mass_mailing_user",
    "event.group_event_user",
)
# How many contacts of the demo data each department has dealt with.
ORDERS, LEADS, MAILINGS, MEETINGS, MAILS = 120, 90, 140, 40, 80
# Target, measured by, days until.
TARGETS = ((80, "score", 120), (88, "score", 30), (90, "completeness", 90))
# By how much the figures were worse when the plan began, two weeks ago.
PLAN_DAYS, BEFORE = 14, 0.8


def prepare(env):
    """Fill a database that has the demo data, run what the scheduler would have run, and commit.

    :param env: an Odoo environment with all rights
    """
    chance = random.Random(SEED)
    contacts = _contacts(env)
    _long_ago(env, contacts)
    _rights(env)
    for fill in (_orders, _leads, _mailings, _meetings, _mails, _guests, _consents):
        fill(env, contacts, chance)
    _requests(env, contacts, chance)
    _access(env, contacts)
    _run_jobs(env)
    _reviews(env, chance)
    _list_to_import(env, contacts)
    _steering(env)
    _greet(env)
    env.cr.commit()


def _rights(env):
    groups = [group for group in (env.ref(name, raise_if_not_found=False) for name in RIGHTS) if group]
    for name in ("user", "steward", "privacy", "manager"):
        env.ref(f"customer_data_quality.demo_{name}").group_ids = [(4, group.id) for group in groups]


def _greet(env):
    """Everybody who logs in sees first where the company stands, and the plan."""
    users = env.ref("customer_data_quality.group_user").all_user_ids
    users.action_id = env.ref("customer_data_quality.partner_dashboard_action").id


def _contacts(env):
    known = env["ir.model.data"].search(
        [("module", "=", "customer_data_quality"), ("name", "=like", "demo_partner_%"), ("model", "=", "res.partner")]
    )
    return env["res.partner"].browse(known.sorted("name").mapped("res_id")).exists()


def _long_ago(env, contacts):
    """Let the contacts have been entered over the last two years, so that some are due for a review."""
    env.flush_all()
    env.cr.execute(
        "UPDATE res_partner SET create_date = now() - id %% 700 * interval '1 day' WHERE id = ANY(%s)", [contacts.ids]
    )
    env.invalidate_all()


def _days_ago(chance, most):
    return datetime.datetime.now().replace(microsecond=0) - datetime.timedelta(
        days=chance.randint(1, most), hours=chance.randint(0, 8)
    )


def _orders(env, contacts, chance):
    if "sale.order" not in env:
        return
    products = env["product.product"].create(
        [
            {"name": name, "list_price": price, "type": "service", "invoice_policy": "order"}
            for name, price in (("Wartung", 420.0), ("Beratung", 980.0))
        ]
    )
    companies = contacts.filtered(lambda contact: contact.is_company and contact.active)
    customers = chance.sample(companies.ids, min(len(companies), ORDERS // 2))
    orders = env["sale.order"].create(
        [
            {
                "partner_id": chance.choice(customers),
                "order_line": [
                    (0, 0, {"product_id": chance.choice(products.ids), "product_uom_qty": chance.randint(1, 9)})
                ],
            }
            for _number in range(ORDERS)
        ]
    )
    confirmed = orders.filtered(lambda order: chance.random() < 0.8)
    confirmed.with_context(mail_notrack=True).action_confirm()
    for order in orders:
        order.date_order = _days_ago(chance, 700)
    _invoices(env, confirmed)


def _invoices(env, orders):
    """Bill what was ordered, on the day of the order, where the accounts are set up."""
    if not env["account.journal"].search_count([("type", "=", "sale"), ("company_id", "=", env.company.id)]):
        return
    orders._create_invoices(grouped=True)
    for order in orders:
        order.invoice_ids.invoice_date = order.date_order.date()
    orders.invoice_ids.action_post()


def _leads(env, contacts, chance):
    if "crm.lead" not in env:
        return
    reachable = contacts.filtered(lambda contact: contact.email_normalized and contact.active)
    values = []
    for number, contact in enumerate(chance.sample(list(reachable), min(len(reachable), LEADS))):
        lead = {"name": f"Anfrage {number + 1}", "contact_name": contact.name, "email_from": contact.email}
        kind = number % 3
        if kind == 0:  # as it came in by the website: nobody has linked it
            lead |= {"phone": contact.phone}
        elif kind == 1:
            lead |= {"partner_id": contact.id}
        else:  # somebody nobody knows yet
            lead |= {"contact_name": f"Neu {number}", "email_from": f"anfrage{number}@neukunde{number}.example"}
        values.append(lead)
    env["crm.lead"].create(values)


def _mailings(env, contacts, chance):
    if "mailing.contact" not in env:
        return
    newsletter = env["mailing.list"].create({"name": "Newsletter"})
    reachable = contacts.filtered(lambda contact: contact.email_normalized and contact.active)
    known = [(contact.name, contact.email) for contact in chance.sample(list(reachable), min(len(reachable), MAILINGS))]
    unknown = [(f"Abonnent {number}", f"abo{number}@leserschaft.example") for number in range(MAILINGS // 3)]
    env["mailing.contact"].create(
        [{"name": name, "email": email, "list_ids": [(4, newsletter.id)]} for name, email in known + unknown]
    )


def _meetings(env, contacts, chance):
    if "calendar.event" not in env:
        return
    for contact in chance.sample(list(contacts.filtered("active")), min(len(contacts), MEETINGS)):
        start = _days_ago(chance, 300)
        env["calendar.event"].with_context(no_mail_to_attendees=True, dont_notify=True).create(
            {
                "name": f"Besuch {contact.name}",
                "start": start,
                "stop": start + datetime.timedelta(hours=1),
                "partner_ids": [(4, contact.id)],
            }
        )


def _mails(env, contacts, chance):
    senders = contacts.filtered(lambda contact: contact.email_normalized and contact.active)
    for contact in chance.sample(list(senders), min(len(senders), MAILS)):
        contact.message_post(
            body="Guten Tag, bitte rufen Sie mich zurück.",
            message_type="email",
            author_id=contact.id,
            date=_days_ago(chance, 400),
        )


def _guests(env, contacts, chance):
    """People who chatted on the website: some are contacts, most are not."""
    people = contacts.filtered(lambda contact: contact.email_normalized and contact.name and not contact.is_company)
    guests = [{"name": contact.name, "email": contact.email} for contact in people[:12]]
    names = ("Lea Quittenbaum", "Jonas Ahrenholz", "Mira Tannhofer", "Emil Rosenkranz")
    guests += [{"name": name, "email": f"{name.split()[1].lower()}@example.com"} for name in names]
    env["mail.guest"].create(guests)


def _consents(env, contacts, chance):
    reachable = contacts.filtered(lambda contact: contact.email_normalized and contact.active)
    reachable = reachable.filtered(lambda contact: ";" not in contact.email)
    asked = reachable.browse(chance.sample(reachable.ids, len(reachable) // 2))
    purpose = "newsletter"
    for place, contact in enumerate(asked):
        contact._consent_record(purpose, "email", "granted", method="paper", act_date=_days_ago(chance, 900))
        if place % 4:
            contact._consent_record(purpose, "email", "confirmed", method="email_link")
        if place % 9 == 0:
            contact._consent_record(purpose, "email", "withdrawn", method="phone")


def _requests(env, contacts, chance):
    officer = env.ref("customer_data_quality.demo_privacy")
    people = contacts.filtered(lambda contact: contact.email_normalized and not contact.is_company and contact.active)
    for days, kind, person in zip((3, 12, 26), ("access", "rectification", "erasure"), people, strict=False):
        received = datetime.date.today() - datetime.timedelta(days=days)
        env["partner.privacy.request"].with_user(officer).create(
            {"kind": kind, "partner_id": person.id, "received_on": received}
        )


def _access(env, contacts):
    """What people took out of the database."""
    steward, officer = (env.ref(f"customer_data_quality.demo_{name}") for name in ("steward", "privacy"))
    log = env["partner.access.log"]
    log.with_user(steward)._log("export", contacts[:240], details="name, email, phone, city")
    log.with_user(steward)._log("merge", contacts[:1], reason="The same person twice", count=2)
    log.with_user(officer)._log("reveal", contacts[1:2], reason="Asked on the phone", details="Notes")
    log.with_user(officer)._log("proof", contacts[2:3], details="JSON")


def _list_to_import(env, contacts):
    """A list of a fair, a third of whose visitors are contacts already; it waits for somebody's decisions."""
    known = contacts.filtered(
        lambda contact: contact.active and contact.name and contact.email_normalized and not contact.is_company
    )
    lines = ["Name;E-Mail;Telefon;Ort"]
    lines += [f"{contact.name};{contact.email};+49 30 23125{100 + n};" for n, contact in enumerate(known[:8])]
    lines += [f"Besucher Nummer {n};besucher{n}@example.com;;Leipzig" for n in range(16)]
    manager = env.ref("customer_data_quality.demo_manager")
    file = (
        env["base_import.import"]
        .with_user(manager)
        .create(
            {
                "res_model": "res.partner",
                "file": "\n".join(lines).encode(),
                "file_name": "Messe.csv",
                "file_type": "text/csv",
            }
        )
    )
    given = {"has_headers": True, "quoting": '"', "separator": ";", "encoding": "utf-8", "match_contacts": True}
    preview = file.parse_preview(given)
    columns = ["/".join(preview["matches"].get(place, ())) or False for place in range(len(preview["headers"]))]
    env["partner.import"].with_user(manager).start(file.id, columns, preview["options"])
    env["partner.import"]._cron_import()


def _run_jobs(env):
    env["partner.quality"]._rescore()
    env["partner.duplicate.group"]._scan(full=True)
    env["partner.review"]._plan()
    env["partner.silo.source"]._scan(full=True)
    env["partner.touchpoint"]._cron_refresh()
    env["partner.segment"]._cron_refresh()
    env["partner.security.check"]._run(env.user)
    env["partner.processing.activity"]._generate(env.company)
    env.ref("customer_data_quality.training_course").action_start()
    env["partner.training.assignment"]._cron_assign()
    env["partner.field.usage"]._scan()


def _steering(env):
    """Targets, a plan that has just begun, and the figures of today."""
    manager = env.ref("customer_data_quality.demo_manager")
    env = env(context={**env.context, "lang": manager.lang})
    env["partner.quality.snapshot"]._take()
    today = datetime.date.today()
    env["partner.quality.target"].with_user(manager).create(
        [
            {"value": value, "measure": measure, "date": today + datetime.timedelta(days=days)}
            for value, measure, days in TARGETS
        ]
    )
    env["partner.plan"].with_user(manager).start_now()
    plan = env["partner.plan"].search([], limit=1)
    plan.date_start -= datetime.timedelta(days=PLAN_DAYS)
    figures = env["partner.steering.figure"]._figures()
    for line in plan.figure_ids:
        line.before *= BEFORE if figures[line.name].more_is_better else 1 / BEFORE
    env["partner.steering.figure"]._cron_daily()


def _reviews(env, chance):
    """Half of what is planned for this week is done, by whom it was asked."""
    requests = env["partner.review.request"].search([("state", "=", "open"), ("kind", "=", "internal")])
    for request in requests[: len(requests) // 2]:
        outcome = "corrected" if chance.random() < 0.3 else "confirmed"
        request.partner_id.with_user(request.user_id)._review_confirm(outcome=outcome)
