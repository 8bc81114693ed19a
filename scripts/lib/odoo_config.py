"""Odoo's configuration: the checkout among its add-ons, everything bound to this machine only."""

import configparser

from . import databases, paths

HOST = "127.0.0.1"


def write():
    """Write the configuration file of this checkout and return its path.

    The database server is not in it: Odoo reads that from the PG… variables.
    """
    config = configparser.RawConfigParser()
    config["options"] = {
        "addons_path": paths.CHECKOUT,
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
    path = paths.cache() / f"odoo-{paths.checkout_key()}.conf"
    with open(path, "w", encoding="utf-8") as file:
        config.write(file)
    return path
