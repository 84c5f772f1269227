"""hayami in a fake workspace: its face in either of its ways, its poster, and what it posts."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from aiohttp import web
from fakes.slack import SlackFake
from fakes.slack_people import Person
from fakes.slack_workspace import BOT_TOKEN, GENERAL, Clock

from adapters.slack.connect import SlackFace
from adapters.slack.post import SlackPoster
from bot.reply import Reply, Text, Words
from bot.request import Place
from bot.settings import Settings

PLACE = Place("slack", "T01TEAM", GENERAL)
DIGEST = Reply("en", (Text((Words("Today's news, with <!channel> & more"),)),))
LONG = Reply("en", tuple(Text((Words(f"{n} news. " * 300),)) for n in range(12)))
KEY = "0sj1xk2"

Start = Callable[..., Awaitable[SlackFake]]
"""(scopes, paced=False) → a workspace that granted them and has the test's clock."""


@asynccontextmanager
async def connected(face: SlackFace, slack: SlackFake) -> AsyncIterator[Person]:
    """Connect a face over Socket Mode."""
    running = asyncio.create_task(face.run())
    await slack.connected()
    yield Person(slack, slack.deliver)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@asynccontextmanager
async def served(face: SlackFace) -> AsyncIterator[str]:
    """Serve a face over HTTP, as the web server does, and give its address."""
    app = web.Application()
    app.router.add_post("/slack/events", face.handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


def poster(slack: SlackFake, clock: Clock) -> SlackPoster:
    """Return a poster as a process has it that has just started."""
    settings = {"slack_bot_token": BOT_TOKEN, "slack_api_url": slack.api_url}
    return SlackPoster(Settings.model_validate(settings), clock)
