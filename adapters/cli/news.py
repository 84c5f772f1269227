"""`hayami news refresh`: fetch sources now, and say what each gave."""

from collections.abc import Sequence

from bot.app import open_bot, read_data
from bot.errors import UsageError
from bot.news.refresh import Refreshed
from bot.settings import Settings


async def refresh(settings: Settings, ids: Sequence[str]) -> int:
    """Refresh the sources of these ids, all without; return 1 where one failed.

    Raises:
        UsageError: there is no source of that id.
    """
    data = read_data(settings)
    for known in ids:
        if data.sources.get(known) is None:
            raise UsageError("there is no source {id}", id=known)
    failed = 0
    async with open_bot(data, settings) as bot:
        news = (await bot.stored()).news
        for known in ids or [source.id for source in data.sources.enabled]:
            for refreshed in (await news.refresh(known)).sources:
                failed += refreshed.status == "failed"
                print("\n".join(_lines(refreshed)), flush=True)
    return 1 if failed else 0


def _lines(refreshed: Refreshed) -> list[str]:
    lines = [
        f"{refreshed.source}: {refreshed.status}, {refreshed.items} items, {refreshed.new} new"
        + (f", {refreshed.filtered} filtered" if refreshed.filtered else "")
    ]
    if refreshed.error:
        lines.append(f"  {refreshed.error}")
    lines += [f"  rejected {item.url}: {item.reason}" for item in refreshed.rejected]
    lines += [f"  warning: {warning}" for warning in refreshed.warnings]
    return lines
