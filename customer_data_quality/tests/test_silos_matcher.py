from unittest.mock import patch

from odoo.tests import tagged

from ..engine.linkage import Linkage
from ..models.silos.matcher import ALONE, ALONE_AND_REACHED, AMONG_OTHERS, Matcher
from ..models.silos.source_read import Person
from .common_silos import SilosCase


@tagged("-at_install", "post_install")
class TestMatcher(SilosCase):
    """How much a record has in advance of two contacts that share a key."""

    def setUp(self):
        super().setUp()
        self.klara = self.person("Klara Huber", email="klara.huber@example.com", phone="+49 30 23125 111")
        self.firm = self.person("Haslacher Holzbau GmbH", is_company=True, email="office@haslacher-holzbau.example")

    def advance(self, contacts, **values):
        """What is added to the points of a record beside each of some contacts."""
        self.env.flush_all()
        self.env["partner.match.key"]._refresh()
        matcher = Matcher(self.env)
        matcher.comparer._hold(set(contacts.ids))
        person = Person._make("" for _field in Person._fields)._replace(
            id=1, country_id=self.germany.id, company_id=None, **values
        )
        points = matcher.possible + 0.5
        with patch.object(Linkage, "score_of", return_value=points):
            matches = matcher.compare(matcher.contact(matcher.signature(person)), None, contacts.ids)
        self.assertEqual([id_ for id_, _score, _evidence in matches], sorted(contacts.ids))
        return {round(score - points, 6) for _id, score, _evidence in matches}

    def test_same_name_and_mailbox_or_number(self):
        for values in ({"email": "Klara.Huber@example.com"}, {"phone": "030 23125111"}):
            self.assertEqual(self.advance(self.klara, name="Huber, Klara", **values), {ALONE_AND_REACHED})
        self.assertEqual(self.advance(self.klara, name="Klara Huber", email="k.huber@example.com"), {ALONE})
        self.assertEqual(self.advance(self.klara, name="Otto Huber", phone="030 23125111"), {ALONE})

    def test_mailbox_without_a_name(self):
        """Subscribers often have no name: a mailbox of one's own is enough, that of an office is not."""
        self.assertEqual(self.advance(self.klara, email="klara.huber@example.com"), {ALONE_AND_REACHED})
        self.assertEqual(self.advance(self.firm, email="office@haslacher-holzbau.example"), {ALONE})
        self.assertEqual(self.advance(self.klara, phone="030 23125111"), {ALONE})

    def test_company_with_its_own_domain(self):
        mailbox = "einkauf@haslacher-holzbau.example"
        self.assertEqual(self.advance(self.firm, company_name=self.firm.name, email=mailbox), {ALONE_AND_REACHED})
        self.assertEqual(self.advance(self.firm, company_name="Haslacher Handels GmbH", email=mailbox), {ALONE})

    def test_among_others(self):
        twin = self.person("Klara Huber", email="klara.huber@example.com")
        self.assertEqual(
            self.advance(self.klara | twin, name="Klara Huber", email="klara.huber@example.com"), {AMONG_OTHERS}
        )
