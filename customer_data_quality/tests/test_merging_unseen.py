from odoo.tests import tagged

from .test_merging_bulk import MergingBulkCase

PERSON = {"email": "q.wasserfall@quendel.example", "phone": "+49 30 2312577", "street": "Lindenweg 7", "zip": "10115"}
FIRM = {"phone": "+49 30 2312500", "street": "Industriestr. 1", "zip": "10117", "city": "Berlin", "is_company": True}


@tagged("post_install", "-at_install")
class TestMergingUnseen(MergingBulkCase):
    """What is merged without anybody looking at it: only what is one beyond doubt at that moment, and nothing else."""

    def found(self, *contacts):
        """The group that a search makes of contacts."""
        self.env.flush_all()
        self.Group._scan(full=True)
        self.env.invalidate_all()
        self.merger.partner_id.duplicate_group_id.unlink()  # users of tests look like one person
        group = contacts[0].duplicate_group_id
        self.assertEqual((group.size, group.certainty), (len(contacts), "certain"))
        return group

    def two(self, **values):
        contacts = [self.contact("Quirin Wasserfall", **{**PERSON, "city": "Berlin", **values}) for _each in range(2)]
        self.found(*contacts)
        return contacts

    def assert_left(self, contacts, reason):
        batch = self.start()
        self.run_cron()
        self.assertEqual(batch.line_ids.state, "skipped")
        self.assertIn(reason, batch.line_ids.reason)
        self.assertTrue(all(contact.active for contact in contacts))

    def test_certain_ones(self):
        one, other = self.two()
        batch = self.start()
        self.run_cron()
        self.assertEqual((batch.merged, one.active + other.active), (1, 1))

    def test_another_name_since(self):
        contacts = self.two()
        contacts[1].write(
            {"name": "Otto Zwirbelkorn", "email": "otto@example.com", "phone": False, "street": "Am Ufer 1"}
        )
        self.assert_left(contacts, "changed since")

    def test_archived_since(self):
        one, other = self.two()
        other.active = False
        self.assert_left([one], "archived")

    def test_another_company_by_the_merge_before(self):
        """Companies come first, and by their merge the persons belong to another one: no reason to leave them."""
        firms = [self.contact("Quendelbaum GmbH", **FIRM, email="info@quendel.example") for _each in range(2)]
        persons = [self.contact("Quirin Wasserfall", **PERSON, parent_id=firm.id) for firm in firms]
        self.found(*firms)
        group = self.found(*persons)
        group.member_ids.partner_id.parent_id = firms[0]  # as by the merge
        batch = self.start()
        self.run_cron()
        self.assertEqual((batch.merged, batch.skipped), (2, 0))

    def test_other_legal_form(self):
        values = {**FIRM, "email": "quendel@quendel.example", "website": "https://quendel.example"}
        firms = [self.contact(name, **values) for name in ("Quendelbaum GmbH & Co. KG", "Quendelbaum GmbH")]
        self.group(*firms)
        self.assert_left(firms, "legal forms")

    def test_other_kind_of_address(self):
        firm = self.contact("Quendelbaum GmbH", **FIRM)
        values = {**PERSON, "city": "Berlin", "parent_id": firm.id}
        addresses = [self.contact("Lager Nord", **values, type=kind) for kind in ("invoice", "delivery")]
        self.group(*addresses)
        self.assert_left(addresses, "Address Type")

    def test_private_address_and_company(self):
        """The firm and the colleagues keep their address, and somebody has to look at the two."""
        firm = self.contact("Quendelbaum GmbH", **FIRM)
        colleague = self.contact("Beat Alber", parent_id=firm.id)
        persons = [
            self.contact("Xaveria Wasserfall", parent_id=firm.id, email=PERSON["email"]),
            self.contact("Xaveria Wasserfall", **{**PERSON, "city": "Berlin"}),
        ]
        self.group(*persons)
        self.assert_left(persons, "Street")
        for survivor, other in (persons, reversed(persons)):
            proposed = self.env["partner.merge.rule"]._propose(survivor, other)
            self.assertEqual((proposed["street"]["value"], proposed["parent_id"]["value"]), (FIRM["street"], firm.id))
        merge = self.env["partner.merge"]._merge(*persons)
        self.env.invalidate_all()
        self.assertEqual([each.street for each in (firm, colleague, persons[0])], [FIRM["street"]] * 3)
        merge.action_undo()
        merge = self.env["partner.merge"]._merge(*persons, values={"street": PERSON["street"], "vat": "DE136695976"})
        self.env.invalidate_all()
        self.assertEqual([each.street for each in (firm, colleague)], [FIRM["street"]] * 2)
        self.assertEqual((persons[0].street, firm.vat), (PERSON["street"], False))

    def test_learns_nothing(self):
        """The weights don't learn from what they have decided themselves."""
        self.two()
        verdicts = self.env["partner.duplicate.verdict"].search_count([])
        self.start()
        self.run_cron()
        self.assertEqual(self.env["partner.duplicate.verdict"].search_count([]), verdicts)

    def test_commercial_values_of_moved_persons(self):
        """Persons and addresses have the tax number of the company that they belong to now."""
        firm = self.contact("Quendelbaum GmbH", **FIRM, vat="DE136695976")
        other = self.contact("Quendelbaum", **FIRM, vat="DE111111125")
        depot = self.contact("Lager", parent_id=other.id, type="delivery")
        self.assertEqual(depot.vat, "DE111111125")
        self.env["partner.merge"]._merge(firm, other, values={"vat": "DE136695976"})
        self.env.invalidate_all()
        self.assertEqual((depot.parent_id, depot.vat), (firm, "DE136695976"))
