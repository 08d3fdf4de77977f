"""Hands on the page: its forms, without a script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from adapters.store import SqlStore
from bot.rules.packs import Bank
from tests.journeys.web_mouth import WebMouth, csrf_of, text_of, web_mouth


@dataclass
class WebHands(WebMouth):
    """The forms of the private side."""

    front: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    async def settle(self, verb: str, **given: str) -> str:
        """By the composer."""
        return await self.ask("Ada", verb, **given)

    async def begin(self, name: str) -> str:
        """By the button in the channel."""
        page = await self.page(name)
        token = re.findall(r'value="(c1:take:[^"]+)"', page)[-1]
        return await self._came(name, await self.page(name, "/press", csrf=csrf_of(page), token=unescape(token)))

    async def _came(self, name: str, page: str) -> str:
        self.front[name] = page[page.index('id="side"') : page.index("</section>", page.index('id="side"'))]
        return text_of(self.front[name])

    async def press(self, name: str, label: str) -> str:
        """By the button's form."""
        side = self.front[name]
        buttons = re.findall(r'<button[^>]*value="(c1:[^"]+)"[^>]*>([^<]*)</button>', side)
        token = next((value for value, words in buttons if unescape(words) == label), None)
        assert token is not None, (label, buttons)
        page = await self.page(name, "/press", csrf=csrf_of(side), token=unescape(token))
        return await self._came(name, page)

    async def give(self, name: str, options: Sequence[str]) -> str:
        """By the sheet's form."""
        side = self.front[name]
        sheet = side[side.index('class="sheet"') :]
        if 'data-sheet="one"' in sheet:
            values = [_valued(sheet, words) for words in options]
            page = await self.page(name, "/press", csrf=csrf_of(side), token=values[0])
            return await self._came(name, page)
        token = unescape(re.findall(r'name="token" value="([^"]+)"', sheet)[0])
        given = [("csrf", csrf_of(side)), ("token", token), *(("answer", _valued(sheet, words)) for words in options)]
        session = await self.seat(name)
        async with session.post("/send", data=given, headers={"Origin": self.address}) as response:
            return await self._came(name, await response.text())

    async def ask(self, name: str, verb: str, **given: str) -> str:
        """By the composer."""
        options = " ".join(f"{option}:{value}" for option, value in given.items())
        page = await self.page(name)
        words = f"/{verb} {options}"
        return await self._came(name, await self.page(name, "/words", csrf=csrf_of(page), session="", words=words))

    async def told(self, name: str) -> str:
        """What stands on the desk at the next look."""
        return await self._came(name, await self.page(name))

    def mail(self, name: str) -> str:
        """The page has no inbox: everything stands on it."""
        del name
        return ""

    async def pictured(self, name: str) -> bool:
        """A figure."""
        return "<figure" in self.front[name]

    def chosen(self, name: str) -> bool:
        """Checked, selected, or moved to its place."""
        side = self.front[name]
        steps = re.findall(r'class="row"[^>]*data-text="(Step \w)', side)
        return bool(re.search(r" (checked|selected)[ >]", side)) or steps[:3] == ["Step c", "Step a", "Step e"]

    def keep(self, name: str) -> None:
        """The page as it was."""
        self.kept[name] = self.front[name]

    async def press_kept(self, name: str, label: str) -> str:
        """By a form of that page."""
        self.front[name] = self.kept[name]
        if len(label) > 1:
            return await self.press(name, label)
        values = re.findall(r'type="radio"[^>]*value="([^"]+)"', self.front[name])
        value = values[ord(label) - ord("A")]
        page = await self.page(name, "/press", csrf=csrf_of(self.front[name]), token=unescape(value))
        return await self._came(name, page)

    async def elsewhere(self, name: str) -> str:
        """By the desk of another window."""
        await self._came(name, await self.page(name))
        return await self.press(name, "Mock exams")

    async def leaves(self, name: str) -> None:
        """The page has no list of people to leave: who closes their window is away."""

    async def returns(self, name: str) -> None:
        """By opening a window."""

    async def restart(self) -> None:
        """A new page behind the same address."""
        self.chat.close()
        self.start()


def _valued(sheet: str, words: str) -> str:
    """The value of the control in front of these words, or of the option that they stand in."""
    found = re.search(rf">[^<>]*{re.escape(words)}", sheet)
    assert found is not None, words
    return unescape(re.findall(r'value="([^"]*)"', sheet[: found.start()])[-1])


@asynccontextmanager
async def on_the_page(store: SqlStore, folder: Path, packs: Bank) -> AsyncIterator[WebHands]:
    """The page."""
    async with web_mouth(store, folder, packs, WebHands) as hands:
        yield hands
