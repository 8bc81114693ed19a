from odoo import api, fields, models
from odoo.tools import SQL


class PartnerBookmark(models.Model):
    """Where jobs of the scheduler have got to.

    In a table of its own, because Odoo's system parameters are remembered by all processes: each write there empties
    the caches of all of them, while people work.
    """

    _name = "partner.bookmark"
    _description = "Bookmark of a Scheduled Job"
    _log_access = False

    name = fields.Char(required=True, readonly=True, export_string_translation=False)
    value = fields.Char(readonly=True, export_string_translation=False)

    _name_unique = models.UniqueIndex("(name)")

    @api.model
    def _read_marks(self, job):
        """The bookmarks of a job: {name: text}.

        :param str job: what the names of its bookmarks begin with
        """
        rows = self.env.execute_query(
            SQL("SELECT name, value FROM partner_bookmark WHERE starts_with(name, %s)", f"{job}.")
        )
        return {name.removeprefix(f"{job}."): value for name, value in rows}

    @api.model
    def _put_marks(self, job, **values):
        """Put bookmarks of a job, texts by name; others of it stay where they are."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_bookmark (name, value) SELECT * FROM unnest(%s, %s) "
                "ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
                [f"{job}.{name}" for name in values],
                list(map(str, values.values())),
            )
        )
