"""What all tests share."""

import os

import pytest
from lib import spread


@pytest.fixture(scope="session", autouse=True)
def own_filestore(request):
    if "PYTEST_XDIST_WORKER" not in os.environ or not request.config.pluginmanager.has_plugin("odoo"):
        yield
        return
    request.getfixturevalue("load_registry")
    from odoo.tests.common import get_db_name
    from odoo.tools import config

    with spread.own_filestore(config, get_db_name()):
        yield
