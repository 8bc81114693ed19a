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
        new_test_user(
            self.env, "consent-tour", "base.group_portal", partner_id=self.klara.id, email=self.klara.email
        )
        self.start_tour("/my", "customer_data_quality.consent_portal", login="consent-tour")
        self.env.invalidate_all()
        consent = self.klara.consent_ids.filtered(lambda consent: consent.channel == "phone")
        self.assertEqual(consent.event_ids.sorted("id").mapped("kind"), ["granted", "withdrawn"])


@tagged("-at_install", "post_install")
class TestConsentPhone(ConsentPublicCase):
    browser_size = f"{WIDTH}x844"
    touch_enabled = True

    def check(self, path, press):
        """Open a page in Chromium as wide as a phone, look at it, press a button by its label."""
        code = f"""
            if (window.innerWidth !== {WIDTH}) {{ throw new Error("not a phone: " + window.innerWidth); }}
            if ({OVERFLOW}) {{ throw new Error("wider than the screen"); }}
            if ({SMALL}) {{ throw new Error("buttons too small for a thumb"); }}
            if ({UNNAMED}) {{ throw new Error("buttons without a name"); }}
            if (document.scripts.length) {{ throw new Error("scripts on the page"); }}
            // the next page has been answered when this one goes
            window.addEventListener("pagehide", () => console.log("test successful"));
            [...document.querySelectorAll("button")].find(button => button.innerText === "{press}").click();
        """
        self.browser_js(path, code, ready="!!document.querySelector('main h1')", login=None)

    def test_confirm(self):
        """Confirming on a phone."""
        consent, path = self.ask()
        self.check(path, "Yes, I agree")
        self.assertEqual(self.state(consent), "confirmed")

    def test_preferences(self):
        """Switching everything off on a phone."""
        self.klara._consent_record(self.surveys, "email", "granted", method="paper", act_date=self.ago(days=3))
        self.check(self.preferences(), "Switch everything off")
        self.env.invalidate_all()
        self.assertEqual(self.klara.consent_ids.state, "withdrawn")
