"""`hayami news rejected`: what the refreshes have set aside, and why."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from adapters.cli.scripts import to_json
from bot.app import open_bot, read_data
from bot.clock import SystemClock
from bot.errors import UsageError
from bot.settings import Settings
from bot.storage.records import SetAside

_SPAN = re.compile(r"(\d{1,4})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


async def rejected_lines(
    settings: Settings, source: str, since: str, *, as_json: bool
) -> Iterable[str]:
    """Return a line for each item that was set aside, the latest seen first.

    Args:
        source: id of the only source wanted; empty for all.
        since: `12h`, `7d`, `2w`, or a day such as 2026-11-01 in UTC; empty for all.

    Raises:
        UsageError: `since` is none of these.
    """
    start = _start(since) if since else None
    async with open_bot(read_data(settings), settings) as bot:
        found = await (await bot.stored()).news.set_aside.latest(source or None, start)
    return [to_json(_values(item)) if as_json else _line(item) for item in found]


def _start(since: str) -> datetime:
    try:
        if span := _SPAN.fullmatch(since):
            return SystemClock().now() - int(span[1]) * _UNITS[span[2]]
        return datetime.fromisoformat(since).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            "--since takes 12h, 7d, 2w or a day like 2026-11-01, not {since}", since=since
        ) from None


def _line(item: SetAside) -> str:
    return (
        f"{item.last_seen:%Y-%m-%d}  {item.source}  {item.fault}: {item.reason}"
        f"  {item.title or '(no title)'}  {item.url or '(no link)'}"
    )


def _values(item: SetAside) -> dict[str, object]:
    return {
        "source": item.source,
        "url": item.url,
        "title": item.title,
        "fault": item.fault,
        "reason": item.reason,
        "first_seen": item.first_seen.isoformat(),
        "last_seen": item.last_seen.isoformat(),
    }
