"""A small disk, and hosts of their own, where this machine allows them."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from ..process import output
from . import Skipped

MEGABYTE = 2**20


@contextlib.contextmanager
def small_disk(megabytes):
    """Mount a file system of so many megabytes and yield its folder.

    :raises Skipped: where mounting is not allowed
    """
    folder = Path(tempfile.mkdtemp(prefix="stress-disk-"))
    try:
        if output(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", folder]) is None:
            raise Skipped("no file system can be mounted here (not root, or not allowed)")
        try:
            yield folder
        finally:
            output(["umount", "--lazy", folder])
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()


def fill(folder):
    """Fill a disk to its last byte; return the file that takes the space."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(MEGABYTE))
    with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x")
    return path


def size(folder):
    """Return the megabytes of a folder's files, rounded up."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // MEGABYTE + 1


@contextlib.contextmanager
def hosts(names):
    """Yield for each name the beginning of a command that runs on a host of that name; and how it is one.

    Network namespaces where allowed, else only processes.
    """
    with contextlib.ExitStack() as stack:
        prefixes = []
        for name in names:
            namespace = f"stress-{os.getpid()}-{name}"
            if not shutil.which("ip") or output(["ip", "netns", "add", namespace]) is None:
                yield [[] for _name in names], "processes (network namespaces are not allowed here)"
                return
            stack.callback(output, ["ip", "netns", "delete", namespace])
            prefixes.append(["ip", "netns", "exec", namespace])
        yield prefixes, "network namespaces"
