"""Say an answer where it was asked: at a response URL, in a thread, or to one person alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from adapters.slack.ways import UNFURL, Api, in_thread
from adapters.slack.words import BlockKit
from bot.errors import RateLimited, ServiceError, Unreachable
from bot.i18n import LANGUAGES, N_, Language, texts
from bot.request import Request

THINKING = N_("One moment, please…")
BROKEN = N_("Something went wrong on our side; it has been noted. Please try again later.")

TRIES = 3
LONGEST_WAIT_S = 30.0
"""Seconds that an answer may be late because Slack asks to wait; later than that nobody waits."""

Respond = Callable[[str, BlockKit], Awaitable[bool]]
"""(response URL, message) → whether Slack took it; False where the URL is used up or too old."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """The messages of an answer, and whether only the asker is to see them."""

    messages: tuple[BlockKit, ...]
    private: bool
    language: Language

    def bodies(self, request: Request, *, replace_notice: bool = False) -> list[BlockKit]:
        """Return the messages as a response URL, or the reply to a command, takes them.

        Args:
            replace_notice: whether the first one takes the place of a private notice; a public
                one can't.
        """
        kind = "ephemeral" if self.private else "in_channel"
        common = UNFURL | in_thread(request.place.thread) | {"response_type": kind}
        return [
            message | common | {"replace_original": replace_notice and self.private and number == 0}
            for number, message in enumerate(self.messages)
        ]


def notice(message: str) -> BlockKit:
    """Return a private message in every language, for when nobody knows the reader's."""
    text = " / ".join(texts(language)(message) for language in LANGUAGES)
    return {"text": text, "response_type": "ephemeral", "replace_original": False}


class Voice:
    """Says answers; a failure is logged and never raised."""

    def __init__(self, api: Api, respond: Respond) -> None:
        self._api = api
        self._respond = respond

    async def respond(self, url: str | None, request: Request, bodies: Iterable[BlockKit]) -> None:
        """Give `bodies` to a response URL, or where it takes none to the asker alone."""
        for body in bodies:
            if url is None or not await self._respond(url, body):
                await self._try(self._whisper(request, body))

    async def say(self, request: Request, answer: Answer) -> None:
        """Post an answer in the place of the request.

        Where the bot may not post there, it goes to the asker's direct messages.
        """
        place = {"channel": request.place.channel} | in_thread(request.place.thread)
        try:
            for message in answer.messages:
                await self._post({**place, **message})
        except Unreachable as error:
            log.info("slack_answers_privately", extra={"reason": error.reason})
            await self._try(self._say_privately(request, answer))
        except ServiceError as error:
            log.warning("slack_answer_lost", extra={"error": str(error)})

    async def _say_privately(self, request: Request, answer: Answer) -> None:
        say = texts(answer.language)
        why = say("I may not post in the channel where you asked, so here is the answer:")
        first: BlockKit = {"text": why}
        for message in (first, *answer.messages):
            await self._post({"channel": request.actor.user, **message})

    async def _whisper(self, request: Request, body: BlockKit) -> None:
        """Show a message in the place of the request to the asker alone."""
        message = {name: body[name] for name in ("text", "blocks") if name in body}
        place = {"channel": request.place.channel} | in_thread(request.place.thread)
        await self._api.write("chat.postEphemeral", user=request.actor.user, **place, **message)

    async def _post(self, message: BlockKit) -> None:
        for _ in range(TRIES - 1):
            try:
                await self._api.write("chat.postMessage", **UNFURL, **message)
            except RateLimited as error:
                if error.retry_after_s > LONGEST_WAIT_S:
                    raise
                await asyncio.sleep(error.retry_after_s)
            else:
                return
        await self._api.write("chat.postMessage", **UNFURL, **message)

    async def _try(self, saying: Awaitable[None]) -> None:
        try:
            await saying
        except ServiceError as error:
            log.warning("slack_answer_lost", extra={"error": str(error)})
