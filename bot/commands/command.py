"""Command: what every command is, and a field of it that people fill in."""

from __future__ import annotations

from dataclasses import field
from typing import Any


class Command:
    """What is wanted."""

    __slots__ = ()


def option(
    default: Any, about: str, *, required: bool = False, choices: str = "", longest: int = 100, single: bool = False
) -> Any:
    """A field that people fill in.

    Args:
        default: what stands when nothing is said.
        about: one short sentence for people.
        required: whether a native slash command insists on it.
        choices: the name of a list that can complete it (`domain`, `task`, `pack`, `zone`, `feedback`, `room`).
        longest: the most characters that are read.
        single: whether it takes one word only when typed.
    """
    about_it = {"about": about, "required": required, "choices": choices, "longest": longest, "single": single}
    return field(default=default, metadata=about_it)
