"""Health: how the questions do, as a table for leads, with what to do about those that need a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.cards.model import Card, Listing, Paragraph, Row, Table, text
from bot.rules.gaps import FLOOR
from bot.rules.health import FLAGS, SELDOM, Health, Verdict

MOST, MOST_FLAGGED = 19, 10
"""Questions in the table and among those to look at; a card has no room for more."""

NOTHING = "–"
"""What an empty cell shows."""

BASIS = f"First answers alone; the share right and the difficulty from {FLOOR} answers on."
"""What is told of a group's questions."""

COUNTS: dict[Verdict, str] = {
    "set aside": "set aside",
    "promoted": "promoted",
    "held": "on trial",
    "live": "live",
}
"""Where a question stands, in words."""


def items_card(found: Sequence[Health]) -> Card:
    """The item health table: what needs a look first, with the next step, then by the number of answers."""
    if not found:
        words = "Nobody has answered a question whose key is out. Come back after the first close."
        return Card("How the questions do", (Paragraph(text(words)),))
    rows = in_order(found)
    flagged = [health for health in rows if health.flag is not None]
    told = f"{len(flagged)} to look at" if flagged else "nothing to look at"
    return Card(
        title=f"How the questions do: {told}",
        blocks=(
            Paragraph(text(f"{counts(found)}.")),
            *((_look_at(flagged),) if flagged else ()),
            Table(
                ("Question", "Answers", "Right", "Difficulty", "Stands", "Look at"),
                tuple(
                    (
                        health.item.id,
                        str(health.sums.answers),
                        f"{health.share:.0%}" if enough_to_hide_among(health) else NOTHING,
                        difficulty_words(health) if enough_to_hide_among(health) else NOTHING,
                        COUNTS[health.verdict],
                        sign(health) or NOTHING,
                    )
                    for health in rows[:MOST]
                ),
            ),
            *_more(len(rows) - MOST),
        ),
        foot=text(
            f"{BASIS} Difficulty 0 is a typical question of the exam, +1 a hard one; ± says how far the truth may be "
            "from it. What is set aside stays out of mock exams until you have decided."
        ),
        summary=f"How the questions do: {counts(found)}.",
    )


def enough_to_hide_among(health: Health) -> bool:
    """Whether so many answered that no share tells what one of them gave: a member's first answer counts alone."""
    return health.sums.answers >= FLOOR


def in_order(found: Sequence[Health]) -> list[Health]:
    """What needs a look first, the gravest before, then by the number of answers."""

    def place(health: Health) -> tuple[int, int, str]:
        grave = FLAGS.index(health.flag) if health.flag is not None else len(FLAGS)
        return grave, -health.sums.answers, health.item.id

    return sorted(found, key=place)


def counts(found: Sequence[Health]) -> str:
    """How many questions stand where."""
    standing = Counter(health.verdict for health in found)
    return ", ".join(f"{standing[verdict]} {words}" for verdict, words in COUNTS.items() if standing[verdict])


def difficulty_words(health: Health) -> str:
    """The difficulty in logits, and how well it is known."""
    known = health.difficulty
    # A negative zero would be told with its sign.
    return f"{round(known.logits, 1) + 0.0:+.1f} ±{known.doubt:.1f}"


def _look_at(flagged: Sequence[Health]) -> Listing:
    rows = (Row(f"{health.item.id}, version {health.item.version}", note=step(health)) for health in flagged)
    return Listing(tuple(rows)[:MOST_FLAGGED], "To look at")


def _more(left: int) -> tuple[Paragraph, ...]:
    return (Paragraph(text(f"{left} more have fewer answers.")),) if left > 0 else ()


def sign(health: Health) -> str:
    """What is wrong, in a few words; empty when nothing is known to be."""
    choice = f": {health.wrong[0].choice}" if health.wrong else ""
    match health.flag:
        case "reported":
            return f"reported by {health.reporters}"
        case "check_key":
            return f"check the key{choice}"
        case "too_easy":
            return "too easy or leaked"
        case "few_right":
            return f"few right{choice}"
        case "nearly_all_right":
            return "nearly all right"
        case "tells_little":
            return "tells little"
        case None:
            return f"seldom chosen: {', '.join(health.idle)}" if health.idle else ""


def step(health: Health) -> str:
    """What is wrong and what to do about it, in a sentence or two."""
    answers, share = health.sums.answers, f"{health.share:.0%}"
    most = health.wrong[0].choice if health.wrong else ""
    chose = f": most who missed it chose {most}" if most else ""
    match health.flag:
        case "reported":
            return f"{health.reporters} members reported it. Read /cohort reports, then correct it."
        case "check_key":
            return (
                f"Check the key{chose}. {share} of {answers} were right, where its level lets expect "
                f"{_expected(health)}. If the key is right, raise its level."
            )
        case "too_easy":
            return (
                f"Too easy or leaked. {share} of {answers} were right, where its level lets expect "
                f"{_expected(health)}. Lower its level, or replace it if the key got around."
            )
        case "few_right":
            return f"Few get it right, {share} of {answers}{chose}. Make the stem clearer."
        case "nearly_all_right":
            return f"Nearly all get it right, {share} of {answers}. Make a wrong option more tempting.{_idle(health)}"
        case "tells_little":
            rival = f": {health.rival.choice} draws them too" if health.rival is not None else ""
            return f"It does not tell who knows from who does not{rival}. Make one option clearly best.{_idle(health)}"
        case None:
            return _idle(health).strip()


def _expected(health: Health) -> str:
    return f"{health.sums.expected / max(1, health.sums.answers):.0%}"


def _idle(health: Health) -> str:
    return f" Fewer than {SELDOM:.0%} choose {' or '.join(health.idle)}." if health.idle else ""
