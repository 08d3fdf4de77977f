"""Desk, plan: what comes when, how the group is set, and what it all comes down to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.desk_people import evenly
from bot.cards.group_readiness import Sight, gap_words
from bot.cards.model import Moment, Plain, Span, Strong, text
from bot.cards.sheets import Fact, Section

CHANGED_BY = {
    "Exam": "/cohort setup",
    "Question": "/cohort setup",
    "Days": "/cohort setup",
    "Key": "/cohort setup",
    "Full mock exam": "/cohort setup",
    "Weekly mini mock": "/cohort mocks",
}
"""The command that changes a setting."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes when: the next questions (and whether the clocks change before one), the next weekly mock."""

    slots: Sequence[tuple[datetime, bool]]
    mock: datetime | None
    zone: str
    paused: bool


def schedule_section(coming: Coming) -> Section:
    """The next questions and the next weekly mock, in the group's zone."""
    first, *after = [
        (Moment(at, coming.zone), *((Strong(" the clocks change before this one"),) if change else ()))
        for at, change in coming.slots
    ] or [()]
    mock = text("none") if coming.mock is None else text(Moment(coming.mock, coming.zone))
    following = [span for spans in after for span in (*spans, Plain("; "))][:-1]
    return Section(
        name="schedule",
        subject="Schedule",
        finding="The group is paused: nothing is asked until you resume" if coming.paused else "What comes when",
        words=(text(f"Times are of {coming.zone} where your browser does not show your own."),),
        facts=(
            Fact("Time zone", text(coming.zone), "/cohort setup"),
            Fact("Next weekly mock", mock, "/cohort mocks"),
            *(
                (Fact("Next question", text("paused"), "/cohort resume"),)
                if coming.paused
                else (Fact("Next question", first, "/cohort pause"), Fact("Then", tuple(following)))
            ),
        ),
    )


def settings_section(settings: Sequence[tuple[str, str]], rooms: Sequence[tuple[Span, str]]) -> Section:
    """The settings as they are, each with the command that changes it, and the places with what stands in the way."""
    parked = [reason for _, reason in rooms if reason]
    return Section(
        name="settings",
        subject="Settings",
        finding="One place waits" if len(parked) == 1 else f"{len(parked)} places wait" if parked else "As they are",
        words=(text("A command typed in the group’s channel changes them; this page changes nothing."),),
        facts=(
            *(Fact(label, text(words), CHANGED_BY.get(label, "")) for label, words in settings),
            *(
                Fact("Place", text(room, f": waiting, because {reason}." if reason else ": all well."), "/cohort setup")
                for room, reason in rooms
            ),
        ),
    )


def finding_of(sight: Sight) -> str:
    """What the page comes down to, in a sentence or two."""
    chances = evenly(sight.seen)
    gaps = gap_words(sight.gaps) if sight.gaps.tasks else ""
    if chances and gaps:
        return f"{chances}. {gaps}."
    if chances or gaps:
        return f"{chances or gaps}."
    if not sight.seen:
        return "Nothing yet that you may see. This page fills as members answer and agree to be seen."
    return "Too few answers that you may see, to say how ready the group is."


def counted_words(sight: Sight) -> str:
    """Who is on the page by name, and who is a number."""
    seen, hidden = len(sight.seen), sight.hidden
    members = seen + hidden
    people = "1 member" if members == 1 else f"{members} members"
    if not seen:
        return f"{people}. Nobody lets leads see yet how ready they are: each chooses with /privacy."
    let = {1: "one lets leads see how ready they are"}.get(seen, f"{seen} let leads see how ready they are")
    keep = {0: "nobody keeps it to themselves", 1: "one keeps it to themselves"}.get(
        hidden, f"{hidden} keep it to themselves"
    )
    return f"{people}: {let}, {keep}."
