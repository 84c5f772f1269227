"""What was set aside is kept by its address, a thousand of each source."""

from datetime import UTC, datetime, timedelta

from bot.storage.database import Database
from bot.storage.records import SetAside
from bot.storage.set_aside import MOST, SetAsideItems

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def item(url: str, at: datetime = NOW, title: str = "Title", source: str = "meti") -> SetAside:
    return SetAside(source, url, title, "domain", "not on an official domain", at, at)


async def test_an_item_that_is_seen_again_keeps_when_it_was_first(database: Database) -> None:
    items = SetAsideItems(database)
    later = NOW + timedelta(hours=1)

    await items.put("meti", [item("a"), item("b"), item("a", title="Twin")])
    await items.put("meti", [])
    await items.put("meti", [item("a", later, "New title")])

    assert await items.latest() == (
        SetAside("meti", "a", "New title", "domain", "not on an official domain", NOW, later),
        item("b"),
    )


async def test_the_longest_gone_make_room(database: Database) -> None:
    items = SetAsideItems(database)
    later = NOW + timedelta(hours=1)

    await items.put("fsa", [item("a", source="fsa")])
    await items.put("meti", [item(f"old-{n}") for n in range(MOST)])
    await items.put("meti", [item(f"new-{n}", later) for n in range(3 * MOST)])

    kept = await items.latest("meti")
    assert len(kept) == MOST
    assert all(each.url.startswith("new-") for each in kept)
    assert len(await items.latest("fsa")) == 1
