"""PostgreSQL is restarted under everybody's hands."""

from lib.stress import Skipped, incident

TITLE = "PostgreSQL restarted in mid-work: nothing that was answered is lost, work goes on by itself"


def run(stress):
    def restart(name, log):
        before = incident.merges(stress, name)
        if not stress.databases.server.restart():
            raise Skipped("the server is in use by others, or not the embedded one")
        return f"restarted after {before} merges"

    return incident.survive(stress, restart)
