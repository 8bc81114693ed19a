import json

from odoo.tests import tagged

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanSpreadsheet(PlanCase):
    """Our dashboard among those of the spreadsheet app."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "spreadsheet.dashboard" not in cls.env:
            cls.skipTest(cls, "the app for dashboards is not installed")
        cls.env["partner.steering.figure"]._make_spreadsheet_dashboard()
        cls.dashboard = cls.env.ref("customer_data_quality.spreadsheet_dashboard")

    def test_for_stewards(self):
        self.assertIn(self.dashboard, self.dashboard.with_user(self.steward).search([]))
        self.assertNotIn(self.dashboard, self.dashboard.with_user(self.user).search([]))

    def test_made_once_and_kept_as_changed(self):
        self.dashboard.name = "Ours"
        self.env["partner.steering.figure"]._make_spreadsheet_dashboard()
        self.assertEqual(self.dashboard.name, "Ours")
        self.assertEqual(self.env["spreadsheet.dashboard"].search_count([("name", "=", "Ours")]), 1)

    def test_what_it_shows_exists(self):
        """Each chart and table can be read by a steward, filters included."""
        book = json.loads(self.dashboard.with_user(self.steward)._get_serialized_readonly_dashboard())["snapshot"]
        charts = [figure["data"] for sheet in book["sheets"] for figure in sheet["figures"]]
        asked = [
            (
                chart["metaData"]["resModel"],
                chart["metaData"]["groupBy"],
                chart["metaData"]["measure"],
                chart["searchParams"]["domain"],
                chart["fieldMatching"],
            )
            for chart in charts
        ]
        for pivot in book["pivots"].values():
            groups = [row["fieldName"] for row in pivot["rows"]]
            asked.append((pivot["model"], groups, pivot["measures"][0]["id"], pivot["domain"], pivot["fieldMatching"]))
        self.assertEqual(len(asked), 5)
        kinds = {each["id"]: each["type"] for each in book["globalFilters"]}
        for name, groups, measure, domain, matching in asked:
            model = self.env[name].with_user(self.steward)
            field = model._fields.get(measure.partition(":")[0])
            aggregate = measure if ":" in measure or not field else f"{measure}:{field.aggregator}"
            self.assertIsInstance(model.formatted_read_group(domain, groups, [aggregate]), list)
            for key, chain in matching.items():
                is_date = kinds[key] == "date"
                self.assertEqual(model._fields[chain["chain"]].type, chain["type"])
                self.assertEqual(is_date, chain["type"] in ("date", "datetime"))

    def test_rules_with_their_profile(self):
        rule = self.env["partner.quality.rule"].search([], limit=1)
        self.assertEqual(rule.display_name, rule.name)
        shown = rule.with_context(with_profile=True).display_name
        self.assertEqual(shown, f"{rule.name} ({rule.profile_id.name})")
