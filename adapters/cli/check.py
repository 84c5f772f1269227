"""`hayami news check`: try the sources now, and say how each is."""

from collections.abc import Iterator, Sequence

from adapters.cli.scripts import to_json
from bot.app import Data, read_data
from bot.clock import SystemClock
from bot.errors import UsageError
from bot.news.check import Checked, check
from bot.news.fetch import Fetcher
from bot.news.source import Source
from bot.settings import Settings


async def check_sources(
    settings: Settings, ids: Sequence[str], *, every: bool, as_json: bool
) -> int:
    """Print a line for each source; return 1 where a declaration or an enabled source is faulty.

    Args:
        ids: of the sources to try, enabled or not; without, all that are enabled.
        every: name the disabled ones too, with the reason, after those that were tried.

    Raises:
        UsageError: there is no source of that id.
    """
    data = read_data(settings)
    sources = _chosen(data, ids)
    async with Fetcher(contact=settings.contact, allow_private=settings.fetch_private) as fetcher:
        found = await check(sources, fetcher, SystemClock())
    for fault in data.source_faults:
        print(to_json({"fault": str(fault)}) if as_json else f"FAULT {fault}")
    for each in found:
        print(to_json(_values(each)) if as_json else "\n".join(_lines(each)))
    for source in data.sources if every else ():
        if not source.enabled and source not in sources:
            print(to_json(_disabled(source)) if as_json else _disabled_line(source))
    failed = any(each.source.enabled and not each.is_readable for each in found)
    return 1 if failed or data.source_faults else 0


def _chosen(data: Data, ids: Sequence[str]) -> Sequence[Source]:
    for known in ids:
        if data.sources.get(known) is None:
            raise UsageError("there is no source {id}", id=known)
    return [source for source in data.sources if source.id in ids] or data.sources.enabled


def _values(checked: Checked) -> dict[str, object]:
    return {
        "source": checked.source.id,
        "enabled": checked.source.enabled,
        "official": checked.source.official,
        "url": checked.source.url,
        "status": checked.status,
        "cause": checked.cause,
        "newest": checked.newest_at.isoformat() if checked.newest_at else None,
        "kept": checked.kept,
        "rejected": dict(checked.rejected),
        "filtered": checked.filtered,
        "moved_to": checked.moved_to,
    }


def _lines(checked: Checked) -> Iterator[str]:
    newest = f"{checked.newest_at:%Y-%m-%d}" if checked.newest_at else "undated"
    aside = ", ".join(f"{count} {fault}" for fault, count in checked.rejected.items())
    mark = "" if checked.source.official else " (added here)"
    yield (
        f"{checked.status:8}{checked.source.id}{mark}: newest {newest}, {checked.kept} kept, "
        f"{sum(checked.rejected.values())} rejected{f' ({aside})' if aside else ''}, "
        f"{checked.filtered} filtered"
    )
    if checked.cause:
        yield f"        {checked.cause}"


def _disabled(source: Source) -> dict[str, object]:
    return {
        "source": source.id,
        "enabled": False,
        "official": source.official,
        "url": source.url,
        "status": "disabled",
        "cause": source.reason,
    }


def _disabled_line(source: Source) -> str:
    return f"disabled {source.id}: {source.reason or 'no reason given'}"
