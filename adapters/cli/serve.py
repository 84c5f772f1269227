"""`hayami run`: the parts that are switched on, side by side in one process.

The page comes first, so that it answers within a second; what takes longer to import (the
scheduler's engine, the chat SDKs) follows beside it.
"""

import asyncio
import signal
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from random import Random

from aiohttp import web

from adapters.cli.folder import make_data_folder
from adapters.cli.logs import configure
from adapters.cli.posters import LOOKS, open_posters, operators_place, preload, web_poster
from adapters.cli.supervise import Run, Supervisor
from adapters.web.app import create_app
from adapters.web.app import serve as serve_web
from bot.app import Data, open_bot, read_data, work_url
from bot.core import Bot
from bot.errors import HayamiError
from bot.i18n import Language, Texts, texts
from bot.settings import Settings

PARTS = ("web", "slack", "discord", "worker")

HEAD_START_S = 1.0
"""Seconds that the page has to itself: imports and tables made beside it would hold it up."""


def serve(settings: Settings, parts: Collection[str], language: Language) -> int:
    """Run `parts` until the process is told to stop; return its exit code."""
    configure(settings.log_level)
    fault: HayamiError | None = None
    try:
        asyncio.run(_serve(settings, parts, texts(language)))
    except* HayamiError as group:
        fault = next(error for error in _leaves(group) if isinstance(error, HayamiError))
    if fault:
        print(f"hayami: {fault}", file=sys.stderr)
    return 2 if fault else 0


async def _serve(settings: Settings, parts: Collection[str], say: Texts) -> None:
    data = read_data(settings)
    make_data_folder(settings)
    print("\n".join(_overview(settings, parts, data, say)), flush=True)
    async with open_bot(data, settings) as bot:
        running = asyncio.create_task(_run(bot, settings, parts, say))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, running.cancel)
        with suppress(asyncio.CancelledError):
            await running


async def _run(bot: Bot, settings: Settings, parts: Collection[str], say: Texts) -> None:
    """Run what is set up of `parts` until cancelled."""
    supervisor = Supervisor()
    runs: dict[str, Run] = {}
    if "web" in parts:
        runs["web"] = partial(_run_web, bot, settings, supervisor, say)
    if "slack" in parts and settings.slack_bot_token and settings.slack_app_token:
        runs["slack"] = partial(_run_slack, bot, settings)
    if "discord" in parts and settings.discord_token:
        runs["discord"] = partial(_run_discord, bot, settings)
    if "worker" in parts:
        runs["worker"] = partial(_run_worker, bot, settings)
        if settings.operators_channel:
            runs["operators"] = partial(_run_operators, bot, settings, say.language)
    if "worker" in parts and settings.writes:
        runs["writer"] = partial(_run_writer, bot)
    await supervisor.run(runs)
    await (
        asyncio.Event().wait()
    )  # nothing is set up: a process of a Procfile must stay all the same


async def _run_web(bot: Bot, settings: Settings, supervisor: Supervisor, say: Texts) -> None:
    routes = []
    if _slack_by_http(settings):
        await preload("adapters.slack.connect")
        from adapters.slack.connect import SlackFace

        routes = [web.post("/slack/events", SlackFace(bot, settings).handler)]
    app = create_app(
        bot,
        looks=LOOKS,
        poster=web_poster(settings),
        health=supervisor.health,
        troubles=partial(_troubles, bot),
        hosts=(settings.web_host,),
        routes=routes,
    )

    def started(address: str) -> None:
        print(say("Open {address} and type 転移学習.", address=address), flush=True)

    await serve_web(app, settings.web_host, settings.web_port, started)


async def _troubles(bot: Bot) -> Mapping[str, str]:
    """Return what troubles the sources of news, by their ids."""
    alarms = await (await bot.stored()).news.troubles()
    return {alarm.source: alarm.trouble for alarm in alarms}


async def _run_slack(bot: Bot, settings: Settings) -> None:
    await preload("adapters.slack.connect")
    from adapters.slack.connect import SlackFace

    await SlackFace(bot, settings).run()


async def _run_discord(bot: Bot, settings: Settings) -> None:
    await preload("adapters.discord.connect")
    from adapters.discord.connect import DiscordFace

    await DiscordFace(bot, settings).run()


async def _run_worker(bot: Bot, settings: Settings) -> None:
    await asyncio.sleep(HEAD_START_S)
    await asyncio.to_thread(bot.terms.prepare)
    stored = await bot.stored()
    await stored.news.ensure_recorded()
    await preload("bot.work")
    from bot.work import run_work

    async with open_posters(settings) as posters:
        carrier = stored.digests.carrier(posters, Random())  # noqa: S311 -- jitter
        await run_work(
            work_url(settings), carrier=carrier, news=stored.news, worker=settings.worker
        )


async def _run_operators(bot: Bot, settings: Settings, language: Language) -> None:
    place = operators_place(settings)
    await asyncio.sleep(HEAD_START_S)
    news = (await bot.stored()).news
    await preload("bot.digest.operators")
    from bot.digest.operators import Operators

    async with open_posters(settings) as posters:
        await Operators(
            alarms=news.alarms,
            sources=bot.sources,
            poster=posters[place.platform],
            place=place,
            clock=bot.clock,
            language=language,
            timezone=settings.timezone,
        ).run()


async def _run_writer(bot: Bot) -> None:
    await asyncio.sleep(HEAD_START_S)
    writer = (await bot.stored()).writer
    await (writer.run() if writer else asyncio.Event().wait())  # its package may not be installed


def _slack_by_http(settings: Settings) -> bool:
    return bool(
        settings.slack_bot_token and settings.slack_signing_secret and not settings.slack_app_token
    )


def _overview(settings: Settings, parts: Collection[str], data: Data, say: Texts) -> Iterator[str]:
    """Yield what is on, what is off, and how to switch it on."""
    on, off = say("on "), say("off")
    yield f"hayami {version('hayami')}"
    terms = say.counted("{count} term", "{count} terms", len(data.terms.entries))
    sources = say.counted(
        "{count} source of news", "{count} sources of news", len(data.sources.enabled)
    )
    yield f"  {on} {say('Data:')} {terms}, {sources}"
    for fault in data.faults:
        yield "  !   " + say("Left out: {fault}", fault=fault)
    if "web" in parts:
        yield f"  {on} " + say("Web page")
    if "worker" in parts:
        yield f"  {on} " + say("Scheduler: refreshes the news, sends the digests")
        yield (
            f"  {on} " + say("Headlines and summaries by {model}", model=settings.llm_model)
            if settings.writes
            else f"  {off} " + say("Headlines and summaries by a model: docs/news.md")
        )
    if "slack" in parts or "web" in parts:
        yield f"  {_slack_state(settings, on, off, say)}"
    if "discord" in parts:
        yield (
            f"  {on} Discord"
            if settings.discord_token
            else f"  {off} " + say("Discord: set DISCORD_TOKEN (docs/discord.md)")
        )


def _slack_state(settings: Settings, on: str, off: str, say: Texts) -> str:
    if settings.slack_bot_token and settings.slack_app_token:
        return f"{on} " + say("Slack, by Socket Mode")
    if _slack_by_http(settings):
        return f"{on} " + say("Slack, by HTTP at /slack/events")
    if settings.slack_bot_token:
        return f"{off} " + say("Slack: set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET for HTTP")
    return f"{off} " + say("Slack: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (docs/slack.md)")


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
