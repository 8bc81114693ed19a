"""A plugin for pytest: a test that takes too long is ended with its process, which fails it; the others go on.

Some tours of Odoo stop the clock, so they never notice that they wait in vain.
"""

import os
import threading

import psutil
import pytest

MOST_SECONDS = 300


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    timer = threading.Timer(MOST_SECONDS, _end, (item.nodeid,))
    timer.daemon = True
    timer.start()
    try:
        return (yield)
    finally:
        timer.cancel()


def _end(test):
    print(f"{test} takes more than {MOST_SECONDS} s", flush=True)
    for child in psutil.Process().children(recursive=True):  # its browser
        child.kill()
    os._exit(1)
