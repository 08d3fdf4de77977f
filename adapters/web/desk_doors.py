"""Desk doors: the routes of the lead's page; a link is exchanged for a visit, and every look asks the core anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

import htpy as h
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.figures.png import png
from adapters.gate import NoLinkError, OldLinkError, fresh_secret
from adapters.web import desk_page
from adapters.web.desk_files import csv_of
from adapters.web.desk_view import View
from adapters.web.desk_visits import Cookies, NoVisitError, Ticket
from adapters.web.inbound import cookie_of
from adapters.web.site import Site
from bot.app import App
from bot.cards.simulated import notice_of
from bot.errors import DeskClosed, LinkOpened, LinkOver, LinkUnknown, NothingThere, NotInSight, Refusal
from bot.usecases.look_at_desk import look_at_desk, look_at_member, look_at_picture, look_at_sheet
from bot.usecases.rate_items import rate_soon
from bot.usecases.show_desk import end_visits
from bot.usecases.verb import Desk

T = TypeVar("T")
SEE_OTHER, FORBIDDEN, NOT_FOUND = 303, 403, 404
Answer = Callable[[Request], Awaitable[Response]]


def desk_routes(app: App, site: Site, *, now: Callable[[], datetime]) -> list[Route]:
    """The routes of the lead's page."""
    doors = _Doors(app, site, now)
    told = doors.told
    return [
        Route("/desk", told(doors.show), methods=["GET"]),
        Route("/desk/open", told(doors.knock), methods=["GET"]),
        Route("/desk/open", told(doors.enter), methods=["POST"]),
        Route("/desk/close", told(doors.close), methods=["POST"]),
        Route("/desk/members/{member}", told(doors.member), methods=["GET"]),
        Route("/desk/tables/{name}.csv", told(doors.table), methods=["GET"]),
        Route("/desk/pictures/{name}.png", told(doors.picture), methods=["GET"]),
    ]


class _Doors:
    """What the routes share."""

    def __init__(self, app: App, site: Site, now: Callable[[], datetime]) -> None:
        self._app = app
        self._gate = site.gate
        self._now = now
        self._cookies = Cookies(cookie_of(site.place), secure=site.desk_secure)
        self._notice = notice_of(site.place)

    def told(self, door: Answer) -> Answer:
        """The door, with whatever the core refuses told on a page that says what to do next."""

        async def answer(request: Request) -> Response:
            try:
                return await door(request)
            except (NothingThere, NotInSight) as refusal:
                return _html(desk_page.refused(str(refusal), back=True), NOT_FOUND)
            except NoVisitError:
                return _html(desk_page.no_visit(), FORBIDDEN)
            except DeskClosed as refusal:
                response = _html(desk_page.refused(str(refusal)), FORBIDDEN)
                self._cookies.drop(response)
                return response
            except Refusal as refusal:
                return _html(desk_page.refused(str(refusal)), FORBIDDEN)

        return answer

    # --- the link --------------------------------------------------------------------------------

    async def knock(self, request: Request) -> Response:
        """The page behind a link: a button. Chats look at links to show what they lead to, and spend nothing here."""
        link = request.query_params.get("link", "")
        try:
            found = await self._app.look_at_link(*self._read(link), self._now())
        except (LinkOpened, LinkOver) as spent:
            return await self._let_on(request, link, spent)
        return _html(desk_page.knocked(link, until=found.ends_at, notice=self._notice))

    async def enter(self, request: Request) -> Response:
        """Exchange the link for a visit, and go on to an address without it."""
        form = await request.form(max_files=0)
        link = str(form.get("link", ""))
        try:
            group, secret = self._read(link)
            ticket = Ticket(group, fresh_secret())
            await self._app.open_link(group, secret, ticket.secret, self._now())
        except (LinkOpened, LinkOver) as spent:
            return await self._let_on(request, link, spent)
        response = RedirectResponse("/desk", SEE_OTHER)
        self._cookies.write(response, ticket)
        return response

    async def _let_on(self, request: Request, link: str, spent: Refusal) -> Response:
        """To the desk, where this browser's visit of the link's group goes on: Back leads here. Else as it was."""
        ticket = self._cookies.read(request)
        if ticket is not None and link.startswith(f"{ticket.group}."):
            with suppress(DeskClosed):
                await self._visit(ticket, lambda desk: desk.me)
                return RedirectResponse("/desk", SEE_OTHER)
        raise spent

    def _read(self, link: str) -> tuple[str, str]:
        try:
            return self._gate.read(link, self._now())
        except OldLinkError:
            raise LinkOver from None
        except NoLinkError:
            raise LinkUnknown from None

    # --- the visit -------------------------------------------------------------------------------

    async def show(self, request: Request) -> Response:
        """The page; having looked, the clock counts anew how the questions do."""
        ticket = self._ticket(request)
        page = await self._view(ticket, look_at_desk)
        await self._visit(ticket, rate_soon)
        # Drawn off the loop: for a large group it takes long enough to be felt by everybody else.
        return await asyncio.to_thread(
            lambda: _html(
                desk_page.desk_page(page, View.of(request.query_params), csrf=ticket.proof, notice=self._notice)
            )
        )

    async def member(self, request: Request) -> Response:
        """The report of one member who agreed to it: the same that they see."""
        member = str(request.path_params["member"])
        card = await self._view(self._ticket(request), lambda desk: look_at_member(desk, member))
        return _html(desk_page.member_page(card, notice=self._notice))

    async def table(self, request: Request) -> Response:
        """One table as a file."""
        name = str(request.path_params["name"])
        sheet = await self._view(self._ticket(request), lambda desk: look_at_sheet(desk, name))
        return _file(csv_of(sheet), "text/csv; charset=utf-8", f"cohort-{name}.csv")

    async def picture(self, request: Request) -> Response:
        """One picture as a file."""
        name = str(request.path_params["name"])
        figure = await self._view(self._ticket(request), lambda desk: look_at_picture(desk, name))
        return _file(await asyncio.to_thread(png, figure), "image/png", f"cohort-{name}.png")

    async def close(self, request: Request) -> Response:
        """End every link and visit of this lead."""
        form = await request.form(max_files=0)
        ticket = self._ticket(request)
        if not ticket.proves(str(form.get("csrf", ""))):
            raise Refusal("This page is out of date. Nothing was ended: open the desk again, then try once more.")
        await self._visit(ticket, end_visits)
        response = _html(desk_page.ended())
        self._cookies.drop(response)
        return response

    async def _visit(self, ticket: Ticket, do: Callable[[Desk], T]) -> T:
        return await self._app.visit(ticket.group, ticket.secret, self._now(), do)

    async def _view(self, ticket: Ticket, see: Callable[[Desk], T]) -> T:
        return await self._app.view(ticket.group, ticket.secret, self._now(), see)

    def _ticket(self, request: Request) -> Ticket:
        ticket = self._cookies.read(request)
        if ticket is None:
            raise NoVisitError
        return ticket


def _html(node: h.Node, status: int = 200) -> Response:
    return HTMLResponse(str(h.fragment[node]), status)


def _file(body: str | bytes, media_type: str, name: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
