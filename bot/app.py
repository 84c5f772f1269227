"""Put the bot together: from settings to a bot that answers."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.core import Bot, Stored
from bot.errors import DataError
from bot.settings import Settings
from bot.terms.glossary import Glossary
from bot.terms.load import load

if TYPE_CHECKING:
    from bot.news.load import LoadedSources
    from bot.news.source import Sources

MAIN_FILE, WORK_FILE = "hayami.db", "work.db"
"""The SQLite files in the data folder: what users own, and what is in flight."""


@dataclass(frozen=True)
class Data:
    """What the data files hold; the sources are read when they are first asked for.

    Args:
        own_sources_file: the admin's own sources, where there are any.
    """

    terms: Glossary
    sources_file: Path
    own_sources_file: Path
    term_faults: tuple[DataError, ...]

    @property
    def sources(self) -> "Sources":
        """Return the sources of news."""
        return self._loaded.sources

    @property
    def faults(self) -> tuple[DataError, ...]:
        """Return what was left out of terms and sources, and why."""
        return self.term_faults + self.source_faults

    @property
    def source_faults(self) -> tuple[DataError, ...]:
        """Return what was left out of the sources, and why."""
        return self._loaded.faults

    @cached_property
    def _loaded(self) -> "LoadedSources":
        from bot.news.load import load_all_sources  # noqa: PLC0415 -- 50 ms of a mere look-up

        return load_all_sources(self.sources_file, self.own_sources_file)


def read_data(settings: Settings) -> Data:
    """Read terms and sources; a bad file is left out and told in the faults."""
    terms = load(settings.terms_dir, _cache_of(settings.terms_dir))
    return Data(
        Glossary(terms.entries), settings.sources_file, settings.own_sources_file, terms.faults
    )


def _cache_of(folder: Path) -> Path | None:
    """Return where what was parsed of `folder` is kept for the next start, if there is a place."""
    try:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return None
    name = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
    return place / "hayami" / f"terms-{name}.msgpack"


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
            read_sources=lambda: data.sources,
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
