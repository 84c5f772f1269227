"""A language model on 127.0.0.1 that speaks OpenAI's chat completions, well or badly, as told."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
PATH = "/v1/chat/completions"


@dataclass
class LlmServer:
    """The server; it gives each of its answers once, and the last one from then on.

    Args:
        asked: the bodies of the requests that came, in order.
        keys: the keys that came with them.
        at_once: the most requests that were under way together.
    """

    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    at_once: int = 0
    port: int = 0
    _under_way: int = 0

    @property
    def base_url(self) -> str:
        """Return the address that a client is given."""
        return f"http://127.0.0.1:{self.port}/v1"

    def questions(self) -> list[dict[str, Any]]:
        """Return the user messages that came, read as the JSON that they are."""
        return [json.loads(body["messages"][1]["content"]) for body in self.asked]

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post(PATH, self._answer)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self._under_way += 1
        self.at_once = max(self.at_once, self._under_way)
        try:
            self.asked.append(await request.json())
            self.keys.append(request.headers.get("Authorization", ""))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            return await answer(request)
        finally:
            self._under_way -= 1


def texts(**given: str) -> Answer:
    """Answer with these of the six texts, the others empty, for 900 and 200 tokens."""
    names = [f"{name}_{language}" for name in FIELDS for language in ("ja", "en")]
    return says(json.dumps(dict.fromkeys(names, "") | given, ensure_ascii=False))


FIELDS = ("headline", "summary", "why")


def says(content: str | None, usage: tuple[int, int] | None = (900, 200), **message: Any) -> Answer:
    """Answer with these words, or with what else stands in a message, such as a refusal."""
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "fake",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
    }
    if usage:
        body["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return document(json.dumps(body).encode())


def document(body: bytes, content_type: str = "application/json", **headers: str) -> Answer:
    """Answer with `body`."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": content_type, **headers})

    return answer


def fails(status: int, headers: Mapping[str, str] | None = None, **error: Any) -> Answer:
    """Answer with a status and an error as OpenAI writes it."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"error": error}, status=status, headers=headers)

    return answer


def refuses(parameter: str, then: Answer) -> Answer:
    """Answer `then` to requests without this parameter, and 400 to others."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if parameter in await request.json():
            return await fails(400, message=f"Unsupported parameter: '{parameter}'")(request)
        return await then(request)

    return answer


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def pour(request: web.Request) -> web.StreamResponse:
    """Send 100 MB, as fast as they are taken."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    try:
        for _ in range(100):
            await response.write(b" " * 1_000_000)
    except ConnectionError:
        pass
    return response


async def silence(_: web.Request) -> web.StreamResponse:
    """Send nothing; the server gives up on it when the client is gone."""
    await asyncio.Event().wait()
    return web.Response()
