from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestAssets(TransactionCase):
    def test_styles_are_understood(self):
        """Our styles are part of what every page of the web client stands on: one mistake, and nothing has any."""
        for name in ("web.assets_web", "web.assets_web_dark"):
            with self.subTest(name):
                bundle = self.env["ir.qweb"]._get_asset_bundle(name, js=False)
                self.assertIn("o_import_kinds", bundle.preprocess_css())
                self.assertEqual(bundle.css_errors, [])
