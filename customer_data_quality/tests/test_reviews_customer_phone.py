import json
from contextlib import contextmanager

from odoo.tests import ChromeBrowser, tagged

from .common_customer_checks import CUSTOMER, CustomerCheckCase


@tagged("-at_install", "post_install")
class TestCustomerPhone(CustomerCheckCase):
    """The page in a real browser with the width of a phone, and with scripts switched off."""

    browser_size = "390x844"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        self.browser = ChromeBrowser(self)
        self.addCleanup(self.browser.stop)
        self.ask("Emulation.setScriptExecutionDisabled", value=True)

    def ask(self, method, **params):
        return self.browser._websocket_request(method, params=params, timeout=20)

    def js(self, expression):
        """The value of an expression; the browser's tools may, where the page may not."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    @contextmanager
    def requests(self):
        """While the browser may ask the server, which works on this test's data."""
        self.cr.flush()
        self.cr.clear()
        with self.allow_requests(browser=self.browser):
            yield
            self._wait_remaining_requests()

    def open(self, path):
        with self.requests():
            self.browser.navigate_to(self.base_url() + path, wait_stop=True)

    def tap(self, selector, leaves=False):
        """Tap on the middle of an element as a thumb does."""
        self.js(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        box = self.js(
            f"(({{x, y, width, height}}) => ({{x: x + width / 2, y: y + height / 2, height}}))"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        self.assertGreaterEqual(box["height"], 44, f"too small for a thumb: {selector}")
        if not leaves:
            return self.press(box)
        self.js("window.isOld = true")
        with self.requests():
            self.press(box)
            self.assertTrue(self.browser._wait_ready("!window.isOld && document.readyState === 'complete'"))

    def press(self, box):
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=box["x"], y=box["y"], button="left", clickCount=1)

    def type(self, selector, text):
        self.js(f"document.querySelector({json.dumps(selector)}).select()")
        self.ask("Input.insertText", text=text)

    def assert_fits(self):
        """Nothing reaches beyond the screen, and nothing that is typed into makes a phone zoom in."""
        self.assertLessEqual(self.js("document.documentElement.scrollWidth"), 390)
        sizes = "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        self.assertTrue(self.js(f"{sizes}.every((field) => parseFloat(getComputedStyle(field).fontSize) >= 16)"))

    def heading(self):
        return self.js("document.querySelector('h1').textContent")

    def test_confirm(self):
        """Open, look, one tap."""
        link, path = self.make_link()
        self.open(path)
        self.assertEqual(self.heading(), "Is your data still correct?")
        self.assert_fits()
        self.tap(".o_data_check_confirm button", leaves=True)
        self.assertEqual(self.heading(), "Thank you")
        self.env.invalidate_all()
        self.assertTrue(link.used_at)
        self.open(path)
        self.assertEqual(self.heading(), "This link does not work")
        self.assert_fits()

    def test_correct(self):
        """Unfold the form, mistype, be told, correct it, send."""
        self.customer.street = "Donaudampfschifffahrtsgesellschaftskapitänsgasse" * 3
        _link, path = self.make_link()
        self.open(path)
        self.assert_fits()
        self.assertFalse(self.js("document.querySelector('details').open"))
        self.tap("summary")
        self.assertTrue(self.js("document.querySelector('details').open"))
        self.tap("#check_phone")
        self.assertEqual(self.js("document.activeElement.id"), "check_phone")
        self.type("#check_phone", "12")
        self.tap("details button", leaves=True)
        self.assert_fits()
        self.assertIn("phone number", self.js("document.querySelector('#error_phone').textContent"))
        self.type("#check_phone", "+43 1 5050100")
        self.tap("details button", leaves=True)
        self.assertEqual(self.heading(), "Thank you")
        self.assertEqual(self.proposals().line_ids.new_value, "+43 1 5050100")
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.phone, CUSTOMER["phone"])
