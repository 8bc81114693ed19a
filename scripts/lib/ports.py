"""Ports to listen on."""

import socket

from .console import Problem
from .odoo_config import HOST

FIRST = 8069
TRIED = 50


def is_free(port):
    with socket.socket() as candidate:
        # As Odoo's server does: a port whose last connections are still winding down is free.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
        except OSError:
            return False
        return True


def choose(wanted=None):
    """Return the wanted port, or the first free one from 8069 up.

    :raises Problem: when the port is taken, or may not be used
    """
    if wanted is None:
        for port in range(FIRST, FIRST + TRIED):
            if is_free(port):
                return port
        raise Problem(f"The ports {FIRST} to {FIRST + TRIED - 1} are all taken.", "name a free one with --port.")
    if not is_free(wanted):
        raise Problem(
            f"Port {wanted} is taken, or you may not use it.",
            "name another one with --port, or leave --port out to have a free one chosen.",
        )
    return wanted
