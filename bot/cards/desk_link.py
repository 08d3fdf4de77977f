"""Desk link: the way to the lead's page, told to the lead alone, and its end."""

from __future__ import annotations

from datetime import datetime

from bot.cards.model import Away, Button, Card, Code, Moment, Paragraph, Strong, text
from bot.commands import ShowDesk


def desk_link_card(address: str, *, until: datetime, lasts: int, visits: int, zone: str, near: bool) -> Card:
    """A link to the desk: good until then, for a visit of `lasts` hours; `visits` are going on already.

    `near` says that it opens on the machine that Cohort runs on and nowhere else.
    """
    stay = "an hour" if lasts == 1 else f"{lasts} hours"
    several = f" {visits} visits of yours go on already."
    going_on = {0: "", 1: " One visit of yours goes on already."}.get(visits, several)
    only_there = (
        "It opens on the machine that Cohort runs on, and nowhere else: whoever runs Cohort can set ",
        Code("COHORT_URL"),
        " so that it opens anywhere.",
    )
    return Card(
        title="The lead’s desk",
        blocks=(
            Paragraph(text("The whole group on one page, as you may see it: tables and pictures to sort and keep.")),
            Paragraph(
                text(
                    Strong("The link opens once"),
                    ", until ",
                    Moment(until, zone, "time"),
                    f", and lets the browser that opens it in for {stay}. Pass it on to nobody.{going_on}",
                )
            ),
            *((Paragraph(text(*only_there)),) if near else ()),
        ),
        controls=(Away("Open the desk", address), Button("End all links and visits", ShowDesk("off"), look="danger")),
        foot=text("Only you can see this. Lost the link? /cohort desk gives another."),
        summary="The lead’s desk: a link that opens once.",
    )


def desk_ended_card(ended: int) -> Card:
    """Confirm that nothing leads to the desk any more."""
    told = {
        0: "There was no link and no visit of yours.",
        1: "One link or visit of yours was ended.",
    }.get(ended, f"{ended} links and visits of yours were ended.")
    return Card("Ended.", (Paragraph(text(f"{told} ", Code("/cohort desk"), " opens the desk anew.")),))
