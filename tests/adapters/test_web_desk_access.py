"""The desk at the wire: by every route, whoever comes: without a visit, after it, and from another group."""

from __future__ import annotations

import pytest

from adapters.web.inbound import PLACE
from bot.calls import Actor
from bot.commands import ForgetMe, ShowDesk
from bot.rules.desk_links import VISIT_LASTS
from tests.adapters.desk_scene import (
    ELSEWHERE,
    HOME,
    ZOE,
    Lead,
    another,
    as_it_was,
    demote,
    group_at,
    hidden,
    lead,
    routes,
    shut,
    stand,
    tells,
)
from tests.desk_scene import NAMES, member_id

__all__ = ["as_it_was", "lead", "stand"]
pytestmark = pytest.mark.usefixtures("as_it_was")


async def test_without_a_visit_nothing_is_told_by_any_route(lead: Lead) -> None:
    await shut(lead)
    assert (await lead.post("/desk/close", csrf="x"))[0] == 403


@pytest.mark.parametrize("cookie", ["", ".", "nonsense", "g.", ".secret", "g.secret", "ü.ü"])
async def test_a_made_up_cookie_is_nobody(lead: Lead, cookie: str) -> None:
    lead.session.cookie_jar.update_cookies({"cohort-desk": cookie})
    await shut(lead)


async def test_every_route_shows_a_lead_their_group(lead: Lead) -> None:
    await lead.comes_in()
    for path in routes(lead.stand):
        async with lead.session.get(path) as response:
            assert response.status == 200, path
            assert response.headers["Cache-Control"] == "no-store"
            if path.endswith(".csv"):
                assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
                assert response.headers["Content-Disposition"].startswith('attachment; filename="cohort-')
            if path.endswith(".png"):
                assert (await response.read()).startswith(b"\x89PNG")


async def test_the_page_lets_the_clock_count_anew_how_the_questions_do(lead: Lead) -> None:
    store = lead.stand.store
    noted = store.run_now(lambda ledger: len(ledger.ratings.noted(group_at(ledger, PLACE))))
    await lead.comes_in()
    await lead.get("/desk/tables/questions.csv")
    assert store.run_now(lambda ledger: len(ledger.ratings.noted(group_at(ledger, PLACE)))) == noted
    await lead.get(HOME)
    assert store.run_now(lambda ledger: len(ledger.ratings.noted(group_at(ledger, PLACE)))) == noted + 1


async def test_another_groups_lead_sees_nothing_of_this_one(lead: Lead) -> None:
    await lead.comes_in(ZOE, ELSEWHERE)
    for path in routes(lead.stand):
        status, page = await lead.get(path)
        assert tells(page) == set(), path
        if "/members/" in path or path.endswith(".png"):
            assert status == 404, path


async def test_a_visit_of_one_group_does_not_open_another(lead: Lead) -> None:
    await lead.comes_in()
    (cookie,) = lead.session.cookie_jar
    group, _, secret = cookie.value.partition(".")
    theirs = lead.stand.store.run_now(lambda ledger: ledger.groups.at(ELSEWHERE))
    assert theirs is not None
    assert group != theirs.id
    lead.session.cookie_jar.clear()
    lead.session.cookie_jar.update_cookies({"cohort-desk": f"{theirs.id}.{secret}"})
    await shut(lead)


async def test_a_members_link_does_not_exist_and_a_demoted_leads_visit_ends(lead: Lead) -> None:
    maya = Actor("web", "page", "maya", "Maya", manages=False)
    assert lead.stand.handle(ShowDesk(), maya).tone == "trouble"
    await lead.comes_in()
    demote(lead.stand)
    await shut(lead)


async def test_who_is_forgotten_is_out(lead: Lead) -> None:
    await lead.comes_in()
    lead.stand.handle(ForgetMe(sure=True))
    await shut(lead)


async def test_after_twelve_hours_the_visit_is_over(lead: Lead) -> None:
    await lead.comes_in()
    lead.stand.at += VISIT_LASTS
    await shut(lead)


async def test_off_in_the_chat_ends_the_visit(lead: Lead) -> None:
    await lead.comes_in()
    lead.stand.handle(ShowDesk("off"))
    await shut(lead)


async def test_the_button_on_the_page_ends_every_visit_of_that_lead(lead: Lead) -> None:
    await lead.comes_in()
    async with another(lead.stand) as second:
        await second.comes_in()
        _, page = await lead.get(HOME)
        status, told = await lead.post("/desk/close", csrf=hidden(page, "csrf"))
        assert status == 200
        assert "Ended" in told
        for someone in (lead, second):
            await shut(someone)


async def test_nobody_else_can_end_a_visit(lead: Lead) -> None:
    await lead.comes_in()
    async with another(lead.stand) as second:
        await second.comes_in()
        _, page = await second.get(HOME)
        for status, _ in (
            await lead.post("/desk/close", csrf=""),
            await lead.post("/desk/close", csrf=hidden(page, "csrf")),
            await lead.post("/desk/close", origin="https://evil.example", csrf=hidden(page, "csrf")),
        ):
            assert status == 403
    assert (await lead.get(HOME))[0] == 200


async def test_a_member_who_keeps_it_to_themselves_has_no_page(lead: Lead) -> None:
    await lead.comes_in()
    group = lead.stand.store.run_now(lambda ledger: ledger.groups.at(PLACE))
    assert group is not None
    for name in (member_id(group, PLACE, NAMES[10]), member_id(group, PLACE, "ada"), "nobody", "..%2f..%2fetc"):
        status, page = await lead.get(f"/desk/members/{name}")
        assert status == 404
        assert tells(page) == set()


@pytest.mark.parametrize(
    "path", ["/desk/tables/none.csv", "/desk/tables/members", "/desk/pictures/none.png", "/desk/nowhere"]
)
async def test_what_is_not_there_is_not_there(lead: Lead, path: str) -> None:
    await lead.comes_in()
    assert (await lead.get(path))[0] == 404
