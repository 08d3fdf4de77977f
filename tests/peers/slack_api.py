"""The strict peer's web side: the Web API and response_url, with faults played on the way in and out."""

import json

from aiohttp import web

from tests.peers.slack_files import receive
from tests.peers.slack_limits import Body
from tests.peers.slack_lookups import METHODS
from tests.peers.slack_methods import Method, RefusedError, checked_files, checked_message, whisper
from tests.peers.slack_records import ApiCall, Fault, Records
from tests.peers.slack_workspace import TEAM, URL_LASTS, URL_USES, Message, Workspace

BOT_TOKEN = "xoxb-test-bot"
APP_TOKEN = "xapp-test-app"
REPLY_FIELDS = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "metadata",
    "unfurl_links",
    "unfurl_media",
}
ENCODED = {"blocks", "view", "metadata", "attachments", "files"}


async def read_body(request: web.Request) -> Body:
    """Read arguments from the address, a form or JSON, as Slack does."""
    body: Body = dict(request.query)
    if request.content_type == "application/json":
        body |= json.loads(await request.text() or "{}")
    else:
        body |= {name: str(value) for name, value in (await request.post()).items()}
    for name in ENCODED & set(body):
        if isinstance(body[name], str):
            body[name] = json.loads(body[name])
    return body


class Api:
    """The door through which the bot calls."""

    def __init__(self, world: Workspace, records: Records, scopes: set[str]) -> None:
        self.world, self.records, self.scopes = world, records, scopes
        self.socket_url = ""
        self.refusal = ""  # why the bot token is refused, if it is

    def routes(self) -> list[web.RouteDef]:
        """Where the door stands."""
        return [
            web.post("/api/{method}", self.call),
            web.get("/api/{method}", self.call),
            web.post("/reply/{key}", self.reply),
            web.post("/upload/{key}", self.upload),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one Web API call."""
        method, body = request.match_info["method"], await read_body(request)
        self.world.base = str(request.url.origin())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(body.get("token", ""))
        body.pop("token", None)
        if body.pop("team_id", TEAM) != TEAM:
            self.records.violations.append(f"{method}: another workspace's team_id")
        fault = self.records.fault(method, str(body.get("channel", "")))
        if fault is not None and fault.cut != "after":
            return self._fail(request, method, body, fault)
        answer = self._answer(method, body, token)
        self._record(method, body, answer)
        if fault is not None:
            return self._cut(request)
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file."""
        fault = self.records.fault("upload", "")
        if fault is not None:
            return self._fail(request, "upload", {}, fault)
        response, problems = await receive(self.world, request)
        self.records.violations += problems
        self._record("upload", {"key": request.match_info["key"]}, {"ok": not problems})
        return response

    def _answer(self, name: str, body: Body, token: str) -> Body:
        try:
            method = self._admitted(name, body, token)
            answer = {"ok": True, **method.run(self.world, body)}
        except RefusedError as refused:
            self.records.violations += refused.problems
            problems = {"response_metadata": {"messages": refused.problems}} if refused.problems else {}
            return {"ok": False, "error": refused.error, **refused.more, **problems}
        if method.app_token:
            answer["url"] = self.socket_url
        return answer

    def _admitted(self, name: str, body: Body, token: str) -> Method:
        method = METHODS.get(name)
        if method is None:
            raise RefusedError("unknown_method", problems=[f"{name}: no such method here"])
        if token != (APP_TOKEN if method.app_token else BOT_TOKEN):
            raise RefusedError("invalid_auth" if token else "not_authed")
        if self.refusal and not method.app_token:
            raise RefusedError(self.refusal)
        if method.scope and method.scope not in self.scopes:
            raise RefusedError("missing_scope", needed=method.scope, provided=",".join(sorted(self.scopes)))
        self._arguments(name, body)
        return method

    @staticmethod
    def _arguments(name: str, body: Body) -> None:
        needs, takes = METHODS[name].needs.split(), METHODS[name].takes.split()
        problems = [f"{name}: argument {one} is missing" for one in needs if not body.get(one)]
        problems += [f"{name}: unknown argument {one}" for one in body if one not in {*needs, *takes}]
        if body.get("link_names") not in {None, False, "false", "0"}:
            problems.append(f"{name}: link_names turns names into mentions")
        if problems:
            raise RefusedError("invalid_arguments", problems=problems)

    def _record(self, method: str, body: Body, answer: Body) -> None:
        scope = METHODS[method].scope if method in METHODS and answer.get("ok") else ""
        self.records.calls.append(ApiCall(method, body, self.world.now(), answer, scope))
        self.world.ring()

    def _fail(self, request: web.Request, method: str, body: Body, fault: Fault) -> web.StreamResponse:
        if fault.cut:
            self._record(method, body, {"cut": fault.cut})
            return self._cut(request)
        if fault.retry_after:
            self._record(method, body, {"ok": False, "error": "ratelimited"})
            headers = {"Retry-After": str(fault.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault.status:
            self._record(method, body, {"status": fault.status})
            return web.Response(status=fault.status, text="upstream trouble")
        answer: Body = {"ok": False, "error": fault.error}
        if fault.error == "missing_scope":
            answer |= {"needed": "chat:write", "provided": ",".join(sorted(self.scopes))}
        self._record(method, body, answer)
        return web.json_response(answer)

    @staticmethod
    def _cut(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def reply(self, request: web.Request) -> web.StreamResponse:
        """Answer a post to a response_url."""
        key, body = request.match_info["key"], await read_body(request)
        fault = self.records.fault("response_url", "")
        if fault is not None and fault.cut != "after":
            return self._fail(request, "response_url", body, fault)
        try:
            self._replied(key, body)
        except RefusedError as refused:
            self.records.violations += refused.problems
            self._record("response_url", body, {"ok": False, "error": refused.error})
            status = 404 if refused.error in {"used_url", "expired_url"} else 400
            return web.Response(status=status, text=refused.error)
        self._record("response_url", body, {"ok": True})
        return self._cut(request) if fault is not None else web.Response(text="ok")

    def _replied(self, key: str, body: Body) -> None:
        url = self.world.urls.get(key)
        if url is None or self.world.now() - url.at > URL_LASTS:
            raise RefusedError("expired_url")
        if url.uses >= URL_USES:
            raise RefusedError("used_url", problems=["response_url: used more than five times"])
        url.uses += 1
        problems = [f"response_url: unknown field {name}" for name in body if name not in REPLY_FIELDS]
        if body.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
            problems.append("response_url: unknown response_type")
        replaces = body.get("replace_original") or body.get("delete_original")
        if url.message is None and replaces:
            problems.append("response_url: there is no original to replace")
        if url.message is not None and "replace_original" not in body and not body.get("delete_original"):
            problems.append("response_url: say whether replace_original is true or false")
        if problems:
            raise RefusedError("invalid_payload", problems=problems)
        if url.message is not None and body.get("delete_original"):
            self._remove(url.user, url.message)
            return
        checked_message(body, "response_url")
        checked_files(self.world, body.get("blocks"), "response_url")
        if url.message is not None and body.get("replace_original"):
            self._replace(url.user, url.message, body)
        elif body.get("response_type") == "in_channel":
            message = Message(self.world.named(body.get("blocks")), url.channel, self.world.ts(), body.get("text", ""))
            self.world.channel(url.channel).messages.append(message)
        else:
            whisper(self.world, url.channel, url.user, body)

    def _remove(self, user: str, message: Message) -> None:
        message.gone = True
        private = self.world.person(user).ephemerals
        if message in private:
            private.remove(message)
        self.world.show(user, message)

    def _replace(self, user: str, message: Message, body: Body) -> None:
        message.edits.append({"text": message.text, "blocks": message.blocks, "at": self.world.now()})
        message.text, message.blocks = body.get("text", ""), self.world.named(body.get("blocks"))
        self.world.show(user, message)
