"""The scheduler's work on another host: run as a program with the name of a database and a folder for files.

Says "ready" once Odoo is loaded, works when it reads a line, then says how many groups it has merged.
"""

import os
import sys


def main(name, folder):
    import odoo.tools
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    arguments = ["-c", os.environ["ODOO_RC"], "-d", name, "--no-http", "--log-level=warn", f"--data-dir={folder}"]
    odoo.tools.config.parse_config(arguments, setup_logging=True)
    registry = Registry(name)
    from odoo.addons.customer_data_quality.models.merging.batch_run import PartnerMergeBatch

    done, work = [], PartnerMergeBatch._work

    def counted(self, give_up=False):
        did = work(self, give_up)
        self.env.cr.postcommit.add(lambda: done.append(did))
        return did

    PartnerMergeBatch._work = counted
    print("ready", flush=True)
    sys.stdin.readline()
    jobs = (
        ("partner.duplicate.group", lambda model: model._scan(full=True)),
        ("partner.merge.batch", lambda model: model._cron_merge()),
        ("partner.quality", lambda model: model._cron_rescore()),
        ("partner.match.key", lambda model: model._cron_refresh()),
        ("partner.duplicate.scan", lambda model: model._cron_scan()),
        ("partner.review", lambda model: model._cron_plan()),
        ("partner.quality", lambda model: model._cron_nightly()),
        ("partner.consent.event", lambda model: model._cron_seal()),
    )
    for model, job in jobs:
        with registry.cursor() as cursor:
            job(api.Environment(cursor, SUPERUSER_ID, {})[model])
    print(sum(done), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
