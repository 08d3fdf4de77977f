"""An outcome: a member says how their exam went, changes it or deletes it; nobody else sees it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.model import Button, Card, ChooseOne, ChooseSome, Form, Offer, Paragraph, Strong, Words, text
from bot.commands import SetExamDay, ShowMe, TellOutcome
from bot.rules.outcomes import FEWEST, ExamOutcome

RESULTS = {"pass": "I passed", "fail": "I did not pass"}
DELETE = {"off": "Delete what I told"}
COUNTS = {"yes": "It counts for estimates, without my name", "no": "It is for me alone"}
NONE = "none"
"""The choice of who met the bar in every domain."""

EARLIER = "You told how your earlier exam went. That is kept until you delete it, or tell of this one in its place."


def outcome_form(
    present: ExamOutcome | None, *, earlier: bool = False, scale: tuple[int, int], domains: Mapping[str, str]
) -> Card:
    """Ask how the exam went; `domains` are titles by id, `scale` the exam's own.

    `present` is what was told of this exam, `earlier` whether something is kept of another one.
    """
    low, high = scale
    results = RESULTS | DELETE if present is not None or earlier else RESULTS
    return Card(
        title="How did your exam go?",
        blocks=(
            Paragraph(
                text(
                    "Only you see what you tell here. ",
                    Strong("Tell nothing of the exam’s questions: "),
                    "its rules forbid that, and nothing here asks for it.",
                )
            ),
            *((Paragraph(text(EARLIER)),) if earlier else ()),
            Paragraph(
                text(
                    "If you let it count, it helps everybody with this exam: from ",
                    f"{FEWEST} results on, estimates learn from them how much must be right to pass.",
                )
            ),
        ),
        form=Form(
            fields=(
                ChooseOne(
                    "result",
                    "Result",
                    tuple(Offer(value, words) for value, words in results.items()),
                    value="" if present is None else "pass" if present.passed else "fail",
                ),
                Words(
                    "scaled",
                    "Score",
                    longest=5,
                    value="" if present is None or present.scaled is None else str(present.scaled),
                    hint=f"From {low} to {high}; leave it empty if you would rather not say.",
                    optional=True,
                ),
                ChooseSome(
                    "needs",
                    "Domains that need improvement",
                    (Offer(NONE, "None: all met the bar"), *(Offer(one, title) for one, title in domains.items())),
                    least=0,
                    most=len(domains) + 1,
                    value=_needs(present, domains),
                    hint="From the section table of the score report; choose nothing to leave it out.",
                ),
                ChooseOne(
                    "counts",
                    "Who it is for",
                    tuple(Offer(value, words) for value, words in COUNTS.items()),
                    value="yes" if present is not None and present.counts else "no",
                ),
            ),
            submit=TellOutcome(),
            send="Save",
        ),
        foot=text("You can change or delete it at any time."),
    )


def _needs(present: ExamOutcome | None, domains: Mapping[str, str]) -> tuple[str, ...]:
    """What was told, as far as there are such domains: the outline may have changed."""
    if present is None or present.needs_work is None:
        return ()
    return tuple(sorted(present.needs_work.intersection(domains))) if present.needs_work else (NONE,)


def outcome_card(kept: ExamOutcome) -> Card:
    """Confirm what is kept."""
    cheer = "Well done." if kept.passed else "Your report shows where some more study is worth most."
    counts = "It counts for estimates, without your name." if kept.counts else "It is for you alone."
    next_day = () if kept.passed else (Button("My next exam day", SetExamDay()),)
    return Card(
        title="Saved.",
        blocks=(Paragraph(text(Strong(f"{went(kept).capitalize()}. "), cheer)), Paragraph(text(counts))),
        controls=(Button("My report", ShowMe()), Button("Change it", TellOutcome()), *next_day),
        foot=text("Only you can see this."),
    )


def no_outcome_card() -> Card:
    """Confirm that nothing is kept."""
    return Card("Deleted.", (Paragraph(text("Nothing is kept of how your exam went.")),))


def went(kept: ExamOutcome) -> str:
    """How it went, in a line."""
    parts = ["passed" if kept.passed else "not passed"]
    if kept.scaled is not None:
        parts.append(f"{kept.scaled} points")
    if kept.needs_work is not None:
        domains = ", ".join(sorted(kept.needs_work))
        parts.append(f"needs improvement in {domains}" if domains else "every domain met the bar")
    return ", ".join(parts)
