"""Databases: made, cloned from templates together with their files, dropped."""

import os
import re
import shutil
import time

from . import addon, odoo_config, paths
from .console import Problem, step
from .process import run_logged

TEMPLATE_PREFIX = "cdq_template_"
DROP_TRIES = 60
# What every first page would wait for, of the web client and of the website.
ASSETS = """\
qweb = env["ir.qweb"]
for name in ("assets_web", "assets_tests", "assets_frontend", "assets_frontend_minimal", "assets_frontend_lazy"):
    bundles = qweb._get_asset_bundle(f"web.{name}", css=False), qweb._get_asset_bundle(f"web.{name}", js=False)
    made = bundles[0].js(), bundles[1].css()

env.cr.commit()
"""
# Beyond what the add-on depends on: what its tests and benchmarks meet in real companies.
RICH_MODULES = ("crm", "sale_management", "account", "mass_mailing", "event")


def own_prefix():
    """Return how the names of this checkout's databases begin."""
    return f"cdq_{paths.checkout_key()}_"


def data_folder():
    """Return Odoo's data folder (files of all databases, sessions)."""
    folder = paths.cache() / "odoo-data"
    folder.mkdir(exist_ok=True)
    return folder


def filestore(name):
    return data_folder() / "filestore" / name


def copy_files(source, target):
    """Make one filestore like another one."""
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        # Stored files are never changed in place, so links do.
        shutil.copytree(source, target, copy_function=os.link)


class Databases:
    """The databases on one server.

    :param server: a postgres.Server
    """

    def __init__(self, server, env):
        self.server = server
        self.env = env

    def variables(self):
        """Return the variables by which Odoo's programs find server and configuration."""
        return {**self.server.variables(), "ODOO_RC": str(odoo_config.write())}

    def execute(self, query, parameters=None, database="postgres"):
        """Run one statement outside a transaction and return its rows, if it has any."""
        import psycopg2

        try:
            connection = psycopg2.connect(
                dbname=database,
                host=self.server.host,
                port=self.server.port or None,
                user=self.server.user or None,
                password=self.server.password or None,
            )
        except psycopg2.OperationalError as error:
            raise Problem(
                f"PostgreSQL cannot be reached: {str(error).strip()}",
                "check CDQ_PGHOST, CDQ_PGPORT, CDQ_PGUSER, CDQ_PGPASSWORD (or PGHOST …); without"
                " them an embedded server is used.",
            ) from error
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query, parameters)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _execute_on(self, statement, *names):
        from psycopg2 import sql

        self.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def names(self, prefix):
        """Return the names of the databases that begin with `prefix`, sorted."""
        rows = self.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", (prefix,))
        return [name for (name,) in rows]

    def exists(self, name):
        return name in self.names(name)

    def clone(self, template, name):
        """Make a database from another one, with its files."""
        self._execute_on("CREATE DATABASE {} TEMPLATE {}", name, template)
        copy_files(filestore(template), filestore(name))

    def rename(self, old, new):
        self._execute_on("ALTER DATABASE {} RENAME TO {}", old, new)
        if filestore(old).is_dir():
            filestore(old).rename(filestore(new))

    def drop(self, name):
        """Drop a database and its files; whoever is connected is thrown out."""
        import psycopg2.errors

        for attempt in range(DROP_TRIES):
            try:
                self._execute_on("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
                break
            except psycopg2.errors.InsufficientPrivilege:
                # the server's own cleaning is at work there, which only a superuser may stop
                if attempt == DROP_TRIES - 1:
                    raise
                time.sleep(1)
        shutil.rmtree(filestore(name), ignore_errors=True)

    def comment(self, name):
        """Return what set_comment noted on a database."""
        ((noted,),) = self.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (name,)
        )
        return noted

    def set_comment(self, name, text):
        from psycopg2 import sql

        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        self.execute(statement.format(sql.Identifier(name), sql.Literal(text)))

    def kept(self, name, content, make):
        """Return the name of a database that stays until what it is made of changes; one process makes it for all.

        :param content: key of what it is made of
        :param make: function that makes it under another name and returns that
        """
        with paths.lock(name):
            if not self.exists(name) or self.comment(name) != content:
                made = make()
                self.drop(name)
                self.rename(made, name)
                self.set_comment(name, content)
        return name

    def installed(self, modules=()):
        """Return the name of a database with the add-on, to be copied; it is made when the add-on has changed.

        :param modules: names of further modules to have
        """
        name = f"{own_prefix()}installed" + (f"_{paths.key(*sorted(modules))}" if modules else "")
        template = self.template(modules)

        def make():
            made = f"{name}_partial"
            self.drop(made)
            self.clone(template, made)
            self.install(made, [paths.ADDON], "Installing the add-on")
            return made

        return self.kept(name, paths.key(addon.content_key(), template), make)

    def install(self, name, modules, title, demo=False, variables=None):
        """Install modules into a database, which Odoo makes when there is none."""
        self._load(name, ["-i", ",".join(modules), *(["--with-demo"] if demo else [])], title, variables)

    def update(self, name, modules, title):
        """Update modules of a database."""
        self._load(name, ["-u", ",".join(modules)], title)

    def make_assets(self, name, variables=None):
        """Make the scripts and styles of all pages, once, and not in every test that opens one."""
        self.run_script(name, ASSETS, "Making scripts and styles of the pages", variables)

    def run_script(self, name, script, title, variables=None):
        """Run a script in Odoo's shell; it commits by itself."""
        command = [self.env.odoo, "shell", "-d", name, "--no-http"]
        with step(title) as running:
            run_logged(command, f"shell-{name}", running, env=variables or self.variables(), given=script)

    def _load(self, name, arguments, title, variables=None):
        command = [self.env.odoo, "-d", name, *arguments]
        command += ["--stop-after-init", "--no-http", "--max-cron-threads=0", "--log-level=info"]
        with step(title) as running:
            log = run_logged(
                command,
                f"install-{name}",
                running,
                "read the output above; a module that does not install is to be mended first.",
                env=variables or self.variables(),
            )
        _check_log(log, title)

    def stale(self, kind):
        """Return the names of databases that are named after processes which are gone."""
        prefix = f"{own_prefix()}{kind}_"
        processes = {name: re.match(r"\d+", name.removeprefix(prefix)) for name in self.names(prefix)}
        return [name for name, process in processes.items() if process and not _is_alive(int(process[0]))]

    def drop_stale(self, kind):
        """Drop the databases of processes that were killed, so they could not."""
        for name in self.stale(kind):
            self.drop(name)

    def drop_with_copies(self, name):
        """Drop a database and those that pytest-odoo made from it, one for each of its processes."""
        for each in self.names(name):
            if each == name or each.startswith(f"{name}-"):
                self.drop(each)

    def template(self, modules=(), demo=False):
        """Return the name of a template database with the add-on's dependencies, made when missing.

        :param modules: installed besides the dependencies
        :param demo: with Odoo's demo data
        """
        base = sorted(addon.dependencies())
        name = self._template_name(base, demo)
        with paths.lock("templates"):
            if not self.exists(name):
                self._build_template(name, base, demo)
            if modules:
                richer = self._template_name([*base, *sorted(modules)], demo)
                if not self.exists(richer):
                    self._build_template(richer, sorted(modules), demo, start=name)
                name = richer
        return name

    def _template_name(self, modules, demo):
        return TEMPLATE_PREFIX + paths.key(self.env.source_key, demo, *modules)

    def _build_template(self, name, modules, demo, start=None):
        paths.check_space(1024**3)
        partial = f"{name}_partial"
        self.drop(partial)
        try:
            if start:
                self.clone(start, partial)
            shown = ", ".join(modules)
            self.install(partial, modules, f"Building a template database ({shown})", demo)
            self.rename(partial, name)
        except BaseException:
            self.drop(partial)
            raise


def _is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _check_log(log, title):
    """Raise when Odoo ended well but logged an error."""
    errors = [line for line in log.splitlines() if " ERROR " in line or " CRITICAL " in line]
    if errors:
        shown = "\n".join(f"    {line}" for line in errors[:10])
        raise Problem(f"{title}: Odoo logged errors:\n{shown}", "mend what they name, run again.")
