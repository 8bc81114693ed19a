from odoo import _lt, api, models
from odoo.tools import config

from .finding import Finding, judge, named

LOCAL = ("localhost", "127.0.0.1", "::1", "")


def outgoing_mail(env):
    servers = env["ir.mail_server"].search([("active", "=", True)])
    if not servers:
        host = config["smtp_server"] or ""
        bare = host not in LOCAL and not config["smtp_ssl"]
        return judge(
            bare,
            _lt("Mail goes to %s without encryption, as the configuration of the server says.", host)
            if bare
            else _lt("Mail goes to the mail server of this machine, or encrypted."),
        )
    plain = servers.filtered(lambda each: each.smtp_encryption == "none" and each.smtp_host not in LOCAL)
    talking = servers.filtered("smtp_debug")
    unsure = servers.filtered(lambda each: each.smtp_encryption in ("starttls", "ssl"))
    lines = [
        _lt("Without encryption: %s", named(plain)) if plain else _lt("All servers for outgoing mail are encrypted."),
    ]
    if talking:
        lines.append(_lt("Whole mails are written into the log: %s", named(talking)))
    if unsure:
        lines.append(_lt("Encrypted, but the certificate is not verified: %s", named(unsure)))
    return judge(len(plain | talking), *lines, records=plain | talking)


def incoming_mail(env):
    servers = env["fetchmail.server"].search([("active", "=", True), ("server_type", "in", ["imap", "pop"])])
    if not servers:
        return Finding("not_applicable", (_lt("No mail is fetched from a mailbox."),))
    plain = servers.filtered(lambda each: not each.is_ssl and each.server not in LOCAL)
    return judge(
        len(plain),
        _lt("Without encryption: %s", named(plain)) if plain else _lt("All mailboxes are fetched encrypted."),
        records=plain,
    )


def mail_domain(env):
    """What can be known without asking the network: whose name mails carry, and that bounces come back."""
    companies = env["res.company"].search([])
    without = companies.filtered(lambda company: not company.alias_domain_id)
    servers = env["ir.mail_server"].search([("active", "=", True), ("from_filter", "=", False)])
    lines = []
    if without:
        lines.append(_lt("Companies without an e-mail domain: %s", named(without)))
    if servers:
        lines.append(_lt("Servers that send for any sender: %s", named(servers)))
    return judge(
        len(without) + len(servers),
        *(lines or [_lt("All companies have an e-mail domain, and servers send for their own domain only.")]),
    )


class PartnerSecurityCheck(models.Model):
    """Checks of mail."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "outgoing_mail",
            _lt("Outgoing mail"),
            area="mail",
            severity="medium",
            function=outgoing_mail,
            action="base.action_ir_mail_server_list",
            risk=_lt("Mails to customers, and the password of the mailbox, travel readably."),
            remedy=_lt("Choose TLS or SSL with verification of the certificate, and switch debugging off."),
            measure=_lt("Encrypted transmission of outgoing mail (TLS)"),
        )
        add(
            checks,
            "incoming_mail",
            _lt("Incoming mail"),
            area="mail",
            severity="medium",
            function=incoming_mail,
            action="mail.action_email_server_tree",
            risk=_lt("Mails from customers, and the password of the mailbox, travel readably."),
            remedy=_lt("Tick SSL/TLS for each mailbox."),
            measure=_lt("Encrypted fetching of incoming mail (TLS)"),
        )
        add(
            checks,
            "mail_domain",
            _lt("E-mail domain"),
            area="mail",
            severity="low",
            function=mail_domain,
            action="mail.mail_alias_domain_action",
            risk=_lt(
                "Answers and bounces get lost, and mails that pretend to come from the company are not told apart."
            ),
            remedy=_lt("Give each company an e-mail domain, and each mail server the domains that it sends for."),
        )
        add(
            checks,
            "mail_authentication",
            _lt("Protection against forged senders"),
            area="mail",
            severity="medium",
            attest_months=12,
            action="mail.mail_alias_domain_action",
            risk=_lt("Others send mails in the name of the company to its customers."),
            remedy=_lt(
                "Have SPF, DKIM and DMARC set in the DNS of the sending domain, send a mail to an outside mailbox, "
                "and attest that all three passed."
            ),
            measure=_lt("SPF, DKIM and DMARC of the sending domain"),
        )
        return result
