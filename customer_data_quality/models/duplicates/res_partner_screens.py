from odoo import api, fields, models

from ...engine.linkage import probability
from .wording import SOURCES

# Somebody who is typing has written little yet, a name perhaps: a look costs less than a duplicate.
WORTH_A_LOOK = 0.15
# Compared values that are ids of records.
LINKS = ("id", "parent_id", "country_id", "company_id")


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _duplicate_value(self, field):
        """The contact's values that a compared field of the engine is made of, as a text."""
        values = (self[name] for name in SOURCES.get(field, ()))
        texts = (value.display_name if isinstance(value, models.BaseModel) else value for value in values)
        return ", ".join(text for text in texts if text)

    def _side_by_side(self):
        """What stands above each contact where contacts are shown side by side: one dict for each."""
        return [
            {
                "id": partner.id,
                "name": partner.display_name,
                "is_company": partner.is_company,
                "active": partner.active,
                "created": fields.Datetime.to_string(partner.create_date),
                "changed": fields.Datetime.to_string(partner.write_date),
            }
            for partner in self
        ]

    @api.model
    def duplicates_while_typing(self, values, partner_id=False, limit=3):
        """Contacts that likely are the same as the one in a form.

        :param dict values: what is in the form, by field
        :param int partner_id: id of the contact in the form, if it is saved
        :param int limit: number of matches
        :return: list of {"id", "name", "is_company", "facts": one line, "certainty": "certain" or "possible",
            "probability": 0 to 1, "reasons": list of texts}, best first
        """
        self.env["partner.duplicate.group"].check_access("read")
        certain = self.env["partner.match.model"]._thresholds()[0]
        values = {**values, "id": partner_id}
        values.update({name: _id_of(values[name]) for name in LINKS if name in values})
        matches = self._find_duplicates_for_values(values, limit=limit, threshold=WORTH_A_LOOK)
        partners = self.browse([match["partner_id"] for match in matches])
        return [
            {
                "id": partner.id,
                "name": partner.display_name,
                "is_company": partner.is_company,
                "facts": partner._duplicate_facts(),
                "certainty": "certain" if match["probability"] >= probability(certain) else "possible",
                "probability": match["probability"],
                "reasons": [
                    reason["level_label"]
                    for reason in match["reasons"]
                    if reason["level_label"] and reason["field"] not in ("rarity", "agreement") and reason["points"] > 0
                ],
            }
            for partner, match in zip(partners, matches, strict=True)
        ]

    def _duplicate_facts(self):
        """One line that tells a contact from others: place, email, phone."""
        place = " ".join(text for text in (self.zip, self.city) if text)
        return " · ".join(text for text in (place, self.email, self.phone) if text)

    def duplicates_mark_different(self, partner_ids, note=None):
        """Note that this contact is none of some others; it is remembered and can be taken back.

        :param list partner_ids: ids of contacts that the user may read
        """
        self.ensure_one()
        others = self.browse(partner_ids).exists() - self
        if not others:
            return
        (self | others).check_access("read")
        self.env["partner.duplicate.verdict"]._decide(
            [(self.id, other) for other in others.ids], "different", note=note
        )
        self.env["partner.duplicate.group"]._regroup_live([self.id, *others.ids])


def _id_of(value):
    """A value from outside if it can be the id of a record, False if not."""
    return value if type(value) is int and 0 < value < 1 << 31 else False
