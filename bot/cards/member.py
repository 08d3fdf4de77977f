"""A member's own settings: my name on the board, deleting my data, reporting a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.model import (
    Button,
    Card,
    ChooseOne,
    Form,
    Offer,
    Paragraph,
    Strong,
    Words,
    text,
)
from bot.commands import ChangeBoardName, ForgetMe, ReportItem
from bot.rules.groups import BoardShow, Member

SHOWS: dict[BoardShow, str] = {"name": "By my name", "alias": "By an alias", "hidden": "Not at all"}


def board_name_form(member: Member, *, trouble: str = "") -> Card:
    """Ask how the board shows a member."""
    offers = tuple(Offer(show, words) for show, words in SHOWS.items())
    until = () if member.show else (" Until you choose, both show you by your name, and no mock’s results name you.",)
    return Card(
        title="How the board shows you",
        blocks=(
            *((Paragraph(text(trouble)),) if trouble else ()),
            Paragraph(
                text(
                    "The choice holds for the board and the list of kept streaks. ",
                    "Who chooses a name or an alias is also named in a weekly mock’s results when they improved most.",
                    *until,
                )
            ),
        ),
        form=Form(
            fields=(
                ChooseOne("show", "On the board", offers, value=member.show),
                Words(
                    "alias",
                    "Alias",
                    longest=40,
                    value=member.alias,
                    optional=True,
                    hint="Used when you choose an alias.",
                ),
            ),
            submit=ChangeBoardName(),
            send="Save",
        ),
    )


def board_name_card(member: Member) -> Card:
    """Confirm how the board shows a member from now on."""
    words = (
        f"The board shows you as {member.public_name}. So do the list of kept streaks and, when you improved most, a "
        "weekly mock’s results."
        if member.public_name
        else "The board does not show you. Nor does the list of kept streaks or a mock’s results. Your answers still "
        "count for you."
    )
    return Card(title="Saved.", blocks=(Paragraph(text(words)),))


def forget_card(*, done: bool, last_lead: bool = False) -> Card:
    """Ask once before everything of a member is deleted, or confirm that it was."""
    if done:
        return Card(
            title="Everything about you is deleted.",
            blocks=(
                Paragraph(
                    text(
                        "Your answers, reports and name are gone from this group. ",
                        "You can join again at any time by answering a question.",
                    )
                ),
            ),
        )
    return Card(
        title="Delete everything about you?",
        blocks=(
            Paragraph(
                text(
                    "Your answers, your streak, your reports and your name in this group will be deleted at once. ",
                    "This cannot be undone.",
                )
            ),
            *(
                (Paragraph(text("You are the only lead. Whoever runs /cohort setup next becomes one.")),)
                if last_lead
                else ()
            ),
        ),
        controls=(Button("Delete everything", ForgetMe(sure=True), look="danger"),),
    )


def report_form(command: ReportItem, stem: str) -> Card:
    """Ask what is wrong with a question."""
    return Card(
        title="Report this question",
        blocks=(Paragraph(text(stem if len(stem) <= 300 else f"{stem[:299]}…")),),  # noqa: PLR2004 - enough to recognise it
        form=Form(
            fields=(
                Words(
                    "words",
                    "What is wrong with it?",
                    longest=1000,
                    value=command.words,
                    lines=True,
                    hint="A wrong key, an unclear stem, something out of date: a sentence is enough.",
                ),
            ),
            submit=command,
            send="Report",
        ),
    )


def reported_card(item: str, version: int) -> Card:
    """Thank for a report."""
    return Card(
        title="Thank you. Your report is stored.",
        blocks=(Paragraph(text("The leads of this group see it with the question and its version.")),),
        foot=text(f"{item}, version {version}"),
    )


def reports_card(rows: Sequence[tuple[str, str, str, str]]) -> Card:
    """What members reported, latest first: (item, version, when, words)."""
    if not rows:
        return Card(title="No reports.", blocks=(Paragraph(text("Nobody has reported a question.")),))
    return Card(
        title=f"Reports: {len(rows)}" if len(rows) > 1 else "One report",
        blocks=tuple(
            Paragraph(text(Strong(f"{item} v{version}"), f" · {when}: {words}")) for item, version, when, words in rows
        ),
        foot=text("Latest first. A corrected item gets a new version in its pack."),
    )
