from odoo.tests import tagged

from .common_privacy import E164, EMAIL, NAME, PHONE, PrivacyCase


@tagged("post_install", "-at_install")
class TestPrivacyErasure(PrivacyCase):
    """A person who is spread over everything is found, and erased but for what the law keeps."""

    def test_found_and_erased_everywhere(self):
        traces = self.plant()
        request = self.ask()
        findings = self.find(request)
        found = {(finding.res_model, finding.res_id) for finding in findings}
        for name, record in traces.items():
            if record._name == "partner.link":
                continue  # goes with the contact, and holds nothing personal
            self.assertIn((record._name, record.id), found, name)
        self.erase(request)
        self.assertEqual(request.state, "done")
        self.assertFalse(request.left_over)
        left = self.rows_with(NAME, EMAIL, PHONE, E164, "quastenbruck", "Quastenweg")
        kept = {
            (self.env[hold.res_model]._table, hold.res_id)
            for hold in self.Hold.search([("request_id", "=", request.id), ("is_active", "=", True)])
        }
        self.assertEqual(left - kept, set())
        if "account.move" in self.env:
            self.assertIn(("account_move", traces["invoice"].id), kept)
        self.assertFalse(self.env["partner.consent.event"]._verify_chain(), "the proof can still be checked")
