"""Listen: a socket for the page, and the browser that opens it where there is a desktop."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from contextlib import suppress

QUEUE = 2048
"""Connections that may wait to be taken up."""


class AddressTaken(Exception):  # noqa: N818 - said to the operator as it stands
    """Nobody can listen there; the message says what to do."""


def address_of(host: str, port: int) -> str:
    """Where a browser finds the page; an IPv6 host has its brackets."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def listen_on(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 lets the system choose.

    Raises:
        AddressTaken: when the address is taken or not ours.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(QUEUE)
    except (OSError, OverflowError) as error:
        listener.close()
        raise AddressTaken(
            f"Nobody can listen on {host}, port {port} ({getattr(error, 'strerror', error)}). If Cohort runs there "
            f"already, open {address_of(host, port)}. Else set COHORT_PORT or COHORT_HOST."
        ) from None
    return listener


def open_browser(address: str) -> None:
    """Open the address in the browser of this desktop, if somebody sits at one."""
    desktop = sys.platform in {"darwin", "win32"} or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if desktop and sys.stderr.isatty():
        with suppress(webbrowser.Error):
            webbrowser.open(address)
