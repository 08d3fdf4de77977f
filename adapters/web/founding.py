"""Founding: on one's own machine a group is ready on the first visit, with its first question."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from tzlocal import get_localzone_name

from adapters.web.inbound import PLACE
from bot.app import App
from bot.calls import Actor, Call
from bot.commands import ForgetMe, PostNow, SetUpGroup
from bot.deliver import Deliverer
from bot.errors import NoGroupHere, PackMissing

HOUSE = Actor("web", PLACE.space, "house", "Cohort", manages=True)
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def found_group(app: App, deliverer: Deliverer, at: datetime) -> str:
    """Set the page's group up and say its first question, unless there is one; a sentence when that cannot be.

    The house is nobody: once the question stands it leaves, so that only people are counted.
    """
    try:
        await app.look(HOUSE, PLACE, at)
    except PackMissing as missing:
        return str(missing)
    except NoGroupHere:
        zone = get_localzone_name() or "UTC"
        set_up = SetUpGroup("09:00", zone, EVERY_DAY, "09:00", "at_once")
        for command in (set_up, PostNow(), ForgetMe(sure=True)):
            card = await app.handle(Call(uuid4().hex, command, HOUSE, PLACE, at))
            if card.tone == "trouble":
                return card.short
        await deliverer.deliver(at)
    return ""
