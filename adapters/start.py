"""Start: the `cohort` command, loaded with nothing in its way."""

from __future__ import annotations

import gc


def main() -> None:
    """Load everything, then do what the command line says.

    What is loaded stays, and while it is loaded the garbage collector would walk through it again and again: that was a
    seventh of a start.
    """
    gc.disable()
    from adapters.__main__ import main as command  # noqa: PLC0415 - everything is loaded here

    gc.freeze()
    gc.enable()
    command()
