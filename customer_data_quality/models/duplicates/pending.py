from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import signature

# The columns whose change means that a contact has to be compared anew.
WATCHED = (
    *("country_id" if name == "country_code" else name for name in signature.COLUMNS if name != "id"),
    "active",
    "company_id",
)


class PartnerMatchPending(models.Model):
    """Contacts whose match keys have to be made anew. Filled by triggers, so that it holds whoever writes a contact.

    Only ever appended to and taken from: no row is shared between transactions, so that nobody waits for anybody.
    """

    _name = "partner.match.pending"
    _description = "Contact Waiting for Its Match Keys"
    _log_access = False

    partner_id = fields.Integer(required=True, readonly=True)

    def init(self):
        """Have every change of a contact noted, and at first all contacts there are."""
        changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in WATCHED)
        self.env.cr.execute(  # pylint: disable=sql-injection
            f"""
            -- Rows come and go: without frequent cleaning every look at the queue would walk over dead ones.
            ALTER TABLE partner_match_pending SET (
                autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                autovacuum_vacuum_insert_scale_factor = 0, autovacuum_analyze_scale_factor = 0,
                autovacuum_analyze_threshold = 5000);

            CREATE OR REPLACE FUNCTION partner_match_note_added() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO partner_match_pending (partner_id) SELECT id FROM added;
                RETURN NULL;
            END $$;
            CREATE OR REPLACE FUNCTION partner_match_note_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO partner_match_pending (partner_id) VALUES (NEW.id);
                RETURN NULL;
            END $$;
            -- by the country of a company, numbers of contacts without one are read
            CREATE OR REPLACE FUNCTION partner_match_note_home() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM res_company WHERE partner_id = NEW.id) THEN
                    INSERT INTO partner_match_pending (partner_id)
                    SELECT id FROM res_partner WHERE country_id IS NULL AND phone > '' AND NOT starts_with(phone, '+');
                END IF;
                RETURN NULL;
            END $$;
            CREATE OR REPLACE FUNCTION partner_match_forget() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM partner_match_key WHERE id IN (SELECT id FROM removed);
                DELETE FROM partner_duplicate_pair WHERE partner_a IN (SELECT id FROM removed);
                DELETE FROM partner_duplicate_pair WHERE partner_b IN (SELECT id FROM removed);
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS partner_match_note_added ON res_partner;
            CREATE TRIGGER partner_match_note_added AFTER INSERT ON res_partner
                REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION partner_match_note_added();
            DROP TRIGGER IF EXISTS partner_match_note_changed ON res_partner;
            CREATE TRIGGER partner_match_note_changed AFTER UPDATE ON res_partner
                FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION partner_match_note_changed();
            DROP TRIGGER IF EXISTS partner_match_note_home ON res_partner;
            CREATE TRIGGER partner_match_note_home AFTER UPDATE OF country_id ON res_partner
                FOR EACH ROW WHEN (OLD.country_id IS DISTINCT FROM NEW.country_id)
                EXECUTE FUNCTION partner_match_note_home();
            DROP TRIGGER IF EXISTS partner_match_forget ON res_partner;
            CREATE TRIGGER partner_match_forget AFTER DELETE ON res_partner
                REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION partner_match_forget();
            """  # noqa: S608 - names of columns, written above
        )
        return super().init()

    @api.model
    def _add_outdated(self):
        """Queue all contacts without keys, or with keys of another version of the engine or the word lists.

        At installation these are all there are; later those of a restore without triggers, of an upgrade of the
        add-on, of a change of the lists.

        :return: number of contacts
        """
        _words, version = self.env["partner.match.word"]._words()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_match_pending (partner_id)
                SELECT p.id FROM res_partner p LEFT JOIN partner_match_key k ON k.id = p.id
                WHERE k.version IS DISTINCT FROM %s
                    AND NOT EXISTS (SELECT FROM partner_match_pending w WHERE w.partner_id = p.id)
                ORDER BY p.id
                """,
                version,
            )
        )
        return self.env.cr.rowcount


class PartnerDuplicateTodo(models.Model):
    """Contacts that have to be compared anew by the next scan. Appended to and taken from, like the other queue."""

    _name = "partner.duplicate.todo"
    _description = "Contact Waiting to Be Compared"
    _log_access = False

    partner_id = fields.Integer(required=True, readonly=True)

    @api.model
    def _add(self, domain):
        """Have the contacts of a domain compared anew."""
        partners = self.env["res.partner"].sudo()  # sudo: whoever may start a search has it search everywhere
        query = partners._search(Domain(domain), active_test=False)
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_duplicate_todo (partner_id) SELECT id FROM res_partner WHERE id IN %s",
                query.subselect(),
            )
        )


class PartnerDuplicateTouched(models.Model):
    """Contacts whose groups have to be formed anew, because their pairs or the decisions about them changed."""

    _name = "partner.duplicate.touched"
    _description = "Contact Waiting to Be Grouped"
    _log_access = False

    partner_id = fields.Integer(required=True, readonly=True)

    @api.model
    def _add(self, partner_ids):
        """Have the groups of contacts formed anew."""
        self.env.cr.execute(
            SQL("INSERT INTO partner_duplicate_touched (partner_id) SELECT unnest(%s::int[])", list(partner_ids))
        )
