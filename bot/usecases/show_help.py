"""Help: everything one can do here."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.model import Card
from bot.cards.welcome import help_card
from bot.commands import ShowHelp
from bot.rules.groups import Role
from bot.rules.packs import Exam
from bot.usecases.verb import Desk, Outcome, Verb


def show_help(_command: ShowHelp, desk: Desk) -> Outcome:
    """The verbs of a member, and of a lead to a lead or where no group lives yet."""
    by, member = desk.call.by, desk.member
    lead = bool(by.manages) or (member is not None and member.role >= Role.LEAD)
    return Outcome(help_for(exams_of(desk), lead=lead or (desk.group is None and by.manages is None)))


def exams_of(desk: Desk) -> tuple[Exam, ...]:
    """The group's exam; all there are where no group lives, or its pack is gone."""
    packs = desk.bank.packs
    if desk.group is not None and desk.group.pack in packs:
        return (packs[desk.group.pack].exam,)
    return tuple(pack.exam for pack in packs.values())


def help_for(exams: Sequence[Exam], *, lead: bool, unknown: str = "") -> Card:
    """The help card; `unknown` is a sentence about words that were not understood."""
    from bot.usecases import CATALOGUE  # noqa: PLC0415 - the catalogue lists this use case too

    return help_card(
        _in_scope(CATALOGUE, "member"),
        _in_scope(CATALOGUE, "lead") if lead else [],
        exams=exams,
        unknown=unknown,
    )


def _in_scope(verbs: tuple[Verb, ...], scope: str) -> list[tuple[str, str]]:
    return [(verb.name, verb.summary) for verb in verbs if verb.scope == scope]
