"""Items are kept once, and found by what they say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item

SEEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def item(key: str, **changes: Any) -> Item:
    """Return an item of the source `openai-news`."""
    plain = Item(
        source="openai-news",
        key=key,
        title=f"Title {key}",
        url=f"https://openai.com/index/{key}",
        published=SEEN - timedelta(hours=1),
        first_seen=SEEN,
    )
    return replace(plain, **changes)


@pytest.fixture
def items(database: Database) -> Items:
    return Items(database)


async def test_what_is_kept_comes_back_as_it_was(items: Items) -> None:
    marks = {"backlog": True, "clamped": True}
    given = item("a", summary="要約", language="ja", terms=("transformer", "token"), **marks)

    (kept,) = await items.keep([given])

    assert kept == replace(given, id=kept.id)
    assert await items.keys("openai-news") == {"a": kept}
    assert await items.latest(limit=5) == (kept,)


async def test_only_the_new_ones_are_returned_in_the_order_given(items: Items) -> None:
    await items.keep([item("b")])

    new = await items.keep([item("c"), item("b"), item("a"), item("c")])

    assert [kept.key for kept in new] == ["c", "a"]
    assert await items.count() == 3


async def test_a_known_item_takes_the_sources_new_words_and_stays_the_same_item(
    items: Items,
) -> None:
    (first,) = await items.keep([item("a", terms=("token",))])
    later = SEEN + timedelta(days=1)

    new = await items.keep(
        [item("a", title="New title", first_seen=later, published=None, terms=("agent", "token"))]
    )

    assert new == ()
    assert await items.latest(limit=5) == (
        replace(first, title="New title", published=None, terms=("agent", "token")),
    )


async def test_many_items_are_kept_at_once(items: Items) -> None:
    new = await items.keep([item(f"k{number}", terms=("token",)) for number in range(1200)])

    assert len(new) == await items.count(term="token") == 1200


async def test_the_newest_come_first_and_an_undated_one_counts_from_when_it_was_seen(
    items: Items,
) -> None:
    await items.keep(
        [
            item("old", published=SEEN - timedelta(days=2)),
            item("undated", published=None),
            item("new", published=SEEN - timedelta(hours=1)),
        ]
    )

    assert [found.key for found in await items.latest(limit=2)] == ["undated", "new"]
    assert [found.key for found in await items.latest(limit=2, offset=2)] == ["old"]


async def test_items_are_found_by_source_and_by_term(items: Items) -> None:
    await items.keep(
        [item("a", terms=("token",)), item("b", source="meti", terms=("agent", "token"))]
    )

    assert [found.key for found in await items.latest(sources=["meti"], limit=5)] == ["b"]
    assert [found.key for found in await items.latest(term="agent", limit=5)] == ["b"]
    assert await items.count(term="token", sources=("openai-news",)) == 1
    assert await items.count(sources=()) == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gpt", True),
        ("ＧＰＴ launch", True),
        ("été", True),
        ("ÉTÉ 100%", True),
        ("発表", True),
        ("gpt missing", False),
        ("_", False),
        ("1%0", False),
        ("\\", False),
        ("", True),
        ("gpt\0", True),
        ("gpt \ud800", False),
        ("gpt " * 10_000, True),
    ],
)
async def test_every_word_of_a_search_occurs_in_title_or_summary(
    items: Items, words: str, *, found: bool
) -> None:
    await items.keep([item("a", title="GPT launch, Été", summary="100% 新モデルを発表")])

    assert await items.count(words=words) == int(found)
    assert len(await items.latest(words=words, limit=5)) == int(found)


async def test_a_live_item_takes_the_place_of_its_recording(items: Items) -> None:
    await items.keep([item("a", recorded=True), item("b", recorded=True)])

    new = await items.keep([item("a")])

    assert [(kept.key, kept.recorded) for kept in new] == [("a", False)]
    assert await items.drop_recorded() == 1
    assert await items.latest(limit=5) == new


async def test_a_recording_never_takes_the_place_of_a_live_item(items: Items) -> None:
    live = await items.keep([item("a")])

    assert await items.keep([item("a", title="Recorded", recorded=True)]) == ()
    assert await items.latest(limit=5) == live


async def test_whether_there_is_any_item_can_be_asked_of_live_ones_alone(items: Items) -> None:
    assert not await items.any()

    await items.keep([item("a", recorded=True)])
    assert await items.any()
    assert not await items.any(live=True)

    await items.keep([item("b")])
    assert await items.any(live=True)
