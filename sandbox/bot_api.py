"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

Any token is accepted, so never let it listen beyond loopback. The methods themselves are in
`methods/`; here calls are read, faults strike, and answers are written.
"""

import asyncio
import time
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandbox.clock import Clock
from sandbox.faults import ON_CALLS, Fault
from sandbox.json_types import Json
from sandbox.methods import TABLE, Call
from sandbox.methods.table import Upload
from sandbox.polling import PARAMS as POLL_PARAMS
from sandbox.polling import Poll
from sandbox.refused import Refused, bad_request
from sandbox.world import World


class CutOff(Response):
    """Half an answer and then nothing: what a client sees when the connection breaks.

    Over real HTTP the client gets a protocol error; an in-process ASGI client an assertion.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"64")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok":', "more_body": True})


class BotApi:
    """Answers the bot. One per world."""

    def __init__(self, world: World, clock: Clock) -> None:
        self.world = world
        self.clock = clock
        self.poll = Poll(world, time.monotonic)

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/bot{token}/{method}", self.serve, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.serve_file),
        ]

    async def serve(self, request: Request) -> Response:
        name = request.path_params["method"]
        try:
            params, uploads = await _read(request)
        except ValueError:
            no = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse JSON"}
            return JSONResponse(no, status_code=400)
        call = Call(
            world=self.world, now=self.clock.now(), method=name, params=params, uploads=uploads
        )
        fault = self._fault(call)
        if fault is None:
            return self._respond(call, await self._answer(call))
        return await self._go_wrong(call, fault)

    def _fault(self, call: Call) -> Fault | None:
        """The fault that meets this call. Polls are met only by faults that name getUpdates:
        others would meet nothing else."""
        chat = str(call.params.get("chat_id", ""))
        chat_id = int(chat) if chat.lstrip("-").isdigit() else None
        return self.world.faults.strike(ON_CALLS, call.method, chat_id)

    async def _go_wrong(self, call: Call, fault: Fault) -> Response:
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        body = await self._answer(call) if fault.is_carried_out else None
        if fault.kind == "timeout_after":
            await asyncio.sleep(fault.seconds)
        if body is not None and fault.kind == "delay":
            return self._respond(call, body)
        if fault.kind in ("timeout_after", "reset"):
            self._note(call, {"ok": False, "description": fault.kind})
            return CutOff()
        return self._respond(call, fault.refusal())

    async def _answer(self, call: Call) -> Json:
        try:
            return {"ok": True, "result": await self._act(call)}
        except Refused as no:
            body: Json = {"ok": False, "error_code": no.code, "description": no.description}
            return body | ({"parameters": no.parameters} if no.parameters else {})

    async def _act(self, call: Call) -> Any:
        if call.method.lower() == "getupdates":
            _refuse_unknown(call, POLL_PARAMS)
            return await self.poll.get_updates(call)
        method = TABLE.get(call.method.lower())
        if method is None:
            raise Refused(404, "Not Found: method not found")
        call.method = method.name
        _refuse_unknown(call, method.params)
        return method.act(call)

    def _respond(self, call: Call, body: Json) -> Response:
        self._note(call, body)
        headers = {}
        wait = body.get("parameters", {}).get("retry_after")
        if wait is not None:
            headers["Retry-After"] = str(wait)
        return JSONResponse(body, status_code=body.get("error_code", 200), headers=headers)

    def _note(self, call: Call, body: Json) -> None:
        """Remember the call; polls only when they went wrong, there are too many."""
        if call.method.lower() == "getupdates" and body["ok"]:
            return
        noted: Json = {"method": call.method, "params": call.params, "ok": body["ok"]}
        if not body["ok"]:
            noted["description"] = body["description"]
        self.world.calls.append(noted | {"at": call.now.isoformat()})

    async def serve_file(self, request: Request) -> Response:
        """What getFile pointed at."""
        file_id = request.path_params["path"].rpartition("/")[2]
        file = self.world.file(file_id)
        if file is None:
            return JSONResponse(
                {"ok": False, "error_code": 404, "description": "Not Found"}, status_code=404
            )
        return Response(file.bytes, media_type="application/octet-stream")


def _refuse_unknown(call: Call, known: frozenset[str]) -> None:
    attached = {
        str(value).removeprefix("attach://")
        for value in call.params.values()
        if str(value).startswith("attach://")
    }
    strange = (call.params.keys() | call.uploads.keys()) - known - attached
    if strange:
        raise bad_request(f"{call.method} has no parameter {', '.join(sorted(strange))} (sandbox)")


async def _read(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters from the query and the body, whichever way they were written; and the files."""
    params: Json = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await request.json() if await request.body() else {}
        if not isinstance(body, dict):
            raise ValueError("a JSON object is expected")
        return params | body, uploads
    async with request.form(max_fields=100, max_part_size=60 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = Upload(name=value.filename or name, data=await value.read())
            else:
                params[name] = value
    return params, uploads
