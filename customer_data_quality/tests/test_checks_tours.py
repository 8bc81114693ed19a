from odoo.tests import new_test_user, tagged

from .common import TourCase


@tagged("post_install", "-at_install")
class TestChecksTours(TourCase):
    """What an officer and a colleague do in the browser."""

    def test_checks(self):
        new_test_user(self.env, "checks_tour", "customer_data_quality.group_privacy_officer", password="checks_tour")
        self.start_tour("/odoo/security-checks", self.prefix + "checks", login="checks_tour")
        check = self.env["partner.security.check"].search([("code", "=", "backups")])
        self.assertEqual((check.state, check.attest_note), ("passed", "Restored on the test server"))
        check = self.env["partner.security.check"].search([("code", "=", "disk_encryption")])
        self.assertEqual((check.state, check.accept_reason), ("accepted", "No disks of our own"))

    def test_training(self):
        course = self.env.ref("customer_data_quality.training_course")
        user = new_test_user(self.env, "training_tour", "base.group_user", password="training_tour")
        course.group_ids = self.env["res.groups"].create({"name": "Tour", "user_ids": [(4, user.id)]})
        course.action_start()
        self.env["partner.training.assignment"]._assign()
        self.browser_size = "390x844"
        self.touch_enabled = True
        self.start_tour("/odoo/training", self.prefix + "training", login="training_tour")
        done = self.env["partner.training.assignment"].search([("user_id", "=", user.id)])
        self.assertEqual((done.state, done.result), ("done", "passed"))
