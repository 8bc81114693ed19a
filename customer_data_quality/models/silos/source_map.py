from odoo import api, fields, models

from .snapshot import COUNTS

TREND_DAYS = 365


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _connected_share(self, company=None):
        """The share of the people in all places who are connected with a contact, as of the last search.

        :param company: res.company record whose records count, beside those of no company; all companies if None
        :return: 0 to 1, None if there are no people or nothing was searched yet
        :rtype: float | None
        """
        active = set(self._active().ids)
        counts = self.env["partner.silo.snapshot"]._latest(company)
        people = sum(row[0] for source_id, row in counts.items() if source_id in active)
        connected = sum(row[1] for source_id, row in counts.items() if source_id in active)
        return connected / people if people else None

    @api.model
    def map_data(self):
        """What the map shows: places whose records the user may read, in the companies the user works in.

        :return: {"sources": [{"id", "name", "app", "people", "connected", "matching", "unknown", "contradicting",
            "open"}], "is_partial": whether there are others, "overlaps": [{"a", "b", "people"}],
            "share": 0 to 100 or False, "trend": [[ISO date, 0 to 100]], "date": ISO date of the numbers or False}
        """
        self.check_access("read")
        usable = self._active()._usable()
        sources = usable.filtered(lambda source: self.env[source.model].has_access("read"))
        snapshot = self.env["partner.silo.snapshot"]
        counts = snapshot._latest(self.env.companies)
        nothing = (0,) * len(COUNTS)
        shown = [
            {
                "id": source.id,
                "name": source.name,
                "app": source.app,
                "open": source.open_count,
                **dict(zip(COUNTS, counts.get(source.id, nothing), strict=True)),
            }
            for source in sources
        ]
        shown.sort(key=lambda source: -source["people"])
        people = sum(source["people"] for source in shown)
        trend = self._trend(sources)
        return {
            "sources": shown,
            "is_partial": sources != usable,
            "overlaps": self._overlaps(sources),
            "share": round(100 * sum(source["connected"] for source in shown) / people, 1) if people else False,
            "trend": trend,
            "date": trend[-1][0] if trend else False,
        }

    @api.model
    def _overlaps(self, sources):
        # sudo: numbers only, of the user's companies and of places that the user may read
        groups = (
            self.env["partner.silo.overlap"]
            .sudo()
            ._read_group(
                [
                    ("source_a_id", "in", sources.ids),
                    ("source_b_id", "in", sources.ids),
                    ("company_id", "in", [*self.env.companies.ids, False]),
                ],
                ["source_a_id", "source_b_id"],
                ["people:sum"],
            )
        )
        return [{"a": a.id, "b": b.id, "people": people} for a, b, people in groups]

    @api.model
    def _trend(self, sources):
        """Share of connected people by day, the oldest first: [[ISO date, 0 to 100]]."""
        # sudo: as in `_overlaps`
        groups = (
            self.env["partner.silo.snapshot"]
            .sudo()
            ._read_group(
                [
                    ("source_id", "in", sources.ids),
                    ("company_id", "in", [*self.env.companies.ids, False]),
                    ("date", ">=", fields.Date.subtract(fields.Date.today(), days=TREND_DAYS)),
                ],
                ["date:day"],
                ["people:sum", "connected:sum"],
                order="date:day",
            )
        )
        return [
            [fields.Date.to_string(day), round(100 * connected / people, 1)]
            for day, people, connected in groups
            if people
        ]
