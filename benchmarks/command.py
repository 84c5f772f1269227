"""How long a whole slash command takes in Slack, beside a handler that does nothing.

Run: .venv/bin/python benchmarks/command.py [--commands N] [--entries N ...]

Both are the real slack-bolt behind the real web server on 127.0.0.1, sent the same signed requests
in turn; the peer acknowledges each with one word. `core` is the same request without Slack, its
look-ups in the database included. By default there are 300 entries, and 115,000, which have 300,000
names.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # for the fake of Slack

import aiohttp
from aiohttp import web
from fakes.slack import SIGNING_SECRET, SlackFake, signed
from fakes.slack_workspace import BOT_TOKEN, GENERAL, TEAM
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from synthetic import entries

from adapters.slack.connect import SlackFace
from bot.answer import answer
from bot.app import open_bot, read_data
from bot.request import Actor, Place, Request
from bot.settings import Settings
from bot.terms.glossary import Glossary

QUERIES = ("転移学習", "RAG", "fine tuning", "ﾊﾙｼﾈｰｼｮﾝ", "tenigakusyuu")
WARMING = 20
"""Commands that are not counted: the first ones find nothing warm."""

Ask = Callable[[str], Awaitable[object]]
Handler = Callable[[web.Request], Awaitable[web.Response]]


async def times(ways: Sequence[Ask], count: int) -> list[list[float]]:
    """Return the seconds of each way for each of `count` commands, sent in turn."""
    took: list[list[float]] = [[] for _ in ways]
    for number in range(WARMING + count):
        for way, seconds in zip(ways, took, strict=True):
            start = perf_counter()
            await way(QUERIES[number % len(QUERIES)])
            seconds.append(perf_counter() - start)
    return [seconds[WARMING:] for seconds in took]


@asynccontextmanager
async def typing(handler: Handler, slack: SlackFake) -> AsyncIterator[Ask]:
    """Serve what answers Slack, and give what types `/hayami query` and waits for the answer."""
    app = web.Application()
    app.router.add_post("/slack/events", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    async with aiohttp.ClientSession() as session:

        async def ask(query: str) -> str:
            command = {"command": "/hayami", "text": query, "team_id": TEAM, "user_id": "U01ALICE"}
            more = {"channel_id": GENERAL, "response_url": slack.response_url()}
            body = urlencode(command | more)
            headers = {"Content-Type": "application/x-www-form-urlencoded"} | signed(body)
            async with session.post(url, data=body, headers=headers) as response:
                response.raise_for_status()
                return await response.text()

        yield ask
    await runner.cleanup()


def idle(settings: Settings) -> Handler:
    """Return an app of slack-bolt that acknowledges commands and does nothing else."""
    app = AsyncApp(token=BOT_TOKEN, signing_secret=SIGNING_SECRET)
    app.client.base_url = settings.slack_api_url

    @app.command("/hayami")
    async def on_command(ack: AsyncAck) -> None:
        await ack("…")

    async def handler(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handler


async def at_size(count: int, commands: int) -> None:
    """Print the times for `count` entries."""
    terms = Glossary(entries(count))
    terms.prepare()
    with tempfile.TemporaryDirectory() as folder:
        async with SlackFake() as slack:
            settings = Settings.model_validate(
                {
                    "data_dir": folder,
                    "slack_bot_token": BOT_TOKEN,
                    "slack_signing_secret": SIGNING_SECRET,
                    "slack_api_url": slack.api_url,
                }
            )
            async with (
                open_bot(replace(read_data(settings), terms=terms), settings) as bot,
                typing(SlackFace(bot, settings).handler, slack) as whole,
                typing(idle(settings), slack) as empty,
            ):
                actor = Actor("U1", may_manage=False, locale="ja")

                async def core(query: str) -> object:
                    return await answer(Request(query, actor, Place("slack", "T1", "C1")), bot)

                if "transfer-learning" not in str(await whole(QUERIES[0])):
                    sys.exit("The command was not answered.")
                ours, theirs, inner = await times((whole, empty, core), commands)
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    print(f"{count:,} entries, {sum(len(entry.names()) for entry in terms.entries):,} names")
    for name, took in (("command", ours), ("empty handler", theirs), ("core, database", inner)):
        p99 = quantiles(took, n=100)[-1]
        print(f"  {name:14} median {median(took) * 1e3:7.3f} ms, p99 {p99 * 1e3:7.3f} ms")
    print(f"  command / empty handler ×{ratio:.2f}")


def main() -> None:
    """Print the times for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=500)
    parser.add_argument("--entries", type=int, nargs="*", default=[300, 115_000])
    chosen = parser.parse_args()
    for count in chosen.entries:
        asyncio.run(at_size(count, chosen.commands))


if __name__ == "__main__":
    main()
