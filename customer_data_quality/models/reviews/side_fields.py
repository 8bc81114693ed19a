"""Fields that have no column of their own, but can be searched, sorted and grouped in SQL as if they had."""

from odoo import fields
from odoo.tools import SQL

from ..sql_selection import SqlSelection


class ReviewState(SqlSelection):
    """What the two dates of a review mean today, where the user is. Nothing has to be rewritten at midnight."""

    def to_sql(self, model, alias):
        return SQL(
            "CASE WHEN %(due)s > %(today)s THEN 'current' "
            "WHEN %(overdue)s < %(today)s THEN 'overdue' WHEN %(due)s IS NOT NULL THEN 'due' END",
            due=SQL.identifier(alias, "due_date"),
            overdue=SQL.identifier(alias, "overdue_date"),
            today=fields.Date.context_today(model),
        )
