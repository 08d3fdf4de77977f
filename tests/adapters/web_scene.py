"""The page at the wire for tests: a running page, and a browser without a script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
import pytest_asyncio

from tests.bot.specimens import bank
from tests.browser import Stand


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The page with a group whose question stands in the channel."""
    served = Stand(tmp_path_factory.mktemp("data"), bank()).start().ask()
    yield served
    served.stop()


@pytest_asyncio.fixture
async def newcomer(stand: Stand) -> AsyncIterator[Client]:
    """Somebody without a script, a cookie or a name."""
    async with aiohttp.ClientSession(stand.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Client(stand, session)


class Client:
    """A browser without a script: fills in our forms as they stand."""

    def __init__(self, stand: Stand, session: aiohttp.ClientSession) -> None:
        self.stand = stand
        self.session = session

    async def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """What is at an address."""
        async with self.session.get(path, headers=headers) as response:
            return response.status, await response.text()

    async def post(self, path: str, origin: str = "", **fields: str) -> tuple[int, str]:
        """Send a form."""
        headers = {"Origin": origin or self.stand.address}
        async with self.session.post(path, data=fields, headers=headers) as response:
            return response.status, await response.text()

    async def csrf(self) -> str:
        """What our own forms carry."""
        _, page = await self.get()
        return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])

    async def named(self, name: str = "Maya") -> str:
        """Give a name; return the proof that our forms carry."""
        await self.post("/name", csrf=await self.csrf(), name=name)
        return await self.csrf()
