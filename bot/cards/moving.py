"""Moving: a group that can be heard nowhere comes along to another room, or its lead says which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.model import Button, Card, Code, Moment, Paragraph, RoomName, Span, text
from bot.commands import NEW_GROUP, SetUpGroup


@dataclass(frozen=True, slots=True)
class Stray:
    """A group with no channel to post in: its exam, its lost room, its members, and when it was last heard, if ever."""

    group: str
    exam: str
    room: Span
    members: int
    heard: datetime | None
    zone: str


def which_group_card(strays: Sequence[Stray], *, may_found: bool) -> Card:
    """Ask which group a set-up is meant for; a new one is on offer to whom the platform lets found one."""
    many = len(strays) > 1
    if many:
        said = "These study groups can no longer post in their channels. The one you choose moves here with all it has."
    else:
        said = "Your study group can no longer post in its channel. It can move here with all it has."
    return Card(
        title="Which group is this for?",
        blocks=(
            Paragraph(text(said)),
            *(_stray(stray, number if many else 0) for number, stray in enumerate(strays, start=1)),
        ),
        controls=(
            *(
                Button(f"Move group {number} here" if many else "Move it here", SetUpGroup(group=stray.group))
                for number, stray in enumerate(strays, start=1)
            ),
            *((Button("Start a new group", SetUpGroup(group=NEW_GROUP)),) if may_found else ()),
        ),
    )


def _stray(stray: Stray, number: int) -> Paragraph:
    before = f"{number}. " if number else ""
    people = f"{stray.members} member{'' if stray.members == 1 else 's'}"
    heard = (", last post ", Moment(stray.heard, stray.zone)) if stray.heard else (", no post yet",)
    return Paragraph(text(before, stray.room, f": {stray.exam}, {people}", *heard, "."))


def moving_form(form: Card, *, may_found: bool) -> Card:
    """The form of a group that comes along, with a way to start a new one before anything has happened."""
    note = text("Your study group can no longer post in its channel. Saving moves it here with all it has.")
    other = Button("Start a new group instead", SetUpGroup(group=NEW_GROUP))
    return replace(form, blocks=(Paragraph(note), *form.blocks), controls=(other,) if may_found else ())


def moved_card(ready: Card, room: str) -> Card:
    """The card of a group that is ready, once it has come along to this room."""
    note = text(
        "It could no longer post in its old channel, so it now lives in ",
        RoomName(room),
        " with its members, answers and streaks. If you meant to start a new group, type ",
        Code("/cohort setup"),
        " in another channel.",
    )
    return replace(ready, title="Your study group has moved.", blocks=(Paragraph(note), *ready.blocks))
