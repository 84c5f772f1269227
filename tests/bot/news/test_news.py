from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fakes import feeds as answers
from fakes.clock import SetClock
from fakes.feeds import FeedServer, item, rss

from bot.news.fetch import Fetcher
from bot.news.item import Spotter
from bot.news.load import load_sources
from bot.news.news import News, Page
from bot.news.source import Source, Sources
from bot.storage.alarms import Alarms
from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item
from bot.storage.set_aside import SetAsideItems
from bot.storage.source_states import SourceStates

DATA = Path(__file__).parents[3] / "data"
OLD = "Mon, 23 Nov 2026 08:59:00 GMT"


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, timeout_s=0.5, pause_s=0) as entered:
        yield entered


@pytest.fixture
def news_of(database: Database, fetcher: Fetcher, clock: SetClock, terms: Spotter) -> Any:
    """Make the news of some sources."""

    def make(*sources: Source, recordings: Path = DATA / "recorded") -> News:
        return News(
            sources=Sources(sources),
            items=Items(database),
            set_aside=SetAsideItems(database),
            states=SourceStates(database),
            alarms=Alarms(database),
            terms=terms,
            clock=clock,
            fetcher=fetcher,
            recordings=recordings,
            random=Random(1),  # noqa: S311 -- spreads tries, guards nothing
        )

    return make


async def titles(news: News) -> list[str]:
    return [found.title for found in (await news.latest(100)).items]


def in_digests(items: tuple[Item, ...]) -> list[str]:
    return sorted(found.title for found in items if not found.backlog)


async def test_a_refresh_keeps_the_official_items_with_their_terms(
    feeds: FeedServer, source_at: Any, news_of: Any, clock: SetClock
) -> None:
    bad = item(9, link="https://evil.example/a")
    feeds.answers["/feed"] = answers.document(rss(item(1, title="An Agent Embedding"), bad))
    news = news_of(source_at())

    report = await news.refresh_all()

    (refreshed,) = report.sources
    assert (refreshed.status, refreshed.items, refreshed.new, report.new) == ("read", 1, 1, 1)
    assert [rejected.url for rejected in refreshed.rejected] == ["https://evil.example/a"]
    (found,) = (await news.latest(10)).items
    assert found.terms == ("embedding", "ai-agent")
    assert found.first_seen == clock.now()
    assert (found.source, found.language) == ("openai-news", "en")
    assert await news.about("ai-agent", 3) == (found,)
    assert await news.about("other", 3) == ()


async def test_reading_the_same_again_changes_nothing(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    document = rss(item(1), item(2))
    feeds.answers["/feed"] = answers.in_turn(
        answers.document(document, etag='"v1"'),
        answers.document(document, etag='"v1"'),
        answers.document(document),
        answers.document(document + b" "),
    )
    news = news_of(source_at())

    reports = [await news.refresh_all() for _ in range(4)]

    statuses = [(report.sources[0].status, report.new) for report in reports]
    assert statuses == [("read", 2), ("unchanged", 0), ("unchanged", 0), ("read", 0)]
    assert feeds.asked[1].headers["If-None-Match"] == '"v1"'


async def test_the_archive_of_a_new_source_is_in_no_digest(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    first = rss(item(1), item(2, date=OLD), item(3, date="unknown"))
    feeds.answers["/feed"] = answers.in_turn(
        answers.document(first),
        answers.document(first.replace(b"<item>", item(4, date=OLD).encode() + b"<item>", 1)),
    )
    news = news_of(source_at())

    await news.refresh_all()
    assert in_digests((await news.latest(10)).items) == ["News 1"]
    await news.refresh_all()
    assert in_digests((await news.latest(10)).items) == ["News 1", "News 4"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Edited"},
        {"link": "https://openai.com/index/moved"},
        {"guid": "another"},
        {"date": "Tue, 24 Nov 2026 08:59:00 GMT"},
        {"guid": "another", "date": "Tue, 24 Nov 2026 08:59:00 GMT"},
        {"guid": "another", "link": "https://openai.com/index/moved"},
    ],
)
async def test_a_touched_item_is_no_new_one(
    feeds: FeedServer, source_at: Any, news_of: Any, change: dict[str, str]
) -> None:
    changed = item(1, **change)
    feeds.answers["/feed"] = answers.in_turn(
        *(answers.document(rss(first, item(2))) for first in (item(1), changed, changed))
    )
    news = news_of(source_at())
    await news.refresh_all()
    before = {found.id: found for found in (await news.latest(10)).items}

    assert (await news.refresh_all()).new == 0
    assert (await news.refresh_all()).new == 0

    after = (await news.latest(10)).items
    assert {found.id for found in after} == set(before)
    assert all(found.published == before[found.id].published for found in after)
    assert change.get("title", "News 1") in [found.title for found in after]


async def test_a_date_in_the_future_stays_the_time_when_the_item_was_first_seen(
    feeds: FeedServer, source_at: Any, news_of: Any, clock: SetClock
) -> None:
    tomorrow = item(1, date="Wed, 25 Nov 2026 09:00:00 GMT")
    feeds.answers["/feed"] = answers.in_turn(
        *(answers.document(rss(tomorrow, more)) for more in ("", item(2)))
    )
    news = news_of(source_at())
    seen = clock.now()

    await news.refresh_all()
    clock.forward(hours=48)
    await news.refresh_all()

    marked = {
        found.title: (found.published, found.clamped) for found in (await news.latest(5)).items
    }
    assert marked["News 1"] == (seen, True)
    assert not marked["News 2"][1]


@pytest.mark.parametrize(
    "failure",
    [
        answers.status(404),
        answers.drip,
        answers.document(b"<!doctype html><html><body>Sorry</body></html>"),
        answers.document(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'),
        answers.redirect("https://evil.example/"),
        answers.document(b"<rss"),
        answers.document(b""),
        answers.document(b"<rss version='2.0'><channel>" + b"<a>" * 1000),
        answers.document(b"<rss version='2.0' " + b"a='b' " * 1000 + b"><channel/></rss>"),
        answers.document(b'{"items": [' + b"[" * 10_000),
    ],
)
async def test_a_failing_source_keeps_its_items_and_waits(
    feeds: FeedServer, source_at: Any, news_of: Any, clock: SetClock, failure: answers.Answer
) -> None:
    good = answers.document(rss(item(1)))
    feeds.answers["/feed"] = answers.in_turn(good, failure)
    news = news_of(source_at())
    await news.refresh_all()

    (failed,) = (await news.refresh_all()).sources
    (waiting,) = (await news.refresh_all()).sources

    assert (failed.status, waiting.status) == ("failed", "waiting")
    assert failed.error
    assert waiting.error == failed.error
    assert await titles(news) == ["News 1"]

    feeds.answers["/feed"] = answers.document(rss(item(1), item(2)))
    clock.forward(hours=1)
    assert (await news.refresh_all()).new == 1


async def test_a_named_source_is_read_also_when_it_is_not_its_turn(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    feeds.answers["/feed"] = answers.in_turn(answers.status(404), answers.document(rss(item(1))))
    news = news_of(source_at(enabled=False))

    assert (await news.refresh_all()).sources == ()
    assert (await news.refresh("openai-news")).sources[0].status == "failed"
    assert (await news.refresh("openai-news")).new == 1
    with pytest.raises(KeyError):
        await news.refresh("other")


async def test_one_source_does_not_spoil_another(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    feeds.answers |= {"/slow": answers.drip, "/feed": answers.document(rss(item(1)))}
    slow = source_at("/slow", id="slow")
    other = source_at("/feed", id="other", url=feeds.url("/feed", "localhost"))

    report = await news_of(slow, source_at("/none", id="none"), other).refresh_all()

    assert {refreshed.source: refreshed.status for refreshed in report.sources} == {
        "slow": "failed",
        "none": "failed",
        "other": "read",
    }


class Careless:
    """A glossary with a fault."""

    def spot(self, text: str, /) -> list[Any]:
        if "News 1" in text:
            raise ZeroDivisionError
        return []


@pytest.mark.parametrize("terms", [Careless()])
async def test_a_fault_of_ours_in_one_source_ends_no_round(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    feeds.answers |= {"/1": answers.document(rss(item(1))), "/2": answers.document(rss(item(2)))}

    report = await news_of(source_at("/1", id="one"), source_at("/2", id="two")).refresh_all()

    assert [(r.source, r.status, r.error) for r in report.sources] == [
        ("one", "failed", "ZeroDivisionError"),
        ("two", "read", None),
    ]


async def test_news_are_found_by_source_company_term_and_words(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    feeds.answers |= {
        "/1": answers.document(rss(item(1, title="An Agent"), item(2, title="Plain"))),
        "/2": answers.document(rss(item(3, title="Another Agent"))),
    }
    news = news_of(
        source_at("/1", id="one"),
        source_at("/2", id="two", company="Digital Agency", company_ja="デジタル庁"),
    )
    await news.refresh_all()

    async def total(**filters: str) -> int:
        page: Page = await news.latest(1, **filters)
        assert len(page.items) == min(1, page.total)
        return page.total

    assert await total() == 3
    assert await total(source="one") == 2
    assert await total(company="openai") == 2
    assert await total(company="デジタル庁") == 1
    assert await total(company="デジタル庁", source="one") == 0
    assert await total(company="nobody") == 0
    assert await total(term="ai-agent") == 2
    assert await total(words="another") == 1
    assert [i.title for i in (await news.latest(2, 2)).items] != await titles(news)


async def test_recordings_stand_in_until_the_first_live_item(
    feeds: FeedServer, source_at: Any, news_of: Any, clock: SetClock
) -> None:
    known = load_sources(DATA / "sources.yaml").sources
    recorded = [replace(source, enabled=True) for source in known]
    feeds.answers["/feed"] = answers.document(rss(item(1)))
    news = news_of(*recorded, source_at(id="live"))

    await news.ensure_recorded()
    await news.ensure_recorded()

    page = await news.latest(100)
    assert page.total == 21
    assert all(found.recorded for found in page.items)
    assert page.items[0].published < clock.now() - timedelta(days=90)

    await news.refresh("live")
    await news.ensure_recorded()
    assert await titles(news) == ["News 1"]


async def test_a_recorded_item_is_new_when_it_comes_live(
    feeds: FeedServer, source_at: Any, news_of: Any, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item(1), item(2)))
    feeds.answers["/feed"] = answers.document(rss(item(1)))
    news = news_of(source_at(recorded="feed.xml"), recordings=tmp_path)
    await news.ensure_recorded()

    report = await news.refresh_all()

    assert report.new == 1
    assert [(found.title, found.recorded) for found in (await news.latest(9)).items] == [
        ("News 1", False)
    ]


async def test_a_recording_that_is_missing_is_left_out(source_at: Any, news_of: Any) -> None:
    news = news_of(source_at(recorded="none.xml"))

    await news.ensure_recorded()

    assert await titles(news) == []


async def test_a_page_replayed_by_a_server_of_ones_own_gives_official_links(
    feeds: FeedServer, source_at: Any, news_of: Any
) -> None:
    page = (DATA / "recorded" / "meti-press.html").read_bytes()
    feeds.answers["/press"] = answers.redirect("/press/index.html")
    feeds.answers["/press/index.html"] = answers.document(page, "text/html")
    news = news_of(source_at("/press", kind="html", language="ja", domains=("meti.go.jp",)))

    assert (await news.refresh_all()).new == 20
    assert (await news.latest(1)).items[
        0
    ].url == "https://meti.go.jp/press/2026/08/20260817001.html"
