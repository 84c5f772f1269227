"""A small newsroom: two companies, two terms, a clock to set, and a platform to read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from fakes.clock import SetClock
from fakes.poster import PosterFake

from bot.digest.deliver import Carrier, Patience
from bot.digest.digests import Digests
from bot.news.source import Source, Sources
from bot.request import Place
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.items import Items
from bot.storage.records import Item, Subscription
from bot.storage.subscriptions import Subscriptions
from bot.terms.entry import Article, Entry
from bot.terms.glossary import Glossary

HERE = Place("slack", "T1", "C1")
EVERY_DAY = tuple(range(7))
NINE = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""Nine in the morning of Wednesday, 25 November 2026, in Tokyo."""

FAR = datetime(2100, 1, 1, tzinfo=UTC)


def source(number: str, company: str) -> Source:
    """Return a source of `company`."""
    return Source(
        id=number,
        company=company,
        title_en=f"{company} News",
        title_ja=f"{company} ニュース",
        language="en",
        kind="rss",
        url=f"https://{number}.example/feed",
        domains=(f"{number}.example",),
        enabled=True,
        extraction=None,
        recorded=None,
        evidence="",
    )


def entry(number: str, en: str, ja: str, reading: str) -> Entry:
    """Return an entry with no more than its names."""
    article = Article("", ())
    return Entry(
        id=number,
        en=en,
        ja=ja,
        reading=reading,
        aliases_en=(),
        aliases_ja=(),
        category="llm",
        definition_en="",
        definition_ja="",
        article_en=article,
        article_ja=article,
        related=(),
        sources=(),
        checked=date(2026, 11, 24),
    )


SOURCES = Sources((source("alpha", "Alpha"), source("alpha-lab", "Alpha"), source("beta", "Beta")))
TERMS = Glossary(
    (
        entry("token", "Token", "トークン", "とーくん"),
        entry("transformer", "Transformer", "トランスフォーマー", "とらんすふぉーまー"),
    )
)


@dataclass
class Newsroom:
    """Everything that digests are made with, and what came of them."""

    database: Database
    clock: SetClock
    poster: PosterFake = field(init=False)
    items: Items = field(init=False)
    deliveries: Deliveries = field(init=False)
    digests: Digests = field(init=False)
    carrier: Carrier = field(init=False)

    def __post_init__(self) -> None:
        self.poster = PosterFake(self.clock)
        self.items = Items(self.database)
        self.deliveries = Deliveries(self.database)
        self.digests = Digests(
            Subscriptions(self.database),
            self.deliveries,
            self.items,
            TERMS,
            SOURCES,
            self.clock,
        )
        self.carrier = self.another_carrier()

    def another_carrier(self, patience: Patience | None = None) -> Carrier:
        """Return a second worker on the same database."""
        return self.digests.carrier({"slack": self.poster}, Random(1), patience)  # noqa: S311 -- jitter

    async def subscribe(self, place: Place = HERE, **changes: Any) -> Subscription:
        """Subscribe `place` to a digest at nine in Tokyo."""
        wish: dict[str, Any] = {
            "at": time(9),
            "weekdays": EVERY_DAY,
            "timezone": "Asia/Tokyo",
            "language": "en",
            "created_by": "U1",
        }
        return await self.digests.subscribe(place, **(wish | changes))

    async def publish(self, *keys: str, **changes: Any) -> tuple[Item, ...]:
        """Let the sources have new items, seen now, published an hour ago."""
        now = self.clock.now()
        return await self.items.keep(
            replace(
                Item(
                    source="alpha",
                    key=key,
                    title=f"Title {key}",
                    url=f"https://alpha.example/{key}",
                    published=now - timedelta(hours=1),
                    first_seen=now,
                ),
                **changes,
            )
            for key in keys
        )

    async def work(self, carrier: Carrier | None = None) -> None:
        """Do what is due now, and all that follows from it, letting the time pass."""
        carrier = carrier or self.carrier
        await carrier.open_due()
        for delivery in await self.deliveries.unfinished(["slack"], until=FAR):
            wait = await carrier.attempt(delivery.subscription, delivery.slot)
            while wait is not None:
                self.clock.at += wait
                wait = await carrier.attempt(delivery.subscription, delivery.slot)

    async def work_at(self, at: datetime) -> None:
        """Set the clock to `at` and do what is due."""
        self.clock.at = at
        await self.work()

    def told(self) -> list[list[str]]:
        """Return the titles in each digest posted, without their first word."""
        return [titles(post.reply.plain()) for post in self.poster.posts]


def titles(plain: str) -> list[str]:
    """Return the keys of the items in a digest, in reading order."""
    lines: Sequence[str] = plain.splitlines()
    return [line.split()[1] for line in lines if line.startswith("Title ")]
