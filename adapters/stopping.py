"""Stopping: the signals that tell a process to end, which it then does in order, however often it is told."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

SIGNALS = signal.SIGINT, signal.SIGTERM


def told_to_stop() -> asyncio.Event:
    """What is set when a signal says so; from then on none can cut short what is still being put away."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        stopped.set()
        for number in SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)

    with suppress(NotImplementedError):  # Windows ends processes its own way
        for number in SIGNALS:
            loop.add_signal_handler(number, stop)
    return stopped
