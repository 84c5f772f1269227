"""What the playground's script asks: JSON in, JSON out."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict

from aiohttp import web

from adapters.web.post import Look, WebPoster, show
from adapters.web.read import PLAYGROUND, UNREADABLE, language, preferred, read, strip_address
from bot.answer import MAX_QUESTION, answer, complete, prepare
from bot.calls import Call
from bot.core import Bot
from bot.errors import UsageError
from bot.form import Form
from bot.i18n import Language
from bot.request import Actor, Request

READER_COOKIE = "hayami_reader"
"""Holds a random name for the reader, so that their settings are theirs."""

SHOWN_SUGGESTIONS = 8
"""As many as fit above the keyboard of a phone."""

COOKIE_AGE_S = 365 * 24 * 3600
_READER = re.compile(r"[\w-]{22}", re.ASCII)


class Api:
    """The playground's questions.

    Args:
        looks: the platforms in whose look a reply is shown, by name.
        poster: keeps what was posted to the channel.
    """

    def __init__(self, bot: Bot, looks: Mapping[str, Look], poster: WebPoster) -> None:
        self._bot = bot
        self._looks = looks
        self._poster = poster

    def routes(self) -> list[web.RouteDef]:
        """Return the routes under /api."""
        return [
            web.post("/api/ask", self._ask),
            web.get("/api/suggest", self._suggest),
            web.get("/api/channel", self._channel),
        ]

    async def _ask(self, request: web.Request) -> web.Response:
        """Answer a question, or give the form that it opens."""
        reader = _reader(request)
        question = read(await _json(request), reader, _preferred(request))
        prepared = await prepare(question, self._bot)
        if prepared.form and question.via in ("command", "button"):
            content = {"reply": None, "form": form_json(prepared.form)}
        else:
            reply = await answer(question, self._bot, prepared)
            content = {"reply": show(reply, self._looks, private=prepared.private), "form": None}
        response = web.json_response(content)
        response.set_cookie(
            READER_COOKIE, reader, max_age=COOKIE_AGE_S, httponly=True, samesite="Strict"
        )
        return response

    async def _suggest(self, request: web.Request) -> web.Response:
        shown = language(request.query.get("language")) or _preferred(request) or "ja"
        line = strip_address(request.query.get("text", "")[:MAX_QUESTION])
        found = complete(line, shown, self._bot)[:SHOWN_SUGGESTIONS] if line else ()
        return web.json_response({"suggestions": [asdict(one) for one in found]})

    async def _channel(self, request: web.Request) -> web.Response:
        """Give the channel's next digest, its subscriptions, and what was posted."""
        actor = Actor(_reader(request), may_manage=True)
        shown = language(request.query.get("language")) or _preferred(request)
        content: dict[str, object] = {"posts": await self._poster.posts()}
        for part, command in (("preview", "digest preview"), ("subscriptions", "digest list")):
            question = Request(Call(command, (), shown), actor, PLAYGROUND)
            content[part] = show(await answer(question, self._bot), self._looks, private=True)
        return web.json_response(content)


def form_json(form: Form) -> dict[str, object]:
    """Return `form` as JSON, its call encoded; a field with `choices` is one to choose from."""
    return asdict(form) | {"call": form.call.encode()}


async def _json(request: web.Request) -> object:
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise UsageError(UNREADABLE) from error


def _reader(request: web.Request) -> str:
    known = request.cookies.get(READER_COOKIE, "")
    return known if _READER.fullmatch(known) else secrets.token_urlsafe(16)


def _preferred(request: web.Request) -> Language | None:
    return preferred(request.headers.get("Accept-Language", ""))
