from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

CODE = "test_confirm_twice"
TABLES = ("partner_consent_event", "partner_consent_text")


@tagged("-at_install", "post_install")
class TestConsentConfirmTwice(BaseCase):
    """Two answers to one request at the same moment, each with a connection of its own; what they commit is removed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            # a company of its own, so that the chains of the others stay as they are
            company = env["res.company"].create({"name": CODE})
            purpose = env["partner.consent.purpose"].create({"code": CODE, "name": "Twice", "double_opt_in": True})
            env["partner.consent.text"].create(
                {"purpose_id": purpose.id, "company_id": company.id, "lang": "en", "body": "Yes."}
            )
            partner = env["res.partner"].create({"name": "Klara", "email": "klara@example.com", "ref": CODE})
            consent = partner._consent_record(purpose, "email", "requested", method="web_form", company=company)
            self.consent_id, self.company_id = consent.id, company.id
            _link, url = env["partner.link"]._make("consent_confirm", partner, 14, True, record=consent)
            self.token = url.rpartition("/")[2]

    def clean(self):
        with self.registry.cursor() as cr:
            for table in TABLES:
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))
            for table in ("partner_consent_event", "partner_consent_check", "partner_consent_chain", "partner_consent"):
                cr.execute(SQL("DELETE FROM %s WHERE company_id = %s", SQL.identifier(table), self.company_id))
            cr.execute(SQL("DELETE FROM partner_consent_text WHERE company_id = %s", self.company_id))
            cr.execute(SQL("DELETE FROM partner_consent_purpose WHERE code = %s", CODE))
            for table in TABLES:
                cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", SQL.identifier(table)))
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["res.partner"].search([("ref", "=", CODE)]).unlink()
            env["res.company"].browse(self.company_id).write({"active": False, "name": f"{CODE} {self.company_id}"})
            env.registry.clear_cache()

    def answer(self, kind, barrier, results):
        """Answer as the page does: what fails because of the other one begins anew."""
        with self.registry.cursor() as cr:
            cr.execute("SET lock_timeout = '20s'; SET statement_timeout = '30s'")
            cr.commit()  # pylint: disable=invalid-commit
            env = api.Environment(cr, SUPERUSER_ID, {})
            waited = []

            def run():
                link = env["partner.link"]._resolve("consent_confirm", self.token)
                if not waited:
                    waited.append(True)
                    barrier.wait()
                consent = env["partner.consent"]._of_confirmation(link) if link else None
                return bool(consent) and consent._answer_confirmation(link, kind, method="email_link")

            results[kind] = retrying(run, env)

    def test_two_answers(self):
        """One of two answers counts; the other one finds the link used."""
        barrier, results = Barrier(2, timeout=20), {}
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            threads = [Thread(target=self.answer, args=(kind, barrier, results)) for kind in ("confirmed", "refused")]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertEqual(sorted(results.values()), [False, True], results)
        (winner,) = [kind for kind, done in results.items() if done]
        with self.registry.cursor() as cr:
            consent = api.Environment(cr, SUPERUSER_ID, {})["partner.consent"].browse(self.consent_id)
            self.assertEqual(consent.event_ids.sorted("id").mapped("kind"), ["requested", winner])
            self.assertEqual(consent.state, winner)
