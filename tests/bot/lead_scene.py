"""Scenes for leads: members with so many answers, right in so many of ten, put straight into the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.cards.model import Card, Listing, Paragraph, Table
from bot.commands import SetPrivacy, ShowHelp
from bot.ports import Ledger
from bot.rules.sessions import Response, Session, session_id
from tests.bot.specimens import bank, plenty
from tests.world import Person, World

TASKS = tuple(f"{domain}.{task}" for domain in range(1, 5) for task in range(1, 4))


def stocked(world: World, per_task: int = 20) -> World:
    """The same world with many questions in every task."""
    return World(world.store, bank(plenty(per_task)), place=world.place)


async def answers(person: Person, *, each: int = 10, right: int = 7, weak: Sequence[str] = (), days: int = 2) -> None:
    """Somebody has answered so many questions of every task, so many of ten rightly, and in `weak` tasks none."""
    await person.wants(ShowHelp())
    world, group = person.world, person.world.group()
    pack = world.bank.pack(group.pack)
    begun = world.at - timedelta(days=days)
    quiz = Session(group.id, session_id(group.id, "quiz", begun.date()), "quiz", begun.date(), (), begun, None)

    def write(ledger: Ledger) -> None:
        member = ledger.groups.member_of(group.id, person.actor)
        assert member is not None
        ledger.sessions.add(quiz)
        for place, task in enumerate(TASKS):
            items = [item for item in pack.live if item.task == task][:each]
            for number, item in enumerate(items):
                well = number % 10 < right and task not in weak
                at = begun + timedelta(minutes=5 * number + 60 * place)
                answer = ("B",) if well else ("A",)
                ledger.responses.add(
                    Response(
                        *(
                            group.id,
                            quiz.id,
                            item.id,
                            item.version,
                            member.id,
                            answer,
                            well,
                            float(well),
                            at,
                            at.date(),
                        ),
                        seconds=45,
                    )
                )

    world.ask(write)


async def agrees(person: Person) -> Card:
    """Somebody lets leads see how ready they are."""
    return await person.wants(SetPrivacy("yes"))


def words(card: Card) -> str:
    """Everything a card says in paragraphs, lists and tables."""
    said = []
    for block in card.blocks:
        match block:
            case Paragraph(text):
                said.append("".join(getattr(span, "text", "") for span in text))
            case Listing(rows, label):
                said += [label, *(f"{row.text} {row.note}" for row in rows)]
            case Table(_, rows):
                said += ["  ".join(row) for row in rows]
            case _:
                pass
    return "\n".join(said)
