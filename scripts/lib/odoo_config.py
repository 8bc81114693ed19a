"""Odoo's configuration: the checkout among its add-ons, everything bound to this machine only."""

import configparser
import os
import tempfile

from . import databases, paths

HOST = "127.0.0.1"


def write(more_addons=None):
    """Write the configuration file of this checkout and return its path.

    The database server is not in it: Odoo reads that from the PG… variables.

    :param more_addons: a further folder of add-ons, which gets a file of its own
    """
    config = configparser.RawConfigParser()
    config["options"] = {
        "addons_path": f"{paths.CHECKOUT},{more_addons}" if more_addons else paths.CHECKOUT,
        "data_dir": databases.data_folder(),
        "http_interface": HOST,
        "max_cron_threads": 1,
        # The tests of everything run in one process, which grows beyond what a worker may have.
        "limit_memory_hard": 0,
        "limit_memory_soft": 0,
        # No mail leaves this machine by accident: nothing listens here.
        "smtp_server": "localhost.invalid",
        "admin_passwd": "admin",
    }
    key = paths.checkout_key()
    path = paths.cache() / f"odoo-{paths.key(key, more_addons) if more_addons else key}.conf"
    # whole at any moment: a process that starts meanwhile reads it
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".partial-", delete=False, encoding="utf-8") as file:
        config.write(file)
    os.replace(file.name, path)
    return path
