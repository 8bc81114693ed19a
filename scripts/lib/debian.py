"""Fetching single Debian packages without touching the machine's own package sources."""

import os
import platform
import shutil
import tempfile
from pathlib import Path

from . import paths
from .console import Problem
from .process import output, run_logged

KEYRINGS = (
    "/usr/share/keyrings/debian-archive-keyring.pgp",
    "/usr/share/keyrings/debian-archive-keyring.gpg",
)
WAY_OUT = (
    "connect to the network and run this again; or set ODOO_HOME to the folder of an"
    " Odoo 19.0 source checkout (the official 19.0 branch)."
)


def os_release():
    """Return the fields of /etc/os-release."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


class Archive:
    """Debian's unstable and the machine's own release, from the machine's own mirror.

    A private sources list, package lists and cache; used as a context manager, gone at its end.
    """

    def __enter__(self):
        release = os_release().get("VERSION_CODENAME")
        if os_release().get("ID") != "debian" or not shutil.which("apt-get"):
            raise Problem(
                "Odoo 19 is fetched as a Debian package, and this machine is no Debian.",
                "set ODOO_HOME to the folder of an Odoo 19.0 source checkout (the official 19.0 branch).",
            )
        self.release = release or "unstable"
        self.folder = Path(tempfile.mkdtemp(prefix=".partial-apt-", dir=paths.cache()))
        for part in ("lists/partial", "cache/archives/partial", "packages"):
            (self.folder / part).mkdir(parents=True)
        self._write_sources()
        return self

    def __exit__(self, *_exc):
        shutil.rmtree(self.folder, ignore_errors=True)

    def _mirror(self):
        fields = "$(CODENAME) $(SUITE) $(REPO_URI)"
        targets = output(["apt-get", "indextargets", "--format", fields])
        for line in (targets or "").splitlines():
            *names, uri = line.split()
            if self.release in names:
                return uri
        raise Problem(f"apt has no package source for {self.release}.", WAY_OUT)

    def _write_sources(self):
        mirror = self._mirror()
        keyring = next((path for path in KEYRINGS if os.path.exists(path)), None)
        options = f"[signed-by={keyring}] " if keyring else ""
        suites = dict.fromkeys((self.release, "unstable"))
        (self.folder / "sources.list").write_text("".join(f"deb {options}{mirror} {suite} main\n" for suite in suites))

    def _apt(self, *arguments):
        options = {
            "Dir::Etc::sourcelist": self.folder / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::State::Lists": self.folder / "lists",
            "Dir::Cache": self.folder / "cache",
            "APT::Update::Error-Mode": "any",
            "Acquire::Retries": "3",
            "Acquire::Languages": "none",
        }
        if os.geteuid() == 0:
            # The folder is root's own: apt's unprivileged user could not write to it.
            options["APT::Sandbox::User"] = "root"
        given = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        return ["apt-get", *given, *arguments]

    def download(self, from_unstable, from_release, running):
        """Download packages; return their files.

        :raises Problem: without network, or when a package is not there
        """
        run_logged(self._apt("update"), "apt-update", running, WAY_OUT)
        wanted = [f"{name}/unstable" for name in from_unstable]
        wanted += [f"{name}/{self.release}" for name in from_release]
        packages = self.folder / "packages"
        run_logged(self._apt("download", *wanted), "apt-download", running, WAY_OUT, cwd=packages)
        return sorted(packages.glob("*.deb"))

    def unpack(self, package, folder, running):
        run_logged(["dpkg", "-x", package, folder], "dpkg", running)
        # dpkg -x takes over the mode of the package's root folder.
        folder.chmod(0o755)

    def version(self, package):
        return output(["dpkg-deb", "--field", package, "Version"]).strip()
