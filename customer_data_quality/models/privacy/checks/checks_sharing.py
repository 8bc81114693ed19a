from datetime import timedelta

from odoo import _lt, api, fields, models
from odoo.fields import Domain

from .finding import judge, named

OLD_LINK_DAYS = 365
# Parts of the website and of the screens, which are meant to be seen.
HARMLESS = ("image/", "font/", "text/css", "text/javascript", "application/javascript", "application/font", "video/")


def _documents(env, domain):
    """How many documents of records there are under a condition, by their model: [(model, count)].

    Fields of records, such as pictures, are no documents.
    """
    kinds = Domain.AND(Domain("mimetype", "not =like", f"{kind}%") for kind in HARMLESS)
    # pages and products are published on purpose
    shown = Domain("res_model", "not in", [False, "ir.ui.view", "website", "product.template", "product.product"])
    return env["ir.attachment"]._read_group(
        domain & kinds & shown & Domain("res_field", "=", False) & Domain("type", "=", "binary"),
        ["res_model"],
        ["__count"],
        order="__count desc",
    )


def _names(env, rows):
    models_ = (env["ir.model"]._get(name) for name, _count in rows if name in env)
    return named(env["ir.model"].concat(*models_))


def public_documents(env):
    rows = _documents(env, Domain("public", "=", True))
    count = sum(number for _model, number in rows)
    return judge(
        count,
        _lt(
            "%(count)s documents can be opened by everybody, without logging in. They belong to: %(models)s",
            count=count,
            models=_names(env, rows),
        )
        if count
        else _lt("No document of a record is public."),
    )


def old_links(env):
    limit = fields.Datetime.now() - timedelta(days=OLD_LINK_DAYS)
    rows = _documents(env, Domain("access_token", "!=", False) & Domain("create_date", "<", limit))
    count = sum(number for _model, number in rows)
    return judge(
        count,
        _lt(
            "%(count)s documents older than a year can still be opened by a link that was sent. They belong to: "
            "%(models)s",
            count=count,
            models=_names(env, rows),
        )
        if count
        else _lt("No link to a document is older than a year."),
    )


def open_registration(env):
    # the parameter means nothing without the app, and there is none then
    is_open = env["ir.config_parameter"].get_param("auth_signup.invitation_scope") == "b2c"
    return judge(
        is_open,
        _lt("Everybody can make an account for themselves.")
        if is_open
        else _lt("Accounts are made on invitation only."),
    )


class PartnerSecurityCheck(models.Model):
    """Checks of what the world can see."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "public_documents",
            _lt("Public documents"),
            area="sharing",
            severity="high",
            function=public_documents,
            action="base.action_attachment",
            risk=_lt("Contracts, applications or invoices are found by whoever has, or guesses, the address."),
            remedy=_lt("Take “Is public document” from attachments that are not meant for the website."),
            measure=_lt("Documents can be opened by authorised people only"),
        )
        add(
            checks,
            "old_links",
            _lt("Old links to documents"),
            area="sharing",
            severity="low",
            function=old_links,
            action="base.action_attachment",
            risk=_lt("Links in old mails open documents for whoever reads the mailbox today."),
            remedy=_lt("Empty the access token of attachments that customers no longer need."),
        )
        add(
            checks,
            "open_registration",
            _lt("Free registration"),
            area="sharing",
            severity="low",
            function=open_registration,
            action="base_setup.action_general_configuration",
            risk=_lt("Strangers and machines make accounts, and what portal users may see is open to all."),
            remedy=_lt(
                "Choose “On invitation” in Settings, Customer Account, unless a shop needs it; then accept the risk."
            ),
        )
        return result
