"""Where a person's data came from (article 15 (1) g GDPR), as precisely as it is known."""

from typing import NamedTuple

from odoo import models
from odoo.tools import SQL


class Source(NamedTuple):
    date: object  # datetime, UTC
    names: tuple  # of the contacts
    text: str


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _sources(self):
        """Where the contacts of one request came from, in the language of the environment, the earliest first.

        :return: list of Source, one for each day and way
        """
        self.ensure_one()
        partners = self._partners()
        of_lists = list(self._sources_of_lists(partners))
        found = [
            *of_lists,
            *self._sources_of_corrections(partners),
            *self._sources_of_records(partners),
            *self._sources_of_records_before(),
        ]
        on_lists = {(source.names, source.date.date()) for source in of_lists}
        for partner in partners.filtered("create_date"):
            # who reads in a list enters its contacts
            if ((partner.name,), partner.create_date.date()) not in on_lists:
                found.append(Source(partner.create_date, (partner.name,), self._entered_by(partner)))
        once = {}
        # rows that programs wrote past Odoo have no date
        for source in sorted(filter(lambda source: source.date, found), key=lambda source: source.date):
            first = once.get((source.date.date(), source.text), source)
            names = tuple(dict.fromkeys([*first.names, *source.names]))
            once[source.date.date(), source.text] = first._replace(names=names)
        return list(once.values())

    def _entered_by(self, record):
        """Who made a record, without a name."""
        user = record.create_uid
        if not user or user._is_superuser():
            return self.env._("A program entered it, for example from an e-mail or an order.")
        if user.share:
            return self.env._("You, or somebody for you, entered it on our website.")
        return self.env._("One of our employees entered it, from what you or your company told us.")

    def _sources_of_lists(self, partners):
        for id_, origins in partners._origins().items():
            for origin in origins:
                text = self.env._("It was read from the list “%s”.", origin["source"])
                yield Source(origin["date"], (partners.browse(id_).name,), text)

    def _sources_of_corrections(self, partners):
        """What the person told us to change."""
        proposals = self.env["partner.review.proposal"].search(
            [("partner_id", "in", partners.ids), ("state", "=", "done")]
        )
        for proposal in proposals:
            yield Source(proposal.create_date, (proposal.partner_id.name,), self.env._("You sent us a correction."))

    def _sources_of_records(self, partners):
        """Records of other apps that contacts were made from by hand."""
        changes = self.env["partner.silo.change"].search(
            [("partner_id", "in", partners.ids), ("action", "=", "create"), ("state", "=", "done")]
        )
        for change in changes.filtered(lambda change: change.res_model in self.env):
            record = self.env[change.res_model].browse(change.res_id).exists()
            yield from self._source_of_record(record, change.partner_id)

    def _sources_of_records_before(self):
        """Records with an address that are older than the contact they are linked to, such as enquiries."""
        for place in self.env["partner.discovery"]._person_models():
            if not place.reachable or "partner_id" not in place.links or place.model.startswith(("mail.", "res.")):
                continue
            model = self.env[place.model].with_context(active_test=False)
            if not model._log_access:
                continue
            rows = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT ON (p.id) r.id, p.id FROM %s r JOIN res_partner p ON p.id = r.partner_id "
                    "WHERE p.id = ANY(%s) AND r.create_date < p.create_date ORDER BY p.id, r.create_date",
                    SQL.identifier(model._table),
                    self._partners().ids,
                )
            )
            for id_, partner_id in rows:
                yield from self._source_of_record(model.browse(id_), self.env["res.partner"].browse(partner_id))

    def _source_of_record(self, record, partner):
        if not record:
            return
        kind = self.env["ir.model"]._get(record._name).name
        # what people entered on a form says where: a fair, a campaign
        source = record["source_id"].display_name if "source_id" in record._fields and record["source_id"] else ""
        text = (
            self.env._("It came with an enquiry or entry: %(kind)s, %(place)s.", kind=kind, place=source)
            if source
            else self.env._("It came with an enquiry or entry: %s.", kind)
        )
        yield Source(record.create_date or partner.create_date, (partner.name,), text)
