"""Upgraded, removed and installed again whatever the add-on holds by then."""

import datetime

from lib import paths
from lib.process import run_logged
from lib.stress import company
from lib.traces import Snapshot, contacts, differences, rewritten

TITLE = "upgrade, uninstall and reinstall with data at every stage: no error, nothing left, contacts as they were"
# Tables whose rows are people's work or Odoo's own bookkeeping of it; contacts are compared value by value.
WORK = {
    "bus_presence",
    "ir_logging",
    "mail_activity",
    "mail_followers",
    "mail_followers_mail_message_subtype_rel",
    "mail_link_preview",
    "mail_mail",
    "mail_mail_res_partner_rel",
    "mail_message",
    "mail_message_res_partner_rel",
    "mail_presence",
    "mail_tracking_value",
    "message_attachment_rel",
    "phone_blacklist",
    "mail_blacklist",
    "res_partner",
    "res_users_log",
}
# What an upgrade notes on purpose: that all contacts have to be compared anew.
NOTED = {"partner_match_frequency"}


def run(stress):
    name = company.plain(stress)
    # Lets Odoo list the add-ons it finds, which it would do with any module.
    stress.databases.update(name, ["contacts"], "Updating")
    before = Snapshot(stress.databases, name)
    columns = _columns(stress, name)
    company.install(stress, name)
    models = _models(stress, name)
    stress.check(models, "the add-on installs nothing")
    for number, (stage, add) in enumerate(STAGES):
        with stress.step(f"Adding {stage}"), stress.environment(name) as env:
            add(env)
            env.cr.commit()
        _go_round(stress, stage, stress.copy(name), before, columns, models, again=number == len(STAGES) - 1)
    return f"{len(STAGES)} stages: {', '.join(stage for stage, _add in STAGES)}"


def _go_round(stress, stage, name, before, columns, models, again):
    """Upgrade and uninstall; at the last stage install again."""
    installed, people = Snapshot(stress.databases, name), contacts(stress.databases, name)
    stress.databases.update(name, [paths.ADDON], f"Upgrading with {stage}")
    _no(stress, stage, "an upgrade changes", _beside(NOTED, installed, Snapshot(stress.databases, name)))
    _no(stress, stage, "an upgrade rewrites", rewritten(people, contacts(stress.databases, name)))
    _uninstall(stress, name, f"Uninstalling with {stage}")
    _no(stress, stage, "uninstalling leaves", _beside(WORK, before, Snapshot(stress.databases, name)))
    _no(stress, stage, "uninstalling leaves rows of", _orphans(stress, name, models))
    kept = {id_: {name: values[name] for name in columns & values.keys()} for id_, values in people.items()}
    _no(stress, stage, "uninstalling rewrites", rewritten(kept, contacts(stress.databases, name)))
    if again:
        stress.install(name)
        with stress.environment(name) as env:
            env["partner.quality"]._rescore()
            env["partner.duplicate.group"]._scan(full=True)
            stress.check(env["partner.duplicate.group"].search_count([]), "installed again, it finds no duplicates")
            env.cr.commit()
    stress.drop(name)


def _no(stress, stage, what, found):
    stress.check(not found, f"with {stage}, {what} {len(found)} things: {'; '.join(found[:8])}")


def _uninstall(stress, name, title):
    command = [stress.databases.env.odoo, "module", "uninstall", "-d", name, paths.ADDON]
    with stress.step(title) as running:
        log = run_logged(command, f"uninstall-{name}", running, env=stress.databases.variables())
    errors = [line for line in log.splitlines() if " ERROR " in line or " CRITICAL " in line]
    stress.check(not errors, f"{title}: {errors[:3]}")


def _beside(tables, before, after):
    """Return what differs, rows of some tables left out."""
    for table in tables:
        before.rows.pop(table, None)
    return differences(before, after)


def _columns(stress, name):
    rows = stress.sql(
        name,
        "SELECT attname FROM pg_attribute WHERE attrelid = 'res_partner'::regclass AND attnum > 0 AND NOT attisdropped",
    )
    return {column for (column,) in rows}


def _models(stress, name):
    rows = stress.sql(
        name,
        "SELECT m.model FROM ir_model m JOIN ir_model_data d ON d.model = 'ir.model' AND d.res_id = m.id"
        " WHERE d.module = %s AND NOT EXISTS (SELECT FROM ir_model_data o WHERE o.model = 'ir.model'"
        " AND o.res_id = m.id AND o.module <> d.module)",
        (paths.ADDON,),
    )
    return [model for (model,) in rows]


def _orphans(stress, name, models):
    """Return what still names one of our models: activities, messages, attachments, actions …"""
    from psycopg2 import sql

    columns = stress.sql(
        name,
        """SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
              AND a.attname IN ('model', 'res_model', 'model_name', 'resource_ref_model')
              AND format_type(a.atttypid, NULL) IN ('character varying', 'text')""",
    )
    found = []
    for table, column in columns:
        query = sql.SQL("SELECT count(*) FROM {} WHERE {} = ANY(%s)").format(*map(sql.Identifier, (table, column)))
        number = stress.number(name, query, (models,))
        if number:
            found.append(f"{table} ({number})")
    return found


# -- stages: each adds to what is there --------------------------------------------------------


def _score(env):
    env["partner.quality"]._rescore()
    env["partner.quality.snapshot"]._take()


def _groups(env):
    env["partner.duplicate.group"]._scan(full=True)
    groups = env["partner.duplicate.group"].search([("state", "=", "open")], limit=2)
    groups.action_not_duplicates()


def _reviews(env):
    env["partner.review"]._plan()
    requests = env["partner.review.request"].search([("state", "=", "open")], limit=30)
    requests[:20].action_confirm()
    requests[20:].action_unreachable()
    request = requests[:1]
    request.partner_id.message_post(body="Called, all is well.")


def _consents(env):
    purpose = env["partner.consent.purpose"].search([("channel_in_person", "=", True)], limit=1)
    partners = env["res.partner"].search([("partner_share", "=", True), ("email", "!=", False)], limit=30)
    document = env["ir.attachment"].create({"name": "signed.txt", "raw": b"yes"})
    for number, partner in enumerate(partners):
        values = {"method": "in_person", "note": f"booth {number}", "documents": document if number == 0 else None}
        partner._consent_record(purpose, "in_person", **{name: value for name, value in values.items() if value})
    for partner in partners[:5]:
        partner._consent_record(
            purpose, "in_person", method="phone", kind="withdrawn", act_date=datetime.datetime.now()
        )


def _merges(env):
    groups = env["partner.duplicate.group"].search([("state", "=", "open"), ("certainty", "=", "certain")], limit=8)
    merges = env["partner.merge"]
    for group in groups:
        partners = group.member_ids.partner_id
        survivor, refusals = env["partner.merge.rule"]._choose_survivor(partners)
        if not refusals:
            merges += merges._merge(survivor, partners - survivor)
    merges[:2].action_undo()
    env["partner.merge.batch"].with_user(env.ref("base.user_admin")).start()
    env["partner.merge.batch"]._cron_merge()


STAGES = [
    ("nothing of its own", lambda env: None),
    ("scores", _score),
    ("groups", _groups),
    ("reviews", _reviews),
    ("consents", _consents),
    ("merges", _merges),
]
