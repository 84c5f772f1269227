"""Refresh one source: fetch, parse, find its terms, keep its items, remember how it went."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Literal

from bot.clock import Clock
from bot.errors import ServiceError
from bot.news.fetch import Fetched, Fetcher
from bot.news.health import Unfit, habit
from bot.news.identity import settle
from bot.news.item import Spotter, is_backlog, new_item
from bot.news.parse import Parsed, Rejected, parse
from bot.news.source import Source
from bot.news.turns import (
    after_failure,
    after_reading,
    after_unchanged,
    is_unchanged,
    is_waiting,
    validators,
)
from bot.news.watch import Watch
from bot.storage.items import Items
from bot.storage.records import Item, SetAside, SourceState
from bot.storage.set_aside import SetAsideItems
from bot.storage.source_states import SourceStates

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How the refresh of one source went.

    Args:
        status: `read`: its document was read; `unchanged`: it had none but the known one;
            `failed`: see `error`; `waiting`: it was not its turn.
        new: how many of the items were not known before.
        filtered: how many official items the source's filter left out.
        next_try_at: instant before which it is not asked again; None: at the next round.
    """

    source: str
    status: Literal["read", "unchanged", "failed", "waiting"]
    items: int = 0
    new: int = 0
    filtered: int = 0
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None
    next_try_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refresher:
    """Refreshes sources, one at a time."""

    items: Items
    set_aside: SetAsideItems
    states: SourceStates
    watch: Watch
    terms: Spotter
    fetcher: Fetcher
    clock: Clock
    random: Random

    async def refresh(self, source: Source, *, forced: bool = False) -> Refreshed:
        """Read `source` and keep its items. A failure is remembered, and leaves them alone.

        Args:
            forced: read it even if it is not its turn.

        Raises:
            ServiceError: the database failed.
        """
        now = self.clock.now()
        state = await self.states.get(source.id)
        if is_waiting(state, now) and not forced:
            return Refreshed(source.id, "waiting", error=state.error, next_try_at=state.next_try_at)
        try:
            fetched = await self.fetcher.fetch(source, *validators(state, now))
        except ServiceError as error:
            return await self._fail(state, now, error)
        if is_unchanged(state, fetched):
            await self._succeed(after_unchanged(state, now, fetched), now, fetched)
            return Refreshed(source.id, "unchanged")
        return await self._read(source, state, now, fetched)

    async def _read(
        self, source: Source, state: SourceState, now: datetime, fetched: Fetched
    ) -> Refreshed:
        stored = await self.items.keys(source.id)
        known = {key: item for key, item in stored.items() if not item.recorded}
        parsed, items = await asyncio.to_thread(self._parse, source, fetched, known, now)
        if fault := _fault(parsed, known):
            return await self._fail(state, now, fault)
        if state.last_good_at is None:
            items = [replace(item, backlog=is_backlog(item)) for item in items]
        new = await self.items.keep(items)
        if new:
            await self.items.drop_recorded()
        await self.set_aside.put(source.id, _set_aside(source, parsed.rejected, now))
        newest_at, gap_s = habit(parsed.dates)
        after = after_reading(state, now, fetched, len(new))
        await self._succeed(replace(after, newest_at=newest_at, gap_s=gap_s), now, fetched)
        log.info(
            "source read",
            extra={"source": source.id, "new": len(new), "rejected": len(parsed.rejected)},
        )
        return Refreshed(
            source.id,
            "read",
            items=len(items),
            new=len(new),
            filtered=parsed.filtered,
            rejected=parsed.rejected,
            warnings=parsed.warnings,
        )

    def _parse(
        self, source: Source, fetched: Fetched, known: Mapping[str, Item], now: datetime
    ) -> tuple[Parsed, list[Item]]:
        """Return what the document gave; it takes a thread, since a large one takes seconds."""
        spec = source.spec_at(fetched.url)
        parsed = parse(fetched.body, spec, now, fetched.content_type)
        found = settle(parsed.items, known)
        items = [new_item(item, source, self.terms, now) for item in found]
        return parsed, [_with_first_date(item, known.get(item.key)) for item in items]

    async def _succeed(self, state: SourceState, now: datetime, fetched: Fetched) -> None:
        await self.states.put(state)
        await self.watch.read(state, fetched.moved_to, now)

    async def _fail(self, state: SourceState, now: datetime, error: ServiceError) -> Refreshed:
        failed = after_failure(state, now, error, self.random)
        await self.states.put(failed)
        await self.watch.failed(failed, error, now)
        log.debug(
            "source failed",
            extra={"source": state.source, "times": failed.failures, "error": failed.error},
        )
        return Refreshed(state.source, "failed", error=failed.error, next_try_at=failed.next_try_at)


def _fault(parsed: Parsed, known: Mapping[str, Item]) -> ServiceError | None:
    """Return why `parsed` is not to be believed: a document that loses all its items is broken."""
    if parsed.is_empty and known:
        return Unfit("lists nothing any more: its markup may have changed")
    if not parsed.error:
        return None
    return Unfit(parsed.error) if parsed.changed else ServiceError(parsed.error)


def _set_aside(source: Source, rejected: Iterable[Rejected], now: datetime) -> Iterator[SetAside]:
    for item in rejected:
        yield SetAside(source.id, item.url, item.title, item.fault, item.reason, now, now)


def _with_first_date(item: Item, stored: Item | None) -> Item:
    """Return `item` dated as it was at first: some publishers date all their items anew."""
    if not stored or not stored.published:
        return item
    return replace(item, published=stored.published, clamped=stored.clamped)
