"""How much memory something takes: this process by the kernel's own peak, PostgreSQL by samples."""

import threading
from pathlib import Path

import psutil

MEGABYTE = 2**20


class PeakMemory:
    """Memory while a block runs.

    :param env: an Odoo environment; its PostgreSQL server is watched when it runs on this machine and its
        processes may be looked into (as their own user, or as root)
    :ivar process: megabytes by which this process grew above its start, at most
    :ivar postgres: megabytes of all processes of the server together, at most; None when not to be seen.
        Memory that they share counts once (PSS).
    """

    # looking into a process holds it up
    SECONDS = 2

    def __init__(self, env):
        self._server = _server(env)

    def __enter__(self):
        self._start = psutil.Process().memory_info().rss
        # 5: let the peak begin anew
        Path("/proc/self/clear_refs").write_text("5")
        self.postgres = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._done.set()
        self._thread.join()
        self.process = max(0, _own_peak() - self._start) / MEGABYTE

    def _watch(self):
        while self._server:
            seen = _proportional(self._server)
            if seen is None:
                return
            self.postgres = max(self.postgres or 0, seen / MEGABYTE)
            if self._done.wait(self.SECONDS):
                return


def _own_peak():
    """Return the peak of this process's resident memory, bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def _server(env):
    """Return the server's main process when it is one of this machine."""
    env.cr.execute("SELECT pg_backend_pid()")
    try:
        backend = psutil.Process(env.cr.fetchone()[0])
        return backend.parent() if "postgres" in backend.name() else None
    except psutil.NoSuchProcess:
        return None


def _proportional(server):
    """Return the memory of a process and its children, bytes; None when it may not be seen."""
    total = 0
    try:
        for process in (server, *server.children()):
            try:
                lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):
                continue  # ended meanwhile
            total += next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    except (PermissionError, psutil.Error):
        return None
    return total
