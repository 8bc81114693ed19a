"""Two hosts do the scheduler's work on one database at the same time."""

import contextlib
import subprocess
import sys
import tempfile

from lib import paths
from lib.stress import background, company, incident, mounts

TITLE = "two hosts' workers on one database: each batch is done once, by one of them"
HOSTS = ("a", "b")


def run(stress):
    name = company.in_use(stress)
    with stress.environment(name) as env:
        env["partner.duplicate.scan"]._start(full=True)
        env.cr.commit()
    incident.start_work(stress, name)
    groups = stress.number(name, "SELECT count(*) FROM partner_merge_batch_line")
    with contextlib.ExitStack() as stack:
        prefixes, kind = stack.enter_context(mounts.hosts(HOSTS))
        workers = [stack.enter_context(_host(stress, name, prefix)) for prefix in prefixes]
        for worker in workers:
            stress.check(worker.stdout.readline().strip() == "ready", "a host does not start")
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        shares = [worker.stdout.readline().split() for worker in workers]
    stress.check(all(shares), "a host has failed; its error stands above")
    merged = sum(int(share[0]) for share in shares if share)
    stress.check(merged == groups, f"{groups} groups to merge, {merged} done by both together")
    background.finish(stress, name)
    by_host = " and ".join(share[0] for share in shares if share)
    return f"{kind}; {by_host} of {groups} groups, {incident.merges(stress, name)} merges"


@contextlib.contextmanager
def _host(stress, name, prefix):
    """Yield a process that works on the database, with files of its own, once it is told to."""
    with tempfile.TemporaryDirectory(prefix="stress-host-") as folder:
        process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "lib.stress.host", name, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=stress.variables(),
            cwd=paths.CHECKOUT / "scripts",
        )
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait()
