"""Links to the desk at the wire: opened once, in time, by a press, and told kindly otherwise."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.commands import ShowDesk
from bot.rules.desk_links import LINK_LASTS
from tests.adapters.desk_scene import (
    ELSEWHERE,
    HOME,
    ZOE,
    Lead,
    another,
    as_it_was,
    demote,
    hidden,
    lead,
    link_for,
    shut,
    stand,
    tells,
)
from tests.desk_scene import NAMES

__all__ = ["as_it_was", "lead", "stand"]
pytestmark = pytest.mark.usefixtures("as_it_was")


async def test_a_link_leads_to_a_button_and_the_button_to_the_desk(lead: Lead) -> None:
    address = link_for(lead.stand)
    status, page = await lead.get(address)
    assert status == 200
    assert "Open the desk" in page
    assert tells(page) == set(), "whoever merely has the link is told nothing of the group"
    async with lead.session.post(
        "/desk/open",
        data={"link": hidden(page, "link")},
        headers={"Origin": lead.stand.address},
        allow_redirects=False,
    ) as response:
        assert (response.status, response.headers["Location"]) == (303, "/desk")
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie, "on loopback there is no https"
    status, page = await lead.get(HOME)
    assert status == 200
    assert tells(page) == set(NAMES[:10]), "two keep it to themselves"


async def test_a_chat_that_looks_at_the_link_does_not_spend_it(lead: Lead) -> None:
    address = link_for(lead.stand)
    for _ in range(3):
        async with lead.session.head(address) as response:
            assert response.status == 200
            assert "Set-Cookie" not in response.headers
        assert (await lead.get(address, **{"User-Agent": "Slackbot-LinkExpanding 1.0"}))[0] == 200
    _, page = await lead.get(address)
    assert (await lead.post("/desk/open", link=hidden(page, "link")))[0] == 303


async def test_a_link_opened_before_by_another_person_is_told_so_kindly(lead: Lead) -> None:
    address = link_for(lead.stand)
    _, page = await lead.get(address)
    link = hidden(page, "link")
    assert (await lead.post("/desk/open", link=link))[0] == 303
    async with another(lead.stand) as thief:
        await spent(thief, address)
        await shut(thief)
    assert (await lead.get(HOME))[0] == 200, "whoever came first stays in"


@pytest.mark.parametrize("late", [timedelta(minutes=1), LINK_LASTS + timedelta(minutes=1)])
async def test_the_browser_whose_visit_goes_on_is_led_to_the_desk(lead: Lead, late: timedelta) -> None:
    """Back in the browser leads to the link."""
    address = link_for(lead.stand)
    _, page = await lead.get(address)
    link = hidden(page, "link")
    assert (await lead.post("/desk/open", link=link))[0] == 303
    lead.stand.at += late
    for path, fields in ((address, None), ("/desk/open", {"link": link})):
        method = "GET" if fields is None else "POST"
        headers = {"Origin": lead.stand.address}
        async with lead.session.request(method, path, data=fields, headers=headers, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (303, "/desk")
            assert "Set-Cookie" not in response.headers
    assert (await lead.get(HOME))[0] == 200


async def test_a_visit_that_is_over_or_of_another_group_leads_nowhere(lead: Lead) -> None:
    address = link_for(lead.stand)
    async with another(lead.stand) as first:
        _, page = await first.get(address)
        assert (await first.post("/desk/open", link=hidden(page, "link")))[0] == 303
        await lead.comes_in(ZOE, ELSEWHERE)
        await spent(lead, address)
        demote(lead.stand)
        await shut(first)
        status, told = await first.get(address)
        assert status == 403
        assert "/cohort desk" in told


async def spent(someone: Lead, address: str) -> None:
    """The link says that it was opened before, and what to do."""
    link = address.partition("?link=")[2]
    for status, told in (await someone.get(address), await someone.post("/desk/open", link=link)):
        assert status == 403
        assert "opened before" in told
        assert "/cohort desk off" in told


async def test_of_two_browsers_at_once_one_comes_in(lead: Lead) -> None:
    _, page = await lead.get(link_for(lead.stand))
    link = hidden(page, "link")
    async with another(lead.stand) as other:
        answers = await asyncio.gather(*(one.post("/desk/open", link=link) for one in (lead, other)))
    assert sorted(status for status, _ in answers) == [303, 403]


async def test_a_late_link_is_told_so_kindly(lead: Lead) -> None:
    address = link_for(lead.stand)
    _, page = await lead.get(address)
    lead.stand.at += LINK_LASTS
    for status, told in (await lead.get(address), await lead.post("/desk/open", link=hidden(page, "link"))):
        assert status == 403
        assert "fifteen minutes" in told
        assert "/cohort desk" in told
    lead.stand.at += timedelta(minutes=10)
    assert (await lead.get(address))[0] == 403
    await shut(lead)


@pytest.mark.parametrize("link", ["", "nonsense", "a.b.c.d", "<script>alert(1)</script>", "\x00"])
async def test_a_link_that_is_none_is_told_so_kindly(lead: Lead, link: str) -> None:
    for status, told in (
        await lead.get(f"/desk/open?link={link}"),
        await lead.post("/desk/open", link=link),
    ):
        assert status == 403
        assert "/cohort desk" in told
        assert "<script>alert" not in told


async def test_an_ended_link_opens_nothing(lead: Lead) -> None:
    address = link_for(lead.stand)
    lead.stand.handle(ShowDesk("off"))
    status, told = await lead.get(address)
    assert status == 403
    assert "was ended" in told


async def test_a_link_posted_from_another_page_is_not_taken(lead: Lead) -> None:
    _, page = await lead.get(link_for(lead.stand))
    assert (await lead.post("/desk/open", origin="https://evil.example", link=hidden(page, "link")))[0] == 403
    assert (await lead.post("/desk/open", link=hidden(page, "link")))[0] == 303
