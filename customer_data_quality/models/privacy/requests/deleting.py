from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger


def delete_or(records, otherwise):
    """Delete records; where another app or a reference forbids it, do something else with them instead.

    :param records: recordset of any model
    :param otherwise: function of the recordset
    :return: whether they were deleted
    """
    try:
        with mute_logger("odoo.sql_db"), records.env.cr.savepoint():
            records.unlink()
            records.env.flush_all()
            if records.exists():
                # some apps archive where they are asked to delete
                raise UserError(records.env._("Archived instead of deleted."))
    except AccessError:
        raise  # a right that is missing is no reason to keep something
    except (UserError, IntegrityError):
        records.env.invalidate_all(flush=False)
        otherwise(records)
        return False
    return True
