"""A study plan in words: today, a usual day, the mock exams, and the days that are light or free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from bot.cards.model import Block, Paragraph, Strong, text
from bot.cards.spans import spoken
from bot.rules.study_plans import WEEKEND, StudyDay

SHOWN = 3
"""Mock exams named by their day."""


def plan_blocks(plan: Sequence[StudyDay], today: date) -> tuple[Block, ...]:
    """Today, and the way to the exam, in two short paragraphs; nothing where there is no plan."""
    if not plan:
        return ()
    first = Paragraph(text(Strong("Plan for today: "), f"{_today(plan[0], today)}."))
    rest = " ".join(part for part in (_usual(plan), _mocks(plan), _light(plan)) if part)
    return (first, Paragraph(text(Strong("Until the exam: "), rest))) if plan[1:] else (first,)


def _today(first: StudyDay, today: date) -> str:
    if first.day == today and first.asked:
        return "only the day’s question"
    if first.day != today or not (first.total or first.mock):
        return "nothing is left to do"
    if first.mock:
        return f"a {first.mock} mock exam, instead of practice"
    light = ", and no more: tomorrow is the day" if first.light else ""
    return f"{_questions(first.total)}, {_dealt(first.questions)}{light}"


def _usual(plan: Sequence[StudyDay]) -> str:
    days = [day for day in plan if day.total and not day.light]
    if not days:
        return ""
    load = max(day.total for day in days)
    whole = {d: sum(day.questions.get(d, 0) for day in days) for day in days for d in day.questions}
    most = max(sorted(whole), key=lambda domain: whole[domain])
    share = whole[most] / sum(whole.values())
    count = "1 study day" if len(days) == 1 else f"each of {len(days)} study days"
    return f"{_questions(load)} on {count}, {share:.0%} of them in domain {most}."


def _mocks(plan: Sequence[StudyDay]) -> str:
    minis = [day.day for day in plan if day.mock == "mini"]
    fulls = [day.day for day in plan if day.mock == "full"]
    parts = []
    if minis:
        parts.append(f"a mini mock each week, next on {spoken(minis[0])}" if len(minis) > 1 else _on("mini", minis))
    if fulls:
        parts.append(_on("full", fulls))
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _on(kind: str, days: Sequence[date]) -> str:
    named = [spoken(day) for day in days[:SHOWN]]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{'a' if len(named) == 1 else len(days)} {kind} mock exam{'s' if len(named) > 1 else ''} on {listed}"


def _light(plan: Sequence[StudyDay]) -> str:
    light = [day for day in plan if day.light]
    idle = [day for day in plan[1:] if not (day.total or day.mock or day.light)]
    asked = {day.day.weekday() for day in idle if day.asked}
    free = {day.day.weekday() for day in idle} - asked
    parts = [f"{spoken(light[0].day)} is light" if light else ""]
    if asked:
        parts.append(f"{_weekends(beside=free)}: only the day’s question")
    if free:
        parts.append(f"{_weekends(beside=asked) if free <= WEEKEND else 'the other days'} are free")
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _weekends(*, beside: AbstractSet[int]) -> str:
    """The days of a weekend that are not among those."""
    return {5: "Saturdays", 6: "Sundays"}[min(WEEKEND - beside)] if beside & WEEKEND else "weekends"


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"


def _dealt(questions: Mapping[str, int]) -> str:
    """So many of each domain, most first."""
    ranked = sorted(questions, key=lambda domain: (-questions[domain], domain))
    return ", ".join(f"{questions[domain]} of domain {domain}" for domain in ranked)
