"""Every kind of card in every platform's dress, as a picture in words: `make snapshots` takes new ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import pytest
from inline_snapshot import external_file

from adapters.discord.render import render as on_discord
from adapters.slack.render import render as on_slack
from adapters.web.render import Dress
from adapters.web.render import render as on_the_page
from bot.cards.model import Card
from tests.bot.cards.gallery import GALLERY
from tests.bot.specimens import EACH_TYPE

RENDERERS: Mapping[str, Callable[[Card], object]] = {
    "slack": on_slack,
    "discord": on_discord,
    "web": lambda card: str(on_the_page(card, Dress("proof", 3, private=False))).replace("><", ">\n<").split("\n"),
}
FIRST = EACH_TYPE[0].id[-4:]
KEPT = [
    name
    for name in GALLERY
    if FIRST in name or re.search(r"^turn |(question|sheet|wrong)$", name) or not re.search(r"\d{4}", name)
]
"""All of one question; of the other types what differs by type; and every card that is no question."""


@pytest.mark.parametrize("platform", RENDERERS)
@pytest.mark.parametrize("name", KEPT)
def test_a_card_looks_as_it_did(name: str, platform: str) -> None:
    dressed = json.dumps(RENDERERS[platform](GALLERY[name]), indent=1, ensure_ascii=False, sort_keys=True)
    assert f"{dressed}\n" == external_file(f"snapshots/{name.replace(' ', '-')}.{platform}.txt")
