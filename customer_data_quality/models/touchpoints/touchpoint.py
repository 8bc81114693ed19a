from odoo import fields, models


class PartnerTouchpoint(models.Model):
    """When something last happened with a contact, and will next: one narrow row with the contact's id.

    Contacts with whom nothing ever happened have none. Of a company, what happened with its persons counts too. Tells
    days and nothing of what happened, because everybody who sees the contact may see it. Written in SQL only, see
    touchpoint_refresh.py; what the form shows is always found anew, with the rights of the user.
    """

    _name = "partner.touchpoint"
    _description = "Contact Touchpoints"
    _log_access = False
    _order = "last_date, id"

    last_date = fields.Date(string="Last Touch", readonly=True, index=True)
    next_date = fields.Date(string="Next Touch", readonly=True, index=True)
    count = fields.Integer(
        string="Number of Touches", readonly=True, aggregator=None, groups="customer_data_quality.group_manager"
    )

    def init(self):
        """Rows go with their contacts, also with those that are deleted in SQL."""
        self.env.cr.execute(
            """
            -- one call per statement instead of a foreign key, which PostgreSQL would check row by row
            CREATE OR REPLACE FUNCTION partner_touchpoint_remove_rows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM partner_touchpoint WHERE id IN (SELECT id FROM removed);
                DELETE FROM partner_segment WHERE contact IN (SELECT id FROM removed);
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS partner_touchpoint_remove_rows ON res_partner;
            CREATE TRIGGER partner_touchpoint_remove_rows AFTER DELETE ON res_partner
                REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION partner_touchpoint_remove_rows();
            """
        )
        return super().init()
