"""What the ORM did not make, and so would leave behind."""

from odoo.tools import SQL

from .touchpoint_refresh import PREFIX, drop_indexes


def remove_touchpoints(env):
    """Take away indexes on other apps' tables, and the scheduler's bookmarks."""
    drop_indexes(env)
    env.cr.execute(SQL("DELETE FROM ir_config_parameter WHERE starts_with(key, %s)", PREFIX))
