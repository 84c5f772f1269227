import asyncio
import resource
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from fakes import feeds as answers
from fakes.feeds import FeedServer

from bot.errors import RateLimited, ServiceError
from bot.news.fetch import Fetcher

FEED = b"<rss version='2.0'/>"


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    made = Fetcher(contact="ops@example.com", allow_private=True, timeout_s=0.5, pause_s=0)
    async with made as entered:
        yield entered


async def test_a_document_comes_with_what_is_needed_to_ask_again(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    date = "Wed, 19 Aug 2026 15:00:00 GMT"
    feeds.answers["/feed"] = answers.document(FEED, "text/xml; charset=utf-8", '"v1"', date)

    fetched = await fetcher.fetch(source_at())

    assert (fetched.status, fetched.body, fetched.url) == ("new", FEED, feeds.url("/feed"))
    assert fetched.content_type == "text/xml; charset=utf-8"
    assert (fetched.etag, fetched.last_modified) == ('"v1"', date)


@pytest.mark.parametrize(
    ("etag", "date"), [('"v1"', None), (None, "Wed, 19 Aug 2026 15:00:00 GMT")]
)
async def test_an_unchanged_document_is_not_sent_again(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, etag: str | None, date: str | None
) -> None:
    feeds.answers["/feed"] = answers.document(FEED, etag=etag, last_modified=date)

    fetched = await fetcher.fetch(source_at(), etag, date)

    assert (fetched.status, fetched.body) == ("unchanged", b"")


async def test_the_request_tells_who_asks_and_nothing_else(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.in_turn(
        answers.status(302, {"Location": "/feed", "Set-Cookie": "a=b"}), answers.document(FEED)
    )

    await fetcher.fetch(source_at())

    headers = feeds.asked[-1].headers
    assert headers["User-Agent"].startswith("hayami/")
    assert "ops@example.com" in headers["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer", "If-None-Match"} & set(headers)


async def test_a_packed_document_is_unpacked(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.packed(FEED)

    assert (await fetcher.fetch(source_at())).body == FEED


async def test_redirects_on_the_same_host_are_followed(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.redirect("/a/b", 301)
    feeds.answers["/a/b"] = answers.redirect("../c", 308)
    feeds.answers["/c"] = answers.document(FEED)

    assert (await fetcher.fetch(source_at())).url == feeds.url("/c")


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:{port}/",
        "https://evil.example/",
        "http://openai.com/",
        "https://openai.com:8443/",
        "https://openai.com@evil.example/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[bad",
        "file:///etc/passwd",
        "//evil.example/",
    ],
)
async def test_a_redirect_to_anywhere_else_is_not_followed(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, target: str
) -> None:
    feeds.answers["/feed"] = answers.redirect(target.format(port=feeds.port))

    with pytest.raises(ServiceError, match="leads where it may not"):
        await fetcher.fetch(source_at())
    assert len(feeds.asked) == 1


async def test_redirects_come_to_an_end(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.redirect("/feed")

    with pytest.raises(ServiceError, match="more than 5 redirects"):
        await fetcher.fetch(source_at())
    assert len(feeds.asked) == 6


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/feed",
        "http://openai.com/feed",
        "https://127.0.0.1/",
        "https://evil.example/",
    ],
)
async def test_without_the_setting_for_tests_nothing_private_is_asked(
    feeds: FeedServer, source_at: Any, url: str
) -> None:
    async with Fetcher(pause_s=0) as fetcher:
        with pytest.raises(ServiceError, match="leads where it may not"):
            await fetcher.fetch(source_at(url=url.format(port=feeds.port)))
    assert not feeds.asked


async def test_a_host_name_that_leads_to_a_private_address_is_not_asked(source_at: Any) -> None:
    source = replace(source_at(), url="https://localhost/", domains=("localhost",))

    async with Fetcher(pause_s=0) as fetcher:
        with pytest.raises(ServiceError, match="not public"):
            await fetcher.fetch(source)


@pytest.mark.parametrize(
    ("answer", "wait_s"),
    [
        (answers.status(429, {"Retry-After": "120"}), 120),
        (answers.status(503, {"Retry-After": "120"}), 120),
        (
            answers.status(
                429,
                {
                    "Retry-After": "Wed, 19 Aug 2026 15:10:00 GMT",
                    "Date": "Wed, 19 Aug 2026 15:00:00 GMT",
                },
            ),
            600,
        ),
        (answers.status(429, {"Retry-After": "soon"}), 900),
        (answers.status(503), 900),
    ],
)
async def test_a_host_that_asks_to_wait_is_heard(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, answer: answers.Answer, wait_s: float
) -> None:
    feeds.answers["/feed"] = answer

    with pytest.raises(RateLimited) as asked:
        await fetcher.fetch(source_at())
    assert asked.value.retry_after_s == wait_s
    assert len(feeds.asked) == 1


@pytest.mark.parametrize("first", [answers.status(500), answers.status(504), answers.hang_up])
async def test_a_passing_failure_is_tried_again_once(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, first: answers.Answer
) -> None:
    feeds.answers["/feed"] = answers.in_turn(first, answers.document(FEED))

    assert (await fetcher.fetch(source_at())).body == FEED


@pytest.mark.parametrize(
    ("answer", "tries"),
    [
        (answers.status(500), 2),
        (answers.status(404), 1),
        (answers.status(410), 1),
        (answers.status(202), 1),
        (answers.status(304), 1),
        (answers.status(301), 1),
        (answers.packed_document(b"not packed"), 2),
    ],
)
async def test_any_other_answer_is_an_error(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, answer: answers.Answer, tries: int
) -> None:
    feeds.answers["/feed"] = answer

    with pytest.raises(ServiceError):
        await fetcher.fetch(source_at())
    assert len(feeds.asked) == tries


async def test_a_host_that_hangs_up_is_an_error(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.hang_up

    with pytest.raises(ServiceError, match="ServerDisconnected"):
        await fetcher.fetch(source_at())


async def test_a_slow_document_is_given_up(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers["/feed"] = answers.drip

    with pytest.raises(ServiceError, match=r"no whole answer in 0\.5 s"):
        await fetcher.fetch(source_at())


@pytest.mark.parametrize("answer", [answers.pour, answers.bomb()], ids=["endless", "bomb"])
async def test_a_document_without_end_is_given_up_without_filling_the_memory(
    feeds: FeedServer, source_at: Any, answer: answers.Answer
) -> None:
    feeds.answers["/feed"] = answer
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    async with Fetcher(allow_private=True) as fetcher:
        with pytest.raises(ServiceError, match="larger than 5,000,000 bytes"):
            await fetcher.fetch(source_at())

    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb < 64 * 1024


async def test_a_slow_source_does_not_hold_up_another(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    feeds.answers |= {"/slow": answers.drip, "/feed": answers.document(FEED)}

    slow = asyncio.create_task(fetcher.fetch(source_at("/slow")))
    fetched = await fetcher.fetch(source_at())

    assert fetched.body == FEED
    assert not slow.done()
    with pytest.raises(ServiceError):
        await slow


@pytest.mark.parametrize("etag", ["x" * 501, '"\xe9"'])
async def test_a_validator_that_could_harm_is_not_kept(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any, etag: str
) -> None:
    feeds.answers["/feed"] = answers.document(FEED, etag=etag)

    assert (await fetcher.fetch(source_at())).etag is None


async def test_a_host_without_a_valid_certificate_is_an_error(
    feeds: FeedServer, fetcher: Fetcher, source_at: Any
) -> None:
    with pytest.raises(ServiceError, match="SSL"):
        await fetcher.fetch(source_at(url=feeds.url("/feed").replace("http:", "https:")))
