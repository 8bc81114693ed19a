from itertools import combinations

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine import signature
from ...engine.contact import Contact
from ...engine.linkage import probability
from .comparing import read_counts


class PartnerDuplicateGroup(models.Model):
    """What people decide about a group, and what they need to know for it."""

    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    def action_not_duplicates(self, partner_ids=None, note=None):
        """Note that contacts of these groups are not the same; it is remembered and can be taken back.

        :param list partner_ids: contacts that don't belong to the others of the group; all of them if None
        :param str note: why
        """
        self._check_open()
        for group in self:
            members = group.member_ids.partner_id
            others = members.browse(partner_ids or ()) & members
            rest = members - others
            if not others or not rest:
                pairs = list(combinations(members.ids, 2))
            else:
                pairs = [(one, other) for one in others.ids for other in rest.ids]
            self.env["partner.duplicate.verdict"]._decide(pairs, "different", group=group, note=note)
            if len(rest) < 2 or not others:
                group._close("dismissed")
        self._regroup_live(self.member_ids.partner_id.ids)

    def action_reopen(self):
        """Take back that contacts of these groups are not the same."""
        self.check_access("write")
        verdicts = self.env["partner.duplicate.verdict"].search(
            [("group_id", "in", self.ids), ("state", "=", "active")]
        )
        partners = self.member_ids.partner_id | verdicts.partner_a_id | verdicts.partner_b_id
        verdicts.state = "withdrawn"
        self.filtered(lambda group: group.state == "dismissed")._reopen()
        self._regroup_live(partners.ids)

    def _check_open(self):
        self.check_access("write")
        if closed := self.filtered(lambda group: group.state != "open"):
            raise UserError(self.env._("“%s” is decided already. Please reload the page.", closed[:1].display_name))

    def _close(self, state):
        self.write({"state": state, "decision_user_id": self.env.uid, "decision_date": fields.Datetime.now()})
        # what somebody had planned to look at is looked at
        self.activity_ids.action_feedback()

    def _reopen(self):
        self.write({"state": "open", "decision_user_id": False, "decision_date": False})

    def action_open_contacts(self):
        """Open the contacts of these groups as a list."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contacts"),
            "res_model": "res.partner",
            "view_mode": "list,kanban,form",
            "domain": [("id", "in", self.member_ids.partner_id.ids)],
            "context": {"active_test": False},
        }

    def action_merge(self):
        """Open the screen on which the contacts of the group are merged.

        :raises AccessError: for whoever may not merge
        """
        self.ensure_one()
        likely = self.member_ids.sorted(lambda member: (-member.probability, member.id))
        action = self.env["partner.merge"]._screen_action(likely.partner_id, self)
        self._check_open()
        return action

    def explain(self, partner_a, partner_b):
        """Why two contacts look like the same one, field by field.

        :param int partner_a: id of a contact that the user may read
        :param int partner_b: another one
        :return: {"rows": [{"field", "label", "value_a", "value_b", "level", "level_label", "points", "share"}],
            "total": log-odds, "probability": 0 to 1}; `share` is the length of the bar, -1 to 1
        :raises AccessError: if the user may not read one of the contacts
        :raises UserError: if there is nothing to compare yet
        """
        self.check_access("read")
        partners = self.env["res.partner"].browse((partner_a, partner_b))
        partners.check_access("read")
        linkage, _certain, _possible = self.env["partner.match.model"]._matcher()
        partners.flush_recordset(partners._duplicate_fields())
        self.env["partner.match.key"]._refresh_live()
        self.env.cr.execute(
            SQL("SELECT id, signature, keys FROM partner_match_key WHERE id = ANY(%s)", list(partners.ids))
        )
        rows = {id_: (signature.load(text), keys) for id_, text, keys in self.env.cr.fetchall()}
        if len(rows) < 2:
            raise UserError(self.env._("These contacts have not been read for comparing yet. Please try again later."))
        (one, keys), (other, other_keys) = rows[partner_a], rows[partner_b]
        counts, total = read_counts(self.env.cr, {*keys, *other_keys})
        one, other = Contact(one, counts, total), Contact(other, counts, total)
        score = linkage.score(one, other, counts)
        reasons = partners._duplicate_reasons(linkage.explain(one, other, counts))
        most = max([abs(reason["points"]) for reason in reasons], default=0) or 1
        for reason in reasons:
            reason["value_a"], reason["value_b"] = (partner._duplicate_value(reason["field"]) for partner in partners)
            reason["share"] = round(reason["points"] / most, 3)
        return {"rows": reasons, "total": round(score, 2), "probability": probability(score)}
