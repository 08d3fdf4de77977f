"""Welcome: set-up, its preview, the group's status, and help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.model import (
    Block,
    Button,
    Card,
    ChooseOne,
    ChooseSome,
    Code,
    Divider,
    Form,
    Listing,
    Moment,
    Offer,
    Paragraph,
    Room,
    Row,
    Span,
    Strong,
    Words,
    text,
)
from bot.commands import PausePosts, PostNow, Practise, ResumePosts, SetUpGroup, ShowToday
from bot.rules.packs import Exam, Pack

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEEDBACKS = {"at_once": "At once, in private", "at_close": "At the close, together"}


def independence(exams: Iterable[Exam]) -> str:
    """A sentence about whom we do not belong to: the holders of these exams, and the platforms."""
    holders = list(dict.fromkeys(exam.holder for exam in exams))
    named = [holder for holder in holders if holder]
    if named != holders or not named:
        named.append("other holders of exams" if named else "whoever holds the exam")
    whom = ", ".join(named)
    return f"Cohort is independent study material, not affiliated with {whom}, Slack or Discord."


def set_up_form(command: SetUpGroup, packs: Sequence[Pack], *, fault: str = "", field: str = "") -> Card:
    """Ask for place, pack, hour, zone, days, closing hour, feedback and timer; show each exam's life cycle."""
    chosen = next((pack for pack in packs if pack.id == command.pack), packs[0])
    notes = tuple(
        Paragraph(text(Strong(f"{pack.exam.code}: "), pack.exam.lifecycle)) for pack in packs if pack.exam.lifecycle
    )
    trouble = (Paragraph(text(Strong(fault))),) if fault else ()
    return Card(
        title="Set up your study group",
        blocks=(*trouble, *notes),
        form=Form(
            fields=(
                Room("room", "Channel", value=command.room, hint="Where the daily question is posted."),
                ChooseOne(
                    "pack",
                    "Exam",
                    tuple(Offer(p.id, f"{p.exam.title} ({p.exam.code})") for p in packs),
                    value=chosen.id,
                ),
                Words(
                    "time", "Hour of the question", longest=5, value=command.time, hint="24-hour clock, such as 09:00"
                ),
                Words("zone", "Time zone", longest=50, value=command.zone, hint="IANA name, such as Europe/Berlin"),
                ChooseSome(
                    "days",
                    "Study days",
                    tuple(Offer(day, name) for day, name in zip(DAYS, DAY_NAMES, strict=True)),
                    least=1,
                    most=7,
                    value=command.days,
                ),
                Words(
                    "closes",
                    "Closing hour",
                    longest=5,
                    value=command.closes,
                    hint="The same as the hour, or earlier, means the next day.",
                ),
                ChooseOne(
                    "feedback",
                    "Members see the key",
                    tuple(Offer(k, v) for k, v in FEEDBACKS.items()),
                    value=command.feedback,
                ),
                ChooseOne(
                    "timer",
                    "Length of a full mock exam",
                    tuple(Offer(str(t.minutes), t.label) for t in chosen.exam.timers),
                    value=command.timer,
                ),
            ),
            submit=SetUpGroup(group=command.group),
            send="Save",
        ),
        turn=bool(command.group),
        foot=text(independence(pack.exam for pack in packs)),
        tone="trouble" if fault else "plain",
        field=field,
    )


def _comes(opens_at: datetime, zone: str) -> tuple[str | Moment, ...]:
    return ("The next question comes ", Moment(opens_at, zone), f" ({zone}).")


def ready_card(pack: Pack, *, opens_at: datetime | None, days: str, zone: str, preview: Card, group: str = "") -> Card:
    """The group is set up: when the next question comes (None: paused), a preview, and a button to post one now.

    The button names the `group` where it lives elsewhere.
    """
    comes = ("The group is paused; resume it from its status.",) if opens_at is None else _comes(opens_at, zone)
    note: tuple[Block, ...] = (Paragraph(text(pack.exam.lifecycle)),) if pack.exam.lifecycle else ()
    return Card(
        title="Your study group is ready.",
        blocks=(
            Paragraph(text(f"{pack.exam.code}, on {days}. ", *comes)),
            *note,
            Divider(),
            Paragraph(text(Strong("Preview of the next post"))),
            *preview.blocks,
        ),
        controls=(Button("Post a first question now", PostNow(group), look="primary"),),
        foot=text(independence([pack.exam])),
    )


def timed_card(ready: Card, exam: Exam, minutes: int) -> Card:
    """The card of a group whose exam is new to it, so that a length of mock exams was chosen for it."""
    label = next(timer.label for timer in exam.timers if timer.minutes == minutes)
    length = text("A full mock exam: ", Strong(label), ". Choose another with ", Code("/cohort setup"), ".")
    return replace(ready, blocks=(*ready.blocks[:1], Paragraph(length), *ready.blocks[1:]))


def cannot_post_card(ready: Card, reason: str) -> Card:
    """The group is set up as `ready` says, but nothing can be posted there yet, because of the reason."""
    why = Strong(f"{reason[:1].upper()}{reason[1:]}.")
    comes = (" Once that is mended, questions come at their hour; ", Code("/cohort post"), " brings one at once.")
    return replace(
        ready, title="Saved, but I cannot post there yet.", blocks=(Paragraph(text(why, *comes)), *ready.blocks)
    )


def can_post_card() -> Card:
    """A note for the one who set the group up, in the channel they chose: it shows that we can post there."""
    return said_card("I can post here.", "Your study group’s questions come to this channel. Only you see this note.")


@dataclass(frozen=True, slots=True)
class Status:
    """A group's settings as words, its places with what parks them, and its next slots with clock changes marked."""

    settings: tuple[tuple[str, str], ...]
    rooms: tuple[tuple[Span, str], ...]
    slots: tuple[tuple[datetime, bool], ...]
    zone: str
    paused: bool


def status_card(status: Status) -> Card:
    """The group's settings, where it lives, and the next questions."""
    slots = tuple(
        Paragraph(
            text("• ", Moment(at, status.zone), *((Strong(" the clocks change before this one"),) if change else ()))
        )
        for at, change in status.slots
    )
    state = "Paused. Nothing is posted until you resume." if status.paused else "Next questions:"
    return Card(
        title="Your study group",
        blocks=(
            Listing(tuple(Row(f"{label}: {value}") for label, value in status.settings), label="Settings"),
            *(
                Paragraph(text(room, f": waiting, because {reason}." if reason else ": all well."))
                for room, reason in status.rooms
            ),
            Paragraph(text(Strong(state))),
            *(() if status.paused else slots),
        ),
        controls=(
            Button("Change", SetUpGroup()),
            Button("Resume", ResumePosts(), look="primary") if status.paused else Button("Pause", PausePosts()),
            Button("Post a question now", PostNow()),
        ),
        foot=text(f"Times are of {status.zone} where your app does not show your own."),
    )


def changed_card(ready: Card, *, asked: bool) -> Card:
    """A running group's settings are kept: as `ready` says, with a way to its question if none was `asked` today."""
    now = () if asked else tuple(replace(button, label="Post a question now") for button in ready.controls)
    return replace(ready, title="Saved.", controls=now)


def said_card(title: str, sentence: str) -> Card:
    """A short confirmation."""
    return Card(title=title, blocks=(Paragraph(text(sentence)),))


def posted_card(sentence: str, waiting: Sequence[tuple[Span, str]]) -> Card:
    """A question was written down to be said; where nothing could be said before, (room, reason) tell why."""
    if not waiting:
        return said_card("Posted.", sentence)
    rooms = (Paragraph(text(room, f": I could not post there before, because {reason}.")) for room, reason in waiting)
    mended = ("If that is mended, the question comes in a moment. ", Code("/cohort status"), " shows whether it waits.")
    return Card(title="I am trying to post it.", blocks=(*rooms, Paragraph(text(*mended))))


def quiet_card(next_at: datetime | None, zone: str) -> Card:
    """No question is open: when the next one comes, and practice meanwhile."""
    if next_at is None:
        words = text("The daily question is paused. Practise as much as you like.")
    else:
        words = text("The next one comes ", Moment(next_at, zone), ". Until then, practise as much as you like.")
    return Card(
        title="No question is open right now.",
        blocks=(Paragraph(words),),
        controls=(Button("Practise", Practise(), look="primary"),),
    )


def _lines(verbs: Sequence[tuple[str, str]], prefix: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text(Code(f"{prefix}{name}"), f" {summary}")) for name, summary in verbs)


def help_card(
    mine: Sequence[tuple[str, str]], leads: Sequence[tuple[str, str]], *, exams: Iterable[Exam], unknown: str = ""
) -> Card:
    """Everything one can do: (name, summary) of each verb; `exams` are those it is done for."""
    return Card(
        title="What you can do",
        blocks=(
            *((Paragraph(text(unknown)),) if unknown else ()),
            *_lines(mine, "/"),
            *((Divider(), Paragraph(text(Strong("For leads")))) if leads else ()),
            *_lines(leads, "/cohort "),
        ),
        controls=(Button("Today’s question", ShowToday(), look="primary"), Button("Practise", Practise())),
        foot=text(
            f"In Slack every one works as /cohort and its name. {independence(exams)} ",
            "Something wrong? Use /report on any question.",
        ),
    )
