"""What a digest holds: everything new to its subscription, nothing twice, nothing skipped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digest.compose import SHOWN, compose, rank
from bot.news.source import Sources
from bot.reply import Reply
from bot.storage.deliveries import Deliveries
from bot.storage.items import Items
from bot.storage.records import Item, Subscription
from bot.terms.glossary import Glossary

FIRST_LOOK_BACK = timedelta(hours=24)
"""How far a first digest reaches back before its slot."""
LOOK_BACK = timedelta(days=31)
"""How far any digest reaches back at most: a month's pause is caught up on, not a year's."""
OVERLAP = timedelta(hours=12)
"""How long before the last choice an item may have been seen without having been in the database
yet: a source is read first and stored afterwards, and a machine may sleep in between."""


class Editor:
    """Chooses the items of a digest and puts them into words."""

    def __init__(
        self, deliveries: Deliveries, items: Items, terms: Glossary, sources: Sources
    ) -> None:
        self._deliveries = deliveries
        self._items = items
        self._terms = terms
        self._sources = sources

    async def choose(self, subscription: Subscription, slot: datetime) -> tuple[Item, ...]:
        """Return what is new to `subscription` at `slot`, best first; it may be more than is shown.

        While the store holds no live item at all, recorded ones take their place, as many as are
        shown, so that the next digest has some, too.
        """
        if not await self._items.any(live=True):
            recorded = await self._deliveries.untold(
                subscription.id, sources=subscription.sources, recorded=True
            )
            return rank(recorded, self._sources)[:SHOWN]
        since = await self._since(subscription, slot)
        new = await self._deliveries.untold(
            subscription.id, sources=subscription.sources, since=since
        )
        return rank(new, self._sources)

    def compose(self, subscription: Subscription, slot: datetime, chosen: Sequence[Item]) -> Reply:
        """Return the message of the digest of `slot`, which holds `chosen`, at least one item."""
        return compose(
            chosen[:SHOWN],
            day=slot.astimezone(ZoneInfo(subscription.timezone)).date(),
            language=subscription.language,
            timezone=subscription.timezone,
            terms=self._terms,
            sources=self._sources,
            more=len(chosen[SHOWN:]),
            recorded=any(item.recorded for item in chosen),
        )

    async def _since(self, subscription: Subscription, slot: datetime) -> datetime:
        told_until = await self._deliveries.told_until(subscription.id, slot)
        since = (
            told_until - OVERLAP
            if told_until
            else min(subscription.created_at, slot - FIRST_LOOK_BACK)
        )
        return max(since, slot - LOOK_BACK)
