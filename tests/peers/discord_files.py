"""Files that come with a message: a form with its JSON, and each file named, described, small enough and shown."""

import json
import re
from collections.abc import Iterator
from typing import Any

from aiohttp import web

from tests.peers.discord_model import JSON, Call, File, walk

LARGEST = 10 * 1024 * 1024
DESCRIPTION = 1024
FIELD = re.compile(r"files\[(\d+)\]")
REFERENCE = "attachment://"
PNG = b"\x89PNG\r\n\x1a\n"
GALLERY, FILE = 12, 13


async def read_body(request: web.Request) -> tuple[JSON, dict[str, File], list[str]]:
    """Read the JSON of a request, also from beside files; and what is wrong with the form."""
    if not request.can_read_body:
        return {}, {}, []
    if request.content_type != "multipart/form-data":
        return _whole(await request.json()), {}, []
    form = await request.post()
    files: dict[str, File] = {}
    faults = []
    for name, value in form.items():
        numbered = FIELD.fullmatch(name)
        if isinstance(value, web.FileField) and numbered:
            files[numbered[1]] = File(value.filename, value.file.read())
        elif name != "payload_json":
            faults.append(f"form: {name!r} is neither payload_json nor a file")
    if "payload_json" not in form:
        return {}, files, [*faults, "form: payload_json is missing"]
    return _whole(json.loads(str(form["payload_json"]))), files, faults


def _whole(read: Any) -> JSON:
    return read if isinstance(read, dict) else {"": read}


def file_faults(body: JSON, call: Call, earlier: JSON | None = None) -> list[str]:
    """Say everything that is wrong with a message's files; `earlier` is what an edited message was."""
    named = {str(one.get("id")): one for one in body.get("attachments") or []}
    before = (earlier or {}).get("attachments") or []
    faults = [*call.faults]
    for number, file in call.files.items():
        told = named.get(number)
        if told is None:
            faults.append(f"files[{number}]: no attachment has this id")
        elif told.get("filename") != file.name:
            faults.append(f"files[{number}]: {file.name!r} is called {told.get('filename')!r} among the attachments")
        if not 0 < len(file.content) <= LARGEST:
            faults.append(f"files[{number}]: {len(file.content)} bytes, allowed are 1 to {LARGEST}")
        if file.name.endswith(".png") and not file.content.startswith(PNG):
            faults.append(f"files[{number}]: {file.name!r} is no PNG")
    known = {*call.files, *(str(one.get("id")) for one in before)}
    faults += [f"attachments: {one!r} names no file" for one in named if one not in known]
    for one in named.values():
        if len(str(one.get("description") or "")) > DESCRIPTION:
            faults.append(f"attachments: the description of {one.get('filename')!r} is too long")
    names = [str(one.get("filename")) for one in (named.values() if "attachments" in body else before)]
    return faults + list(_shown(body, names, [file.name for file in call.files.values()]))


def _shown(body: JSON, names: list[str], sent: list[str]) -> Iterator[str]:
    """References that lead nowhere, galleries that say nothing, and files that nobody sees."""
    shown = []
    for part in walk(body.get("components") or []):
        if part.get("type") == FILE:
            url = str((part.get("file") or {}).get("url"))
            if not url.startswith(REFERENCE):
                yield f"file: {url!r} names no attachment: a file is shown by reference alone"
            shown.append(url.removeprefix(REFERENCE))
        for item in part.get("items") or [] if part.get("type") == GALLERY else []:
            url = str((item.get("media") or {}).get("url"))
            if url.startswith(REFERENCE):
                shown.append(url.removeprefix(REFERENCE))
            elif not url.startswith("https://"):
                yield f"media gallery: {url!r} is no address"
            if len(str(item.get("description") or "")) > DESCRIPTION:
                yield "media gallery: a description is too long"
            if not item.get("description"):
                yield "house rule: a picture without words"
    yield from (f"components: {name!r} names no attachment" for name in shown if name not in names)
    yield from (f"house rule: {name!r} is sent and not shown" for name in sent if name not in shown)
