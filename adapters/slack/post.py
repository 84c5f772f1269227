"""Post digests to Slack, over its Web API only, so that each is there once whatever breaks."""

import ipaddress
import logging
from collections.abc import Awaitable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.render import render
from adapters.slack.ways import LEAD, Direct, Scheduled, Way
from bot.clock import Clock
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.reply import Reply
from bot.request import Place
from bot.settings import Settings

SDK_LOG = logging.getLogger("hayami.slack")
SDK_LOG.setLevel(logging.ERROR)
"""Where the SDKs write: errors only, because below that they write what people say."""

TIMEOUT_S = 12
"""Seconds for a call; two of them end within the half minute that a try of a delivery may take."""
DEFAULT_WAIT_S = 30.0
"""Seconds to wait where Slack asks to wait and does not say how long."""

HISTORY = {
    "channel": frozenset(("channels:history", "groups:history")),
    "direct": frozenset(("im:history",)),
}
"""Rights, one of which lets the app read a kind of place."""

GONE = frozenset(
    (
        "account_inactive",
        "channel_not_found",
        "ekm_access_denied",
        "invalid_auth",
        "is_archived",
        "missing_scope",
        "no_permission",
        "not_authed",
        "not_in_channel",
        "restricted_action",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    )
)
"""Errors that stay until a person changes something."""
UNSURE = frozenset(("fatal_error", "internal_error", "service_unavailable"))
"""Errors after which a part of the work may have been done, as chat.postMessage's page says."""
NO_SCHEDULING = frozenset(
    (
        "method_deprecated",
        "method_not_supported_for_channel_type",
        "not_allowed_token_type",
        "unknown_method",
    )
)


class RefusedError(ServiceError):
    """Slack did nothing, and says why.

    Args:
        reason: its error code.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"Slack refuses: {reason}")
        self.reason = reason


class SlackPoster:
    """Posts digests; implements the Poster protocol of `bot.digest.poster`."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._api = WebApi(web_client(settings, TIMEOUT_S))
        self._clock = clock
        self._asked = False
        self._scopes: frozenset[str] = frozenset()
        self._can_schedule = True

    def lead(self) -> timedelta:
        """Return how long before its time a post may be handed over."""
        return LEAD if self._can_schedule else timedelta()

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        """Post `reply`, or have Slack post it at `at`, and return the id of its first message.

        Args:
            key: what `find` knows the post by, where the history can be read.

        Raises:
            RateLimited, ServiceError: it had no effect.
            Unreachable: it had no effect, and a person has to change something.
            Unconfirmed: it may have had an effect, or a part of it is missing.
        """
        parts = render(reply)
        way: Way = Direct(self._api, self._clock, place, key)
        if await self._is_scheduled(place):
            way = Scheduled(self._api, self._clock, place)
        try:
            first = await way.send(parts, 0, at)
        except RefusedError as refusal:
            if refusal.reason not in NO_SCHEDULING:
                raise
            self._can_schedule = False
            way = Direct(self._api, self._clock, place, key)
            first = await way.send(parts, 0, at)
        try:
            for number in range(1, len(parts)):
                await way.send(parts, number, at)
        except ServiceError as error:
            raise Unconfirmed("the rest of a long post is missing") from error
        return first

    async def find(
        self,
        place: Place,
        reply: Reply,
        key: str,
        since: datetime,
        *,
        at: datetime | None = None,
        last_try: datetime | None = None,
    ) -> str | None:
        """Return the id of what was posted under `key`, None where nothing was.

        Parts that are missing are posted.

        Args:
            since: an instant before the first try.
            at: the `at` of the tries.
            last_try: when the last one began; without the two, what is not found among the
                scheduled messages stays unconfirmed.

        Raises:
            ServiceError: Slack can't be asked now.
            Unconfirmed: nobody can tell.
        """
        parts = render(reply)
        way: Way = Direct(self._api, self._clock, place, key)
        if await self._is_scheduled(place):
            way = Scheduled(self._api, self._clock, place, at, last_try)
        found = await way.find(parts, since)
        if not found:
            return None
        for number in range(max(found) + 1, len(parts)):
            await way.send(parts, number, since)
        return found[min(found)]

    async def close(self) -> None:
        """Do nothing: each call has its own connection.

        One that was kept might be dead, and leave the outcome of a post unknown for no reason.
        """

    async def _is_scheduled(self, place: Place) -> bool:
        """Return whether posts to `place` go through Slack's scheduling.

        Slack is asked once for the granted rights; where it does not tell, as behind some proxies,
        nothing is scheduled.
        """
        if not self._asked:
            scopes = await self._api.scopes()
            self._asked = True
            self._scopes = scopes or frozenset()
            self._can_schedule = scopes is not None
        return self._can_schedule and not self._scopes & HISTORY[place.kind]


class WebApi:
    """Slack's Web API, with its errors in our words."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def read(self, method: str, **arguments: object) -> Mapping[str, Any]:
        """Return the answer of a method that changes nothing and can simply be asked again."""
        answer = await _outcome(self._client.api_call(method, data=arguments), ServiceError)
        return _json(answer)

    async def write(self, method: str, **arguments: object) -> Mapping[str, Any]:
        """Return the answer of a method that may have worked although it failed."""
        return _json(await _outcome(self._client.api_call(method, json=arguments), Unconfirmed))

    async def scopes(self) -> frozenset[str] | None:
        """Return the rights that the app was granted, None where the answer does not tell."""
        answer = await _outcome(self._client.auth_test(), ServiceError)
        scopes = answer.headers.get("x-oauth-scopes")
        return None if scopes is None else frozenset(scopes.replace(" ", "").split(","))


def web_client(settings: Settings, timeout_s: int) -> AsyncWebClient:
    """Return a client of Slack's Web API that repeats nothing by itself."""
    token = settings.slack_bot_token
    client = AsyncWebClient(
        token.get_secret_value() if token else None,
        settings.slack_api_url,
        timeout_s,
        logger=SDK_LOG,
        retry_handlers=[],
    )
    client.proxy = client.proxy if takes_proxy(settings.slack_api_url) else None
    return client


def takes_proxy(url: str) -> bool:
    """Return whether the environment's proxy is meant for `url`.

    slack_sdk takes the one of HTTPS_PROXY or HTTP_PROXY for any address, this machine's included.
    """
    host = urlsplit(url).hostname or ""
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    return not is_here and not proxy_bypass(host)


async def _outcome(
    call: Awaitable[AsyncSlackResponse], unknown: type[ServiceError]
) -> AsyncSlackResponse:
    """Return the answer to a call, or raise what its failure means.

    Args:
        unknown: what to raise where nobody knows what the call did.
    """
    try:
        return await call
    except SlackApiError as error:
        raise _meaning(error, unknown) from error
    except aiohttp.ClientConnectorError as error:
        raise ServiceError(f"Slack can't be reached: {error}") from error
    except (aiohttp.ClientError, TimeoutError, AttributeError) as error:
        # AttributeError: how slack_sdk takes an answer in plain text, such as a proxy's
        raise unknown(f"Slack gives no answer: {type(error).__name__}") from error


def _meaning(error: SlackApiError, unknown: type[ServiceError]) -> ServiceError:
    response = error.response
    if not isinstance(response, AsyncSlackResponse):  # slack_sdk could not read the answer
        return unknown("Slack's answer is no JSON")
    reason = str(_json(response).get("error", ""))
    if response.status_code == 429 or reason == "ratelimited":  # noqa: PLR2004 -- HTTP's number
        wait_s = response.headers.get("Retry-After", "")
        return RateLimited("Slack", float(wait_s) if wait_s.isdecimal() else DEFAULT_WAIT_S)
    if reason in GONE:
        return Unreachable("Slack", reason)
    if not reason or reason in UNSURE or response.status_code >= 500:  # noqa: PLR2004 -- as above
        return unknown(f"Slack answers {response.status_code} {reason}")
    return RefusedError(reason)


def _json(answer: AsyncSlackResponse) -> Mapping[str, Any]:
    return answer.data if isinstance(answer.data, dict) else {}
