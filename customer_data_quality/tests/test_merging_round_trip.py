from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common_merging import MergingCase

# Names, notes and numbers as they come, some of them meant to break something.
TEXTS = st.one_of(
    st.sampled_from(
        [
            "Jose",
            "José",
            "Robert'); DROP TABLE res_partner;--",
            "100 % sicher %s %(x)s",
            "<b onclick='x()'>Fett</b>",
            "\u202eRückwärts",
            "𝕌𝕟𝕚𝕔𝕠𝕕𝕖 💥",
            '{"a": [1, "b"]}',
            "\\N",
            "NULL",
            " ",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
)
VALUES = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "email": st.sampled_from(["Klara@example.com", "klara.w@example.org", "no address"]),
        "phone": st.sampled_from(["+49 30 23125 100", "030/23125-101", "?"]),
        "street": TEXTS,
        "zip": st.sampled_from(["99987", "1010"]),
        "city": TEXTS,
        "vat": st.sampled_from(["DE999999999", "x"]),
        "comment": TEXTS,
        "ref": TEXTS,
        "is_company": st.booleans(),
        "active": st.booleans(),
        "employee": st.booleans(),
        "color": st.integers(0, 11),
        "partner_latitude": st.floats(-90, 90),
    },
)
# What is done to which contact: (what, contact, number)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            "row row row row row row message activity attachment follow followed bank child tag xmlid note default "
            "company_value image".split()
        ),
        st.integers(0, 4),
        st.integers(0, 10_000),
    ),
    max_size=40,
)
# Their rows are reasons not to merge.
REFUSED = ("res_users", "res_company", "res_partner", "partner_privacy_restriction", "partner_privacy_hold")


@tagged("-at_install", "post_install")
class TestRoundTrip(MergingCase):
    """A merge that is undone leaves the database as it was, in every row and column of every table."""

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        # no shrinking: each try compares the whole database
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(VALUES, min_size=3, max_size=5), DEEDS)
    def test_undone(self, contacts, deeds):
        with self.env.cr.savepoint() as savepoint:
            partners = self.Partner.create(contacts)
            for deed in deeds:
                self.do(partners, *deed)
            self.env.flush_all()
            self.env.cr.precommit.run()
            survivor, stranger, others = partners[0], partners[1], partners[2:]
            self.assertTrue(stranger)
            before = self.database()
            merge = self.merge(survivor, others)
            self.assertNotEqual(before["res_partner"], self.database(["res_partner"])["res_partner"])
            self.assertEqual(merge._conflicts(), [])
            self.assertFalse(merge.remarks)
            merge.action_undo()
            self.assert_same_database(before)
            savepoint.rollback()

    def do(self, partners, what, who, number):  # noqa: C901 - one short case for each kind of row
        partner = partners[who % len(partners)]
        other = partners[number % len(partners)]
        match what:
            case "row":
                keys = self.foreign_keys()
                table, column = keys[number % len(keys)]
                if table not in REFUSED:
                    self.insert_row(table, column, partner)
            case "message":
                partner.message_post(body=f"message {number}", partner_ids=other.ids)
            case "activity":
                partner.activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
            case "attachment":
                values = {"name": f"file {number}", "res_model": "res.partner", "res_id": partner.id, "raw": b"x"}
                self.env["ir.attachment"].create(values)
            case "follow" | "followed":
                follower, followed = (partner, other) if what == "follow" else (other, partner)
                followed.message_subscribe(follower.ids)
            case "bank":
                numbers = partner.bank_ids.mapped("acc_number")
                if str(number % 3) not in numbers:
                    partner.bank_ids = [(0, 0, {"acc_number": str(number % 3)})]
            case "child":
                partner.child_ids = [(0, 0, {"name": f"Kind {number}", "type": "contact"})]
            case "tag":
                tag = self.env["res.partner.category"].search([("name", "=", f"tag {number % 3}")])
                tag = tag or tag.create({"name": f"tag {number % 3}"})
                partner.category_id = [(4, tag.id)]
            case "xmlid":
                name = f"contact_{number}"
                self.env["ir.model.data"]._update_xmlids([{"xml_id": f"merging_test.{name}", "record": partner}])
            case "note":
                partner.comment = f"<p>note {number}</p>"
            case "default":
                self.env["ir.default"].set("res.partner.bank", "partner_id", partner.id)
            case "company_value":
                partner.barcode = f"{partner.id}-{number}"
            case "image":
                pixel = (
                    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                )
                partner.image_1920 = pixel

    def test_rows_in_every_table(self):
        """One row of the survivor and two of the others in every table that points to contacts, as far as possible."""
        survivor, one, two = self.contact(), self.contact(), self.contact()
        made = 0
        for table, column in self.foreign_keys():
            if table not in REFUSED:
                made += sum(self.insert_row(table, column, partner) for partner in (one, two, survivor)) > 0
        self.assertGreater(made, 15)
        self.env.invalidate_all()
        before = self.database()
        merge = self.merge(survivor, one | two)
        for table, column in self.foreign_keys():
            if table in merge_stays(merge):
                continue
            self.env.cr.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" IN %s', [tuple((one | two).ids)])
            self.assertFalse(self.env.cr.fetchone()[0], f"{table}.{column}")
        merge.action_undo()
        self.assert_same_database(before)


def merge_stays(merge):
    """Tables of which rows stayed, because the survivor has the same."""
    env = merge.env
    models = {each["model"] for each in merge.collisions or () if each["resolution"] == "stays"}
    return {env[model]._table if model in env else model for model in models}
