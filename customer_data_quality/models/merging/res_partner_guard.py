from odoo import SUPERUSER_ID, api, models
from odoo.fields import Domain

RIGHT = "customer_data_quality.group_merge"


class ResPartner(models.Model):
    """When contacts must not be merged, and what to do then."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _merge_refusals(self, survivor, others):
        """Why contacts must not be merged.

        :param survivor: record of res.partner that would remain
        :param others: recordset of res.partner
        :return: list of {"code": "access", "too_few", "already_merged", "protected", "users", "family", "company",
            "hashed" or "held", "message": text for the user, "partner_ids": ids of the contacts it is about,
            "way_out": text, what to do instead}; empty if they may be merged
        """
        others -= survivor
        present = (survivor | others).exists()
        survivor, others = survivor & present, others & present
        if len(survivor) != 1 or not others:
            return [
                self._merge_refusal(
                    "too_few",
                    survivor | others,
                    self.env._("It takes at least two contacts to merge."),
                    self.env._("Please choose them again: some may be gone meanwhile."),
                )
            ]
        refused = self._merge_refused_access(survivor | others)
        if refused:
            return [refused]  # nothing more is told of contacts that the user may not change
        # sudo: users, companies and entries that forbid a merge do so for everybody; only the contacts are named
        survivor, others = survivor.sudo(), others.sudo()
        guard = self.sudo()
        found = (
            guard._merge_refused_merged(survivor | others),
            guard._merge_refused_protected(survivor, others),
            guard._merge_refused_users(survivor | others),
            guard._merge_refused_family(survivor | others),
            guard._merge_refused_company(survivor, others),
            guard._merge_refused_hashed(survivor, others),
            guard._merge_refused_held(survivor | others),
        )
        return [refusal for refusal in found if refusal]

    def _merge_refusal(self, code, partners, message, way_out):
        return {"code": code, "message": message, "partner_ids": partners.ids, "way_out": way_out}

    def _merge_names(self):
        return ", ".join(partner.display_name or "" for partner in self)

    def _merge_refused_access(self, partners):
        if not (self.env.su or self.env.user.has_group(RIGHT)):
            return self._merge_refusal(
                "access",
                partners,
                self.env._("You may not merge contacts."),
                self.env._("Ask an administrator for the right “Merge Contacts”."),
            )
        hidden = partners - partners.with_context(active_test=False)._filtered_access("write")
        if not hidden:
            return None
        return self._merge_refusal(
            "access",
            hidden,
            self.env._("You may not change some of these contacts."),
            self.env._("Ask somebody who may, or leave them out."),
        )

    def _merge_refused_merged(self, partners):
        merged = partners.filtered("merged_into_id")
        if not merged:
            return None
        return self._merge_refusal(
            "already_merged",
            merged,
            self.env._(
                "%(names)s: merged already, into %(survivor)s.",
                names=merged._merge_names(),
                survivor=merged.merged_into_id._merge_names(),
            ),
            self.env._("Merge that contact instead, or undo the earlier merge first."),
        )

    def _merge_refused_protected(self, survivor, others):
        users = self._merge_users(survivor | others)
        fixed = users.filtered(lambda user: user.id == SUPERUSER_ID or user._is_public()).partner_id
        if fixed:
            return self._merge_refusal(
                "protected",
                fixed,
                self.env._("%s belongs to the system.", fixed._merge_names()),
                self.env._("Leave it out."),
            )
        companies = self.env["res.company"].with_context(active_test=False).search([("partner_id", "in", others.ids)])
        if not companies:
            return None
        return self._merge_refusal(
            "protected",
            companies.partner_id,
            self.env._("%s is the contact of one of your own companies.", companies.partner_id._merge_names()),
            self.env._("Choose it as the one that remains; two companies of your own can't be merged."),
        )

    def _merge_users(self, partners):
        """The logins of contacts, archived ones too."""
        return partners.with_context(active_test=False).user_ids

    def _merge_refused_users(self, partners):
        users = self._merge_users(partners)
        if len(users) < 2:
            return None
        return self._merge_refusal(
            "users",
            users.partner_id,
            self.env._("These contacts have several logins: %s.", ", ".join(users.mapped("login"))),
            self.env._(
                "Two logins can't become one. Delete those that nobody needs, archived ones too, or leave the contact "
                "out."
            ),
        )

    def _merge_refused_family(self, partners):
        within, ancestors = partners.browse(), partners
        while ancestors:
            ancestors = ancestors.parent_id - within
            within |= ancestors
        parents = partners & within
        if not parents:
            return None
        family = parents | partners.filtered(lambda partner: partner._merge_ancestors() & parents)
        return self._merge_refusal(
            "family",
            family,
            self.env._("Some of these contacts belong to others of them: %s.", family._merge_names()),
            self.env._(
                "A company and its person or address stay two contacts; take one out, or give it another company first."
            ),
        )

    def _merge_ancestors(self):
        found, parent = self.browse(), self.parent_id
        while parent and parent not in found:
            found |= parent
            parent = parent.parent_id
        return found

    def _merge_refused_company(self, survivor, others):
        companies = (survivor | others).company_id
        if len(companies) > 1:
            return self._merge_refusal(
                "company",
                (survivor | others).filtered("company_id"),
                self.env._("These contacts belong to different companies: %s.", ", ".join(companies.mapped("name"))),
                self.env._("Merge those of each company, or empty the field Company first to share a contact."),
            )
        shared = others.filtered(lambda partner: not partner.company_id)
        if not survivor.company_id or not shared or self.env["res.company"].search_count([], limit=2) < 2:
            return None
        return self._merge_refusal(
            "company",
            shared,
            self.env._(
                "%(names)s is shared by all companies, but %(survivor)s belongs to one of them.",
                names=shared._merge_names(),
                survivor=survivor._merge_names(),
            ),
            self.env._("Choose the shared contact as the one that remains."),
        )

    def _merge_refused_hashed(self, survivor, others):
        """Entries whose hash covers the contact would look tampered with."""
        if "account.move.line" not in self.env:
            return None
        lines = self.env["account.move.line"]
        if "partner_id" not in lines._get_integrity_hash_fields():
            return None
        domain = Domain("partner_id", "in", (survivor | others).ids) & Domain("move_id.inalterable_hash", "!=", False)
        groups = lines.with_context(active_test=False)._read_group(domain, ["partner_id"])
        hashed = self.browse(partner.id for (partner,) in groups)
        if not hashed & others:
            return None
        way_out = (
            self.env._("Choose %s as the one that remains.", hashed._merge_names())
            if len(hashed) == 1
            else self.env._("These contacts have to stay apart; mark them as different, or archive what is not used.")
        )
        return self._merge_refusal(
            "hashed",
            hashed & others,
            self.env._(
                "%s stands in accounting entries that are sealed by a hash; other names would break the seal.",
                (hashed & others)._merge_names(),
            ),
            way_out,
        )

    def _merge_refused_held(self, partners):
        held = partners._merge_is_held()
        if not held:
            return None
        return self._merge_refusal(
            "held",
            held,
            self.env._("%s has to stay as it is for legal reasons.", held._merge_names()),
            self.env._("Ask the privacy officer."),
        )

    def _merge_is_held(self):
        """Those of these contacts that must stay as they are for legal reasons; a hook for other capabilities."""
        return self.browse()

    @api.model
    def _merge_consent(self, survivor, others):
        """Carry consent over; a hook for other capabilities, called within the merge, so that undo takes it back.

        What is due: the person's latest explicit act wins, undated or tied acts mean withdrawn, objections always
        survive, proofs move.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        """
