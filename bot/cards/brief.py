"""The Monday brief: how it is set, and what it says of tasks, of last week, of people, with a session to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.cards.group_readiness import UNSEEN, Sight, above_words
from bot.cards.model import Block, Button, Card, Code, Divider, Listing, Moment, Paragraph, Row, Stem, Strong, text
from bot.cards.question import letters_for, options_of
from bot.cards.seen import risk_words, worried
from bot.commands import SetBrief, ShowReadiness, StopBriefs
from bot.rules.disclosure import Of
from bot.rules.gaps import FLOOR
from bot.rules.items import Item
from bot.rules.study_sessions import MINUTES, TASKS

WORRIED = 6
"""Members named as perhaps needing a word, those first for whom it presses most; the others are counted."""


@dataclass(frozen=True, slots=True)
class Participation:
    """How many of so many members answered in a week, with how many answers, and how many people the week before.

    `of` says who is counted: everybody, or those only who agreed to be seen.
    """

    members: int
    people: int
    answers: int
    before: int
    of: Of = "everybody"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a lead is told on a Monday. `titles` has the exam's tasks; `took_part` is None where it may not be told."""

    monday: date
    group: str
    sight: Sight
    questions: Sequence[Item]
    titles: Mapping[str, str]
    took_part: Participation | None


def brief_card(brief: Brief) -> Card:
    """The brief, for a lead alone."""
    return Card(
        title=f"Monday brief, {brief.monday.day} {brief.monday:%B}",
        blocks=(
            *_weak(brief.sight),
            Paragraph(text(Strong("Last week: "), _took_part(brief.took_part))),
            *_worries(brief.sight),
            *_session(brief),
        ),
        controls=(
            Button("How ready the group is", ShowReadiness(group=brief.group)),
            Button("No more briefs", StopBriefs(brief.group)),
        ),
        foot=text("Only you can see this. Names are of those who agreed, as of now."),
        summary=f"Your Monday brief, with a session of {len(brief.questions)} questions.",
        again=SetBrief("now", group=brief.group),
    )


def _weak(sight: Sight) -> tuple[Block, ...]:
    gaps = sight.gaps
    if not gaps.tasks:
        return (
            Paragraph(
                text(
                    Strong("Weakest tasks: "),
                    f"told from {FLOOR} people with enough answers up; {UNSEEN}. ",
                    "Until then the session takes the tasks by turns.",
                )
            ),
        )
    rows = tuple(
        Row(f"{gap.task} {gap.title}: {above_words(gap, gaps.people)} above the pass line")
        for gap in gaps.weakest[:TASKS]
    )
    return (Listing(rows, "The group’s three weakest tasks"),)


def _took_part(week: Participation | None) -> str:
    if week is None:
        return f"who took part is told from {FLOOR} members up; {UNSEEN}."
    members = f"{week.members} members" if week.of == "everybody" else f"the {week.members} who agreed to be seen"
    before = {0: "nobody", 1: "1 person"}.get(week.before, f"{week.before} people")
    if not week.people:
        return f"none of {members} answered; the week before, {before} did."
    answers = "1 answer" if week.answers == 1 else f"{week.answers} answers"
    return f"{week.people} of {members} answered, {answers} in all; the week before, {before}."


def _worries(sight: Sight) -> tuple[Block, ...]:
    found, left = worried(sight.seen, WORRIED)
    if not found:
        return (Paragraph(text(Strong("Who may need a word: "), "nobody of those who agreed, as far as we can see.")),)
    rows = tuple(Row(one.name, note=" ".join(risk_words(one))) for _, one in found)
    more = (Paragraph(text(f"And {left} more, in ", Code("/cohort readiness"), ".")),) if left else ()
    return (Listing(rows, "Who may need a word"), *more)


def _session(brief: Brief) -> tuple[Block, ...]:
    """The questions to read out, and the keys by themselves at the end."""
    if not brief.questions:
        return (Divider(), Paragraph(text("There is no question for a session this week.")))
    seed = f"{brief.group} {brief.monday.isoformat()}"
    count = len(brief.questions)
    asked = tuple(
        part for place, item in enumerate(brief.questions, 1) for part in _asked(place, item, seed, brief.titles)
    )
    return (
        Divider(),
        Paragraph(
            text(
                Strong(f"A session of {MINUTES} minutes, ready to hold. "),
                "Read a question out, leave a minute to think, let two people say why they chose what they chose, ",
                f"then tell the key: {MINUTES // count} minutes each.",
            )
        ),
        *asked,
        Divider(),
        Listing(
            tuple(_key(place, item, seed) for place, item in enumerate(brief.questions, 1)),
            "The keys",
        ),
    )


def _asked(place: int, item: Item, seed: str, titles: Mapping[str, str]) -> tuple[Block, ...]:
    letters = letters_for(options_of(item), f"{seed} {item.id}")
    options = {option.id: option.text for option in options_of(item)}
    rows = tuple(Row(options[option], letter=f"{place}{letter}") for option, letter in letters.items())
    return (
        Paragraph(text(Strong(f"Question {place}"), f" · {item.task} {titles.get(item.task, '')}")),
        Stem(item.stem),
        Listing(rows),
    )


def _key(place: int, item: Item, seed: str) -> Row:
    letters = letters_for(options_of(item), f"{seed} {item.id}")
    right = sorted(letters[line.id] for line in item.problem.reveal() if line.right)
    return Row(f"{' and '.join(f'{place}{letter}' for letter in right)}. {item.takeaway}")


def pointer_card(monday: date, group: str) -> Card:
    """For who may lead only because the platform lets them: whether they still may is known when they read it."""
    return Card(
        title=f"Your Monday brief of {monday.day} {monday:%B} is ready.",
        blocks=(
            Paragraph(
                text(
                    "Read it here, or in your group’s channel with ",
                    Code("/cohort brief now"),
                    ": some apps say only there that you may.",
                )
            ),
        ),
        controls=(
            Button("Read it", SetBrief("now", group=group), look="primary"),
            Button("No more briefs", StopBriefs(group)),
        ),
    )


def setting_card(next_at: datetime | None, zone: str, *, group: str, saved: bool) -> Card:
    """How the brief is set for one lead, and what it is."""
    about = Paragraph(
        text(
            "It says where the group is weakest, gives you five questions for a session of twenty minutes, counts who ",
            "took part, and names who may need a word, of those who agreed to be seen. It comes to you alone.",
        )
    )
    now = Button("Read this week’s now", SetBrief("now", group=group))
    if next_at is None:
        return Card(
            title="Saved. No more briefs." if saved else "You get no Monday brief.",
            blocks=(about,),
            controls=(Button("Send it to me on Mondays", SetBrief("on", group=group), look="primary"), now),
        )
    return Card(
        title="Saved. Your Monday brief is on." if saved else "Your Monday brief is on.",
        blocks=(
            Paragraph(text("The next one comes ", Moment(next_at, zone), ".")),
            about,
            Paragraph(text("Another hour: ", Code("/cohort brief on 07:30"), ".")),
        ),
        controls=(now, Button("No more briefs", StopBriefs(group))),
    )
