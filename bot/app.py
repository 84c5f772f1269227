"""Put the bot together: from settings to a bot that answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version

from bot.clock import Clock, SystemClock
from bot.core import Bot, Stored
from bot.errors import DataError
from bot.news.source import Sources, load_sources
from bot.settings import Settings
from bot.terms.glossary import Glossary
from bot.terms.load import load

MAIN_FILE, WORK_FILE = "hayami.db", "work.db"
"""The SQLite files in the data folder: what users own, and what is in flight."""


@dataclass(frozen=True, slots=True)
class Data:
    """What the data files hold.

    Args:
        faults: what was left out, and why.
    """

    terms: Glossary
    sources: Sources
    faults: tuple[DataError, ...]


def read_data(settings: Settings) -> Data:
    """Read terms and sources; a bad file is left out and told in the faults."""
    terms = load(settings.terms_dir)
    sources = load_sources(settings.sources_file)
    return Data(Glossary(terms.entries), sources.sources, terms.faults + sources.faults)


@asynccontextmanager
async def open_bot(
    data: Data, settings: Settings, clock: Clock | None = None
) -> AsyncIterator[Bot]:
    """Give a bot over `data`, and close what it opened."""
    chosen_clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        opening = asyncio.Lock()
        opened: list[Stored] = []

        async def stored() -> Stored:
            async with opening:
                if not opened:
                    opened.append(await _open_stored(data, settings, chosen_clock, stack))
                return opened[0]

        yield Bot(
            terms=data.terms,
            sources=data.sources,
            clock=chosen_clock,
            stored=stored,
            timezone=settings.timezone,
            version=version("hayami"),
        )


def database_url(settings: Settings) -> str:
    """Return where what users own is kept."""
    return _url(settings, MAIN_FILE)


def work_url(settings: Settings) -> str:
    """Return where the work in flight is kept."""
    return _url(settings, WORK_FILE)


def _url(settings: Settings, file: str) -> str:
    if settings.database_url:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{(settings.data_dir / file).absolute()}"


async def _open_stored(
    data: Data, settings: Settings, clock: Clock, stack: AsyncExitStack
) -> Stored:
    await asyncio.to_thread(import_module, "bot.stored")  # 0.4 s, which the event loop goes on in
    from bot.stored import open_stored  # noqa: PLC0415

    opening = open_stored(database_url(settings), settings, data.terms, data.sources, clock)
    return await stack.enter_async_context(opening)
