"""What the tests of news stand on: a feed server, a source on it, and a small glossary."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest
from fakes.feeds import FeedServer

from bot.news.item import Spotter
from bot.news.source import Source


@dataclass(frozen=True)
class Entry:
    id: str


@dataclass(frozen=True)
class Spot:
    entry: Entry


class Words:
    """A glossary that finds its words as they are."""

    def __init__(self, **ids: str) -> None:
        self._ids = ids

    def spot(self, text: str, /) -> list[Spot]:
        return [Spot(Entry(term)) for word, term in self._ids.items() if word in text]


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    async with FeedServer() as server:
        yield server


@pytest.fixture
def terms() -> Spotter:
    return Words(Embedding="embedding", Agent="ai-agent")


SourceAt = Callable[..., Source]


@pytest.fixture
def source_at(feeds: FeedServer) -> SourceAt:
    """Make a source of openai.com whose document lies on the feed server."""

    def make(path: str = "/feed", **changes: object) -> Source:
        source = Source(
            id="openai-news",
            company="OpenAI",
            title_en="OpenAI News",
            title_ja="OpenAI ニュース",
            language="en",
            kind="rss",
            url=feeds.url(path),
            domains=("openai.com",),
            evidence="a test",
        )
        return replace(source, **changes)  # type: ignore[arg-type] # the test names fields itself

    return make
