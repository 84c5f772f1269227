"""Connect hayami to Slack with slack-bolt: over Socket Mode, or over HTTP on the web server.

Everything asked is acknowledged within 1.5 seconds; after 3 Slack shows an error. An answer that is
not ready by then follows when it is.
"""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import form, read
from adapters.slack.declare import SLASH_COMMAND
from adapters.slack.post import SDK_LOG, WebApi, takes_proxy, web_client
from adapters.slack.read import Payload
from adapters.slack.render import render
from adapters.slack.seen import Seen
from adapters.slack.voice import BROKEN, THINKING, Answer, Voice, notice
from adapters.slack.words import BlockKit
from bot.answer import Prepared, answer, prepare
from bot.commands import COMMANDS
from bot.core import Bot
from bot.errors import ServiceError, UsageError
from bot.form import Form
from bot.request import Request
from bot.settings import Settings

READY_S = 1.2
"""Seconds that an answer has to be the acknowledgement itself."""
TIMEOUT_S = 10
PING_S = 5
"""Seconds between two pings of Socket Mode; a dead connection is noticed soon after."""
PATIENCE_S = 30
"""Seconds without a connection after which it is built anew: slack_sdk connects again by itself,
but may hang in it (slackapi/python-slack-sdk#1110, read 2026-11)."""

ANY = re.compile("")

Listener = Callable[[AsyncAck, Payload], Awaitable[None]]

log = logging.getLogger(__name__)


class SlackFace:
    """hayami's face in Slack.

    Args:
        patience_s: seconds without a Socket Mode connection until `run` gives up.
    """

    def __init__(self, bot: Bot, settings: Settings, patience_s: float = PATIENCE_S) -> None:
        self._bot = bot
        self._settings = settings
        self._patience_s = patience_s
        client = web_client(settings, TIMEOUT_S)
        self._api = WebApi(client)
        self._voice = Voice(self._api, _respond)
        self._seen = Seen()
        secret = settings.slack_signing_secret
        self._app = AsyncApp(
            name="hayami",
            client=client,
            logger=SDK_LOG,
            # Without a secret nobody can sign anything: an empty one anybody could sign with.
            signing_secret=secret.get_secret_value() if secret else secrets.token_hex(),
        )
        self._app.command(SLASH_COMMAND)(self._kept(self._on_command))
        self._app.event(ANY)(self._on_event)
        self._app.message_shortcut(ANY)(self._kept(self._on_shortcut))
        self._app.action(ANY)(self._kept(self._on_action))
        self._app.view(form.CALLBACK)(self._kept(self._on_submission))
        self._app.error(self._on_error)

    async def run(self) -> None:
        """Answer over Socket Mode until cancelled.

        Raises:
            ServiceError: the connection could not be built, or was lost for good; run again.
            ValueError: the settings hold no app token.
        """
        token = self._settings.slack_app_token
        if token is None:
            raise ValueError("Socket Mode takes SLACK_APP_TOKEN")
        socket = AsyncSocketModeHandler(
            self._app, token.get_secret_value(), logger=SDK_LOG, ping_interval=PING_S
        )
        socket.client.proxy = self._app.client.proxy
        try:
            async with asyncio.timeout(self._patience_s):
                await socket.connect_async()  # type: ignore[no-untyped-call]  # bolt gives it no types
            await self._watch(socket)
        except TimeoutError as error:
            raise ServiceError("Slack's Socket Mode can't be reached") from error
        finally:
            await socket.close_async()  # type: ignore[no-untyped-call]  # as above

    async def handler(self, request: web.Request) -> web.Response:
        """Answer what Slack posts to `/slack/events`; what it did not sign is refused."""
        try:
            asked = await to_bolt_request(request)
        except (AttributeError, ValueError):  # no JSON object, or not even text
            return web.Response(status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(asked))

    async def _watch(self, socket: AsyncSocketModeHandler) -> None:
        """Wait until the connection has been lost for too long."""
        lost_s = 0.0
        while lost_s < self._patience_s:
            pause_s = min(PING_S, self._patience_s)
            await asyncio.sleep(pause_s)
            lost_s = 0.0 if await socket.client.is_connected() else lost_s + pause_s
        raise ServiceError("Slack's Socket Mode connection is lost")

    async def _on_command(self, ack: AsyncAck, body: Payload) -> None:
        request = read.command(body)
        answering = asyncio.create_task(self._answer(request, body))
        try:
            done, _ = await asyncio.wait({answering}, timeout=READY_S)
            if done:
                bodies = (await answering).bodies(request)
                await (ack(bodies.pop(0)) if bodies else ack())  # where a form is open: none
            else:
                await ack(notice(THINKING))
                bodies = (await answering).bodies(request, replace_notice=True)
        finally:
            answering.cancel()  # what could not be acknowledged has nobody who waits for it
        await self._voice.respond(body["response_url"], request, bodies)

    async def _on_event(self, body: Payload) -> None:
        request = read.message(body)
        if request is None or not self._seen.is_new(*read.names(body)):
            return
        await self._voice.say(request, await self._answer(request))

    async def _on_shortcut(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        await self._answer_interaction(read.shortcut(body, COMMANDS), body)

    async def _on_action(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        try:
            request = read.action(body)
        except UsageError as fault:
            request = Request("", read.actor(body), read.interaction_place(body), "button")
            await self._answer_interaction(request, body, fault)
            return
        if request is not None:
            await self._answer_interaction(request, body)

    async def _on_submission(self, ack: AsyncAck, body: Payload) -> None:
        submission = form.submitted(body)
        if faults := form.faults(submission, COMMANDS):
            await ack(response_action="errors", errors=faults)
            return
        await ack()
        request = Request(submission.call, read.actor(body), submission.place, "form")
        bodies = (await self._answer(request)).bodies(request)
        await self._voice.respond(submission.response_url, request, bodies)

    def _kept(self, listener: Listener) -> Listener:
        """Return `listener` whose acknowledgement stands although it breaks afterwards.

        Bolt takes one back that it has not sent yet, and Slack would show an error beside ours
        (slack_bolt/listener/asyncio_runner.py of 1.30, read 2026-11).
        """

        async def listen(ack: AsyncAck, body: Payload) -> None:
            try:
                await listener(ack, body)
            except Exception as error:
                if ack.response is None:
                    raise
                await self._on_error(error, body)

        return listen

    async def _on_error(self, error: Exception, body: Payload) -> None:
        log.error("slack_listener_broke", exc_info=error)
        if url := body.get("response_url"):
            await _respond(url, notice(BROKEN))

    async def _answer_interaction(
        self, request: Request, body: Payload, fault: UsageError | None = None
    ) -> None:
        bodies = (await self._answer(request, body, fault)).bodies(request)
        await self._voice.respond(body["response_url"], request, bodies)

    async def _answer(
        self, request: Request, body: Payload | None = None, fault: UsageError | None = None
    ) -> Answer:
        """Return the answer; where a form is opened instead, it has no message.

        Args:
            body: the interaction, where one can open a form.
            fault: why the request could not be read.
        """
        prepared = await prepare(request, self._bot)
        if fault:
            prepared = Prepared(prepared.language, private=True, fault=fault)
        if body and prepared.form and await self._open(prepared.form, request, body):
            return Answer((), prepared.private, prepared.language)
        reply = await answer(request, self._bot, prepared)
        return Answer(tuple(render(reply)), prepared.private, reply.language)

    async def _open(self, asked: Form, request: Request, body: Payload) -> bool:
        """Open a form; False where Slack does not, such as when it took too long."""
        view = form.view(asked, request.place, body["response_url"])
        try:
            await self._api.write("views.open", trigger_id=body["trigger_id"], view=view)
        except ServiceError as error:
            log.warning("slack_form_not_opened", extra={"error": str(error)})
            return False
        return True


async def _respond(url: str, message: BlockKit) -> bool:
    """Give a message to a response URL; False where it takes no more."""
    client = AsyncWebhookClient(url, TIMEOUT_S, retry_handlers=[], logger=SDK_LOG)
    client.proxy = client.proxy if takes_proxy(url) else None
    try:
        answered = await client.send_dict(message)
    except (aiohttp.ClientError, TimeoutError) as error:  # it may have been taken all the same
        log.warning("slack_answer_unsure", extra={"error": type(error).__name__})
        return True
    if answered.status_code >= 400:  # noqa: PLR2004 -- HTTP's first error
        log.warning(
            "slack_answer_refused",
            extra={"status": answered.status_code, "reason": answered.body[:100]},
        )
    return answered.status_code < 400  # noqa: PLR2004 -- as above
