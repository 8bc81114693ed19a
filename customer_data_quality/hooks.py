from odoo.tools import SQL

from .models.reviews.uninstall import release_activities
from .models.scheduler import wake
from .models.touchpoints.touchpoint_refresh import drop_indexes


def post_init_hook(env):
    """Let those who work with contacts see the scores, and have all existing contacts scored in the background."""
    users = env.ref("customer_data_quality.group_user")
    internal = env["res.users"].with_context(active_test=False).search([("share", "=", False)])
    users.write({"user_ids": [(4, user.id) for user in internal]})
    env["partner.steering.figure"]._make_digest_kpis()
    env["partner.steering.figure"]._make_spreadsheet_dashboard()
    wake(env, "customer_data_quality.cron_rescore")
    wake(env, "customer_data_quality.cron_touchpoints")
    wake(env, "customer_data_quality.cron_segments")


def uninstall_hook(env):
    """Take away what the ORM did not make: without this, no contact could be created any more."""
    release_activities(env)
    drop_indexes(env)
    for name in (
        "partner_quality_add_rows",
        "partner_quality_remove_rows",
        "partner_match_note_added",
        "partner_match_note_changed",
        "partner_match_note_home",
        "partner_match_forget",
        "partner_review_remove_rows",
        "partner_touchpoint_remove_rows",
    ):
        env.cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON res_partner", SQL.identifier(name)))
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s()", SQL.identifier(name)))
    # what keeps the proof as it is would keep its tables too
    for name in ("partner_consent_event_guard", "partner_consent_text_guard", "partner_access_log_guard"):
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(name)))
    # the proof goes with its tables; what refers to each other can't be deleted record by record
    env.cr.execute(SQL("DELETE FROM partner_consent_event"))
    # consents that merges have folded into others are the same as these
    env.cr.execute(SQL("DROP INDEX IF EXISTS partner_consent_key_unique"))
    env.cr.execute(SQL("UPDATE partner_consent SET folded_into_id = NULL"))
    env.cr.execute(SQL("DELETE FROM partner_consent"))
    env.cr.execute(SQL("UPDATE partner_consent_text SET template_id = NULL"))
    env.cr.execute(SQL("DELETE FROM partner_consent_text"))
    # settings of the database
    env["ir.config_parameter"].search([("key", "=like", "customer_data_quality.%")]).unlink()
    # answers to privacy requests are personal data, and no one would find them any more
    env["ir.attachment"].search([("res_model", "=", "partner.privacy.request")]).unlink()
    # Odoo forgets the names that other modules gave to what their mixins brought into our models.
    own = [model._table for model in env.registry.values() if model._original_module == "customer_data_quality"]
    names = [f"{kind}__{table}__" for kind in ("selection", "model_inherit") for table in own]
    env.cr.execute(
        SQL(
            "DELETE FROM ir_model_data WHERE EXISTS (SELECT FROM unnest(%s) AS o(n) WHERE starts_with(name, o.n))",
            names,
        )
    )
    # Odoo forgets what it noted of the foreign keys of our fields in its own models; they go with their columns.
    env.cr.execute(
        "DELETE FROM ir_model_constraint c USING ir_module_module m "
        "WHERE c.module = m.id AND c.type = 'f' AND m.name = 'customer_data_quality'"
    )
