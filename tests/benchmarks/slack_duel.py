"""Slack: a signed button press to committed answer and private reply, against a bare bolt app."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bot_process import BotProcess, started
from tests.benchmarks.figures import Duel, Side
from tests.benchmarks.slack_stand import SlackStand
from tests.benchmarks.study_group import committed

BOTS = "tests.benchmarks.slack_bots"
MOST = 1.5


async def slack_duel(folder: Path, *, rounds: int, presses: int, in_flight: int, tell: Callable[[], None]) -> Duel:
    """Let both be pressed in turns; each press is a member's first answer."""
    ours, raw = folder / "slack-cohort.db", folder / "slack-bare.db"
    async with SlackStand.open() as stand:
        about = {"api": f"{stand.url}/api/"}
        log = folder / "slack-cohort.log"
        async with started(BOTS, {"bot": "cohort", "database": str(ours), **about}, log=log) as cohort:
            game = _Game(stand, in_flight)
            first = await game.cohort(cohort, "warm", presses)
            reply = sorted(first, key=len)[len(first) // 2].decode()
            told = {"bot": "bare", "database": str(raw), "reply": reply, **about}
            async with started(BOTS, told, log=folder / "slack-bare.log") as bare:
                await game.bare(bare, "warm", presses)
                game.seconds.clear()
                for number in range(rounds):
                    turns = [(game.cohort, cohort), (game.bare, bare)]
                    for play, bot in turns if number % 2 else reversed(turns):
                        await play(bot, f"round{number}", presses)
                        tell()
    return Duel("Slack press", game.side("cohort", ours), game.side("bare", raw), MOST)


class _Game:
    """Who was pressed how often, and what it cost."""

    def __init__(self, stand: SlackStand, in_flight: int) -> None:
        self.seconds: dict[str, list[float]] = {}
        self._replies: dict[str, list[bytes]] = {"cohort": [], "bare": []}
        self._stand, self._in_flight = stand, in_flight
        self._pressed: dict[str, int] = {"cohort": 0, "bare": 0}
        self._token = ""

    async def cohort(self, bot: BotProcess, name: str, presses: int) -> list[bytes]:
        """Open as many sheets, unmeasured, then answer on each."""
        members = [f"U{name}X{number}".upper() for number in range(presses)]
        sheets = self._stand.presses(members, bot.about["sheet"], private=False)
        shown = await self._stand.deliver(sheets, bot.about["url"], in_flight=self._in_flight)
        self._token = _answer_on(shown[0])
        return await self._measured("cohort", bot, members)

    async def bare(self, bot: BotProcess, name: str, presses: int) -> list[bytes]:
        """Press the same buttons of a bot that knows no sheets."""
        return await self._measured("bare", bot, [f"U{name}X{number}".upper() for number in range(presses)])

    async def _measured(self, who: str, bot: BotProcess, members: list[str]) -> list[bytes]:
        answers = self._stand.presses(members, self._token, private=True)
        before = await bot.cpu()
        replies = await self._stand.deliver(answers, bot.about["url"], in_flight=self._in_flight)
        self.seconds.setdefault(who, []).append((await bot.cpu() - before) / len(members))
        self._pressed[who] += len(answers)
        self._replies[who] += replies
        return replies

    def side(self, who: str, database: Path) -> Side:
        """What became of one bot's presses."""
        replies = self._replies[who]
        size = sum(map(len, replies)) / len(replies)
        return Side(tuple(self.seconds[who]), self._pressed[who], committed(database), len(replies), size)


def _answer_on(sheet: bytes) -> str:
    """The token of the first answer button on a sheet."""
    found = re.search(r'"action_id": "(c1:answer:[^"]+)"', json.dumps(json.loads(sheet)))
    assert found, sheet
    return found[1]
