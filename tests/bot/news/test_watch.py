"""Operators are told of each trouble of a source once, and once when it is over."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from fakes import feeds as answers
from fakes.clock import SetClock
from fakes.feeds import FeedServer, item, rss

from bot.news.fetch import Fetcher
from bot.news.item import Spotter
from bot.news.news import News
from bot.news.source import Sources
from bot.storage.alarms import Alarms
from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.set_aside import SetAsideItems
from bot.storage.source_states import SourceStates

GOOD = answers.document(rss(item(1), item(2)))
EMPTY = answers.document(rss())
PAGE = answers.document(b"<!doctype html><html><body>Sorry</body></html>", "text/html")


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, timeout_s=5, pause_s=0) as entered:
        yield entered


@pytest.fixture
def news_of(database: Database, fetcher: Fetcher, clock: SetClock, terms: Spotter) -> Any:
    """Make the news of one source, over the same database each time."""

    def make(source: Any) -> News:
        return News(
            sources=Sources([source]),
            items=Items(database),
            set_aside=SetAsideItems(database),
            states=SourceStates(database),
            alarms=Alarms(database),
            terms=terms,
            clock=clock,
            fetcher=fetcher,
            recordings=None,  # type: ignore[arg-type]  # not read here
            random=Random(1),  # noqa: S311 -- spreads tries, guards nothing
        )

    return make


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Any:
    """Return what the log has told since it was asked last."""
    caplog.set_level(logging.WARNING)

    def since() -> list[tuple[str, str]]:
        found = [(record.getMessage(), record.__dict__["trouble"]) for record in caplog.records]
        caplog.clear()
        return found

    return since


async def refreshed(news: News, times: int = 1) -> None:
    for _ in range(times):
        await news.refresh("openai-news")


async def test_a_source_that_fails_three_times_is_told_once_and_once_when_it_is_back(
    feeds: FeedServer, source_at: Any, news_of: Any, told: Any
) -> None:
    feeds.answers["/feed"] = answers.in_turn(GOOD, *[answers.status(500)] * 10, GOOD)
    news = news_of(source_at())

    await refreshed(news, 3)  # the fetcher tries twice
    assert told() == []
    await refreshed(news)
    assert told() == [("source_in_trouble", "failing")]
    await refreshed(news_of(source_at()), 2)  # as after a restart
    assert told() == []
    (alarm,) = await news.troubles()
    assert alarm.cause == "127.0.0.1 answers 500"
    assert alarm.next_try_at is not None

    await refreshed(news)
    assert told() == [("source_is_back", "failing")]
    assert await news.troubles() == ()


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        (PAGE, "expected rss, got html"),
        (EMPTY, "lists nothing any more: its markup may have changed"),
    ],
)
async def test_a_document_that_is_not_what_it_was_is_told_at_once(  # noqa: PLR0913, PLR0917 -- fixtures
    feeds: FeedServer,
    source_at: Any,
    news_of: Any,
    told: Any,
    changed: answers.Answer,
    cause: str,
) -> None:
    feeds.answers["/feed"] = answers.in_turn(GOOD, changed, changed, changed, changed, GOOD)
    news = news_of(source_at())

    await refreshed(news, 2)
    assert told() == [("source_in_trouble", "changed")]
    assert [alarm.cause for alarm in await news.troubles()] == [cause]
    assert (await news.latest(9)).total == 2
    await refreshed(news, 3)
    assert told() == []
    await refreshed(news)
    assert told() == [("source_is_back", "changed")]


async def test_a_source_that_never_had_items_may_be_empty(
    feeds: FeedServer, source_at: Any, news_of: Any, told: Any
) -> None:
    feeds.answers["/feed"] = EMPTY
    news = news_of(source_at())

    assert (await news.refresh("openai-news")).sources[0].status == "read"
    assert told() == []


async def test_a_move_is_told_also_where_it_is_followed(
    feeds: FeedServer, source_at: Any, news_of: Any, told: Any
) -> None:
    feeds.answers["/feed"] = answers.redirect("/new", 301)
    feeds.answers["/new"] = GOOD
    news = news_of(source_at())

    await refreshed(news, 2)
    assert told() == [("source_in_trouble", "moved")]
    (alarm,) = await news.troubles()
    assert alarm.cause == f"moved for good to {feeds.url('/new')}; write that address into its file"
    assert (await news.latest(9)).total == 2

    await refreshed(news_of(source_at("/new")))
    assert told() == [("source_is_back", "moved")]


async def test_a_move_to_another_domain_is_told_and_not_followed(
    feeds: FeedServer, source_at: Any, news_of: Any, told: Any
) -> None:
    feeds.answers["/feed"] = answers.redirect("https://evil.example/feed", 308)
    news = news_of(source_at())

    await refreshed(news)

    assert told() == [("source_in_trouble", "moved")]
    (alarm,) = await news.troubles()
    assert "moved for good to https://evil.example/feed, which is not followed" in alarm.cause
    assert len(feeds.asked) == 1


async def test_a_silent_source_is_told_although_it_answers_unchanged(
    feeds: FeedServer, source_at: Any, news_of: Any, told: Any, clock: SetClock
) -> None:
    feeds.answers["/feed"] = answers.document(rss(item(1)), etag='"v1"')
    news = news_of(source_at(only=("nothing",)))  # what is filtered shows that it lives

    await refreshed(news)
    clock.at += timedelta(days=29)
    await refreshed(news)
    assert told() == []
    clock.at += timedelta(days=2)
    await refreshed(news, 2)
    assert told() == [("source_in_trouble", "silent")]
    assert [alarm.cause for alarm in await news.troubles()] == ["nothing new since 2026-11-24"]

    fresh = rss(item(3, date="Thu, 24 Dec 2026 08:00:00 GMT"))
    feeds.answers["/feed"] = answers.in_turn(answers.status(404), answers.document(fresh))
    await refreshed(news)
    assert told() == []  # a failure says nothing of it
    await refreshed(news)
    assert told() == [("source_is_back", "silent")]


async def test_what_a_refresh_sets_aside_can_be_seen(
    feeds: FeedServer, source_at: Any, news_of: Any, clock: SetClock
) -> None:
    bad = (
        item(1, link="https://evil.example/a"),
        item(2, link="javascript:alert(1)"),
        "<item><link>https://openai.com/x</link></item>",
    )
    feeds.answers["/feed"] = answers.in_turn(
        answers.document(rss(*bad)), answers.document(rss(item(3), bad[0]))
    )
    news = news_of(source_at())

    await refreshed(news)
    first = clock.now()
    clock.forward(hours=1)
    await refreshed(news)

    found = await news.set_aside.latest()
    assert [(each.fault, each.title, each.reason) for each in found] == [
        ("domain", "News 1", "not on an official domain: evil.example"),
        ("title", "", "no title"),
        ("link", "News 2", "not https: javascript"),
    ]
    assert (found[0].first_seen, found[0].last_seen) == (first, clock.now())
    assert await news.set_aside.latest("openai-news", clock.now()) == found[:1]
    assert await news.set_aside.latest("other") == ()


async def test_an_item_that_is_official_by_now_is_kept(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    """An admin's source that came onto the official list takes its items along."""
    feeds.answers["/feed"] = answers.in_turn(GOOD, answers.document(rss(item(1), item(2), item(3))))
    own = replace(source_at(), official=False)

    await refreshed(news_of(own))
    assert (await news_of(own).latest(9)).total == 0
    news = news_of(source_at())
    await refreshed(news)

    assert (await news.latest(9)).total == 3


async def test_what_no_database_takes_is_not_stored(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    """A link, a reason and an address of a redirect with lone surrogates and control characters."""
    bad = item(1, link="https://openai.com:8\u0001\ud800/", title="a\0b").encode(
        "utf-8", "surrogatepass"
    )
    feeds.answers["/feed"] = answers.in_turn(
        answers.document(rss().replace(b"</channel>", bad + item(2).encode() + b"</channel>")),
        answers.redirect("https://evil.example/あ", 301),
    )
    news = news_of(source_at())

    await refreshed(news, 2)

    assert (await news.latest(9)).total == 1
    assert len(await news.set_aside.latest()) == 1
    (alarm,) = await news.troubles()
    assert "https://evil.example/\\u3042" in alarm.cause
