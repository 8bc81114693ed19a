from datetime import timedelta

from odoo import _lt, api, fields, models
from odoo.http import get_session_max_inactivity
from odoo.tools import SQL

from ....engine.mail_words import ROLES
from .finding import NAMES_SHOWN, judge, named

IDLE_DAYS = 90
SHORTEST_PASSWORD = 8
LONGEST_SESSION_HOURS = 24
# Accounts that Odoo and its demo data make, with the passwords they are known by.
KNOWN_ACCOUNTS = ("admin", "demo", "portal", "odoo", "test", "user")
USERS_TRIED = 20  # a password takes a quarter of a second to compare
SHARED_LOGINS = ROLES | {"team", "empfang", "reception", "einkauf", "verkauf", "lager", "shop", "user", "test"}


def internal_users(env):
    """Active colleagues, without the system itself."""
    return env["res.users"].search([("share", "=", False), ("active", "=", True)], order="id")


def administrators(env):
    return internal_users(env).filtered(lambda user: user.has_group("base.group_system"))


def second_factor(env):
    users = internal_users(env)
    if "totp_enabled" not in users._fields:
        return judge(len(users), _lt("The app for two-factor authentication is not installed."))
    if hasattr(users, "_totp_rate_limit") and env["ir.config_parameter"].get_param("auth_totp.policy"):
        return judge(0, _lt("A second factor is demanded from all employees."))
    bare = users.filtered(lambda user: not user.totp_enabled and not _is_safe_elsewhere(user))
    lines = [_lt("%(bare)s of %(all)s users log in without a second factor.", bare=len(bare), all=len(users))]
    strong = bare & administrators(env)
    if strong:
        lines.append(_lt("Administrators among them: %s", named(strong)))
    return judge(len(bare), *lines, records=bare)


def _is_safe_elsewhere(user):
    """Whether somebody logs in by passkey, or at a provider that decides on the second factor."""
    return any(name in user._fields and user[name] for name in ("auth_passkey_key_ids", "oauth_uid"))


def inactive_users(env):
    limit = fields.Datetime.now() - timedelta(days=IDLE_DAYS)
    users = internal_users(env).filtered(lambda user: user.create_date < limit)
    seen = env["res.users.log"]._read_group(
        [("create_uid", "in", users.ids), ("create_date", ">=", limit)], ["create_uid"]
    )
    idle = users - env["res.users"].union(*(user for (user,) in seen))
    return judge(
        len(idle),
        _lt(
            "%(count)s users have not logged in for %(days)s days: %(names)s",
            count=len(idle),
            days=IDLE_DAYS,
            names=named(idle),
        )
        if idle
        else _lt("All users have logged in within the last %s days.", IDLE_DAYS),
        records=idle,
    )


def _is_shared(login):
    name, at, _domain = login.strip().casefold().partition("@")
    # Odoo itself calls its first accounts so
    return name in SHARED_LOGINS and bool(at or name not in KNOWN_ACCOUNTS)


def shared_logins(env):
    shared = internal_users(env).filtered(lambda user: _is_shared(user.login or ""))
    return judge(
        len(shared),
        _lt("Logins that look like those of several people: %s", ", ".join(shared[:NAMES_SHOWN].mapped("login")))
        if shared
        else _lt("No login looks like that of several people."),
        records=shared,
    )


def known_passwords(env):
    """Whether well-known accounts have well-known passwords. The hash is compared: nobody logs in, nothing fails."""
    users = internal_users(env)
    known = users.filtered(lambda user: user.login in KNOWN_ACCOUNTS)
    tried = (known | administrators(env))[:USERS_TRIED]
    hashes = dict(
        env.execute_query(
            SQL("SELECT id, password FROM res_users WHERE id = ANY(%s) AND password IS NOT NULL", tried.ids)
        )
    )
    context = env["res.users"]._crypt_context()
    weak = tried.filtered(
        lambda user: (
            user.id in hashes and any(context.verify(password, hashes[user.id]) for password in {user.login, "admin"})
        )
    )
    return judge(
        len(weak),
        _lt("These accounts have a password that everybody knows or guesses first: %s", named(weak))
        if weak
        else _lt("%s accounts were looked at; none has a password that everybody knows.", len(tried)),
        records=weak,
    )


def keys_without_end(env):
    keys = env["res.users.apikeys"].search([("expiration_date", "=", False), ("user_id.active", "=", True)])
    return judge(
        len(keys),
        _lt("%(count)s API keys never expire. They belong to: %(names)s", count=len(keys), names=named(keys.user_id))
        if keys
        else _lt("All API keys expire."),
        records=keys.user_id,
    )


def password_policy(env):
    if not hasattr(env["res.users"], "get_password_policy"):
        return judge(1, _lt("The app for a password policy is not installed."))
    length = env["res.users"].get_password_policy()["minlength"]
    return judge(length < SHORTEST_PASSWORD, _lt("New passwords have at least %s characters.", length))


def session_timeout(env):
    hours = get_session_max_inactivity(env) / 3600
    group = env.ref("base.group_user")
    for name in ("lock_timeout_inactivity", "lock_timeout"):
        if name in group._fields and group[name]:
            hours = min(hours, group[name] / 60)
    return judge(hours > LONGEST_SESSION_HOURS, _lt("Who does nothing stays logged in for %s hours.", f"{hours:.3g}"))


class PartnerSecurityCheck(models.Model):
    """Checks of accounts and passwords."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add, users = self._register_check, "base.action_res_users"
        add(
            checks,
            "known_password",
            _lt("Well-known passwords"),
            area="accounts",
            severity="high",
            function=known_passwords,
            action=users,
            risk=_lt("Whoever finds the login page owns the database: such passwords are tried first."),
            remedy=_lt("Set a long password of its own for each of these accounts, and archive those nobody needs."),
        )
        add(
            checks,
            "second_factor",
            _lt("Second factor"),
            area="accounts",
            severity="high",
            function=second_factor,
            action="base_setup.action_general_configuration",
            risk=_lt("One password that was guessed, reused or given away on a false page opens the whole database."),
            remedy=_lt(
                "In Settings, Permissions, enforce two-factor authentication for employees, administrators first. "
                "Passkeys do as well."
            ),
            measure=_lt("Two-factor authentication of all users"),
        )
        add(
            checks,
            "inactive_users",
            _lt("Inactive users"),
            area="accounts",
            severity="medium",
            function=inactive_users,
            action=users,
            risk=_lt("Accounts of people who left are the favourite way in: nobody notices that they are used."),
            remedy=_lt("Ask whether they are still needed, and archive those that are not."),
            measure=_lt("Accounts that are not used are closed"),
        )
        add(
            checks,
            "shared_logins",
            _lt("Shared logins"),
            area="accounts",
            severity="medium",
            function=shared_logins,
            action=users,
            risk=_lt(
                "Nobody can tell who saw or changed something, and the password stays known when somebody leaves."
            ),
            remedy=_lt("Give each person a login, and use an e-mail alias for the shared mailbox."),
            measure=_lt("Personal logins, so that each change can be traced"),
        )
        add(
            checks,
            "api_keys",
            _lt("API keys without end"),
            area="accounts",
            severity="medium",
            function=keys_without_end,
            action=users,
            risk=_lt(
                "A key that was copied into a script or a mail years ago still opens the database, without password."
            ),
            remedy=_lt("Delete keys that nobody needs, and replace the others by keys with an end date."),
            measure=_lt("Technical access is limited in time"),
        )
        add(
            checks,
            "password_policy",
            _lt("Password policy"),
            area="accounts",
            severity="medium",
            function=password_policy,
            action="base_setup.action_general_configuration",
            risk=_lt("Short passwords are guessed by machines within hours."),
            remedy=_lt(
                "Install the password policy and demand at least %s characters; twelve are better.", SHORTEST_PASSWORD
            ),
            measure=_lt("Minimum length of passwords"),
        )
        add(
            checks,
            "session_timeout",
            _lt("Automatic logout"),
            area="accounts",
            severity="low",
            function=session_timeout,
            action="base.ir_config_list_action",
            risk=_lt("A computer that is left, lent or stolen is still logged in."),
            remedy=_lt(
                "Set the system parameter “sessions.max_inactivity_seconds” to 86400 or less, or a timeout for the "
                "group of internal users."
            ),
            measure=_lt("Automatic logout after inactivity"),
        )
        return result
