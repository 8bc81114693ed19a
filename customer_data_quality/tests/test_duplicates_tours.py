from itertools import combinations
from math import log

from odoo.tests import new_test_user, tagged

from .common import TourCase

USER = "duplicates_tour_user"
STRANGER = "duplicates_tour_stranger"


class DuplicateTourCase(TourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env,
            USER,
            "base.group_partner_manager,customer_data_quality.group_user",
            password=USER,
        )
        # what is there before the test would be left to the background
        cls.env["partner.match.key"]._refresh()
        cls.austria = cls.env.ref("base.at")
        cls.holzapfel = cls._contact(
            "Tour Holzapfel GmbH",
            is_company=True,
            street="Ringstraße 12",
            email="office@tour-holzapfel.example",
            phone="+43 1 5885812",
        )

    @classmethod
    def _contact(cls, name, **values):
        place = {"zip": "1010", "city": "Wien", "country_id": cls.austria.id}
        return cls.env["res.partner"].create({"name": name, **place, **values})

    def _tour(self, url, name, login=USER):
        self.start_tour(url, self.prefix + name, login=login)

    def _named(self, name):
        return self.env["res.partner"].search([("name", "=", name)])

    @classmethod
    def _group(cls, certainty, probability, reasons, *partners):
        """A group as a search makes it, with the pairs that it rests on."""
        cls.env.cr.executemany(
            "INSERT INTO partner_duplicate_pair (partner_a, partner_b, score, reasons) VALUES (%s, %s, %s, 1)",
            [
                (*pair, log(probability / (1 - probability)))
                for pair in combinations([partner.id for partner in partners], 2)
            ],
        )
        return cls.env["partner.duplicate.group"].create(
            {
                "certainty": certainty,
                "probability": probability,
                "size": len(partners),
                "reasons": reasons,
                "company_id": partners[0].company_id.id,
                "member_ids": [(0, 0, {"partner_id": partner.id, "probability": probability}) for partner in partners],
            }
        )


@tagged("post_install", "-at_install")
class TestDuplicateBannerTours(DuplicateTourCase):
    """The banner while a contact is typed, and the question before one is made of a name alone."""

    def test_banner(self):
        """It comes, opens the match without losing the draft, goes with the likeness, and remembers a decision."""
        self._tour("/odoo/contacts/new", "duplicates_banner")
        draft = self._named("Tour Holzapfel GmbH") - self.holzapfel
        self.assertEqual(len(draft), 1)
        verdict = self.env["partner.duplicate.verdict"].search([("partner_b_id", "=", draft.id)])
        self.assertEqual(
            (verdict.partner_a_id, verdict.verdict, verdict.user_id), (self.holzapfel, "different", self.user)
        )

    def test_use(self):
        """“Use this one” opens the contact instead of the draft, after asking, and saves nothing."""
        self._tour("/odoo/contacts/new", "duplicates_use")
        self.assertEqual(self._named("Tour Holzapfel GmbH"), self.holzapfel)

    def test_saved(self):
        """A saved contact is compared only while a compared value is being changed."""
        contact = self._contact("Zimmerei Quitte", email="quitte@example.com")
        self._tour(f"/odoo/contacts/{contact.id}", "duplicates_saved")
        self.assertEqual(contact.name, "Zimmerei Quitte")

    def test_quick_create(self):
        """Before a contact is made of what was typed into a field: take the other, make it anyway, or neither."""
        self._tour("/odoo/contacts/new", "duplicates_quick_create")
        self.assertEqual(len(self._named("Tour Holzapfl GmbH")), 1)
        self.assertEqual(self._named("Zacharias Quitte").parent_id.name, "Quittenhof Nirgends")

    def test_create_edit(self):
        """“Use this one” in a dialog opened by a field selects the contact in that field."""
        self._tour("/odoo/contacts/new", "duplicates_create_edit")
        self.assertEqual(self._named("Zacharias Quitte").parent_id, self.holzapfel)
        self.assertFalse(self._named("Tour Holzapfl GmbH"))

    def test_recipient(self):
        """The same where a message is written to somebody new."""
        contact = self._contact("Zimmerei Quitte")
        self._tour(f"/odoo/contacts/{contact.id}", "duplicates_recipient")
        self.assertFalse(self._named("Tour Holzapfl GmbH"))

    def test_child(self):
        """A contact person entered within the company's form is compared, too; the decision waits for its saving."""
        contact = self._contact("Zimmerei Quitte", is_company=True)
        self._tour(f"/odoo/contacts/{contact.id}", "duplicates_child")
        verdict = self.env["partner.duplicate.verdict"].search([("partner_b_id", "=", contact.child_ids.id)])
        self.assertEqual((verdict.partner_a_id, verdict.verdict), (self.holzapfel, "different"))


class DuplicateQueueCase(DuplicateTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["partner.duplicate.group"].search([]).unlink()
        other = cls._contact("Tour Holzapfl Ges.m.b.H.", is_company=True, street="Ringstr. 12", phone="+43 1 5885812")
        gruber = [cls._contact(name, street="Linzer Gasse 3") for name in ("Tour Gruber Josef", "Josef Tour Gruber")]
        quitte = [
            cls._contact(name, email="hof@quitte.example")
            for name in ("Tour Quitte Maria", "Tour Quitte", "Tour Quitte Hof")
        ]
        cls.quitte = quitte[0]
        cls.groups = (
            cls._group("certain", 0.995, "name address phone", cls.holzapfel, other)
            + cls._group("possible", 0.9, "name address", *gruber)
            + cls._group("possible", 0.7, "name email", *quitte)
        )


@tagged("post_install", "-at_install")
class TestDuplicateQueueTours(DuplicateQueueCase):
    """Deciding: list, side by side, explanation, by keyboard and mouse."""

    def test_queue(self):
        """Through the queue by keyboard, with undo; after a decision the next group comes by itself."""
        self._tour("/odoo/duplicates", "duplicates_queue")
        self.assertEqual(self.groups.mapped("state"), ["dismissed", "dismissed", "open"])

    def test_members(self):
        """From the button on a contact to its group; one of three is no duplicate."""
        self._tour(f"/odoo/contacts/{self.quitte.id}", "duplicates_members")
        self.assertEqual(self.quitte.duplicate_count, 1)

    def test_scan(self):
        """A data steward starts a search, and sees how far it is."""
        self.user.group_ids += self.env.ref("customer_data_quality.group_steward")
        self._tour("/odoo/duplicates", "duplicates_scan")
        scan = self.env["partner.duplicate.scan"].search([], limit=1)
        self.assertEqual((scan.state, scan.is_full, scan.user_id), ("running", True, self.user))

    def test_matching(self):
        """The precisions follow the sliders at once; nothing changes before it is saved."""
        self.user.group_ids += self.env.ref("customer_data_quality.group_manager")
        model = self.env["partner.match.model"]._current()
        model.write(
            {
                "precision_certain": 0.99,
                "precision_possible": 0.6,
                "verdict_count": 12,
                "report": [{"field": "email", "level": "same", "points": 0.5, "verdicts": 12}],
            }
        )
        self._tour(f"/odoo/matching/{model.id}", "duplicates_matching")
        self.assertEqual(model.precision_certain, 0.99)

    def test_stranger(self):
        """A colleague of another company learns nothing of the groups of this one."""
        company = self.env["res.company"].create({"name": "Tour Elsewhere"})
        new_test_user(
            self.env,
            STRANGER,
            "base.group_partner_manager,customer_data_quality.group_user",
            password=STRANGER,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        partners = self.groups.member_ids.partner_id
        partners.company_id = self.env.company
        self.groups.company_id = self.env.company
        self._tour("/odoo/duplicates", "duplicates_stranger", STRANGER)


@tagged("post_install", "-at_install")
class TestDuplicatePhoneTours(DuplicateQueueCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        """The same on the width of a phone."""
        self._tour("/odoo/duplicates", "duplicates_phone")
        self.assertEqual(self.groups[:1].state, "dismissed")
