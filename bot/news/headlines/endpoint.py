"""Ask a language model: any endpoint that speaks OpenAI's chat completions."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Annotated, Any

import httpx2
import msgspec
import openai

from bot.errors import RateLimited, ServiceError, Unconfirmed
from bot.news.headlines.answer import Answered
from bot.news.headlines.limited import LimitedTransport
from bot.news.headlines.prompt import INSTRUCTIONS, MOST_ANSWER_TOKENS, SCHEMA

TIME_S = 60
"""Seconds that an answer may take in all; nobody waits for it."""
WAIT_S = 60.0
"""Seconds to wait where the endpoint asks to wait and does not say how long."""
MOST_WAIT_S = 86_400.0

_NAME = "the model’s endpoint"
_FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "texts", "strict": True, "schema": SCHEMA},
}
_PARAMETERS: dict[str, Any] = {
    "response_format": _FORMAT,
    "temperature": 0,
    "max_tokens": MOST_ANSWER_TOKENS,
}
"""What some models do not take, and are then asked without."""
_INSTEAD: dict[str, dict[str, Any]] = {"max_tokens": {"max_completion_tokens": MOST_ANSWER_TOKENS}}


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


class _Usage(msgspec.Struct):
    prompt_tokens: Count
    completion_tokens: Count


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """A model behind an address; it remembers which parameters the model does not take."""

    def __init__(self, client: openai.AsyncOpenAI, model: str, time_s: float) -> None:
        self._completions = client.chat.completions
        self._refused: set[str] = set()
        self._time_s = time_s
        self.model = model

    @classmethod
    @asynccontextmanager
    async def open(
        cls, base_url: str, api_key: str, model: str, time_s: float = TIME_S
    ) -> AsyncIterator["Endpoint"]:
        """Give the endpoint at `base_url`, such as `https://api.openai.com/v1`, and close it.

        Redirects are not followed, so that the key goes nowhere else.

        Args:
            time_s: seconds that an answer may take in all.
        """
        async with (
            httpx2.AsyncClient(transport=LimitedTransport()) as http,
            openai.AsyncOpenAI(
                base_url=base_url, api_key=api_key, http_client=http, max_retries=0, timeout=time_s
            ) as client,
        ):
            yield cls(client, model, time_s)

    async def ask(self, question: str) -> Answered:
        """Return what the model answers to `question`.

        A request that is refused for one of its parameters is sent again without it.

        Raises:
            RateLimited: it asks to wait.
            Unconfirmed: there was no answer, and it may have cost something all the same.
            ServiceError: it did not take the question.
        """
        while True:
            sent = _PARAMETERS.keys() - self._refused
            try:
                return await self._ask(question, sent)
            except openai.OpenAIError as error:
                refused = _refused_parameter(error, sent)
                if refused is None:
                    raise _meaning(error) from error
                self._refused.add(refused)

    async def _ask(self, question: str, parameters: Collection[str]) -> Answered:
        given = {name: _PARAMETERS[name] for name in parameters}
        for name in _INSTEAD.keys() - set(parameters):
            given |= _INSTEAD[name]
        try:
            async with asyncio.timeout(self._time_s):
                response = await self._completions.with_raw_response.create(
                    model=self.model,
                    messages=[
                        {"role": "system", "content": INSTRUCTIONS},
                        {"role": "user", "content": question},
                    ],
                    **given,
                )
        except TimeoutError as error:
            raise Unconfirmed(f"{_NAME} gives no answer in time") from error
        return _read(response.content)


def _read(body: bytes) -> Answered:
    """Return what is in an answer, whatever its bytes are."""
    try:
        completion = msgspec.json.decode(body, type=_Completion)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Answered("")
    message = completion.choices[0].message if completion.choices else _Message()
    usage = completion.usage
    tokens = (usage.prompt_tokens, usage.completion_tokens) if usage else None
    return Answered(message.content or message.refusal or "", tokens)


def _refused_parameter(error: openai.OpenAIError, sent: Collection[str]) -> str | None:
    """Return which of the parameters an endpoint did not take; None where it was another reason."""
    if not isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return None
    named = [name for name in _PARAMETERS if name in sent and name in str(error)]
    return next(iter(named), "response_format" if "response_format" in sent else None)


def _meaning(error: openai.OpenAIError) -> ServiceError:
    """Return `error` as ours, without its words: they may repeat the key."""
    match error:
        case openai.RateLimitError():
            wait_s = error.response.headers.get("Retry-After", "")
            wait = float(wait_s) if re.fullmatch(r"[0-9]{1,9}", wait_s) else WAIT_S
            return RateLimited(_NAME, min(wait, MOST_WAIT_S))
        case openai.APIStatusError():
            code = re.sub(r"[^\w.-]", "", error.code or "")[:40]
            return ServiceError(f"{_NAME} answers {error.status_code} {code}".strip())
        case openai.APIConnectionError(__cause__=httpx2.ConnectError() | httpx2.ConnectTimeout()):
            return ServiceError(f"{_NAME} can’t be reached")
        case _:
            return Unconfirmed(f"{_NAME} gives no answer: {type(error).__name__}")
