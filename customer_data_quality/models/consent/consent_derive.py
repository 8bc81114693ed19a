from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from ...engine import consent_merge
from ...engine.consent_states import HOLDING, Event

BATCH = 2000
DERIVED = ("is_allowed", "since", "requested_at", "granted_at", "method", "text_id", "exemption_id", "valid_until")


class PartnerConsent(models.Model):
    """How the state follows from the events."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _compute_derived(self):
        """No dependencies: recording an event and merging contacts call `_derive`, which also has the lists follow."""
        stored = self.filtered("id")
        for consent, values in stored._derived():
            consent.update(values)
        (self - stored).update({"state": "none", **dict.fromkeys(DERIVED, False)})

    def _derive(self):
        """Set what follows from the events; exclusion lists follow what has been closed.

        :return: those consents whose state has changed
        """
        changed = self.browse()
        for consent, values in self._derived():
            differing = {name: value for name, value in values.items() if consent[name] != value}
            if {"state", "since", "is_allowed"} & differing.keys():
                changed |= consent
            consent.update(differing)
        changed._follow_closed()
        return changed

    def _derived(self):
        """Yield (consent, values that follow from its events)."""
        nodes, events = self._nodes()
        records = self.env["partner.consent.event"].browse(events)
        by_id = {event.id: event for event in records}
        for consent in self:
            state = consent_merge.derive(nodes[consent.id])
            grant = by_id.get(state.granted)
            holds = state.name in HOLDING
            confirmation = consent.purpose_id._needs_confirmation(consent.channel)
            months = consent.purpose_id.validity_months
            granted_at = state.since if holds else False
            # without a date of the act, the time runs from when it was recorded
            begins = (granted_at or grant.date) if grant else False
            yield (
                consent,
                {
                    "state": state.name,
                    "is_allowed": holds and not (confirmation and state.name == "granted"),
                    "since": state.since or False,
                    "requested_at": state.requested or False,
                    "granted_at": granted_at or False,
                    "method": grant.method if grant else consent.method,
                    "text_id": grant.text_id if grant and grant.text_id else consent.text_id,
                    "exemption_id": grant.exemption_id if grant else consent.exemption_id,
                    "valid_until": begins.date() + relativedelta(months=months)
                    if holds and months and begins
                    else False,
                },
            )

    def _nodes(self):
        """Events of these consents and of those continued in them: ({id: Node}, ids of events that grant)."""
        self.flush_model(["folded_into_id", "folded_at", "folded_number"])
        self.env["partner.consent.event"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH RECURSIVE tree AS (
                    SELECT id, folded_into_id, folded_at, folded_number FROM partner_consent WHERE id = ANY(%s)
                    UNION
                    SELECT c.id, c.folded_into_id, c.folded_at, c.folded_number
                    FROM partner_consent c JOIN tree ON c.folded_into_id = tree.id
                )
                SELECT id, folded_into_id, folded_at, folded_number FROM tree
                """,
                list(self.ids),
            )
        )
        tree = self.env.cr.fetchall()
        nodes = {id_: consent_merge.Node([]) for id_, *_fold in tree}
        for id_, into, when, number in tree:
            if into in nodes:
                nodes[into].folds.append((number, when, nodes[id_]))
        self.env.cr.execute(
            SQL(
                "SELECT consent_id, kind, date, id, act_date FROM partner_consent_event "
                "WHERE consent_id = ANY(%s) AND kind <> 'used' ORDER BY id",
                list(nodes),
            )
        )
        granting = []
        for consent_id, *event in self.env.cr.fetchall():
            nodes[consent_id].events.append(Event(*event))
            if event[0] in ("granted", "confirmed", "exempted"):
                granting.append(event[2])
        return nodes, granting

    @api.model
    def _verify_states(self, company, limit=1000):
        """Look for consents whose stored state does not follow from their events, and set them right.

        :param company: record of res.company
        :return: list of problems, as of `_verify_chain`, with the consent's id as event_id
        """
        problems, last_id = [], 0
        while len(problems) < limit:
            consents = self.search([("company_id", "=", company.id), ("id", ">", last_id)], order="id", limit=BATCH)
            if not consents:
                break
            last_id = consents[-1].id
            wrong = self.browse(
                consent.id
                for consent, values in consents._derived()
                if any(consent[name] != value for name, value in values.items())
            )
            wrong._derive()
            problems += [
                {"company_id": company.id, "kind": "state", "sequence": 0, "event_id": id_} for id_ in wrong.ids
            ]
            self.env.flush_all()
            self.env.invalidate_all()
        return problems

    @api.model
    def _derive_of_purposes(self, purposes):
        """Set anew what follows from events, after a purpose has changed."""
        self.search([("purpose_id", "in", purposes.ids), ("state", "in", HOLDING)])._derive()

    def _with_objection(self):
        """Those of these consents against which an objection of the same contact stands."""
        self.env["partner.consent"].flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT c.id FROM partner_consent c JOIN partner_consent_purpose p ON p.id = c.purpose_id "
                "WHERE c.id = ANY(%s) AND EXISTS (%s)",
                list(self.ids),
                objection(
                    SQL("c.partner_id"),
                    SQL("c.purpose_id"),
                    SQL("p.is_marketing"),
                    SQL("c.channel"),
                    SQL("c.company_id"),
                    SQL("c.granted_at"),
                ),
            )
        )
        return self.browse(id_ for (id_,) in self.env.cr.fetchall())


def objection(partner, purpose, is_marketing, channel, company, granted_at):
    """A query for what stands against approaching a contact, to be used with EXISTS; all parameters are SQL.

    An objection to direct marketing on all channels holds for every such purpose. What the person agreed to
    afterwards is not touched by it.
    """
    return SQL(
        """
        SELECT FROM partner_consent o JOIN partner_consent_purpose op ON op.id = o.purpose_id
        WHERE o.partner_id = %(partner)s AND o.company_id = %(company)s AND o.folded_into_id IS NULL
            AND (o.state = 'objected' AND (
                    o.purpose_id = %(purpose)s AND o.channel IN (%(channel)s, 'any')
                    OR o.channel = 'any' AND op.is_marketing AND %(is_marketing)s)
                OR o.state IN ('withdrawn', 'refused') AND o.channel = 'any' AND o.purpose_id = %(purpose)s)
            AND (%(granted_at)s IS NULL OR GREATEST(o.since, o.upheld_at) >= %(granted_at)s)
        """,
        partner=partner,
        purpose=purpose,
        is_marketing=is_marketing,
        channel=channel,
        company=company,
        granted_at=granted_at,
    )
