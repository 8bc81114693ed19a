"""Where things lie: the checkout, the cache outside it, and folders that are whole or absent."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from .console import Problem, say

CHECKOUT = Path(__file__).resolve().parents[2]
ADDON = "customer_data_quality"
NEEDED_BYTES = 3 * 1024**3
# All that the scripts put into the cache folder.
OWN_NAMES = (
    "odoo",
    "odoo-*.conf",
    "odoo-data",
    "axe",
    "python",
    "postgres",
    "logs",
    "locks",
    ".partial-*",
)


def cache():
    """Return the cache folder, made when it is missing.

    `CDQ_CACHE` names another one. As root it must be one that PostgreSQL's own user can read,
    so it is not below /root.
    """
    if os.environ.get("CDQ_CACHE"):
        folder = Path(os.environ["CDQ_CACHE"]).expanduser().resolve()
    elif os.geteuid() == 0:
        folder = Path("/var/cache") / ADDON
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(base) / ADDON
    if folder == CHECKOUT or CHECKOUT in folder.parents:
        raise Problem(
            f"The cache folder {folder} lies inside the checkout.",
            "set CDQ_CACHE to a folder outside of it.",
        )
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"The cache folder {folder} cannot be made: {error.strerror}.",
            "set CDQ_CACHE to a folder you can write to.",
        ) from error
    return folder


def key(*parts):
    """Return a short key of the content of all parts (strings, bytes)."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:12]


def checkout_key():
    """Return the key that keeps the databases of two checkouts apart."""
    return key(CHECKOUT)[:8]


def check_space(needed=NEEDED_BYTES):
    """Raise a problem when the cache's disk has less than `needed` bytes free."""
    free = shutil.disk_usage(cache()).free
    if free < needed:
        raise Problem(
            f"{cache()} has {free / 1024**3:.1f} GB free, about {needed / 1024**3:.1f} GB are needed.",
            "free some space, or set CDQ_CACHE to a folder on another disk.",
        )


def lock_folder():
    folder = cache() / "locks"
    folder.mkdir(exist_ok=True)
    return folder


@contextlib.contextmanager
def lock(name):
    """Hold a lock that other runs with the same cache wait for."""
    with open(lock_folder() / name, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"- another run is busy with {name}, waiting for it ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def fresh_folder(target):
    """Fill a temporary folder that becomes `target` at the end, so what is broken is never used.

    Call it under a lock. What an earlier, killed run left is removed first.
    """
    prefix = f".partial-{target.name}-"
    target.parent.mkdir(parents=True, exist_ok=True)
    for leftover in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(leftover)
    partial = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    partial.chmod(0o755)
    try:
        yield partial
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def remove_cache():
    """Remove what the scripts put into the cache folder, and the folder when it is empty then."""
    folder = cache()
    for pattern in OWN_NAMES:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with contextlib.suppress(OSError):
        # Not empty: CDQ_CACHE named a folder that holds other things too.
        folder.rmdir()
