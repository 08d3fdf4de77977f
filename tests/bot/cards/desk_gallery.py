"""The way to the lead's desk in the gallery: links with and without a public address, and their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.cards.desk_link import desk_ended_card, desk_link_card
from bot.cards.model import Card

UNTIL = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
SECRET = "k3v5q2m7x4a6b.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4.ZkZrXQ.abcdefghijklmnopqrstuvwxyz0"

DESK: Mapping[str, Card] = {
    "desk link": desk_link_card(
        f"https://cohort.example.org/desk/open?link={SECRET}",
        until=UNTIL,
        lasts=12,
        visits=1,
        zone="Europe/Berlin",
        near=False,
    ),
    "desk link on this machine": desk_link_card(
        f"http://localhost:8710/desk/open?link={SECRET}",
        until=UNTIL,
        lasts=1,
        visits=0,
        zone="Europe/Berlin",
        near=True,
    ),
    "desk ended": desk_ended_card(2),
}
