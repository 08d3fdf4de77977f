"""A member's own views: how I do, and my home."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.me import DomainScore, Progress, home_card, me_card, stranger_home_card
from bot.cards.model import Card, Moment, Paragraph, text
from bot.cards.tasks import PARTS, tasks_card
from bot.commands import ShowHome, ShowMe
from bot.errors import BadSetting
from bot.rules.groups import Role
from bot.rules.sessions import Response
from bot.rules.standings import week_of
from bot.rules.streaks import streak
from bot.usecases.due_reviews import reviews_of
from bot.usecases.report_readiness import report_of
from bot.usecases.show_corrections import corrected_lately, show_corrections
from bot.usecases.show_help import exams_of, help_for
from bot.usecases.show_today import no_question
from bot.usecases.tell_outcome import of_this_exam
from bot.usecases.told_answers import told_answers
from bot.usecases.verb import Desk, Outcome


def show_me(command: ShowMe, desk: Desk) -> Outcome:
    """Streak and week, and how ready one is with the evidence behind it; or every task or corrected key.

    Raises:
        BadSetting: when there is no such part.
    """
    part = command.part.strip().lower()
    if part not in {"", *PARTS}:
        raise BadSetting("part", f"“{command.part}” is no part of the report. It is {', '.join(PARTS)}, or nothing.")
    if part == "corrections":
        return Outcome(show_corrections(desk))
    report = report_of(desk, desk.me.id)
    if part:
        return Outcome(tasks_card(report.tasks, cut=report.cut))
    outcome = of_this_exam(desk.ledger.outcomes.of(desk.home.id, desk.me.id), desk)
    answers = told_answers(desk)
    done, reviews = progress(desk, answers), len(reviews_of(desk, answers).now)
    return Outcome(me_card(desk.me, done, report, outcome, corrected_lately(desk), reviews=reviews))


def show_home(_command: ShowHome, desk: Desk) -> Outcome:
    """Today's question, how one does, and settings; for somebody in no group, what to do first."""
    if desk.group is None or desk.member is None:
        return Outcome(stranger_home_card(help_for(exams_of(desk), lead=False)))
    lead = desk.member.role >= Role.LEAD or bool(desk.call.by.manages)
    answers = told_answers(desk)
    done = progress(desk, answers)
    report = report_of(desk, desk.member.id) if any(domain.answered for domain in done.domains) else None
    reviews = len(reviews_of(desk, answers).now)
    return Outcome(home_card(desk.member, done, _today(desk), lead=lead, report=report, reviews=reviews))


def progress(desk: Desk, responses: Sequence[Response]) -> Progress:
    """What the member's answers add up to, of those whose key they may know."""
    group, me = desk.home, desk.me
    week = [r for r in responses if r.day >= week_of(desk.today)]
    first: dict[str, Response] = {}
    for response in responses:
        first.setdefault(response.item, response)
    domain_of = {item.id: item.domain for item in desk.pack.items}
    scores = []
    for domain in desk.pack.blueprint.domains:
        answered = [r for r in first.values() if domain_of.get(r.item) == domain.id]
        title = f"{domain.id}. {domain.title}"
        scores.append(DomainScore(title, sum(r.right for r in answered), len(answered)))
    days = desk.ledger.responses.runs(group.id, [me.id], until=desk.today, on=desk.rhythm.days)[me.id]
    return Progress(
        streak=streak(days, today=desk.today),
        week_right=sum(r.right for r in week),
        week_answered=len(week),
        domains=tuple(scores),
        close=sum(not r.right and r.near > 0 for r in responses),
    )


def _today(desk: Desk) -> Card:
    sessions = desk.ledger.sessions.open_ones(desk.home.id, desk.at)
    if not sessions or sessions[0].closes_at is None:
        return no_question(desk)
    session = sessions[0]
    answered = desk.ledger.responses.of(desk.home.id, session.id, desk.me.id, session.form[0][0])
    words = "You have answered it. It closes " if answered else "It waits for you until "
    moment = Moment(sessions[0].closes_at, desk.home.zone)
    return Card(title="Today’s question", blocks=(Paragraph(text(words, moment, ".")),))
