"""Serve: the page's routes; each reads a call, has it handled, and answers with elements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import htpy as h
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.web import assets, page
from adapters.web.accounts import AGE, Account, Register
from adapters.web.chat import WebChat
from adapters.web.completing import asked_for, complete, listed
from adapters.web.desk_doors import desk_routes
from adapters.web.enclosed import FILE, attached
from adapters.web.guards import Guards
from adapters.web.inbound import call, cookie_of, fields_to_command, press_to_command, words_to_command, zone_of
from adapters.web.limits import BODY
from adapters.web.posts import entries, entry_of, thread
from adapters.web.probes import Check, alive, readiness
from adapters.web.render import Dress
from adapters.web.site import Site
from adapters.web.stream import Pulse, events
from adapters.web.window import Window
from bot.app import App
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Card, Paragraph, text
from bot.cards.trouble import refusal_card
from bot.commands import Command, Discuss, ForgetMe, SetUpGroup, ShowHome
from bot.errors import NoGroupHere, Refusal
from bot.ports import Store
from bot.rules.naming import clean_name, clean_words
from bot.usecases.look_at_channel import Channel

SEE_OTHER, NO_CONTENT, FORBIDDEN, NOT_FOUND = 303, 204, 403, 404
OUTDATED = Card(
    "This page is out of date.",
    blocks=(Paragraph(text("Nothing was sent. Reload the page; what you typed is kept, then try again.")),),
    tone="trouble",
)


def web_app(app: App, store: Store, chat: WebChat, site: Site, *, now: Callable[[], datetime]) -> Starlette:
    """The page as an ASGI application: its chat, its stream of changes and its probes."""
    desk = _Desk(app, store, chat, site, now)
    routes = [
        Route("/", desk.show, methods=["GET"]),
        Route("/name", desk.name, methods=["POST"]),
        Route("/press", desk.press, methods=["POST"]),
        Route("/send", desk.send, methods=["POST"]),
        Route(FILE, desk.press, methods=["POST"]),
        Route("/words", desk.words, methods=["POST"]),
        Route("/posts", desk.news, methods=["GET"]),
        Route("/posts/{key}", desk.post, methods=["GET"]),
        Route("/threads/{session}", desk.thread, methods=["GET"]),
        Route("/home", desk.home, methods=["GET"]),
        Route("/word", desk.word, methods=["GET"]),
        Route("/complete", desk.complete, methods=["GET"]),
        Route("/events", desk.events, methods=["GET"]),
        Route("/healthz", alive, methods=["GET"]),
        Route("/readyz", desk.ready, methods=["GET"]),
        *desk_routes(app, site, now=now),
        Mount("/static/{edition}", StaticFiles(directory=assets.STATIC)),
    ]
    guards = [
        Middleware(Guards, hosts=site.hosts, desk=site.desk_host),
        Middleware(RequestBodyLimitMiddleware, max_body_size=BODY),
    ]
    return Starlette(routes=routes, middleware=guards, exception_handlers={NOT_FOUND: _nowhere})


class _Desk:
    """What the routes share."""

    def __init__(self, app: App, store: Store, chat: WebChat, site: Site, now: Callable[[], datetime]) -> None:
        self._app = app
        self._chat = chat
        self._site = site
        self._now = now
        self._register = Register(site.key, cookie=cookie_of(site.place))
        self._window = Window(app, store, site.place, manages=site.manages, now=now)
        self._pulse = Pulse(self._window.cursor, beat=site.beat)
        chat.listen(self._pulse.ring, self._pulse.close)

    async def show(self, request: Request) -> Response:
        """The channel with the desk, or the first visit."""
        account = self._account(request)
        if account is None or not account.name:
            return await self._visit(account or self._register.newcomer())
        try:
            channel = await self._window.look(account)
        except NoGroupHere:
            card = await self._handle(SetUpGroup(), account)
            return _html(page.without_group(page.private_side(card, self._seat(account))))
        return _html(await self._whole(channel, account, session=request.query_params.get("thread", "")))

    async def name(self, request: Request) -> Response:
        """Take a name, or another one."""
        form, account = await self._ours(request)
        if account is None:
            return await self._visit(self._register.newcomer(), fault="Something went stale. Please type it again.")
        typed = _text(form, "name")
        if not clean_words(typed.replace("\n", " "), longest=len(typed) + 1):
            return await self._visit(account, fault="Type a name first; any name will do.")
        named = Account(account.id, clean_name(typed), zone_of(_text(form, "zone")) or account.zone)
        return self._with_cookie(RedirectResponse("/", SEE_OTHER), named)

    async def press(self, request: Request) -> Response:
        """A button was pressed."""
        return await self._take(request, lambda form: press_to_command(_text(form, "token")))

    async def send(self, request: Request) -> Response:
        """A form was sent."""
        return await self._take(request, lambda form: fields_to_command(_text(form, "token"), _pairs(form)))

    async def words(self, request: Request) -> Response:
        """Words were typed."""
        return await self._take(request, lambda form: words_to_command(_text(form, "words"), _text(form, "session")))

    async def news(self, request: Request) -> Response:
        """Which posts there are, in which version."""
        account = self._member(request)
        return JSONResponse(await self._window.news(account)) if account else Response(status_code=NO_CONTENT)

    async def post(self, request: Request) -> Response:
        """One post as it stands; nothing if it has gone, or whoever asks has."""
        account = self._member(request)
        if account is not None:
            channel = await self._window.look(account)
            for entry in entries(channel):
                if entry.post.said.key == request.path_params["key"]:
                    return _html(entry_of(entry, channel, self._seat(account).dress))
        return Response(status_code=NO_CONTENT)

    async def thread(self, request: Request) -> Response:
        """The thread of a question; nothing if it has gone, or whoever asks has."""
        account = self._member(request)
        if account is not None:
            channel = await self._window.look(account)
            for post in channel.posts:
                if post.session == request.path_params["session"]:
                    return _html(thread(await self._window.thread(post), channel, self._seat(account).dress))
        return Response(status_code=NO_CONTENT)

    async def home(self, request: Request) -> Response:
        """What stands on the desk before anything is asked."""
        account = self._member(request)
        return _html(await self._home(account)) if account else Response(status_code=NO_CONTENT)

    async def word(self, request: Request) -> Response:
        """What this account was told without having asked, if anything waits; told once."""
        account = self._member(request)
        card = await self._whispered(account) if account is not None else None
        if account is None or card is None:
            return Response(status_code=NO_CONTENT)
        return _html(page.private_side(card, self._seat(account)))

    async def complete(self, request: Request) -> Response:
        """What a typed line can become."""
        line, name = request.query_params.get("line", "")[:200], request.query_params.get("list", "")[:20]
        (wanted, typed), account = asked_for(line), self._member(request)
        if not wanted or account is None:
            return _html(listed(complete(line, ()), name))
        by = self._window.actor(account)
        return _html(listed(complete(line, await self._app.offers(by, self._site.place, wanted, typed)), name))

    async def events(self, request: Request) -> Response:
        """The stream of changes."""
        account = self._member(request)
        if account is None:
            return Response(status_code=NO_CONTENT)
        seen = request.headers.get("last-event-id", "")
        told = events(self._pulse, seen, lambda: self._window.news(account))
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(told, media_type="text/event-stream", headers=headers)

    async def ready(self, _request: Request) -> Response:
        """Whether questions can be asked and answered here: each check by name."""
        checks: dict[str, Check] = {"database": self._window.answers, "pack": self._window.stocked, **self._site.checks}
        return await readiness(checks)

    async def _take(self, request: Request, read: Callable[[FormData], Command]) -> Response:
        """Read the command, have it handled, answer with the private card: alone for the script, else on the page."""
        form, account = await self._ours(request)
        if account is None or not account.name:
            return _html(page.alone(OUTDATED, "Out of date", "Reload"), FORBIDDEN)
        try:
            command = read(form)
        except Refusal as refusal:
            return await self._reply(request, account, refusal_card(refusal))
        card = await self._handle(command, account, name=_text(form, "call"))
        self._pulse.ring()
        if request.url.path == FILE and (file := enclosed_in(card)) is not None:
            return attached(file)
        if isinstance(command, Discuss) and card.tone != "trouble":
            if "cohort-part" in request.headers:
                return Response(status_code=NO_CONTENT)
            return RedirectResponse(f"/?thread={command.session}" if command.session else "/", SEE_OTHER)
        if isinstance(command, ForgetMe) and command.sure and card.tone != "trouble":
            # Who is forgotten is not known by the old name at the page's next look, nor by anything of this one.
            farewell = page.alone(card, "Goodbye", "To the channel", gone=True)
            return self._with_cookie(_html(farewell), self._register.newcomer())
        return await self._reply(request, account, card)

    async def _reply(self, request: Request, account: Account, card: Card) -> Response:
        side = page.private_side(card, self._seat(account))
        if "cohort-part" in request.headers:
            return _html(side)
        return _html(page.chat_page(await self._window.look(account), self._seat(account), side))

    async def _whole(self, channel: Channel, account: Account, *, session: str) -> h.Element:
        seat = self._seat(account)
        for post in channel.posts:
            if session and post.session == session:
                return page.chat_page(channel, seat, thread(await self._window.thread(post), channel, seat.dress))
        return page.chat_page(channel, seat, await self._home(account))

    async def _home(self, account: Account) -> h.Element:
        whispered = await self._whispered(account)
        card = whispered or await self._handle(ShowHome(), account)
        return page.private_side(card, self._seat(account), home=whispered is None)

    async def _whispered(self, account: Account) -> Card | None:
        """What this account was told and has not seen: as it is now, and nothing they may not be told any more."""
        card = self._chat.whispered(account.id)
        if card is None or card.again is None:
            return card
        anew = await self._handle(card.again, account)
        return anew if anew.tone != "trouble" else None

    async def _visit(self, account: Account, *, fault: str = "") -> Response:
        first = page.first_visit(await self._window.glance(), self._register.proof(account), fault=fault)
        return self._with_cookie(_html(first), account)

    async def _handle(self, command: Command, account: Account, *, name: str = "") -> Card:
        by = self._window.actor(account)
        return await self._app.handle(call(command, by, self._site.place, self._now(), name=name))

    async def _ours(self, request: Request) -> tuple[FormData, Account | None]:
        """What was sent, and by whom; nobody unless it came in a form that we gave to that account."""
        form = await request.form(max_files=0)
        account = self._account(request)
        proven = account is not None and self._register.proves(account, _text(form, "csrf"))
        return form, account if proven else None

    def _account(self, request: Request) -> Account | None:
        return self._register.read(request.cookies.get(self._register.cookie, ""))

    def _member(self, request: Request) -> Account | None:
        account = self._account(request)
        return account if account is not None and account.name else None

    def _seat(self, account: Account) -> page.Seat:
        return page.Seat(account, Dress(self._register.proof(account)))

    def _with_cookie(self, response: Response, account: Account) -> Response:
        response.set_cookie(
            self._register.cookie,
            self._register.write(account),
            max_age=AGE,
            httponly=True,
            secure=self._site.secure,
            samesite="lax",
        )
        return response


async def _nowhere(_request: Request, _error: Exception) -> Response:
    return _html(
        page.plain_page("There is no such page.", "The address leads nowhere. The channel is one step away."), NOT_FOUND
    )


def _html(node: h.Node, status: int = 200) -> Response:
    return HTMLResponse(str(h.fragment[node]), status)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _pairs(form: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
