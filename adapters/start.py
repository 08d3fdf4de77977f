"""Start: the `cohort` command, loaded with nothing in its way, and how its threads share their time."""

from __future__ import annotations

import gc
import sys

SELDOM = 50_000, 20, 100
"""New objects after which the collector looks for garbage among them; after how many such looks, among older ones."""

BRIEFLY = 0.001
"""Seconds for which a thread that computes may keep another one waiting."""

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended: 128 and the signal's number."""


def main() -> None:
    """Load everything, then do what the command line says.

    What is loaded stays, and while it is loaded the garbage collector would walk through it again and again: that was a
    tenth of a start.
    """
    gc.disable()
    try:
        from adapters.__main__ import main as command  # noqa: PLC0415 - everything is loaded here
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)

    settle()
    command()


def settle() -> None:
    """Share time as a process should that has loaded everything, and answers people while others look through years.

    Who looks through a year of answers in one thread makes a million objects that hold no circles: walking through them
    every few hundred took longer than the look, and each press did its part of it.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
    sys.setswitchinterval(BRIEFLY)
