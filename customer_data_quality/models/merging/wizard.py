from odoo import api, models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import SQL

from .moving import Mover
from .recorder import Recorder, current

JOURNALLED = "partner_merge_journalled"
CAREFUL = "partner_merge_carefully"
BY_HAND = "partner_merge_by_hand"


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Core's steps of a merge, done by sets of rows, noted and without loss, while ours is going on."""

    _inherit = "base.partner.merge.automatic.wizard"  # pylint: disable=consider-merging-classes-inherited

    def _merge_recorder(self):
        return current(self.env) if self.env.context.get(JOURNALLED) else None

    def _mover(self, model_name, source_ids, survivor_id):
        return Mover(
            self.env["partner.merge"],
            model_name,
            source_ids,
            survivor_id,
            self._merge_recorder(),
            carefully=self.env.context.get(CAREFUL),
        )

    def _merge_leave(self, partners, survivor):
        """Let what points to merged contacts point to the survivor, unrecorded: for good."""
        merges = self.env["partner.merge"]
        self.env.flush_all()
        Mover(merges, "res.partner", partners.ids, survivor.id, Recorder(merges, survivor.id), True).move()
        self.env.invalidate_all(flush=False)

    def _merge_is_pointed_to(self, partners):
        """Whether anything points to merged contacts that could move."""
        self.env.flush_all()
        return bool(Mover(self.env["partner.merge"], "res.partner", partners.ids, None, None).count())

    @api.model
    def _update_foreign_keys_generic(self, model, src_records, dst_record):
        if not self._merge_recorder():
            return super()._update_foreign_keys_generic(model, src_records, dst_record)
        self.env.flush_all()
        # references too: a row may hold both, and is written once
        self._mover(model, src_records.ids, dst_record.id).move()
        self.env.invalidate_all(flush=False)
        return None

    @api.model
    def _update_reference_fields_generic(
        self, referenced_model, src_records, dst_record, additional_update_records=None
    ):
        if not self._merge_recorder():
            return super()._update_reference_fields_generic(
                referenced_model, src_records, dst_record, additional_update_records
            )
        self._fill_company_values(src_records, dst_record)
        return None

    def _fill_company_values(self, src_records, dst_record):
        """Values that each company has of its own: those that the survivor lacks, the newest record's first."""
        summed = self._get_summable_fields() if dst_record._name == "res.partner" else []
        names = [
            name
            for name, field in dst_record._fields.items()
            if field.company_dependent and field.store and name not in summed
        ]
        if not names:
            return
        table = SQL.identifier(dst_record._table)
        columns = [SQL.identifier(name) for name in names]
        values = [
            SQL(
                "%(name)s = COALESCE((SELECT jsonb_object_agg(each.key, each.value ORDER BY s.id) "
                "FROM %(table)s s, jsonb_each(s.%(name)s) AS each WHERE s.id = ANY(%(ids)s) "
                "AND each.value <> 'null'), '{}'::jsonb) || COALESCE(jsonb_strip_nulls(t.%(name)s), '{}'::jsonb)",
                name=name,
                table=table,
                ids=list(src_records.ids),
            )
            for name in columns
        ]
        self.env.flush_all()
        recorder = self._merge_recorder()
        recorder.touch(dst_record._table, [dst_record.id, *src_records.ids])
        if recorder.holds(dst_record._table, src_records.ids, names):
            self.env.cr.execute(SQL("UPDATE %s t SET %s WHERE t.id = %s", table, SQL(", ").join(values), dst_record.id))
            self.env.invalidate_all(flush=False)

    # -- the buttons of core's wizard ---------------------------------------------------------

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        if not self.env.context.get(BY_HAND) or current(self.env):
            return super()._merge(partner_ids, dst_partner, extra_checks)
        partners = self.env["res.partner"].browse(partner_ids).exists()
        if len(partners) < 2:
            return None
        survivor = dst_partner if dst_partner in partners else self._get_ordered_partner(partners.ids)[-1]
        if extra_checks and not self.env.is_admin() and len(set(partners.mapped("email"))) > 1:
            raise UserError(
                self.env._(
                    "All contacts must have the same email. "
                    "Only the Administrator can merge contacts with different emails."
                )
            )
        self.env["partner.merge"]._merge(survivor, partners - survivor, reason=self.env._("Merged in Odoo's wizard"))
        return None

    def _by_hand(self):
        """This wizard as people use it in the web client: their merges go through the journal, too.

        Programs that call the wizard get what they know: merged contacts are deleted.
        """
        return self.with_context(**{BY_HAND: True}) if request else self

    def action_merge(self):
        return super(BasePartnerMergeAutomaticWizard, self._by_hand()).action_merge()

    def action_start_automatic_process(self):
        return super(BasePartnerMergeAutomaticWizard, self._by_hand()).action_start_automatic_process()

    # -- core's steps -------------------------------------------------------------------------

    @api.model
    def _update_values(self, src_partners, dst_partner):
        if not self._merge_recorder():
            return super()._update_values(src_partners, dst_partner)
        # the values are settled for all contacts at once, by the rules: see partner.merge._merge
        return None

    @api.model
    def _merge_bank_accounts(self, src_partners, dst_partner):
        if not self._merge_recorder():
            return super()._merge_bank_accounts(src_partners, dst_partner)
        # accounts move as everything else does; one that the survivor has too stays, and what used it uses his
        accounts = (src_partners | dst_partner).with_context(active_test=False).bank_ids
        own = accounts.filtered(lambda account: account.partner_id == dst_partner)
        present = {account.sanitized_acc_number: account for account in own}
        twins = {}
        for account in accounts - own:
            number = account.sanitized_acc_number
            if number in present:
                twins.setdefault(present[number], self.env["res.partner.bank"])
                twins[present[number]] |= account
            else:
                present[number] = account
        for kept, accounts in twins.items():
            self._update_foreign_keys_generic("res.partner.bank", accounts, kept)
            self._update_reference_fields_generic("res.partner.bank", accounts, kept)
        return None
