from odoo import api, fields, models
from odoo.tools import SQL

VERDICTS = [("different", "Not a Duplicate"), ("same", "Same Contact")]
STATES = [
    ("active", "In Force"),
    ("reopened", "Reopened"),  # a compared value has changed since
    ("withdrawn", "Withdrawn"),
]


class PartnerDuplicateVerdict(models.Model):
    """What somebody decided about two contacts. It is never deleted: it may be withdrawn, and it reopens by itself
    when a compared value of either contact changes."""

    _name = "partner.duplicate.verdict"
    _description = "Decision about Two Contacts"
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "partner_a_id"

    partner_a_id = fields.Many2one("res.partner", string="Contact", required=True, readonly=True, ondelete="cascade")
    partner_b_id = fields.Many2one(
        "res.partner", string="Other Contact", required=True, readonly=True, ondelete="cascade", index=True
    )
    verdict = fields.Selection(VERDICTS, required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="active", index=True)
    user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    date = fields.Datetime(string="Decided on", readonly=True, required=True, default=fields.Datetime.now)
    note = fields.Char(help="Why, for those who look at it later.")
    group_id = fields.Many2one(
        "partner.duplicate.group", string="Decided in", readonly=True, index="btree_not_null", ondelete="set null"
    )
    score = fields.Float(readonly=True, aggregator=None, help="Log-odds at the time of the decision.")
    fingerprint_a = fields.Integer(readonly=True, aggregator=None)
    fingerprint_b = fields.Integer(readonly=True, aggregator=None)

    _pair_unique = models.Constraint(
        "UNIQUE(partner_a_id, partner_b_id)", "There is a decision about these two contacts already."
    )
    _two_contacts = models.Constraint("CHECK(partner_a_id < partner_b_id)", "A decision is about two contacts.")

    @api.model
    def _decide(self, pairs, verdict, group=None, note=None):
        """Note a decision about pairs of contacts; the last one about a pair counts.

        :param pairs: iterable of pairs of contact ids, which the user may read
        :param str verdict: "different" or "same"
        :param group: record of partner.duplicate.group in which it was decided
        :return: the decisions
        """
        pairs = sorted({(min(pair), max(pair)) for pair in pairs})
        ids = sorted({id_ for pair in pairs for id_ in pair})
        self.env["partner.match.key"]._refresh_live()
        self.env.cr.execute(SQL("SELECT id, fingerprint FROM partner_match_key WHERE id = ANY(%s)", ids))
        fingerprints = dict(self.env.cr.fetchall())
        self.env.cr.execute(
            SQL(
                "SELECT partner_a, partner_b, score FROM partner_duplicate_pair "
                "WHERE partner_a = ANY(%s) AND partner_b = ANY(%s)",
                ids,
                ids,
            )
        )
        scores = {(a, b): score for a, b, score in self.env.cr.fetchall()}
        # sudo: of contacts that the user may read, whoever decided before
        earlier = self.sudo().search([("partner_a_id", "in", ids), ("partner_b_id", "in", ids)])
        present = {(record.partner_a_id.id, record.partner_b_id.id): record for record in earlier}
        decisions, to_create = self.browse(), []
        for a, b in pairs:
            values = {
                "verdict": verdict,
                "state": "active",
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "note": note,
                "group_id": group.id if group else False,
                "score": scores.get((a, b), 0.0),
                "fingerprint_a": fingerprints.get(a),
                "fingerprint_b": fingerprints.get(b),
            }
            if (a, b) in present:
                present[a, b].write(values)
                decisions |= present[a, b].sudo(False)
            else:
                to_create.append({"partner_a_id": a, "partner_b_id": b, **values})
        return decisions | self.create(to_create)

    def action_withdraw(self):
        """Take decisions back; the contacts are proposed again if they still resemble each other."""
        self.check_access("write")
        self.state = "withdrawn"
        groups = self.group_id.filtered(lambda group: group.state == "dismissed")
        groups._reopen()
        partners = self.partner_a_id | self.partner_b_id
        self.env["partner.duplicate.group"]._regroup_live(partners.ids)

    def action_restore(self):
        """Have withdrawn or reopened decisions count again, for the contacts as they are now."""
        self.check_access("write")
        for verdict in dict.fromkeys(self.mapped("verdict")):
            chosen = self.filtered(lambda record, verdict=verdict: record.verdict == verdict)
            self._decide([(record.partner_a_id.id, record.partner_b_id.id) for record in chosen], verdict)
        partners = self.partner_a_id | self.partner_b_id
        self.env["partner.duplicate.group"]._regroup_live(partners.ids)
