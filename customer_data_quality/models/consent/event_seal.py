import logging
from itertools import pairwise

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, models
from odoo.modules.registry import Registry
from odoo.tools import SQL

from ...engine import chain
from ..scheduler import wake
from .event import HASHED, hashed_values

_logger = logging.getLogger(__name__)

# So many rows are sealed in one go; nobody waits longer for another one's than this takes (some 0.1 s).
BATCH = 2000
PATIENCE = "3s"
JOB = "customer_data_quality.cron_consent_seal"
WAITING = "partner.consent.sealing"


class PartnerConsentEvent(models.Model):
    """Sealing: rows get their place in the chain right after the transaction that made them.

    Within it, the chain would have to be locked until the end of what may be a long import, and everybody would wait.
    This way whatever is rolled back leaves no gap, and two transactions never follow the same row.
    """

    _inherit = "partner.consent.event"  # pylint: disable=consider-merging-classes-inherited

    def _seal_after_commit(self):
        """Have new rows sealed once this transaction is committed."""
        hooks = self.env.cr.postcommit
        if WAITING not in hooks.data:
            hooks.data[WAITING] = True
            name = self.env.cr.dbname
            hooks.add(lambda: seal_committed(name))

    @api.model
    def _cron_seal(self):
        """Seal what a server that was stopped at the wrong moment has left."""
        seal_committed(self.env.cr.dbname)

    @api.model
    def _seal(self):
        """Seal all rows that wait, within this transaction; for those who need the hashes at once.

        :return: number of rows sealed
        """
        self.flush_model()
        sealed = 0
        for company_id in self._unsealed_companies():
            last_id = 0
            while last_id is not None:
                number, last_id = self._seal_batch(company_id, last_id)
                sealed += number
        self.invalidate_model(["sequence", "previous_hash", "hash"], flush=False)
        return sealed

    @api.model
    def _unsealed_companies(self):
        self.env.cr.execute(
            SQL("SELECT DISTINCT company_id FROM partner_consent_event WHERE hash IS NULL ORDER BY company_id")
        )
        return [company_id for (company_id,) in self.env.cr.fetchall()]

    @api.model
    def _seal_batch(self, company_id, after_id):
        """Seal waiting rows of a company behind one, by the order in which they were made.

        A row that is not what was recorded (its own hash says so) stays unsealed; the check of the chain reports it.

        :return: number of rows sealed, and the id of the last one looked at: None when no more wait
        """
        sequence, previous = self._lock_chain(company_id)
        rows = self._rows_to_seal(company_id, after_id)
        genuine = [(id_, digest) for id_, digest, *values in rows if digest == chain.row_digest(hashed_values(values))]
        hashes = [previous]
        for number, (_id, digest) in enumerate(genuine, sequence + 1):
            hashes.append(chain.link(hashes[-1], number, digest))
        if genuine:
            self._store_seals(company_id, sequence, [id_ for id_, _digest in genuine], hashes)
        return len(genuine), rows[-1][0] if len(rows) == BATCH else None

    def _lock_chain(self, company_id):
        """Lock the end of a chain, and tell it: (number of the last row, its hash)."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_consent_chain (company_id, sequence, hash) VALUES (%s, 0, %s) "
                "ON CONFLICT DO NOTHING",
                company_id,
                chain.genesis(str(company_id)),
            )
        )
        self.env.cr.execute(
            SQL("SELECT sequence, hash FROM partner_consent_chain WHERE company_id = %s FOR UPDATE", company_id)
        )
        return self.env.cr.fetchone()

    def _rows_to_seal(self, company_id, after_id):
        self.env.cr.execute(
            SQL(
                "SELECT id, digest, %s FROM partner_consent_event "
                "WHERE hash IS NULL AND company_id = %s AND id > %s ORDER BY id LIMIT %s",
                SQL(", ").join(SQL.identifier(name) for name in HASHED),
                company_id,
                after_id,
                BATCH,
            )
        )
        return self.env.cr.fetchall()

    def _store_seals(self, company_id, sequence, ids, hashes):
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_consent_event e SET sequence = v.sequence, previous_hash = v.previous, hash = v.hash
                FROM unnest(%s::int[], %s::int[], %s::text[], %s::text[]) AS v(id, sequence, previous, hash)
                WHERE e.id = v.id
                """,
                ids,
                list(range(sequence + 1, sequence + 1 + len(ids))),
                [previous for previous, _next in pairwise(hashes)],
                hashes[1:],
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE partner_consent_chain SET sequence = %s, hash = %s WHERE company_id = %s",
                sequence + len(ids),
                hashes[-1],
                company_id,
            )
        )


def seal_committed(name):
    """Seal what is committed in a database, in short transactions of its own.

    What can't be sealed now is left to the scheduler: what was recorded is committed, and nobody's work may fail
    because of its seal.
    """
    with Registry(name).cursor() as cr:
        events = api.Environment(cr, SUPERUSER_ID, {})["partner.consent.event"]
        try:
            companies = events._unsealed_companies()
            for company_id in companies:
                after_id = 0
                while after_id is not None:
                    cr.commit()  # pylint: disable=invalid-commit
                    # each statement has to see what others have committed while it waited for the lock
                    cr.execute(SQL("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"))
                    cr.execute(SQL("SELECT set_config('lock_timeout', %s, true)", PATIENCE))
                    _number, after_id = events._seal_batch(company_id, after_id)
        except OperationalError as error:
            cr.rollback()
            _logger.info("Consent events of %s wait for the scheduler to seal them: %s", name, error)
            wake(events.env, JOB)
