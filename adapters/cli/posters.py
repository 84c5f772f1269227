"""The posters of the platforms that are switched on."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module

from adapters.discord.render import render as discord_look
from adapters.slack.render import render as slack_look
from adapters.web.post import Look, WebPoster
from bot.clock import SystemClock
from bot.digest.poster import Poster
from bot.errors import UsageError
from bot.i18n import N_
from bot.request import Place
from bot.settings import Settings

LOOKS: Mapping[str, Look] = {"slack": slack_look, "discord": discord_look}


def web_poster(settings: Settings) -> WebPoster:
    """Return the poster of the web page's channel."""
    return WebPoster(settings.data_dir / "channel", LOOKS)


@asynccontextmanager
async def open_posters(settings: Settings) -> AsyncIterator[Mapping[str, Poster]]:
    """Give the posters of the web page and of each platform that has a token."""
    posters: dict[str, Poster] = {"web": web_poster(settings)}
    async with AsyncExitStack() as stack:
        if settings.slack_bot_token:
            await preload("adapters.slack.post")
            from adapters.slack.post import SlackPoster

            slack = SlackPoster(settings, SystemClock())
            stack.push_async_callback(slack.close)
            posters["slack"] = slack
        if settings.discord_token:
            await preload("adapters.discord.post")
            from adapters.discord.post import DiscordPoster

            discord = DiscordPoster(settings)
            stack.push_async_callback(discord.close)
            posters["discord"] = discord
        yield posters


def operators_place(settings: Settings) -> Place:
    """Return the operators' channel.

    Raises:
        UsageError: its platform is not set up.
    """
    platform, tenant, channel = settings.operators_channel.split(":")
    tokens = {"slack": settings.slack_bot_token, "discord": settings.discord_token}
    if platform in tokens and not tokens[platform]:
        raise UsageError(
            N_("HAYAMI_OPERATORS_CHANNEL is on {platform}, whose token is not set."),
            platform=platform,
        )
    return Place(platform, tenant, channel)


async def preload(module: str) -> None:
    """Import `module` in a thread: a chat SDK takes long enough to stall the event loop."""
    await asyncio.to_thread(import_module, module)
