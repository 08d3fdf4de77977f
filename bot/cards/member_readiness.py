"""One member's readiness as leads see it: the card for a lead, and for the member under /privacy the same."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.model import Block, Button, Card, Divider, Paragraph, Strong, text
from bot.cards.people_charts import heat_figure
from bot.cards.readiness import Report, readiness_blocks
from bot.cards.seen import Exam, Seen, risk_words, trend_words
from bot.commands import SetPrivacy, ShowReadiness

SHARES = {"yes": "Leads see how ready I am", "no": "Leads do not see how ready I am"}
CHOICES = 5
"""People of one name that buttons tell apart; more have to be written out."""


def sight_blocks(report: Report, one: Seen, exam: Exam) -> tuple[Block, ...]:
    """All that leads see of a member, word for word: no number about them stands elsewhere that does not stand here."""
    words = tuple(risk_words(one))
    told = (
        (Paragraph(text(Strong("In the list of who may need a word: "), " ".join(words))),)
        if words
        else (Paragraph(text("Not in the list of who may need a word.")),)
    )
    return (
        *readiness_blocks(report),
        heat_figure([(one.name, one)], exam),
        Paragraph(text(_counts(one))),
        Paragraph(text(f"Last answer: {one.last_day or 'none yet'}. {_trend(one)}")),
        Paragraph(text(_mocks(one))),
        *told,
    )


def _counts(one: Seen) -> str:
    counts = ", ".join(f"{task.answers} in {task.task}" for task in one.tasks if task.answers)
    return f"First answers by task: {counts or 'none yet'}."


def _trend(one: Seen) -> str:
    if one.trend is None:
        return "A trend is told once there are answers from a fortnight ago."
    return f"Trend over a fortnight: {trend_words(one.trend)}."


def _mocks(one: Seen) -> str:
    if not one.mocks:
        return "Scores in the group’s weekly mock exams: none yet."
    scores = ", ".join(f"{score} ({day.day} {day:%B})" for day, score in one.mocks)
    return f"Scores in the group’s weekly mock exams: {scores}."


def member_card(report: Report, one: Seen, exam: Exam, *, group: str) -> Card:
    """A member's report, for a lead of that group alone."""
    return Card(
        title=f"{one.name}’s report",
        blocks=(
            Paragraph(text("Word for word what ", Strong(one.name), " sees of it under /privacy.")),
            *sight_blocks(report, one, exam),
        ),
        controls=(Button("The whole group", ShowReadiness(group=group)),),
        foot=text("Only you can see this. Talk about it with nobody but them."),
    )


def privacy_card(report: Report, one: Seen, exam: Exam, *, shares: bool, saved: bool) -> Card:
    """What leads can see of a member, as it looks there, and the choice."""
    now = (
        "Leads see what stands below, under your name."
        if shares
        else "Leads do not see how ready you are. If you agree, they see what stands below, under your name."
    )
    never = (
        "Nobody but you sees your answers, or mock exams that you take alone; of weekly mocks leads see the score, ",
        "and only if you agree. In sums over five people or more you are counted either way; no single sum tells you ",
        "from others in it. You can change this at any time, and a no holds at once; but what leads were sent before, ",
        "cards, Monday briefs and files, stays with them as it was.",
    )
    yes, no = Button("Let leads see it", SetPrivacy("yes")), Button("Do not let them see it", SetPrivacy("no"))
    return Card(
        title="Saved." if saved else "What leads can see of you",
        blocks=(
            Paragraph(text(Strong(now))),
            Paragraph(text(*never)),
            Divider(),
            *sight_blocks(report, one, exam),
        ),
        controls=(no if shares else yes,),
        foot=text("Only you can see this."),
        summary=f"{'Saved. ' if saved else ''}{SHARES['yes' if shares else 'no'].replace(' I am', ' you are')}.",
    )


def kept_card(share: str) -> Card:
    """The choice is kept, where what it means cannot be shown now."""
    told = SHARES[share].replace(" I am", " you are")
    return Card(
        title="Saved.",
        blocks=(
            Paragraph(text(Strong(f"{told}."))),
            Paragraph(text("What it looks like there cannot be shown right now. Try /privacy again in a while.")),
        ),
        foot=text("Only you can see this."),
    )


def namesakes_card(typed: str, found: Sequence[Seen], *, group: str) -> Card:
    """Several members answer to what a lead wrote."""
    offered = found[:CHOICES]
    more = " Others answer to it too: write more of the name." if len(found) > len(offered) else ""
    return Card(
        title=f"Whose report? {len(found)} members answer to “{typed}”.",
        blocks=(Paragraph(text(f"Choose one.{more}")),),
        controls=tuple(Button(_told_apart(one), ShowReadiness(who=one.id, group=group)) for one in offered),
    )


def _told_apart(one: Seen) -> str:
    return f"{one.name} ({f'last answer {one.last_day}' if one.last_day else 'no answer yet'})"
