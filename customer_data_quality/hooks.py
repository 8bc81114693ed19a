def post_init_hook(env):
    """Let those who work with contacts see the scores, and have all existing contacts scored in the background."""
    users = env.ref("customer_data_quality.group_user")
    internal = env["res.users"].with_context(active_test=False).search([("share", "=", False)])
    users.write({"user_ids": [(4, user.id) for user in internal]})
    env["partner.quality.pending"]._wake()


def uninstall_hook(env):
    """Take away what the ORM did not make: without this, no contact could be created any more."""
    env.cr.execute("DROP TRIGGER IF EXISTS partner_quality_add_row ON res_partner")
    env.cr.execute("DROP FUNCTION IF EXISTS partner_quality_add_row()")
