"""Random contacts and rules from a seed, as far from tidy as real ones."""

from odoo import Command

# Conditions as people write them: each operator, through every sort of relation, negative ones above all.
CONDITIONS = (
    "[]",
    "[('is_company', '=', True)]",
    "[('is_company', '!=', True)]",
    "[('email', '=', False)]",
    "[('email', '!=', False)]",
    "[('email', '!=', 'anna@example.com')]",
    "[('email', 'in', ['anna@example.com', False])]",
    "[('email', 'not in', ['anna@example.com', False])]",
    "[('email', 'not in', ['anna@example.com'])]",
    "[('email', 'ilike', 'EXAMPLE.com')]",
    "[('email', 'not ilike', 'example')]",
    "[('email', '=ilike', 'ANNA@%')]",
    "[('email', '=like', 'anna@%')]",
    "[('email', 'not =like', 'anna@%')]",
    "[('name', 'like', 'GmbH')]",
    "[('name', 'not like', 'GmbH')]",
    "[('name', 'ilike', 'müller')]",
    "[('name', '>', 'M')]",
    "[('name', 'ilike', '%')]",
    "[('name', 'ilike', '')]",
    "['|', ('zip', '=', '1010'), ('city', 'ilike', 'wien')]",
    "['!', ('zip', '=', '1010')]",
    "['!', '&', ('zip', '!=', False), ('street', '!=', False)]",
    "['&', ('zip', '!=', False), '|', ('street', '=', False), ('city', '=', False)]",
    "[('country_id', '=', False)]",
    "[('country_id.code', 'in', ['DE', 'AT'])]",
    "[('country_id.code', 'not in', ['DE', 'AT'])]",
    "[('country_id.code', '!=', 'DE')]",
    "[('country_id', 'ilike', 'aust')]",
    "[('country_id.currency_id.name', '=', 'EUR')]",
    "[('parent_id', '!=', False)]",
    "[('parent_id.email', '!=', False)]",
    "[('parent_id.email', '=', False)]",
    "[('parent_id.country_id.code', '=', 'AT')]",
    "[('parent_id', 'any', [('is_company', '=', True), ('city', '!=', False)])]",
    "[('parent_id', 'not any', [('is_company', '=', True)])]",
    "[('parent_id.category_id.name', 'ilike', 'partner')]",
    "[('child_ids', '=', False)]",
    "[('child_ids', '!=', False)]",
    "[('child_ids.email', '=', False)]",
    "[('child_ids.email', 'ilike', 'example')]",
    "[('child_ids.email', 'not ilike', 'example')]",
    "[('child_ids', 'any', [('type', '=', 'contact'), ('phone', '!=', False)])]",
    "[('child_ids', 'not any', [('phone', '=', False)])]",
    "[('child_ids.child_ids', '!=', False)]",
    "[('child_ids.active', '=', False)]",
    "[('category_id', '=', False)]",
    "[('category_id.name', '=', 'Partner')]",
    "[('category_id.name', '!=', 'Partner')]",
    "[('category_id.name', 'in', ['Partner', 'Supplier'])]",
    "[('category_id.name', 'not in', ['Partner'])]",
    "[('category_id', 'ilike', 'part')]",
    "[('category_id.parent_id', '!=', False)]",
    "[('category_id', 'any', [('active', '=', True), ('name', 'ilike', 's')])]",
    "[('bank_ids', '!=', False)]",
    "[('bank_ids.acc_number', 'ilike', 'AT')]",
    "[('comment', '=', False)]",
    "[('comment', 'ilike', 'call')]",
    "[('active', '=', True)]",
    "[('active', '=', False)]",
    "[('active', 'in', [True, False])]",
    "[('type', 'in', ['delivery', 'invoice'])]",
    "[('type', '!=', 'contact')]",
    "[('type', '=', False)]",
    "[('lang', '=', False)]",
    "[('color', '>', 3)]",
    "[('color', '=', 0)]",
    "[('color', 'not in', [0, 5])]",
    "[('partner_latitude', '!=', 0)]",
    "[('partner_latitude', '>=', 47.5)]",
    "[('message_bounce', '<', 1)]",
    "[('user_id', '=', False)]",
    "[('user_id.login', '=', 'admin')]",
    "[('user_id.active', '=', True)]",
    "[('industry_id.name', 'ilike', 'construction')]",
    "[('industry_id', 'not in', [1, 2, 3])]",
    "[('commercial_partner_id.vat', '!=', False)]",
    "[('commercial_partner_id.is_company', '=', True)]",
    "[('complete_name', 'ilike', 'gmbh')]",
    "[('email_normalized', '!=', False)]",
    "[('partner_share', '=', True)]",
    "[('quality_is_supplier', '=', True)]",
    "[('quality_is_supplier', '!=', True)]",
    "[('create_date', '>', '2020-01-01')]",
    "[('create_date', '>', '-7d')]",
    "[('ref', '=like', 'C-____')]",
    "[('vat', 'in', [])]",
    "[('vat', 'not in', [])]",
    "[(1, '=', 1)]",
    "[(0, '=', 1)]",
    "[('id', '>', 0)]",
)

FIELDS = (
    "name email phone website vat zip city street street2 function ref comment lang type color partner_latitude "
    "country_id state_id industry_id user_id parent_id child_ids category_id bank_ids is_company active"
).split()

GARBAGE = (
    "", " ", "x", "XXX", "n/a", "-", ".", "test", "0", "'; DROP TABLE res_partner; --", "<b>bold</b>", "50%", "a_b\\c",
    "مرحبا", "🙂🙂", "ÄÖÜ ß", "İstanbul", "ﬁ", "zero\u200bwidth", "tab\there", "line\nbreak", "\u202eright to left",
    "x" * 700, "{field}", "%s", "NULL", "None", "False",
)  # fmt: skip
VALUES = {
    "name": ("Müller GmbH", "MÜLLER TRANSPORTE GMBH", "Anna Huber", "HUBER ANNA", "Tischlerei Moser", "müller", "Zoë"),
    "email": ("anna@example.com", "ANNA@Example.COM", "max@@example.com", "test@example.com", "a@b", "b@huber.example"),
    "phone": ("+43 1 5050100", "030 23125 000", "12", "ruft zurück", "+41 44 668 18 00", "+49 30 23125000"),
    "website": ("https://www.example.com", "www.example.net", "keine", "http://müller.example/kontakt"),
    "vat": ("ATU12345675", "ATU12345678", "CHE-123.456.788 MWST", "DE136695976", "/", "DE123"),
    "zip": ("1010", "80331", "8001", "9490", "A-1010", "803"),
    "city": ("Wien", "WIEN", "Zürich", "München", "unbekannt"),
    "street": ("Hauptstraße 1", "xxx", "Bahnhofstrasse 12a"),
    "street2": ("c/o Huber",),
    "function": ("Geschäftsführer", "n.n."),
    "ref": ("C-1234", "C-12"),
    "comment": ("<p>call back</p>", "<p></p>", "<p><br></p>", "<p>allergic</p>"),
}  # fmt: skip


class World:
    """Makes contacts and rules that hang together."""

    def __init__(self, env, random):
        self.env = env
        self.random = random
        tags = env["res.partner.category"].create([{"name": name} for name in ("Partner", "Supplier", "Shop")])
        tags |= tags.create({"name": "Sub", "parent_id": tags[0].id}) | tags.create({"name": "Old", "active": False})
        self.choices = {
            "country_id": [False, *(env.ref(f"base.{code}").id for code in ("de", "at", "ch", "li", "us"))],
            "industry_id": [False, *env["res.partner.industry"].search([], limit=3).ids],
            "user_id": [False, env.ref("base.user_admin").id],
            "category_id": [[], [tags[0].id], [tags[1].id, tags[3].id], [tags[4].id], [tags[0].id, tags[2].id]],
            "lang": [False, "en_US"],
            "type": ["contact", "contact", "delivery", "invoice", "other"],
            "color": [0, 0, 5, 7],
            "partner_latitude": [0.0, 47.2, 48.1],
            "message_bounce": [0, 0, 3],
            "is_company": [True, False],
        }

    def text(self, name):
        kind = self.random.random()
        if kind < 0.3:
            return False
        return self.random.choice(VALUES[name] if kind < 0.8 else GARBAGE)

    def contact_values(self):
        values = {name: self.text(name) for name in VALUES}
        if not (values["name"] or "").strip():
            values["name"] = self.random.choice(VALUES["name"])
        for name, choices in self.choices.items():
            chosen = self.random.choice(choices)
            values[name] = [Command.set(chosen)] if name == "category_id" else chosen
        if self.random.random() < 0.2:
            values["bank_ids"] = [Command.create({"acc_number": f"AT{self.random.randrange(10**16):016}"})]
        return values

    def contacts(self, number):
        """Contacts of which many have a parent, some two levels up, and some are archived."""
        made = self.env["res.partner"]
        for _round in range(3):
            batch = [self.contact_values() for _each in range(number // 3)]
            for values in batch:
                if made and self.random.random() < 0.5:
                    values["parent_id"] = self.random.choice(made.ids)
            made |= made.create(batch)
        archived = made.filtered(lambda partner: self.random.random() < 0.15)
        archived.action_archive()
        return made

    def change(self, partners):
        """Change some contacts as users, imports and other apps do."""
        for partner in self.random.sample(list(partners), len(partners) // 3):
            values = self.contact_values()
            names = self.random.sample(sorted(values), 3)
            partner.write({name: values[name] for name in names})
        for partner in self.random.sample(list(partners), 5):
            partner.active = not partner.active
        orphan = self.random.choice(partners.filtered("parent_id"))
        orphan.parent_id = False
        # one without tags below it: Odoo itself keeps their display name as it was until the next transaction
        self.env["res.partner.category"].search([("child_ids", "=", False)], limit=1).name = "Renamed"

    def verify(self, partners, days):
        """Days on which some fields were verified, directly in the table."""
        self.env.flush_all()
        for partner in partners:
            if self.random.random() < 0.5:
                names = self.random.sample(["email", "phone", "street"], 2)
                verified = {name: self.random.choice(days) for name in names}
                self.env.cr.execute(
                    "UPDATE partner_quality SET verified = jsonb_object(%s, %s) WHERE id = %s",
                    [list(verified), list(verified.values()), partner.id],
                )
        self.env.invalidate_all()

    def rules(self, number):
        kinds = self.env["partner.quality.rule"]._kinds()
        return [rule for _each in range(number) if (rule := self.rule(self.random.choice(sorted(kinds)), kinds))]

    def rule(self, code, kinds):
        """Values of a random rule of a kind."""
        kind = kinds[code]
        values = {
            "name": f"Random {code}",
            "kind": code,
            "weight": self.random.choice((0, 1, 3, 7, 10, 1000)),
            "applies": self.random.choice(CONDITIONS) if self.random.random() < 0.5 else "[]",
        }
        if code == "domain":
            values["check_domain"] = self.random.choice(CONDITIONS)
        if kind.field_types:
            values["field_name"] = self.random.choice(self.fields_for(kind))
        if kind.verify:
            values.update(verify_after=self.random.choice((1, 30, 180)), field_name="email")
        return values

    def fields_for(self, kind):
        """The fields that a rule of the kind may be about."""
        fields = self.env["res.partner"]._fields
        return [name for name in FIELDS if kind.field_types == ("*",) or fields[name].type in kind.field_types]
