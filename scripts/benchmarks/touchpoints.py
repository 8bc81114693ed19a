"""The timeline of a contact with thousands of records of many kinds, and the nightly refresh of all contacts.

One company has 500 records of each of ten sorts in seven models; every tenth of the others has one of each. The
timeline is read through the method that the screen calls, as somebody with the rights to all these apps.
"""

from datetime import timedelta

from lib import contacts_data
from lib.memory import PeakMemory

TITLE = "timeline of a contact with 5,000 records of 13 kinds, and the nightly refresh of last touches and segments"
DEFAULT_ROWS = 200_000
RECORDS = 500  # of the large contact, of each source
APPS = ("crm", "sale_management", "account", "mass_mailing", "event")
GROUPS = (
    "base.group_partner_manager",
    "customer_data_quality.group_user",
    "sales_team.group_sale_salesman_all_leads",
    "account.group_account_invoice",
    "mass_mailing.group_mass_mailing_user",
    "event.group_event_user",
)


def run(context, rows, seed):
    name = context.database(modules=APPS)
    contacts_data.load(context, name, rows, seed)
    with context.environment(name) as env, context.step("Records of seven models"):
        partner_id, user_id = _prepare(env)
    context.sql(name, "VACUUM ANALYZE")
    metrics = {"contacts": rows}
    with context.environment(name) as env:
        partner = env["res.partner"].with_user(user_id).browse(partner_id)
        page = partner.touchpoint_timeline({})
        metrics["records"] = page["figures"]["total"]
        metrics["kinds"] = len(page["figures"]["kinds"])

        def first_page():
            env.invalidate_all()
            partner.touchpoint_timeline({})

        def next_page():
            env.invalidate_all()
            partner.touchpoint_timeline({}, page["cursor"])

        def button():
            env.invalidate_all()
            partner.read(["touchpoint_counts"])

        metrics["first_page_seconds"] = context.median_seconds(first_page, runs=5)
        metrics["next_page_seconds"] = context.median_seconds(next_page, runs=5)
        metrics["button_seconds"] = context.median_seconds(button, runs=5)
        before = env.cr.sql_log_count
        first_page()
        metrics["first_page_queries"] = env.cr.sql_log_count - before
    updated = context.updated_contacts(name)
    from odoo import fields

    with context.environment(name) as env:
        with context.step("First refresh of all contacts"), PeakMemory(env) as memory:
            metrics["refresh_seconds"] = context.seconds(env["partner.touchpoint"]._cron_refresh)
        metrics["refresh_memory_growth_mb"] = memory.process
        with context.step("Refresh of what has changed: every hundredth mail"):
            later = fields.Datetime.now() + timedelta(hours=2)
            env["partner.touchpoint"]._write_state(since=fields.Datetime.to_string(later))
            env.cr.execute("UPDATE mail_message SET write_date = %s WHERE id %% 100 = 0", [later])
            metrics["changes_seconds"] = context.seconds(env["partner.touchpoint"]._cron_refresh)
        with context.step("Segments"):
            metrics["segments_seconds"] = context.seconds(env["partner.segment"]._cron_refresh)
        metrics["customers"] = env["partner.segment"].search_count([])
    metrics["contacts_updated"] = context.updated_contacts(name) - updated
    return metrics


def _prepare(env):
    """The large contact, somebody who reads its timeline, and records of all contacts in SQL: see SOURCES."""
    company = env["res.partner"].create({"name": "Large Customer", "is_company": True})
    user = env["res.users"].create(
        {
            "name": "Reader",
            "login": "touchpoints",
            "email": "reader@example.com",
            "group_ids": [(6, 0, [env.ref(group).id for group in GROUPS])],
        }
    )
    event = env["event.event"].create(
        {"name": "Event", "date_begin": "2026-01-01 08:00:00", "date_end": "2026-01-01 18:00:00"}
    )
    mailing = env["mailing.mailing"].create(
        {"subject": "Mailing", "mailing_model_id": env["ir.model"]._get_id("res.partner"), "body_html": "<p/>"}
    )
    journal = env["account.journal"].create({"name": "Bench", "code": "BNCH", "type": "sale"})
    env.flush_all()
    values = {
        "company": env.company.id,
        "currency": env.company.currency_id.id,
        "event": event.id,
        "mailing": mailing.id,
        "journal": journal.id,
        "user": env.uid,
    }
    # the large contact many times, and every tenth of the others once
    env.cr.execute(
        """CREATE TEMPORARY TABLE chosen AS
           SELECT p, n, now() AT TIME ZONE 'UTC' - n * interval '1 day' AS t FROM (
               SELECT %(large)s AS p, generate_series(1, %(records)s) AS n
               UNION ALL SELECT id, id %% 900 FROM res_partner WHERE id %% 10 = 0 AND id <> %(large)s
           ) AS c""",
        {"large": company.id, "records": RECORDS},
    )
    for statement in SOURCES:
        env.cr.execute(statement, values)
    env.cr.commit()
    return company.id, user.id


SOURCES = (
    """INSERT INTO sale_order (name, partner_id, partner_invoice_id, partner_shipping_id, company_id, state, date_order,
           amount_total, amount_untaxed, currency_id, currency_rate, create_date, write_date)
       SELECT 'S' || n, p, p, p, %(company)s, CASE WHEN n %% 2 = 0 THEN 'sale' ELSE 'draft' END, t, 100 + n, 90 + n,
           %(currency)s, 1, t, t FROM chosen""",
    """INSERT INTO crm_lead (name, partner_id, type, active, company_id, create_date, write_date)
       SELECT 'Lead ' || n, p, CASE WHEN n %% 2 = 0 THEN 'lead' ELSE 'opportunity' END, TRUE, %(company)s, t, t
       FROM chosen""",
    """INSERT INTO account_move (name, partner_id, commercial_partner_id, journal_id, company_id, move_type, state,
           date, invoice_date, currency_id, amount_total, amount_untaxed_signed, auto_post, create_date, write_date)
       SELECT 'I' || p || '-' || n, p, p, %(journal)s, %(company)s, 'out_invoice', 'posted', t, t, %(currency)s, 100,
           90, 'no', t, t FROM chosen""",
    """INSERT INTO mail_message (model, res_id, author_id, message_type, date, subject, create_date, write_date)
       SELECT 'res.partner', p, p, 'email', t, 'Mail ' || n, t, t FROM chosen""",
    """INSERT INTO mail_message (model, res_id, message_type, date, mail_activity_type_id, create_date, write_date)
       SELECT 'res.partner', p, 'comment', t, (SELECT id FROM mail_activity_type WHERE category = 'phonecall' LIMIT 1),
           t, t FROM chosen""",
    """WITH made AS (INSERT INTO calendar_event (name, start, stop, active, user_id, show_as, create_date, write_date)
           SELECT p::text, t, t, TRUE, %(user)s, 'busy', t, t FROM chosen RETURNING id, name)
       INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id) SELECT id, name::int FROM made""",
    """INSERT INTO event_registration (event_id, partner_id, name, state, active, company_id, barcode, create_date,
           write_date)
       SELECT %(event)s, p, 'Guest', 'open', TRUE, %(company)s, p || '-' || n, t, t FROM chosen""",
    """INSERT INTO mailing_trace (model, res_id, mass_mailing_id, trace_type, trace_status, sent_datetime,
           links_click_datetime, is_test_trace, create_date, write_date)
       SELECT 'res.partner', p, %(mailing)s, 'mail', 'open', t, CASE WHEN n %% 2 = 0 THEN t END, FALSE, t, t
       FROM chosen""",
    """WITH made AS (INSERT INTO mail_message (model, res_id, message_type, date, subject, is_internal, create_date,
               write_date)
           SELECT 'res.partner', p, 'comment', t, 'Answer ' || n, FALSE, t, t FROM chosen RETURNING id, res_id)
       INSERT INTO mail_message_res_partner_rel (mail_message_id, res_partner_id) SELECT id, res_id FROM made""",
    """INSERT INTO account_payment (name, partner_id, journal_id, company_id, state, date, payment_type, partner_type,
           amount, currency_id, create_date, write_date)
       SELECT 'P' || p || '-' || n, p, %(journal)s, %(company)s, 'paid', t, 'inbound', 'customer', 100, %(currency)s, t,
           t FROM chosen""",
)
