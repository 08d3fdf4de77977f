"""Simulated: how a group of made-up classmates is labelled wherever it shows."""

from __future__ import annotations

from bot.calls import Place

SIMULATED = Place("web", "page", "simulated")
"""Where the group of `cohort demo` lives; the room's name says what it is."""

NOTICE = "Simulated: these people and their weeks are made up. You lead here; your own groups are elsewhere."


def notice_of(place: Place) -> str:
    """What everybody is told who looks at this place; empty where people are real."""
    return NOTICE if place == SIMULATED else ""


def simulated_name(name: str) -> str:
    """The name of a simulated classmate, on boards and everywhere else.

    >>> simulated_name("Amara")
    'Amara (simulated)'
    """
    return f"{name} (simulated)"
