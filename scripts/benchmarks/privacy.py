"""Finding one person in everything that is installed, beside core's privacy lookup on the same database.

Each of four contacts has a message, a lead, an order or an entry in a mailing list; invoices and registrations are
fewer. Both searches look for the same people, one after the other, and take turns.
"""

import statistics
import time

from lib import contacts_data

TITLE = "finding one person in all installed models, beside core's privacy lookup"
DEFAULT_ROWS = 200_000
MODULES = ("crm", "sale_management", "account", "mass_mailing", "event", "website")
PEOPLE = 9
# What is allowed whatever core takes.
SECONDS = 2.0

FILL = (
    "UPDATE res_partner SET email_normalized = lower(email) WHERE email IS NOT NULL AND email_normalized IS NULL",
    """
    INSERT INTO mail_message (model, res_id, author_id, email_from, body, date, message_type, create_date, write_date)
    SELECT 'res.partner', p.id, p.id, p.name || ' <' || COALESCE(p.email, 'x@example.com') || '>',
        '<p>' || repeat('Many words about nothing. ', 10) || '</p>', now(), 'email', now(), now()
    FROM res_partner p, generate_series(1, 2)
    """,
    """
    INSERT INTO crm_lead (name, type, active, partner_id, email_from, email_normalized, contact_name, user_id,
        company_id, create_date, write_date)
    SELECT 'Lead ' || p.id, 'lead', true, CASE WHEN p.id %% 8 = 0 THEN p.id END, p.email, lower(p.email), p.name, 1, 1,
        now(), now()
    FROM res_partner p WHERE p.id %% 4 = 0
    """,
    """
    INSERT INTO mailing_contact (name, email, email_normalized, create_date, write_date)
    SELECT name, email, lower(email), now(), now() FROM res_partner WHERE email IS NOT NULL AND id %% 4 = 1
    """,
    """
    INSERT INTO sale_order (name, state, partner_id, partner_invoice_id, partner_shipping_id, company_id, date_order,
        create_date, write_date)
    SELECT 'S' || p.id, 'sale', p.id, p.id, p.id, 1, now(), now(), now() FROM res_partner p WHERE p.id %% 4 = 2
    """,
    """
    INSERT INTO account_move (name, move_type, state, date, journal_id, company_id, currency_id, partner_id,
        commercial_partner_id, auto_post, create_date, write_date)
    SELECT 'B' || p.id, 'out_invoice', 'draft', now(), %(journal)s, 1, %(currency)s, p.id, p.id, 'no', now(), now()
    FROM res_partner p WHERE p.id %% 4 = 2
    """,
    """
    INSERT INTO event_registration (event_id, partner_id, name, email, state, create_date, write_date)
    SELECT %(event)s, p.id, p.name, p.email, 'open', now(), now() FROM res_partner p WHERE p.id %% 10 = 3
    """,
)


def run(context, rows, seed):
    name = context.database(modules=MODULES)
    contacts_data.load(context, name, rows, seed)
    with context.step("Leads, orders, invoices, messages, registrations"):
        fill(context, name)
    with context.environment(name) as env, context.step(f"Finding {PEOPLE} people, by both"):
        return measure(env)


def fill(context, name):
    """Put work of other departments beside the contacts."""
    with context.environment(name) as env:
        company = env["res.company"].browse(1)
        event = env["event.event"].create(
            {"name": "Fair", "date_begin": "2026-01-01", "date_end": "2026-01-02", "date_tz": "UTC"}
        )
        journal = env["account.journal"].create({"name": "Benchmark", "code": "BENCH", "type": "general"})
        env.flush_all()
        values = {"event": event.id, "journal": journal.id, "currency": company.currency_id.id}
        for statement in FILL:
            env.cr.execute(statement, values)
        env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")


def measure(env):
    """Find some people by both ways; return the metrics."""
    env.cr.execute(
        "SELECT id FROM res_partner WHERE email_normalized IS NOT NULL AND NOT is_company AND id %% 4 = 2 "
        "ORDER BY id DESC LIMIT %s",
        [PEOPLE + 1],
    )
    partners = env["res.partner"].browse(id_ for (id_,) in env.cr.fetchall())
    core, ours, found = [], [], []
    for number, partner in enumerate(partners):
        env.invalidate_all()
        start = time.perf_counter()
        wizard = env["privacy.lookup.wizard"].create({"name": partner.name, "email": partner.email})
        wizard.action_lookup()
        env.flush_all()
        core_seconds = time.perf_counter() - start
        request = env["partner.privacy.request"].create({"kind": "access", "partner_id": partner.id})
        env.flush_all()
        env.invalidate_all()
        start = time.perf_counter()
        findings = request._find()
        env.flush_all()
        own_seconds = time.perf_counter() - start
        if number:  # the first one reads what is read once
            core.append(core_seconds)
            ours.append(own_seconds)
            found.append(len(findings))
    allowed = max(statistics.median(core) / 10, SECONDS)
    return {
        "core_seconds": statistics.median(core),
        "find_seconds": statistics.median(ours),
        "find_to_allowed": statistics.median(ours) / allowed,
        "records_found": statistics.median(found),
    }
