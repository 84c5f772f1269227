"""What is written of an item is kept with its words, and nobody writes twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item, Written
from bot.storage.writings import Writings

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=3)
LATER = NOW + timedelta(minutes=10)
TEXTS = (Written("ja", headline="見出し", why="理由です。"), Written("en"))


@pytest.fixture
def items(database: Database) -> Items:
    return Items(database)


@pytest.fixture
def writings(database: Database) -> Writings:
    return Writings(database)


async def kept(items: Items, key: str = "a", **changes: Any) -> Item:
    """Return a stored item."""
    url = f"https://openai.com/{key}"
    plain = Item("openai-news", key, f"Title {key}", url, NOW, NOW, summary="Words.")
    await items.keep([replace(plain, **changes)])
    return (await items.keys("openai-news"))[key]


async def test_what_is_written_comes_with_the_item(items: Items, writings: Writings) -> None:
    item = await kept(items)

    assert await writings.claim(item, NOW, LATER)
    await writings.keep(item, TEXTS, LATER)

    (found,) = await items.latest(limit=5)
    assert found.written_in("ja") == TEXTS[0]
    assert found.written_in("en") == Written("en")
    assert replace(found, written=()) == item


async def test_an_item_with_other_words_has_nothing_written_of_it(
    items: Items, writings: Writings
) -> None:
    item = await kept(items)
    await writings.claim(item, NOW, LATER)
    await writings.keep(item, TEXTS, LATER)

    changed = await kept(items, title="New title")

    assert changed.written == ()


async def test_only_new_live_items_wait_the_newest_first(items: Items, writings: Writings) -> None:
    await kept(items, "old", first_seen=SINCE - timedelta(hours=1))
    await kept(items, "recorded", recorded=True)
    await kept(items, "backlog", backlog=True)
    await kept(items, "a", published=NOW - timedelta(hours=1))
    await kept(items, "b")

    assert [item.key for item in await writings.waiting(SINCE, NOW)] == ["b", "a"]


async def test_an_item_is_claimed_by_one_at_a_time(items: Items, writings: Writings) -> None:
    item = await kept(items)

    assert await writings.claim(item, NOW, LATER)
    assert not await writings.claim(item, NOW, LATER)
    assert await writings.waiting(SINCE, NOW) == ()
    assert await writings.waiting(SINCE, LATER) == (item,)
    assert await writings.claim(item, LATER, LATER)


async def test_the_same_words_are_tried_twice_and_no_more(items: Items, writings: Writings) -> None:
    item = await kept(items)
    for _ in range(2):
        assert await writings.claim(item, NOW, LATER)
        await writings.postpone(item, NOW)

    assert await writings.waiting(SINCE, NOW) == ()
    assert not await writings.claim(item, NOW, LATER)


async def test_what_is_written_is_not_written_again(items: Items, writings: Writings) -> None:
    item = await kept(items)
    await writings.claim(item, NOW, LATER)
    await writings.keep(item, (Written("ja"), Written("en")), NOW)

    assert await writings.waiting(SINCE, LATER) == ()
    assert not await writings.claim(item, LATER, LATER)


async def test_an_item_with_other_words_waits_until_its_time_and_is_written_anew(
    items: Items, writings: Writings
) -> None:
    item = await kept(items)
    await writings.claim(item, NOW, LATER)
    await writings.keep(item, TEXTS, LATER)
    changed = await kept(items, title="New title")

    assert await writings.waiting(SINCE, NOW) == ()
    assert not await writings.claim(changed, NOW, LATER)
    assert await writings.waiting(SINCE, LATER) == (changed,)
    assert await writings.claim(changed, LATER, LATER)
    await writings.keep(changed, TEXTS, LATER)

    assert (await items.latest(limit=1))[0].written_in("ja") == TEXTS[0]


async def test_what_was_written_of_words_that_have_changed_meanwhile_is_not_kept(
    items: Items, writings: Writings
) -> None:
    item = await kept(items)
    await writings.claim(item, NOW, NOW)
    changed = await kept(items, title="New title")
    await writings.claim(changed, NOW, LATER)

    await writings.keep(item, TEXTS, LATER)

    assert (await items.latest(limit=1))[0].written == ()


async def test_a_forgotten_item_takes_what_was_written_with_it(
    items: Items, writings: Writings
) -> None:
    item = await kept(items, recorded=True)
    await writings.claim(item, NOW, LATER)
    await writings.keep(item, TEXTS, LATER)

    await items.drop_recorded()

    assert await items.latest(limit=1) == ()
