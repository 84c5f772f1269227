"""Try sources now and say what each gives, without storing anything."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.errors import ServiceError
from bot.news.fetch import Fetched, Fetcher, Moved
from bot.news.health import habit, moved, silence
from bot.news.parse import Fault, Parsed, parse
from bot.news.source import Source

HOSTS_AT_ONCE = 20

Status = Literal["ok", "silent", "moved", "failed", "changed"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a try of one source gave.

    Args:
        status: `ok`; `silent` or `moved`, where it can be read all the same; `failed`, which is
            also a move to another domain; `changed`: its document is not what it is declared to
            be, or lists nothing.
        cause: in one line, where it is not `ok`.
        newest_at: date of its newest official item.
        kept: how many items would be kept.
        rejected: how many would be set aside, by what is wrong with them.
        filtered: how many official items its filter leaves out.
        moved_to: the address that its server sends on to for good.
    """

    source: Source
    status: Status
    cause: str | None = None
    newest_at: datetime | None = None
    kept: int = 0
    rejected: Mapping[Fault, int] = field(default_factory=dict)
    filtered: int = 0
    moved_to: str | None = None

    @property
    def is_readable(self) -> bool:
        """Whether it gives items, or could."""
        return self.status in {"ok", "silent", "moved"}


async def check(sources: Iterable[Source], fetcher: Fetcher, clock: Clock) -> tuple[Checked, ...]:
    """Return what each source gives, in their order; hosts are asked side by side."""
    turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
    free = asyncio.Semaphore(HOSTS_AT_ONCE)

    async def in_turn(source: Source) -> Checked:
        async with turns[urlsplit(source.url).netloc], free:
            return await _check(source, fetcher, clock)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(in_turn(source)) for source in sources]
    return tuple(task.result() for task in tasks)


async def _check(source: Source, fetcher: Fetcher, clock: Clock) -> Checked:
    try:
        fetched = await fetcher.fetch(source)
    except Moved as error:
        return Checked(source, "failed", str(error), moved_to=error.to)
    except ServiceError as error:
        return Checked(source, "failed", str(error))
    spec, now = source.spec_at(fetched.url), clock.now()
    parsed = await asyncio.to_thread(parse, fetched.body, spec, now, fetched.content_type)
    return _judged(source, fetched, parsed, now)


def _judged(source: Source, fetched: Fetched, parsed: Parsed, now: datetime) -> Checked:
    newest_at, gap_s = habit(parsed.dates)
    status, cause = _status(fetched, parsed, silence(newest_at, gap_s, now))
    return Checked(
        source,
        status,
        cause,
        newest_at,
        kept=len(parsed.items),
        rejected=Counter(item.fault for item in parsed.rejected),
        filtered=parsed.filtered,
        moved_to=fetched.moved_to,
    )


def _status(fetched: Fetched, parsed: Parsed, silent: str | None) -> tuple[Status, str | None]:
    if parsed.error:
        return ("changed" if parsed.changed else "failed"), parsed.error
    if parsed.is_empty:
        return "changed", "lists nothing"
    if fetched.moved_to:
        return "moved", moved(fetched.moved_to)
    return ("silent", silent) if silent else ("ok", None)
