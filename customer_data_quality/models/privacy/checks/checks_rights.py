from odoo import _lt, api, models

from .checks_accounts import internal_users
from .finding import judge, named

FEW = 3  # so many administrators are fine in the smallest company


def _too_many(env, group, share, few_line, many_line):
    """A finding about a right that only some should have.

    :param float share: of all users that may have it
    """
    users = internal_users(env)
    holders = users.filtered(lambda user: user.has_group(group))
    limit = max(FEW, int(len(users) * share))
    over = len(holders) > limit
    return judge(
        len(holders) if over else 0,
        many_line(count=len(holders), all=len(users), limit=limit, names=named(holders))
        if over
        else few_line(count=len(holders), all=len(users)),
        records=holders,
    )


def many_administrators(env):
    return _too_many(
        env,
        "base.group_erp_manager",
        0.05,
        lambda **numbers: _lt("%(count)s of %(all)s users may change settings or rights.", **numbers),
        lambda **numbers: _lt(
            "%(count)s of %(all)s users may change settings or rights; %(limit)s would do: %(names)s", **numbers
        ),
    )


def export_rights(env):
    return _too_many(
        env,
        "base.group_allow_export",
        0.2,
        lambda **numbers: _lt("%(count)s of %(all)s users may export data.", **numbers),
        lambda **numbers: _lt("%(count)s of %(all)s users may export data; %(limit)s would do: %(names)s", **numbers),
    )


def portal_rights(env):
    """External users with groups that give them more than the portal does."""
    ordinary = (env.ref("base.group_portal") | env.ref("base.group_public")).all_implied_ids
    inner = (env["res.groups"].search([("model_access.perm_read", "=", True)]) | env.ref("base.group_user")) - ordinary
    users = env["res.users"].search([("share", "=", True), ("active", "=", True), ("group_ids", "in", inner.ids)])
    return judge(
        len(users),
        _lt("External users with rights of colleagues: %s", named(users))
        if users
        else _lt("No external user has rights of colleagues."),
        records=users,
    )


def open_access(env):
    """Rights to change that hold for everybody, visitors of the website too."""
    rights = env["ir.model.access"].search(
        [
            ("active", "=", True),
            ("group_id", "=", False),
            "|",
            "|",
            ("perm_write", "=", True),
            ("perm_create", "=", True),
            ("perm_unlink", "=", True),
        ]
    )
    return judge(
        len(rights),
        _lt("Everybody, without logging in, may change: %s", named(rights.model_id))
        if rights
        else _lt("No right to change anything holds for everybody."),
        records=rights,
    )


class PartnerSecurityCheck(models.Model):
    """Checks of who may do what."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "administrators",
            _lt("Too many administrators"),
            area="rights",
            severity="high",
            function=many_administrators,
            action="base.action_res_users",
            risk=_lt("Each of them sees everything and may give rights away, and so does whoever takes their account."),
            remedy=_lt("Leave “Administration” to two or three people, with an account of its own for this work."),
            measure=_lt("Rights to administrate are limited to few people"),
        )
        add(
            checks,
            "export_rights",
            _lt("Rights to export"),
            area="rights",
            severity="medium",
            function=export_rights,
            action="base.action_res_users",
            risk=_lt("All contacts leave the company in one file, by mistake, or in the bag of somebody who quits."),
            remedy=_lt("Take the right to export from all who do not need it for their daily work."),
            measure=_lt("Data in bulk is exported by authorised people only"),
        )
        add(
            checks,
            "portal_rights",
            _lt("External users with internal rights"),
            area="rights",
            severity="high",
            function=portal_rights,
            action="base.action_res_users",
            risk=_lt("Customers or suppliers read data of others."),
            remedy=_lt("Take the additional groups from these users, or make them internal users on purpose."),
            measure=_lt("External users reach their own documents only"),
        )
        add(
            checks,
            "open_access",
            _lt("Rights for everybody"),
            area="rights",
            severity="high",
            function=open_access,
            risk=_lt("Data can be changed or deleted by visitors of the website without logging in."),
            remedy=_lt("Give these access rights a group. They often come from modules made for the company."),
            measure=_lt("Access only by role"),
        )
        return result
