"""Trouble: refusals, the apology with an incident number, and the notices of a parked place or a missing permission."""

from __future__ import annotations

from bot.calls import Place
from bot.cards.model import Button, Card, Code, Paragraph, Plain, RoomName, Span, Strong, text
from bot.commands import ShowHelp
from bot.errors import GroupMoved, Refusal

REMOVED = "I was removed from there"
"""Why nothing is said in a space that we were removed from; completes "because …"."""


def refusal_card(refusal: Refusal) -> Card:
    """Say what was refused and what to do next, in the refusal's own sentence."""
    sentence = str(refusal)
    first, _, rest = sentence.partition(". ")
    next_step = (
        text("You will find it in ", RoomName(refusal.room), ".") if isinstance(refusal, GroupMoved) else text(rest)
    )
    return Card(
        title=f"{first.removesuffix('.')}.",
        blocks=(Paragraph(next_step),) if rest else (),
        controls=() if refusal.field else (Button("Help", ShowHelp()),),
        tone="trouble",
        field=refusal.field,
        summary=sentence,
    )


def apology_card(incident: str) -> Card:
    """Own up to a defect; the incident number finds it in the logs."""
    number = incident[-8:].upper()
    return Card(
        title="Something broke on our side.",
        blocks=(
            Paragraph(
                text(
                    "What was saved before is safe. Try again; if it happens twice, tell a lead: incident ",
                    Strong(number),
                    ".",
                )
            ),
        ),
        tone="trouble",
    )


def whereabouts(place: Place, here: Place) -> Span:
    """A place for somebody who is `here`: the room's own name where their app knows it, else in words."""
    if place == here:
        return Plain("This channel")
    if place.platform == here.platform and here.space in {"", place.space}:
        return RoomName(place.room)
    return Plain("The page" if place.platform == "web" else f"A channel on {place.platform.capitalize()}")


def parked_card(rooms: tuple[tuple[Span, str], ...]) -> Card:
    """Tell a lead where nothing can be said any more: (room, reason) pairs."""
    return Card(
        title="I can no longer post in your study group's channel.",
        blocks=(
            *(Paragraph(text(room, f": {reason}.")) for room, reason in rooms),
            Paragraph(
                text(
                    "The daily question waits. Fix that, or type ",
                    Code("/cohort setup"),
                    " in another channel: your group moves there with all it has.",
                )
            ),
        ),
        tone="trouble",
    )


def permission_card(room: Span, permission: str) -> Card:
    """Tell a lead that reasons are said in the room itself, for want of a permission, as the platform names it."""
    return Card(
        title="I lack a permission for threads.",
        blocks=(
            Paragraph(
                text(
                    room,
                    ": the reasons of a question belong in a thread under it. They stand in the channel instead, as a ",
                    "reply to it. Nothing is lost.",
                )
            ),
            Paragraph(text("Give me ", Strong(permission), " there, and they come in threads again.")),
        ),
        foot=text("You are told this once."),
        tone="trouble",
    )
