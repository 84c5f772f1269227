"""The web face put together, and served."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import suppress

from aiohttp import web

from adapters.web.api import Api
from adapters.web.faults import faults
from adapters.web.guard import add_headers, guard
from adapters.web.pages import Pages
from adapters.web.post import Look, WebPoster
from bot.core import Bot
from bot.errors import ServiceError, UsageError
from bot.i18n import N_

MAX_BODY = 1024 * 1024
"""Bytes of a request's body: far above ours, and enough for what Slack posts."""

MAX_LINE = 64 * 1024
"""Bytes of an address, and of a header that repeats it: 12 for each character of the longest
question that is looked at, and room beside it."""

CLOSING_S = 5.0
"""Seconds that open requests have when the server stops."""

Health = Callable[[], Mapping[str, str]]
"""Gives each part of the process with `ok`, or with what is wrong."""

Troubles = Callable[[], Awaitable[Mapping[str, str]]]
"""Gives the sources of news that are in trouble, by their ids."""

TROUBLES_S = 2.0
"""Seconds that the database has to name them: who watches the process must not wait for it."""


def create_app(  # noqa: PLR0913 -- keywords, each with its own meaning
    bot: Bot,
    *,
    looks: Mapping[str, Look],
    poster: WebPoster,
    health: Health,
    troubles: Troubles | None = None,
    hosts: Collection[str] = (),
    routes: Iterable[web.RouteDef] = (),
) -> web.Application:
    """Return the web face.

    Args:
        looks: `slack` and `discord`, with the renderers of those adapters.
        poster: the page's channel, the same that the digest posts to.
        troubles: of the sources of news; None leaves them out of the health.
        hosts: names or addresses under which the page is reached besides the loopback ones.
        routes: more routes, of another adapter; they look after themselves and are not guarded.
    """
    pages = Pages(bot)
    more = [*routes, web.get("/healthz", _healthz(health, troubles))]
    app = web.Application(
        middlewares=[faults(pages), guard(hosts, [route.path for route in more])],
        client_max_size=MAX_BODY,
    )
    app.on_response_prepare.append(add_headers)
    app.add_routes([*pages.routes(), *Api(bot, looks, poster).routes(), *more])
    return app


async def serve(
    app: web.Application,
    host: str,
    port: int,
    started: Callable[[str], None] = lambda address: None,  # noqa: ARG005 -- nobody wants to know
) -> None:
    """Serve `app` until cancelled.

    Args:
        port: 0 takes any free one.
        started: told the page's address when it can be opened.

    Raises:
        UsageError: the port is taken or not allowed, or the host is not this machine's.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=CLOSING_S,
        max_line_size=MAX_LINE,
        max_field_size=MAX_LINE,
    )
    await runner.setup()
    try:
        await _bind(web.TCPSite(runner, host, port), host, port)
        shown_host, shown_port, *_ = runner.addresses[0]
        bracketed = f"[{shown_host}]" if ":" in shown_host else shown_host
        started(f"http://{bracketed}:{shown_port}")
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


async def _bind(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except (OSError, UnicodeError) as error:  # UnicodeError: no host can have such a name
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise UsageError(
                N_("Port {port} of {host} is taken. Set HAYAMI_WEB_PORT to another one."),
                port=port,
                host=host,
            ) from error
        raise UsageError(
            N_(
                "The page can't be served on port {port} of {host} ({reason}). "
                "Set HAYAMI_WEB_HOST or HAYAMI_WEB_PORT."
            ),
            host=host,
            port=port,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def _healthz(
    health: Health, troubles: Troubles | None
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.Response:  # noqa: ARG001 -- a handler's form
        parts = dict(health())
        status = "ok" if all(state == "ok" for state in parts.values()) else "degraded"
        told: dict[str, object] = {"status": status, "parts": parts}
        if troubles:  # somebody else's faults: they don't change the status
            with suppress(ServiceError, TimeoutError):
                told["sources"] = dict(await asyncio.wait_for(troubles(), TROUBLES_S))
        return web.json_response(told)

    return answer
