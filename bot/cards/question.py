"""Questions: an item put before a group, a member's own answer sheet, and the closing of the post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.model import (
    Block,
    Button,
    Card,
    ChooseSome,
    Form,
    Listing,
    Match,
    Meter,
    Moment,
    Offer,
    Order,
    Paragraph,
    Row,
    Scenario,
    Stem,
    Strong,
    Text,
    text,
)
from bot.commands import AnswerItem, OpenSheet, ReportItem
from bot.rules.dealing import deal
from bot.rules.items import Answer, Arrange, Entry, Item, Option, Pair, Pick, Share

LETTERS = "ABCDEFGHIJ"
CHOSEN = "Your answer"


def letters_for(options: Sequence[Option], seed: str) -> Mapping[str, str]:
    """Option id to letter, in the order dealt for this seed."""
    dealt = deal(options, seed=seed, name=lambda option: option.id)
    return {option.id: letter for option, letter in zip(dealt, LETTERS, strict=False)}


def options_of(item: Item) -> tuple[Option, ...]:
    """Everything on offer in an item."""
    entry = item.problem.wants(())
    return entry.options if entry is not None else ()


def about(item: Item, domain: str, task: str) -> Text:
    """The quiet line that says where in the exam an item belongs."""
    return text(f"Domain {item.domain}: {domain} · Task {item.task}: {task}")


def _asked(item: Item) -> tuple[Block, ...]:
    case = (Scenario(item.case.title, item.case.scenario),) if item.case else ()
    return (*case, Stem(item.stem))


def question_card(
    item: Item,
    *,
    session: str,
    foot: Text,
    closes_at: datetime,
    zone: str,
    answered: int,
    title: str = "Today’s question",
) -> Card:
    """The item before the whole group: everything in full, options without letters, one way in."""
    dealt = deal(options_of(item), seed=session, name=lambda option: option.id)
    prompts: tuple[Block, ...] = ()
    if isinstance(entry := item.problem.wants(()), Pair):
        prompts = (Listing(tuple(Row(prompt.text) for prompt in entry.prompts), label="To match"),)
    people = {0: "Nobody has answered yet", 1: "1 has answered"}.get(answered, f"{answered} have answered")
    return Card(
        title=title,
        blocks=(
            *_asked(item),
            *prompts,
            Listing(tuple(Row(option.text) for option in dealt), label="Options"),
            Paragraph(text(f"{people}. Closes ", Moment(closes_at, zone), ". Only you see your answer.")),
        ),
        controls=(Button("Answer", OpenSheet(session, item.id), look="primary"),),
        foot=foot,
        tone="open",
        summary=f"{title}: {item.stem[:200]}",
    )


def sheet_card(item: Item, entry: Entry, command: AnswerItem, *, seed: str, foot: Text, chosen: Answer = ()) -> Card:
    """A member's own sheet: options lettered in an order of their own, and controls for what is still wanted.

    `command.answer` holds what was given so far, where a platform asks step by step; `chosen` is an answer that was
    given before and may still be changed.
    """
    letters = letters_for(options_of(item), seed)
    picked = frozenset(chosen) if isinstance(entry, Pick) else frozenset()
    offered = sorted(entry.options, key=lambda option: letters[option.id])
    offers = tuple(Offer(option.id, option.text, letters[option.id]) for option in offered)
    rows = Listing(
        tuple(Row(offer.text, offer.letter, note=CHOSEN if offer.value in picked else "") for offer in offers),
        label="Options",
    )
    given = item.problem.spell(command.answer or (() if picked else chosen))
    label = "So far" if command.answer else CHOSEN
    so_far: tuple[Block, ...] = (Listing(tuple(Row(one) for one in given), label=label),) if given else ()
    before_this = () if command.answer else chosen
    controls: tuple[Button, ...] = ()
    form: Form | None = None
    before: tuple[Block, ...] = ()
    match entry:
        case Pick(exactly=1):
            controls = tuple(
                Button(
                    offer.letter,
                    replace(command, answer=(offer.value,)),
                    look="primary" if offer.value in picked else "plain",
                    spoken=f"Answer {offer.letter}: {offer.text}",
                )
                for offer in offers
            )
        case Pick(exactly=exactly):
            form = Form(
                (ChooseSome("answer", f"Choose {exactly}", offers, exactly, exactly, tuple(sorted(picked))),),
                command,
                "Answer",
            )
        case Arrange(exactly=exactly):
            form = Form((Order("answer", "First step first", offers, exactly, before_this),), command, "Answer")
        case Pair(prompts=prompts, reuse=reuse):
            texts = tuple(prompt.text for prompt in prompts)
            before = (Listing(tuple(Row(one, str(n)) for n, one in enumerate(texts, 1)), label="To match"),)
            form = Form((Match("answer", "One option for each", texts, offers, reuse, before_this),), command, "Answer")
    return Card(
        title="Your answer sheet",
        blocks=(*_asked(item), *so_far, *before, rows),
        controls=controls,
        form=form,
        foot=foot,
        tone="open",
        summary="Your answer sheet. The letters are your own.",
    )


def closing_card(
    item: Item,
    *,
    session: str,
    shares: Sequence[Share],
    answered: int,
    right: int,
    closed_at: datetime,
    zone: str,
    foot: Text,
) -> Card:
    """The post once its time is up: closed, and the share per option in words and bars."""
    people = {0: "Nobody answered this one.", 1: "1 person answered"}.get(answered, f"{answered} people answered")
    summary = people if not answered else f"{people}, {right} of them right."
    meters = tuple(
        Meter(share.text, share.part, f"{share.part:.0%}", "right" if share.right else "plain") for share in shares
    )
    return Card(
        title="This question has closed",
        blocks=(
            *_asked(item),
            Paragraph(text(Strong(summary), " Closed ", Moment(closed_at, zone), ". The reasons follow this post.")),
            *(
                meters
                if answered
                else (Listing(tuple(Row(s.text, state="right" if s.right else "plain") for s in shares)),)
            ),
        ),
        controls=(
            Button("My answer", OpenSheet(session, item.id)),
            Button("Report this question", ReportItem("", session, item.id)),
        ),
        foot=foot,
        tone="closed",
        summary=f"This question has closed. {summary}",
    )


def withdrawn_card() -> Card:
    """The post of a question whose item is in no pack any more."""
    return Card(
        title="This question was withdrawn",
        blocks=(Paragraph(text("It is no longer in the pack, so nobody’s answer to it counts against them.")),),
        tone="closed",
    )
