import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.web.post import SHOWN_POSTS, WebPoster
from adapters.web.read import PLAYGROUND
from bot.errors import ServiceError
from bot.reply import Heading, Reply

AT = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
SINCE = AT - timedelta(minutes=5)


def digest(title: str) -> Reply:
    return Reply("ja", (Heading(title),))


def look(reply: Reply) -> list[dict[str, object]]:
    return [{"text": reply.plain()}]


@pytest.fixture
def poster(tmp_path: Path) -> WebPoster:
    return WebPoster(tmp_path / "posts", {"slack": look, "discord": look})


async def test_a_post_is_kept_in_both_looks(poster: WebPoster) -> None:
    await poster.post(PLAYGROUND, digest("今日のダイジェスト"), "s1", AT)

    assert await poster.posts() == [
        {
            "language": "ja",
            "plain": "今日のダイジェスト",
            "private": False,
            "looks": {
                "slack": [{"text": "今日のダイジェスト"}],
                "discord": [{"text": "今日のダイジェスト"}],
            },
            "at": "2026-11-25T00:00:00+00:00",
        }
    ]


async def test_a_post_outlives_the_process(poster: WebPoster, tmp_path: Path) -> None:
    await poster.post(PLAYGROUND, digest("x"), "s1", AT)
    restarted = WebPoster(tmp_path / "posts", {})

    assert await restarted.find(PLAYGROUND, digest("x"), "s1", SINCE) == "s1"
    assert len(await restarted.posts()) == 1


async def test_a_post_tried_many_times_at_once_is_there_once(
    poster: WebPoster, tmp_path: Path
) -> None:
    """The first try wins; the others name the same post and leave nothing behind."""
    tries = [poster.post(PLAYGROUND, digest(str(n)), "s1", AT) for n in range(20)]

    assert set(await asyncio.gather(*tries)) == {"s1"}
    assert [path.name for path in (tmp_path / "posts").iterdir()] == ["s1.json"]


async def test_what_was_not_posted_is_not_found(poster: WebPoster) -> None:
    assert await poster.find(PLAYGROUND, digest("x"), "s1", SINCE) is None
    assert await poster.posts() == []


async def test_the_channel_shows_the_newest_posts(poster: WebPoster) -> None:
    for n in range(SHOWN_POSTS + 1):
        await poster.post(PLAYGROUND, digest(str(n)), f"s{n}", AT + timedelta(days=n))
    shown = [post["plain"] for post in await poster.posts()]

    assert shown == [str(n) for n in range(SHOWN_POSTS, 0, -1)]


async def test_a_folder_that_cannot_be_written_is_a_fault_to_retry(tmp_path: Path) -> None:
    (tmp_path / "posts").write_text("a file where the folder should be")
    poster = WebPoster(tmp_path / "posts", {})

    with pytest.raises(ServiceError):
        await poster.post(PLAYGROUND, digest("x"), "s1", AT)


async def test_a_file_that_is_no_post_is_a_fault_to_retry(
    poster: WebPoster, tmp_path: Path
) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "s1.json").write_text("{")

    with pytest.raises(ServiceError):
        await poster.posts()


@pytest.mark.parametrize("key", ["", "../s1", "S1", "s1.json", "あ"])
async def test_a_key_that_is_no_file_name_is_refused(poster: WebPoster, key: str) -> None:
    with pytest.raises(ValueError, match="letters and digits"):
        await poster.post(PLAYGROUND, digest("x"), key, AT)


def test_nothing_is_handed_over_early(poster: WebPoster) -> None:
    assert poster.lead() == timedelta()
