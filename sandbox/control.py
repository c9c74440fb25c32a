"""The control API under `/sim/`: the verbs of `driver.py`, over HTTP, for the page and for tests.

Bodies are JSON objects (the one with a file: multipart). A wish that cannot be granted is answered
400 with `{"error": …}`. Pages of other sites are refused, as a browser tells us who is asking.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import views
from sandbox.driver import Driver
from sandbox.json_types import Json
from sandbox.refused import NotInThisWorld

Answer = Callable[[Request], Awaitable[Response]]
LARGEST_FILE = 10 * 1024 * 1024  # what the page may attach; it is kept in the world's JSON file
SHOWN_INLINE = ("image/png", "image/jpeg", "image/webp", "image/gif")


class Control:
    """Routes that act on a world through its driver."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    @property
    def routes(self) -> list[Route]:
        post: dict[str, Callable[[Json], Any]] = {
            "people": self.people,
            "chats": self.chats,
            "chats/{id}/bot": self.bot,
            "say": self.say,
            "edit": self.edit,
            "tap": self.tap,
            "react": self.react,
            "vote": self.vote,
            "pin": self.pin,
            "read": self.read,
            "join": lambda b: self.driver.join(int(b["person"]), int(b["chat"])),
            "ask": lambda b: self.driver.ask_to_join(int(b["person"]), int(b["chat"])),
            "leave": lambda b: self.driver.leave(int(b["person"]), int(b["chat"])),
            "promote": self.promote,
            "migrate": lambda b: {"id": self.driver.migrate(int(b["chat"])).id},
            "block": lambda b: self.driver.block(int(b["person"])),
            "unblock": lambda b: self.driver.unblock(int(b["person"])),
            "start": self.start,
            "topics": self.topics,
            "faults": self.faults,
            "updates": self.driver.inject,
        }
        routes = [
            Route(f"/sim/{path}", guarded(_with_body(act)), methods=["POST"])
            for path, act in post.items()
        ]
        get = {
            "state": self.state,
            "chats/{id}/messages": self.messages,
            "answers/{id}": self.answer,
            "idle": self.idle,
            "calls": self.calls,
            "files/{id}": self.file,
        }
        routes += [Route(f"/sim/{path}", guarded(act)) for path, act in get.items()]
        routes.append(Route("/sim/faults", guarded(self.clear_faults), methods=["DELETE"]))
        routes.append(Route("/sim/time", guarded(self.time), methods=["POST"]))
        return routes

    # What people do

    def people(self, body: Json) -> Json:
        return {"id": self.driver.person(**body).id}

    def chats(self, body: Json) -> Json:
        return {"id": self.driver.chat(**body).id}

    def bot(self, body: Json) -> None:
        self.driver.bot(
            int(body["id"]), body["status"], by=int(body["by"]), rights=body.get("rights")
        )

    def say(self, body: Json) -> Json:
        upload = body.pop("file", None)
        person, chat = int(body.pop("as")), int(body.pop("chat"))
        for name in ("reply_to", "thread"):
            if body.get(name) in (None, ""):
                body.pop(name, None)
            else:
                body[name] = int(body[name])
        if upload is not None:
            name, data = upload
            body["media"] = {
                "kind": body.pop("kind", "document"),
                "name": name,
                "seconds": int(body.pop("seconds", 0)),
            }
            body["data"] = data
        return {"message_id": self.driver.say(person, chat, **body).id}

    def edit(self, body: Json) -> None:
        self.driver.edit(
            int(body["as"]), int(body["chat"]), int(body["message_id"]), str(body["text"])
        )

    def tap(self, body: Json) -> Json:
        """`button` presses one that is there; `data` forges a tap."""
        where = int(body["as"]), int(body["chat"]), int(body["message_id"])
        if "data" in body:
            return {"id": self.driver.forge_tap(*where, str(body["data"])).id}
        return {"id": self.driver.tap(*where, str(body["button"])).id}

    def react(self, body: Json) -> None:
        self.driver.react(
            int(body["as"]),
            int(body["chat"]),
            int(body["message_id"]),
            body.get("emoji"),
            anonymous=bool(body.get("anonymous")),
        )

    def vote(self, body: Json) -> None:
        where = int(body["as"]), int(body["chat"]), int(body["message_id"])
        self.driver.vote(*where, [int(option) for option in body["options"]])

    def pin(self, body: Json) -> None:
        self.driver.pin(int(body["as"]), int(body["chat"]), int(body["message_id"]))

    def read(self, body: Json) -> None:
        self.driver.read(int(body["as"]), int(body["chat"]), int(body["message_id"]))

    def promote(self, body: Json) -> None:
        admin = bool(body.get("admin", True))
        self.driver.promote(int(body["person"]), int(body["chat"]), admin=admin)

    def start(self, body: Json) -> Json:
        message = self.driver.start(int(body["person"]), str(body.get("payload") or ""))
        return {"message_id": message.id}

    def topics(self, body: Json) -> Json:
        return {"id": self.driver.topic(int(body["chat"]), str(body["name"]), by=body.get("by"))}

    def faults(self, body: Json) -> None:
        self.driver.fault(**body | {"kind": str(body["kind"])})

    # Looking on

    async def state(self, request: Request) -> Response:
        person = request.query_params.get("as")
        known = int(person) if person and int(person) in self.driver.world.people else None
        return JSONResponse(views.state(self.driver.world, self.driver.clock, known))

    async def messages(self, request: Request) -> Response:
        query = request.query_params
        only = query.get("only")
        chat = self.driver.world.chat(int(request.path_params["id"]))
        person = int(query["as"])
        if not chat.has(person):
            raise NotInThisWorld("this person is not in that chat", word="no_member")
        after = int(query.get("after") or 0)
        shown = views.messages(
            self.driver.world, chat.id, person, after=after, only=int(only) if only else None
        )
        return JSONResponse(shown)

    async def answer(self, request: Request) -> Response:
        return JSONResponse(self.driver.answer(request.path_params["id"]))

    async def idle(self, _: Request) -> Response:
        pending = len(self.driver.world.mailbox.pending)
        return JSONResponse({"idle": self.driver.is_idle, "pending": pending})

    async def calls(self, _: Request) -> Response:
        return JSONResponse(list(self.driver.world.calls))

    async def clear_faults(self, _: Request) -> Response:
        self.driver.clear_faults()
        return JSONResponse({"ok": True})

    async def time(self, request: Request) -> Response:
        body = await request.json()
        now = await self.driver.move_time(
            hours=float(body.get("hours", 0)),
            days=float(body.get("days", 0)),
            to=datetime.fromisoformat(body["to"]) if body.get("to") else None,
            next=bool(body.get("next")),
        )
        return JSONResponse({"now": now.isoformat()})

    async def file(self, request: Request) -> Response:
        """A file for the page. Only pictures are shown in place, and nothing in them runs."""
        file = self.driver.world.file(request.path_params["id"])
        if file is None:
            return JSONResponse({"error": "no such file"}, status_code=404)
        headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
        if file.served_as not in SHOWN_INLINE:
            safe = "".join(c for c in file.name if c.isascii() and (c.isalnum() or c in "._- "))
            headers["Content-Disposition"] = f'attachment; filename="{safe or "file"}"'
        return Response(file.bytes, media_type=file.served_as, headers=headers)


def guarded(act: Answer) -> Answer:
    """Refuse other sites; turn what this world cannot do into 400."""

    async def answer(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return JSONResponse({"error": "only the sandbox's own page may"}, status_code=403)
        try:
            return await act(request)
        except KeyError as error:
            return JSONResponse({"error": f"{error.args[0]} is missing"}, status_code=400)
        except NotInThisWorld as error:
            word = {} if error.word is None else {"word": error.word}
            return JSONResponse({"error": str(error)} | word, status_code=400)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    return answer


def _with_body(act: Callable[[Json], Any]) -> Answer:
    async def answer(request: Request) -> Response:
        body = await _body(request) | request.path_params
        return JSONResponse({"ok": True} | (act(body) or {}))

    return answer


async def _body(request: Request) -> Json:
    if not request.headers.get("content-type", "").startswith("multipart/"):
        body = await request.json()
        if not isinstance(body, dict):
            raise NotInThisWorld("a JSON object is expected")
        return body
    read: Json = {}
    async with request.form(max_files=1) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if len(data) > LARGEST_FILE:
                    raise NotInThisWorld("the largest file is 10 MB", word="too_large")
                read[name] = (value.filename or "file", data)
            else:
                read[name] = value
    return read
