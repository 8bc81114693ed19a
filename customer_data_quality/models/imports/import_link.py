"""What the rows of a file have to do with each other: persons with their company, rows about the same contact."""

from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ...engine.linkage import probability
from .within import Within

AT_ONCE = 5000
# of the address that stands beside a person: that of the company
SHARED = ("street", "street2", "zip", "city", "state_id", "country_id", "website")


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _link(self):
        """Connect all rows that were read. One step: each part of it needs all rows."""
        self._link_companies()
        self._link_repeated()

    # -- companies ---------------------------------------------------------------------------

    def _link_companies(self):
        """Give each row of a person the row of its company, or a line of its own where the company has no row."""
        lines = self.env["partner.import.line"]
        self.env.cr.execute(
            SQL(
                "SELECT id, number, company_name, label, vals FROM partner_import_line "
                "WHERE import_id = %s AND state = 'read' ORDER BY number, id",
                self.id,
            )
        )
        companies, persons = {}, defaultdict(list)
        first = {}
        for id_, number, company_name, label, vals in self.env.cr.fetchall():
            if company_name:
                key = _key(company_name)
                persons[key].append(id_)
                first.setdefault(key, (number, company_name, vals))
            elif vals.get("is_company"):
                companies.setdefault(_key(label), id_)
        missing = [key for key in first if key not in companies]
        added = lines.create(
            [
                {
                    "import_id": self.id,
                    "number": number,
                    "level": 0,
                    "is_added": True,
                    "label": name[:200],
                    "vals": {
                        "name": name,
                        "is_company": True,
                        **{field: vals[field] for field in SHARED if vals.get(field)},
                    },
                    "state": "read",
                }
                for number, name, vals in map(first.get, missing)
            ]
        )
        companies.update(zip(missing, added.ids, strict=True))
        links = [(id_, companies[key]) for key, ids in persons.items() for id_ in ids]
        lines.flush_model()
        self.env.cr.execute(
            SQL(
                "UPDATE partner_import_line line SET parent_line_id = f.parent "
                "FROM unnest(%s::int[], %s::int[]) AS f(id, parent) WHERE line.id = f.id",
                [id_ for id_, _parent in links],
                [parent for _id, parent in links],
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE partner_import_line SET level = 0 WHERE import_id = %s AND id = ANY(%s)",
                self.id,
                list({parent for _id, parent in links}),
            )
        )
        lines.invalidate_model(flush=False)

    # -- rows about the same contact ------------------------------------------------------------

    def _link_repeated(self):
        """Note for each row the first row that certainly, or possibly, is about the same contact."""
        _linkage, certain, possible = self.env["partner.match.model"]._matcher()
        same = {}
        for order, other_order, score in sorted(self._scored_pairs(possible), key=lambda pair: (pair[1], -pair[2])):
            id_, first = other_order[-1], order[-1]
            is_certain = score >= certain
            if id_ not in same or is_certain and not same[id_][1]:
                root, root_certain, _score = same.get(first, (first, True, 0))
                same[id_] = (root if root_certain else first, is_certain, probability(score))
        self.env["partner.import.line"].flush_model()
        self.env.cr.execute(
            SQL(
                "UPDATE partner_import_line line SET same_line_id = f.first, probability = f.probability, "
                "match = CASE WHEN f.certain THEN 'repeated' ELSE 'possible' END "
                "FROM unnest(%s::int[], %s::int[], %s::bool[], %s::float[]) AS f(id, first, certain, probability) "
                "WHERE line.id = f.id",
                list(same),
                [first for first, _certain, _probability in same.values()],
                [is_certain for _first, is_certain, _probability in same.values()],
                [likely for _first, _certain, likely in same.values()],
            )
        )
        self.env["partner.import.line"].invalidate_model(flush=False)

    def _scored_pairs(self, least):
        """Rows that resemble each other: (order of the first, order of the second, log-odds); orders end with ids."""
        partners = self._as_user()["res.partner"]
        within = Within(self.env)
        orders, last = {}, 0
        while rows := self._rows_after(last):
            last = rows[-1][0]
            # within the file contacts are told apart by their lines: negative, so that they are no contact's id
            probes = partners._duplicate_probes(
                [{**vals, "id": -id_, "parent_id": -parent if parent else None} for id_, _l, _n, parent, vals in rows]
            )
            within.add([row[0] for row in rows], probes)
            orders.update((id_, (level, number, id_)) for id_, level, number, _parent, _vals in rows)
        for a, b, score in within.pairs(least):
            yield *sorted((orders[a], orders[b])), score

    def _rows_after(self, last):
        self.env.cr.execute(
            SQL(
                "SELECT id, level, number, parent_line_id, vals FROM partner_import_line "
                "WHERE import_id = %s AND state = 'read' AND id > %s ORDER BY id LIMIT %s",
                self.id,
                last,
                AT_ONCE,
            )
        )
        return self.env.cr.fetchall()


def _key(name):
    return " ".join(name.casefold().split())
