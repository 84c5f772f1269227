"""Official announcements: refreshed from their sources, and looked up."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.news.fetch import Fetcher
from bot.news.item import Spotter
from bot.news.recorded import load_recorded
from bot.news.refresh import Refreshed, Refresher
from bot.news.source import Source, Sources
from bot.news.watch import Watch
from bot.storage.alarms import Alarms
from bot.storage.items import Items
from bot.storage.records import Alarm, Item
from bot.storage.set_aside import SetAsideItems
from bot.storage.source_states import SourceStates

HOSTS_AT_ONCE = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """How a round of refreshes went, source by source."""

    sources: tuple[Refreshed, ...]

    @property
    def new(self) -> int:
        """How many items were not known before."""
        return sum(refreshed.new for refreshed in self.sources)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the items that were asked for, newest first.

    Args:
        total: how many there are in all.
    """

    items: tuple[Item, ...]
    total: int


class News:
    """The items of all sources.

    Args:
        set_aside, alarms: what operators are shown, of the items and of the sources.
        terms: the glossary, which finds the terms that an item mentions.
        recordings: folder of the recorded documents.
        random: spreads the tries of sources that fail.
    """

    def __init__(  # noqa: PLR0913 -- each is a part of its own, given by name
        self,
        *,
        sources: Sources,
        items: Items,
        set_aside: SetAsideItems,
        states: SourceStates,
        alarms: Alarms,
        terms: Spotter,
        clock: Clock,
        fetcher: Fetcher,
        recordings: Path,
        random: Random | None = None,
    ) -> None:
        self.sources = sources
        self.alarms = alarms
        self.set_aside = set_aside
        self._items = items
        self._terms = terms
        self._clock = clock
        self._recordings = recordings
        self._refresher = Refresher(
            items=items,
            set_aside=set_aside,
            states=states,
            watch=Watch(alarms),
            terms=terms,
            fetcher=fetcher,
            clock=clock,
            random=random or Random(),  # noqa: S311 -- spreads tries, guards nothing
        )

    async def refresh(self, source_id: str) -> RefreshReport:
        """Read one source now, also if it is not its turn or not enabled.

        Raises:
            KeyError: there is no such source.
            ServiceError: the database failed.
        """
        source = self.sources.get(source_id)
        if source is None:
            raise KeyError(source_id)
        return RefreshReport((await self._refresher.refresh(source, forced=True),))

    async def refresh_all(self) -> RefreshReport:
        """Read each enabled source whose turn it is.

        Those of one host are read one after the other; hosts don't wait for each other.
        """
        by_host: defaultdict[str, list[Source]] = defaultdict(list)
        for source in self.sources.enabled:
            by_host[urlsplit(source.url).netloc].append(source)
        free = asyncio.Semaphore(HOSTS_AT_ONCE)
        async with asyncio.TaskGroup() as tasks:
            hosts = [tasks.create_task(self._refresh_host(x, free)) for x in by_host.values()]
        return RefreshReport(tuple(refreshed for host in hosts for refreshed in host.result()))

    async def latest(  # noqa: PLR0913 -- one filter each, by name
        self,
        limit: int,
        offset: int = 0,
        *,
        source: str | None = None,
        company: str | None = None,
        term: str | None = None,
        words: str | None = None,
    ) -> Page:
        """Return items, newest first.

        Args:
            source: id of the only source wanted; without one and without a company those of the
                official list.
            company: name of the only company wanted, in any case.
            term: id of a glossary term that they mention.
            words: all of them occur in title or summary.
        """
        wanted = self._wanted(source, company)
        found = await self._items.latest(
            sources=wanted, term=term, words=words, limit=limit, offset=offset
        )
        return Page(found, await self._items.count(sources=wanted, term=term, words=words))

    async def about(self, term_id: str, limit: int) -> tuple[Item, ...]:
        """Return the newest items that mention a glossary term."""
        return await self._items.latest(term=term_id, limit=limit)

    async def troubles(self) -> tuple[Alarm, ...]:
        """Return what troubles the enabled sources at present, the longest first."""
        return await self.alarms.open(source.id for source in self.sources.enabled)

    async def ensure_recorded(self) -> None:
        """Keep the recorded items, if there are no others; the first live ones replace them."""
        if await self._items.any():
            return
        found = await asyncio.to_thread(
            lambda: list(
                load_recorded(
                    self.sources.enabled, self._recordings, self._terms, self._clock.now()
                )
            )
        )
        await self._items.keep(found)

    async def _refresh_host(
        self, sources: list[Source], free: asyncio.Semaphore
    ) -> list[Refreshed]:
        async with free:
            return [await self._refresh_safely(source) for source in sources]

    async def _refresh_safely(self, source: Source) -> Refreshed:
        try:
            return await self._refresher.refresh(source)
        except Exception as error:  # one source's surprise must not end the round
            log.exception("refresh failed", extra={"source": source.id})
            return Refreshed(source.id, "failed", error=type(error).__name__)

    def _wanted(self, source: str | None, company: str | None) -> Collection[str] | None:
        if source is None and company is None:
            return None
        asked = self.sources.all if company is None else self.sources.by(company)
        return [known.id for known in asked if source in (None, known.id)]
