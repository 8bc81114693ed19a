import hashlib
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user

from ..models.links import link, link_try

PURPOSES = {"test_check": "/test-check", "test_consent": "/test-consent"}


class LinkCase(TransactionCase):
    """Tests with purposes of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Link = cls.env["partner.link"]
        purposes = patch.object(cls.registry["partner.link"], "_purposes", lambda self: PURPOSES)
        purposes.start()
        cls.addClassCleanup(purposes.stop)
        cls.partner = cls.env["res.partner"].create({"name": "Lina Verweis", "email": "lina@verweis.example"})

    def make(self, purpose="test_check", single_use=True, **options):
        """Make a link and return it with its token."""
        made, url = self.Link._make(purpose, self.partner, 7, single_use, **options)
        return made, url.rpartition("/")[2]


class TestLinks(LinkCase):
    def test_url(self):
        """The URL leads to the page of the purpose and ends in 32 random bytes that no link shares."""
        _made, url = self.Link._make("test_consent", self.partner, 7, True)
        self.assertTrue(url.startswith(f"{self.partner.get_base_url()}/test-consent/"), url)
        tokens = {self.make()[1] for _number in range(50)}
        self.assertEqual({len(token) for token in tokens}, {43})
        self.assertEqual(len(tokens), 50)

    def test_stored_hash(self):
        """Nothing stored gives the token away: only its SHA-256 is there."""
        made, token = self.make()
        self.env.flush_all()
        self.env.cr.execute("SELECT row_to_json(l)::text FROM partner_link l WHERE id = %s", [made.id])
        stored = self.env.cr.fetchone()[0]
        self.assertNotIn(token, stored)
        self.assertIn(hashlib.sha256(token.encode()).hexdigest(), stored)

    def test_resolve(self):
        made, token = self.make(record=self.partner)
        found = self.Link._resolve("test_check", token)
        self.assertEqual(found, made)
        self.assertEqual(
            (found.partner_id, found.res_model, found.res_id), (self.partner, "res.partner", self.partner.id)
        )

    def test_batch(self):
        """Many links at once: each contact has its own, with the record it is about."""
        others = self.env["res.partner"].create([{"name": "Erster"}, {"name": "Zweiter"}])
        pairs = self.Link._make_batch("test_check", others, 7, True, records=list(reversed(others)))
        for partner, record, (made, url) in zip(others, reversed(others), pairs, strict=True):
            found = self.Link._resolve("test_check", url.rpartition("/")[2])
            self.assertEqual((found, found.partner_id, found.res_id), (made, partner, record.id))

    def test_refused(self):
        """Unknown, foreign, expired, used and worn out links are all the same: none."""
        made, token = self.make()
        strange = ("", "x", token[:-1], token + "A", token.swapcase(), "\0", "\ud800", "ä" * 10_000, "' OR 1=1 --", "%")
        for wrong in (*strange, made.token_hash):
            with self.subTest(token=wrong[:50]):
                self.assertFalse(self.Link._resolve("test_check", wrong))
        self.assertFalse(self.Link._resolve("test_consent", token), "of another purpose")
        self.assertFalse(self.Link._resolve("täst", token))
        with freeze_time(fields.Datetime.now() + timedelta(days=7, seconds=1)):
            self.assertFalse(self.Link._resolve("test_check", token), "expired")
        self.assertTrue(self.Link._resolve("test_check", token))
        self.assertTrue(made._use())
        self.assertFalse(self.Link._resolve("test_check", token), "used")

    def test_use(self):
        """A link for a single use is used once, another one as often as one likes."""
        made, _token = self.make()
        self.assertTrue(made._use())
        self.assertFalse(made._use())
        several, token = self.make(single_use=False)
        self.assertTrue(several._use() and several._use())
        self.assertTrue(self.Link._resolve("test_check", token))

    def test_resolve_reads_only(self):
        """Looking changes nothing: a mail scanner may open the link as often as it likes."""
        made, token = self.make()
        self.env.flush_all()
        before = made.read()
        with patch.object(self.registry["partner.link"], "write", side_effect=AssertionError("written")):
            for _number in range(link.MAX_TRIES + 5):
                self.assertTrue(self.Link._resolve("test_check", token))
        made.invalidate_recordset()
        self.assertEqual(made.read(), before)

    def test_tries(self):
        """After too many forms sent, the link is refused."""
        made, token = self.make()
        for _number in range(link.MAX_TRIES):
            self.assertTrue(self.Link._resolve("test_check", token))
            made._count_try()
        self.assertFalse(self.Link._resolve("test_check", token))

    def test_withdraw(self):
        _made, token = self.make()
        _kept, other_token = self.make("test_consent")
        self.Link._withdraw("test_check", self.partner)
        self.assertFalse(self.Link._resolve("test_check", token))
        self.assertTrue(self.Link._resolve("test_consent", other_token))

    def test_unknown_purpose(self):
        with self.assertRaises(ValueError):
            self.Link._make("nothing", self.partner, 7, True)

    def test_merge(self):
        """After a merge, the link is the survivor's."""
        made, token = self.make()
        survivor = self.env["res.partner"].create({"name": "Lina Verweis", "email": "lina@verweis.example"})
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((self.partner | survivor).ids, survivor)
        made.invalidate_recordset()
        self.assertEqual(self.Link._resolve("test_check", token).partner_id, survivor)

    def test_deleted_contact(self):
        _made, token = self.make()
        self.partner.unlink()
        self.assertFalse(self.Link._resolve("test_check", token))

    def test_cleaning(self):
        """Every night, what is of no use any more goes; what can be used stays."""
        used, _token = self.make()
        used._use()
        expired, _token = self.make()
        valid, token = self.make()
        expired.expires_at = fields.Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        with freeze_time(fields.Datetime.now() + timedelta(seconds=2)):
            self.Link._gc_links()
        self.assertEqual((used | expired | valid).exists(), valid)
        self.assertEqual(self.Link._resolve("test_check", token), valid)

    def test_rights(self):
        """Nobody reads, makes or changes links, not even a manager."""
        made, _token = self.make()
        manager = new_test_user(self.env, "links_manager", "customer_data_quality.group_manager,base.group_system")
        for model in ("partner.link", "partner.link.try", "partner.link.salt"):
            with self.subTest(model=model):
                records = self.env[model].with_user(manager)
                self.assertFalse(records.search([]))
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(records.has_access(operation), operation)
        with self.assertRaises(AccessError):
            made.with_user(manager).read(["token_hash"])


class TestLinkTries(LinkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Try = cls.env["partner.link.try"]

    def fail(self, address, times):
        for _number in range(times):
            self.Try._note(address)

    def test_limit(self):
        """Too many failed tries from one address, and it has to wait an hour; others don't."""
        self.fail("192.0.2.7", link_try.MAX_TRIES - 1)
        self.assertFalse(self.Try._is_limited("192.0.2.7"))
        self.fail("192.0.2.7", 1)
        self.assertTrue(self.Try._is_limited("192.0.2.7"))
        self.assertFalse(self.Try._is_limited("192.0.2.8"))
        # within one day, so that the salt is the same
        now = fields.Datetime.now().replace(hour=12)
        self.env.cr.execute("UPDATE partner_link_try SET date = %s", [now - link_try.WINDOW])
        with freeze_time(now + timedelta(seconds=1)):
            self.assertFalse(self.Try._is_limited("192.0.2.7"))

    def test_networks(self):
        """An IPv6 network counts as one address, and strange addresses are no error."""
        self.assertEqual(self.Try._source("2001:db8::1"), self.Try._source("2001:db8::ffff:1"))
        self.assertNotEqual(self.Try._source("2001:db8::1"), self.Try._source("2001:db8:0:1::1"))
        self.assertTrue(self.Try._source(None) and self.Try._source("unknown, 10.0.0.1"))

    def test_no_personal_data(self):
        """The address is not stored, and from one day to the next it is another hash."""
        self.fail("192.0.2.7", 1)
        self.env.cr.execute("SELECT source FROM partner_link_try")
        sources = {source for (source,) in self.env.cr.fetchall()}
        self.assertFalse(any("192.0.2.7" in source for source in sources))
        today = self.Try._source("192.0.2.7")
        self.assertIn(today, sources)
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.assertNotEqual(self.Try._source("192.0.2.7"), today)

    def test_cleaning(self):
        """Old tries and yesterday's salt go, so that nobody can work the addresses out any more."""
        self.fail("192.0.2.7", 3)
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.Try._source("192.0.2.7")
            self.Try._gc_tries()
            self.env.cr.execute("SELECT (SELECT count(*) FROM partner_link_try), array_agg(day) FROM partner_link_salt")
            self.assertEqual(self.env.cr.fetchone(), (0, [fields.Date.today()]))
