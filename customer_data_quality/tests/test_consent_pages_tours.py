from odoo.tests import new_test_user, tagged

from .common_consent_public import ConsentPublicCase

WIDTH = 390
# What a person sees and can press on a page without scripts; Chromium asks, the page itself runs nothing.
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = "[...document.querySelectorAll('button')].filter(b => b.getBoundingClientRect().height < 40).length"
UNNAMED = "[...document.querySelectorAll('button, input:not([type=hidden])')].filter(e => !e.innerText.trim()).length"


@tagged("-at_install", "post_install")
class TestConsentPortalTour(ConsentPublicCase):
    def test_portal(self):
        """Agreeing, withdrawing and switching everything off in the account."""
        new_test_user(self.env, "consent-tour", "base.group_portal", partner_id=self.klara.id, email=self.klara.email)
        self.start_tour("/my", "customer_data_quality.consent_portal", login="consent-tour")
        self.env.invalidate_all()
        consent = self.klara.consent_ids.filtered(lambda consent: consent.channel == "phone")
        self.assertEqual(consent.event_ids.sorted("id").mapped("kind"), ["granted", "withdrawn"])


@tagged("-at_install", "post_install")
class TestConsentPhone(ConsentPublicCase):
    browser_size = f"{WIDTH}x844"
    touch_enabled = True

    def check(self, path, *buttons):
        """Open a page in Chromium as wide as a phone and look at it. That its forms work stands in the other tests."""
        code = f"""
            const labels = [...document.querySelectorAll("button")].map(button => button.innerText);
            const problems = Object.entries({{
                "not a phone": window.innerWidth !== {WIDTH},
                "wider than the screen": {OVERFLOW},
                "buttons too small for a thumb": {SMALL},
                "buttons without a name": {UNNAMED},
                "scripts on the page": document.scripts.length,
                "no style": getComputedStyle(document.querySelector("main")).borderRadius === "0px",
                "buttons missing": {list(buttons)}.some(label => !labels.includes(label)),
            }}).filter(([, found]) => found).map(([name]) => name);
            console.log(problems.length ? "error: " + problems.join(", ") : "test successful");
        """
        self.browser_js(path, code, ready="!!document.querySelector('main h1')", login=None, timeout=20)

    def test_confirm(self):
        """The request to confirm."""
        _consent, path = self.ask()
        self.check(path, "Yes, I agree", "No, thank you")

    def test_preferences(self):
        """The choices."""
        self.klara._consent_record(self.surveys, "email", "granted", method="paper", act_date=self.ago(days=3))
        self.check(self.preferences(), "I agree", "Stop", "Object to direct marketing", "Switch everything off")
