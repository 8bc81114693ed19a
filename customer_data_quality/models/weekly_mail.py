"""One mail a week at most: whose turn it is, claimed in batches, so that nobody gets it twice."""

from datetime import timedelta

from odoo import fields
from odoo.tools import SQL


def monday():
    """The first day of this week."""
    today = fields.Date.today()
    return today - timedelta(days=today.weekday())


def claim(env, switch, wanted, batch):
    """Take the next users who get a mail and note that they have it; nobody else will send them another.

    :param str switch: the field of users and companies that says whether they want it; the field of users named
        after it, with `_week`, holds the Monday of the last mail
    :param SQL wanted: condition on u, a row of res_users: who has something to be told
    :param int batch: how many at most
    :return: recordset of res.users
    """
    week = f"{switch}_week"
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            UPDATE res_users SET %(noted)s = %(monday)s
            WHERE id = ANY(ARRAY(  -- made once; IN may choose again for each row, and take more than the limit
                SELECT u.id FROM res_users u JOIN res_company c ON c.id = u.company_id
                WHERE u.active AND NOT u.share AND %(user)s IS NOT FALSE AND %(company)s
                    AND (%(week)s IS NULL OR %(week)s < %(monday)s
                        -- noted while the clock was wrong; a step back over midnight is no reason for a second mail
                        OR %(week)s > %(far)s)
                    AND %(wanted)s
                ORDER BY u.id LIMIT %(batch)s FOR NO KEY UPDATE OF u SKIP LOCKED
            ))
            RETURNING id
            """,
            noted=SQL.identifier(week),
            user=SQL.identifier("u", switch),
            company=SQL.identifier("c", switch),
            week=SQL.identifier("u", week),
            monday=monday(),
            far=monday() + timedelta(days=13),
            wanted=wanted,
            batch=batch,
        )
    )
    users = env["res.users"].browse(id_ for (id_,) in rows)
    users.invalidate_recordset([week], flush=False)
    return users


def send(env, claim_next, send_to):
    """Send to everybody whose turn it is, batch by batch, as long as the scheduler lets us.

    :param claim_next: function that returns the next users, none at the end
    :param send_to: function that queues their mails
    """
    cron = env["ir.cron"]
    while users := claim_next():
        send_to(users)
        if not cron._commit_progress(len(users)):
            return
    cron._commit_progress(remaining=0)
