"""Files at the strict peer: announced, uploaded, completed, and only then shown in blocks."""

from collections.abc import Iterator
from typing import Any

from aiohttp import web

from tests.peers.slack_limits import Body
from tests.peers.slack_workspace import TEAM, File, Workspace

LARGEST_ALT = 1000
LARGEST_TITLE = 255  # not in the reference; our own rule
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def announced(world: Workspace, body: Body) -> Body:
    """Play files.getUploadURLExternal: `error` stands for what Slack refuses."""
    length = str(body["length"])
    if not length.isdigit() or int(length) < 1:
        return {"error": "invalid_arguments"}
    if len(str(body.get("alt_txt") or "")) > LARGEST_ALT:
        return {"error": "alt_txt_too_large"}
    number = world.number()
    file = File(f"F{number:010d}", f"up{number}", str(body["filename"]), int(length), str(body.get("alt_txt") or ""))
    world.files[file.id] = file
    return {"upload_url": f"{world.base}/upload/{file.key}", "file_id": file.id}


async def receive(world: Workspace, request: web.Request) -> tuple[web.Response, list[str]]:
    """Take the bytes of a file at its own address, raw or as a form; and what is wrong with them."""
    file = next((one for one in world.files.values() if one.key == request.match_info["key"]), None)
    if file is None:
        return web.Response(status=404), ["upload: no such address was handed out"]
    if file.content is not None:
        return web.Response(status=400), ["upload: this address was used before"]
    if request.content_type == "multipart/form-data":
        field = (await request.post()).get("filename")
        content = field.file.read() if isinstance(field, web.FileField) else b""
    else:
        content = await request.read()
    file.content = content
    if len(content) != file.length:
        return web.Response(status=400), [f"upload: {len(content)} bytes came, {file.length} were announced"]
    return web.Response(text=f"OK - {len(content)}"), []


def completed(world: Workspace, files: Any) -> tuple[Body, list[str]]:
    """Play files.completeUploadExternal, with what is wrong with the order of things."""
    wrong: list[str] = []
    if not isinstance(files, list) or not files:
        return {"error": "invalid_arguments"}, ["files.completeUploadExternal: no files"]
    for told in files:
        file = world.files.get(str(told.get("id")))
        if file is None:
            return {"error": "file_not_found"}, ["files.completeUploadExternal: the id was never handed out"]
        if file.content is None:
            wrong.append(f"files.completeUploadExternal: {file.id} was not uploaded")
        if file.done_at is not None:
            wrong.append(f"files.completeUploadExternal: {file.id} was completed before")
        if len(str(told.get("title") or "")) > LARGEST_TITLE:
            wrong.append(f"files.completeUploadExternal: the title of {file.id} is too long")
        file.title, file.done_at = str(told.get("title") or ""), world.now()
    if wrong:
        return {"error": "invalid_arguments"}, wrong
    return {"files": [{"id": told["id"], "title": told.get("title", ""), "user_team": TEAM} for told in files]}, []


def images(value: Any) -> Iterator[Body]:
    """Every image in blocks, as a block or as an element of one."""
    if isinstance(value, dict):
        if value.get("type") == "image":
            yield value
        for inner in value.values():
            yield from images(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from images(inner)


def file_rules(world: Workspace, blocks: Any, at: str) -> Iterator[str]:
    """Name each image that can never be shown: an unknown file, one that was not completed, one that is no picture."""
    for image in images(blocks):
        if ("slack_file" in image) == ("image_url" in image):
            yield f"{at}: an image needs either a slack_file or an image_url"
        elif "slack_file" in image:
            wanted = str(image["slack_file"].get("id"))
            file = world.files.get(wanted)
            if file is None or file.done_at is None:
                yield f"{at}: invalid slack file {wanted}: it was never completed"
            elif kind_of(file) is None:
                yield f"{at}: invalid slack file {wanted}: only png, jpg and gif are shown"


def kind_of(file: File) -> str | None:
    """What sort of picture a file is, by its first bytes."""
    return next((kind for mark, kind in PICTURES.items() if (file.content or b"").startswith(mark)), None)


def early(world: Workspace, blocks: Any) -> bool:
    """Whether blocks show a file that Slack has not looked through yet."""
    files = [world.files.get(str((image.get("slack_file") or {}).get("id"))) for image in images(blocks)]
    return any(
        file is not None and file.done_at is not None and world.now() - file.done_at < world.file_takes
        for file in files
    )
