"""The digests of the channels: who wants which, when, and what the next one would say."""

from collections.abc import Collection, Mapping
from datetime import time
from random import Random

from bot.clock import Clock
from bot.digest.compose import nothing_new
from bot.digest.deliver import Carrier, Patience
from bot.digest.editor import Editor
from bot.digest.poster import Poster
from bot.digest.slot import next_slot
from bot.errors import UsageError
from bot.i18n import N_, Language
from bot.news.source import Sources
from bot.reply import Reply
from bot.request import Place
from bot.storage.deliveries import Deliveries
from bot.storage.items import Items
from bot.storage.records import Delivery, Subscription
from bot.storage.subscriptions import Subscriptions
from bot.terms.glossary import Glossary


class Digests:
    """What people do with digests."""

    def __init__(  # noqa: PLR0913, PLR0917 -- each is a thing of its own type
        self,
        subscriptions: Subscriptions,
        deliveries: Deliveries,
        items: Items,
        terms: Glossary,
        sources: Sources,
        clock: Clock,
    ) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._editor = Editor(deliveries, items, terms, sources)
        self._sources = sources
        self._clock = clock

    async def subscribe(  # noqa: PLR0913 -- keywords, each with its own meaning
        self,
        place: Place,
        *,
        at: time,
        weekdays: Collection[int],
        timezone: str,
        language: Language,
        sources: Collection[str] = (),
        created_by: str | None,
    ) -> Subscription:
        """Send a digest to `place` from its next slot on.

        A place has one subscription for each time of day. Subscribing to the same time again
        changes that one: its days, zone, language and sources; it runs again if it was paused.

        Args:
            at: local time of day.
            weekdays: 0 (Monday) to 6, at least one.
            timezone: IANA name.
            sources: ids of the sources wanted; empty means all.

        Raises:
            UsageError: there is no such source, or the place has too many subscriptions.
        """
        for source in sources:
            if self._sources.get(source) is None:
                raise UsageError(N_("I do not know the source “{source}”."), source=source[:40])
        now = self._clock.now()
        wish = Subscription(
            id=0,
            place=place,
            at=at,
            weekdays=tuple(sorted(set(weekdays))),
            timezone=timezone,
            language=language,
            sources=tuple(dict.fromkeys(sources)),
            created_by=created_by,
            created_at=now,
            next_due_at=next_slot(at, weekdays, timezone, now),
        )
        return await self._subscriptions.put(wish)

    async def at_place(self, place: Place) -> tuple[Subscription, ...]:
        """Return the subscriptions of a channel and its threads, oldest first."""
        return await self._subscriptions.at_place(place)

    async def all(self) -> tuple[Subscription, ...]:
        """Return every subscription: for the operator, never for a channel."""
        return await self._subscriptions.all()

    async def pause(self, place: Place, number: int, reason: str = "by hand") -> Subscription:
        """Stop a subscription of `place` until it is resumed.

        Raises:
            UsageError: the place has none of that number.
        """
        return _found(await self._subscriptions.pause(place, number, reason), number)

    async def resume(self, place: Place, number: int) -> Subscription:
        """Let a subscription of `place` run from its next slot on.

        Raises:
            UsageError: the place has none of that number.
        """
        known = {subscription.id: subscription for subscription in await self.at_place(place)}
        wish = _found(known.get(number), number)
        due = next_slot(wish.at, wish.weekdays, wish.timezone, self._clock.now())
        return _found(await self._subscriptions.resume(place, number, due), number)

    async def remove(self, place: Place, number: int) -> Subscription:
        """Forget a subscription of `place`, and return what it was.

        Raises:
            UsageError: the place has none of that number.
        """
        return _found(await self._subscriptions.remove(place, number), number)

    async def preview(self, place: Place, language: Language, timezone: str) -> Reply:
        """Return what the next digest of `place` would say if it came now.

        Where the place has no subscription, it is what a first one would say.

        Args:
            language: of the reader, whatever the subscription's is.
            timezone: IANA name of the reader's zone.
        """
        now = self._clock.now()
        known = await self.at_place(place)
        of_place = min(known, key=lambda wish: wish.next_due_at or wish.created_at, default=None)
        wish = Subscription(
            id=of_place.id if of_place else 0,
            place=place,
            at=time(),
            weekdays=(),
            timezone=timezone,
            language=language,
            sources=of_place.sources if of_place else (),
            created_by=None,
            created_at=of_place.created_at if of_place else now,
        )
        chosen = await self._editor.choose(wish, now)
        return self._editor.compose(wish, now, chosen) if chosen else nothing_new(language)

    async def last(self, subscription: int) -> Delivery | None:
        """Return what became of a subscription's latest slot; None where it has had none."""
        return await self._deliveries.last(subscription)

    def carrier(
        self, posters: Mapping[str, Poster], random: Random, patience: Patience | None = None
    ) -> Carrier:
        """Return who brings the digests to their channels.

        Args:
            posters: by platform; subscriptions of other platforms wait.
            random: spreads repeated tries.
        """
        return Carrier(
            subscriptions=self._subscriptions,
            deliveries=self._deliveries,
            editor=self._editor,
            posters=posters,
            clock=self._clock,
            random=random,
            patience=patience or Patience(),
        )


def _found(subscription: Subscription | None, number: int) -> Subscription:
    if subscription is None:
        raise UsageError(N_("This channel has no digest number {number}."), number=number)
    return subscription
