"""Each source is tried once, beside the others, and judged by what it gives."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fakes import feeds as answers
from fakes.clock import SetClock
from fakes.feeds import FeedServer, item, rss

from bot.news.check import Checked, check
from bot.news.fetch import Fetcher

TODAY = rss(item(1), item(2, title="A nightly build"), item(3, link="https://evil.example/"))
OLD = rss(item(1, date="Fri, 01 May 2026 08:00:00 GMT"))


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, timeout_s=5, pause_s=0) as entered:
        yield entered


@pytest.fixture
def checked(feeds: FeedServer, source_at: Any, fetcher: Fetcher, clock: SetClock) -> Any:
    """Check one source, whose document is this answer."""

    async def run(answer: answers.Answer, **changes: object) -> Checked:
        feeds.answers["/feed"] = answer
        (found,) = await check([source_at(**changes)], fetcher, clock)
        return found

    return run


async def test_a_source_that_is_well_says_what_would_be_kept(checked: Any, clock: SetClock) -> None:
    found = await checked(answers.document(TODAY), without=("nightly",))

    assert (found.status, found.cause, found.is_readable) == ("ok", None, True)
    assert (found.kept, found.rejected, found.filtered) == (1, {"domain": 1}, 1)
    assert found.newest_at == clock.now().replace(hour=8)


@pytest.mark.parametrize(
    ("answer", "status", "cause"),
    [
        (answers.status(404), "failed", "127.0.0.1 answers 404"),
        (answers.document(b"<rss"), "failed", "not a feed"),
        (answers.document(b"<html><body>Sorry</body></html>"), "changed", "expected rss, got html"),
        (answers.document(rss()), "changed", "lists nothing"),
        (answers.document(OLD), "silent", "nothing new since 2026-05-01"),
        (answers.redirect("https://evil.example/", 301), "failed", "moved for good to https://e"),
        (answers.redirect("https://evil.example/", 302), "failed", "leads where it may not"),
    ],
)
async def test_a_source_that_is_not_well_says_why(
    checked: Any, answer: answers.Answer, status: str, cause: str
) -> None:
    found = await checked(answer)

    assert found.status == status
    assert (found.cause or "").startswith(cause)
    assert found.is_readable == (status == "silent")


@pytest.mark.parametrize(("code", "status"), [(301, "moved"), (308, "moved"), (302, "ok")])
async def test_a_source_that_moved_for_good_says_where_to(
    feeds: FeedServer, checked: Any, code: int, status: str
) -> None:
    feeds.answers["/new"] = answers.document(TODAY)

    found = await checked(answers.redirect("/new", code))

    assert found.status == status
    assert found.moved_to == (feeds.url("/new") if status == "moved" else None)
    assert found.kept == 2


async def test_only_the_lasting_part_of_a_way_is_the_new_address(
    feeds: FeedServer, checked: Any
) -> None:
    feeds.answers["/new"] = answers.redirect("/today", 302)
    feeds.answers["/today"] = answers.redirect("/deep", 301)
    feeds.answers["/deep"] = answers.document(TODAY)

    assert (await checked(answers.redirect("/new", 301))).moved_to == feeds.url("/new")


async def test_a_page_without_its_items_has_changed(checked: Any) -> None:
    found = await checked(
        answers.document(b"<html><body><p>New look</p></body></html>", "text/html"), kind="html"
    )

    assert (found.status, found.cause) == (
        "changed",
        "page without items: its markup may have changed",
    )


async def test_sources_are_told_in_their_order_and_a_slow_one_delays_no_other_host(
    feeds: FeedServer, source_at: Any, fetcher: Fetcher, clock: SetClock
) -> None:
    feeds.answers |= {"/slow": answers.hang_up, "/feed": answers.document(TODAY)}
    sources = [source_at("/slow", id="slow"), source_at(id="fast"), source_at("/no", id="none")]

    found = await check(sources, fetcher, clock)

    assert [(each.source.id, each.status) for each in found] == [
        ("slow", "failed"),
        ("fast", "ok"),
        ("none", "failed"),
    ]
