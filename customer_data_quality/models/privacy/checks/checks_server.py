import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from odoo import _lt, addons, api, fields, models, release
from odoo.tools import SQL, config
from odoo.tools.config import crypt_context

from .finding import Finding, judge

MAX_AGE_DAYS = 180
RELEASE_DAY = re.compile(r"(20\d\d)(\d\d)(\d\d)")
# What packages tell of themselves; a file in a container image may be dated to the beginning of time.
EARLIEST = date(2020, 1, 1)


def database_manager(env):
    is_open = bool(config["list_db"])
    return judge(
        is_open,
        _lt("The pages to list, copy, restore and delete databases are open.")
        if is_open
        else _lt("The pages to manage databases are closed."),
    )


def master_password(env):
    stored = config["admin_passwd"]
    weak = bool(stored) and crypt_context.verify("admin", stored)
    return judge(
        weak,
        _lt("The master password of the server is the one it came with.")
        if weak
        else _lt("The master password of the server was changed, or there is none."),
    )


def base_url(env):
    urls = {env["ir.config_parameter"].get_param("web.base.url") or ""}
    if "website" in env:
        urls |= {site.domain for site in env["website"].search([]) if site.domain}
    plain = sorted(urlsplit(url).netloc or url for url in urls if not url.startswith("https://"))
    return judge(
        len(plain),
        _lt("Addresses without encryption: %s", ", ".join(plain))
        if plain
        else _lt("All addresses of this database are encrypted."),
    )


def database_connection(env):
    """What PostgreSQL itself says of this connection."""
    ((is_remote, is_encrypted),) = env.execute_query(
        SQL(
            "SELECT inet_server_addr() IS NOT NULL AND inet_server_addr() <> inet_client_addr() "
            "AND NOT inet_server_addr() <<= '127.0.0.0/8'::inet, "
            "COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), FALSE)"
        )
    )
    if not is_remote:
        return judge(0, _lt("The database is on the same machine."))
    if not is_encrypted:
        return judge(1, _lt("The database is on another machine, and the connection is not encrypted."))
    return judge(
        0, _lt("The database is on another machine; the connection is encrypted (sslmode %s).", config["db_sslmode"])
    )


def database_role(env):
    ((is_super,),) = env.execute_query(SQL("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
    return judge(
        is_super,
        _lt("Odoo uses the database as a superuser.")
        if is_super
        else _lt("Odoo has no more rights on the database server than it needs."),
    )


def developer_mode(env):
    lines = []
    if config["dev_mode"]:
        lines.append(_lt("The server runs in developer mode (--dev)."))
    if config["test_enable"]:
        lines.append(_lt("The server runs its tests (--test-enable)."))
    if config["log_level"] == "debug_sql" or "odoo.sql_db:DEBUG" in config["log_handler"]:
        lines.append(_lt("The server writes all queries, with the data in them, into its log."))
    return judge(len(lines), *(lines or [_lt("The server runs as it should in production.")]))


def source_date():
    """The day of the installed source: as its version says, else the newest file of the base add-on.

    :return: date, or None where neither tells
    """
    found = RELEASE_DAY.search(release.version)
    if found:
        return date(*map(int, found.groups()))
    base = next((Path(path) / "base" for path in addons.__path__ if (Path(path) / "base").is_dir()), None)
    if not base:
        return None
    newest = max(
        (os.path.getmtime(os.path.join(folder, name)) for folder, _dirs, names in os.walk(base) for name in names),
        default=0,
    )
    day = date.fromtimestamp(newest)
    return day if day > EARLIEST else None


def outdated(env):
    day = source_date()
    if not day:
        return Finding("not_applicable", (_lt("The installed source does not tell its date."),))
    today = fields.Date.today()
    age = (today - day).days
    return judge(
        age > MAX_AGE_DAYS,
        _lt(
            "The installed source of Odoo %(series)s is of %(day)s, %(age)s days ago.",
            series=release.series,
            day=day.isoformat(),
            age=max(age, 0),
        ),
    )


class PartnerSecurityCheck(models.Model):
    """Checks of the server and the database."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "database_manager",
            _lt("Database manager"),
            area="server",
            severity="high",
            function=database_manager,
            risk=_lt("Whoever guesses the master password downloads or deletes the whole database, from anywhere."),
            remedy=_lt("Set list_db = False in the configuration of the server, and close /web/database at the proxy."),
            measure=_lt("The database manager can't be reached from outside"),
        )
        add(
            checks,
            "master_password",
            _lt("Master password"),
            area="server",
            severity="high",
            function=master_password,
            risk=_lt(
                "The master password opens all databases of the server, and everybody knows the one it came with."
            ),
            remedy=_lt("Set a long random admin_passwd in the configuration of the server."),
        )
        add(
            checks,
            "base_url",
            _lt("Encrypted web addresses"),
            area="server",
            severity="high",
            function=base_url,
            action="base.ir_config_list_action",
            risk=_lt("Passwords and customer data travel readably, and links in mails lead to the open address."),
            remedy=_lt("Let a proxy serve HTTPS, and change “web.base.url” and the domains of websites to https://."),
            measure=_lt("Encrypted transmission between browser and server (TLS)"),
        )
        add(
            checks,
            "database_connection",
            _lt("Connection to the database"),
            area="server",
            severity="high",
            function=database_connection,
            risk=_lt("Whoever listens on the network between the servers reads all data."),
            remedy=_lt("Set db_sslmode = require, or better verify-full, in the configuration of the server."),
            measure=_lt("Protected connection to the database"),
        )
        add(
            checks,
            "database_role",
            _lt("Rights on the database server"),
            area="server",
            severity="medium",
            function=database_role,
            risk=_lt("A hole in one module opens all databases and the files of the database server."),
            remedy=_lt("Let Odoo use a role without SUPERUSER that owns nothing but its own database."),
            measure=_lt("The application has no more rights on the database server than it needs"),
        )
        add(
            checks,
            "developer_mode",
            _lt("Developer and test modes"),
            area="server",
            severity="medium",
            function=developer_mode,
            risk=_lt("Errors show inner details to visitors, and logs fill with customer data."),
            remedy=_lt("Start the server without --dev, --test-enable and --log-sql."),
        )
        add(
            checks,
            "outdated",
            _lt("Updates of Odoo"),
            area="server",
            severity="high",
            function=outdated,
            risk=_lt("Holes that were published and mended long ago are still open here."),
            remedy=_lt(
                "Install the current state of the release at least twice a year, at once when a hole is announced."
            ),
            measure=_lt("Regular updates of the software"),
        )
        return result
