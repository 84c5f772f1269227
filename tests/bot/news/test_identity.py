from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.news.identity import settle
from bot.news.parse import ParsedItem
from bot.storage.records import Item

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def parsed(
    key: str, title: str = "Title", page: str = "a", day: datetime | None = DAY
) -> ParsedItem:
    return ParsedItem(key, title, f"https://openai.com/{page}", day, "")


def stored(*items: ParsedItem) -> dict[str, Item]:
    return {
        item.key: Item("openai-news", item.key, item.title, item.url, item.published, DAY)
        for item in items
    }


def keys(items: tuple[ParsedItem, ...]) -> list[str]:
    return [item.key for item in items]


def test_an_edited_item_keeps_its_key() -> None:
    known = stored(parsed("1"))

    assert keys(settle([parsed("1", title="Edited")], known)) == ["1"]
    assert keys(settle([parsed("1", page="moved")], known)) == ["1"]
    assert keys(settle([parsed("1", day=DAY + timedelta(days=3))], known)) == ["1"]


def test_a_key_that_is_used_again_for_something_else_is_another_item() -> None:
    known = stored(parsed("1"))
    reused = parsed("1", title="Other", page="b")

    (first,) = settle([reused], known)
    (second,) = settle([reused], known | stored(first))

    assert first.key == second.key != "1"


def test_a_changed_key_is_known_by_its_link_or_its_title() -> None:
    known = stored(parsed("old"))

    assert keys(settle([parsed("new", title="Edited")], known)) == ["old"]
    assert keys(settle([parsed("new", page="moved")], known)) == ["old"]
    assert keys(settle([parsed("new", title="Edited", page="a/")], known)) == ["old"]


def test_a_new_key_beside_the_old_one_is_a_new_item() -> None:
    known = stored(parsed("old"))

    assert keys(settle([parsed("new"), parsed("old")], known)) == ["new", "old"]


def test_a_known_item_is_taken_by_one_only_and_by_its_link_first() -> None:
    known = stored(parsed("old"))
    document = [parsed("by-title", page="b"), parsed("by-link", title="Edited"), parsed("third")]

    assert keys(settle(document, known)) == ["by-title", "old", "third"]


def test_all_keys_may_change_at_once() -> None:
    items = [parsed(str(n), title=f"Title {n}", page=str(n)) for n in range(300)]

    assert keys(settle([replace(i, key="x" + i.key) for i in items], stored(*items))) == keys(
        tuple(items)
    )


def test_a_title_that_comes_back_after_weeks_is_a_new_item() -> None:
    known = stored(parsed("old", title="Monthly report", day=DAY - timedelta(days=31)))
    document = [
        parsed("new", title="Monthly report", page="b"),
        parsed("other", title="Other", page="c", day=DAY - timedelta(days=10)),
    ]

    assert keys(settle(document, known)) == ["new", "other"]


def test_without_dates_a_title_is_enough() -> None:
    assert keys(settle([parsed("new", page="b", day=None)], stored(parsed("old")))) == ["old"]
