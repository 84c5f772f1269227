"""What a digest looks like, in neutral blocks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fakes.newsroom import SOURCES, TERMS, titles

from bot.calls import Call
from bot.digest.compose import compose, nothing_new, rank
from bot.i18n import LANGUAGES, Language
from bot.reply import Actions, Heading, Link, Moment, Notice, Reply, Section, Select, plain
from bot.storage.records import Item, Written

AT = datetime(2026, 11, 24, 22, 15, tzinfo=UTC)


def item(key: str, **changes: Any) -> Item:
    """Return an item of Alpha."""
    plain = Item(
        source="alpha",
        key=key,
        title=f"Title {key}",
        url=f"https://alpha.example/{key}",
        published=AT,
        first_seen=AT,
        summary=f"{key} is here. It is new.",
    )
    return replace(plain, **changes)


def digest(items: Sequence[Item], language: Language = "en", **changes: Any) -> Reply:
    """Compose `items`."""
    wanted: dict[str, Any] = {
        "day": date(2026, 11, 25),
        "language": language,
        "timezone": "Asia/Tokyo",
        "terms": TERMS,
        "sources": SOURCES,
    }
    return compose(items, **(wanted | changes))


def blocks(reply: Reply, kind: type) -> list[Any]:
    """Return the blocks of a kind."""
    return [block for block in reply.blocks if isinstance(block, kind)]


@pytest.mark.parametrize(
    ("count", "more", "heading"),
    [
        (1, 0, "Wednesday, November 25, 2026: 1 official AI announcement"),
        (2, 0, "Wednesday, November 25, 2026: 2 official AI announcements"),
        (10, 50, "Wednesday, November 25, 2026: 60 official AI announcements"),
    ],
)
def test_the_heading_tells_the_day_and_how_many(count: int, more: int, heading: str) -> None:
    reply = digest([item(str(number)) for number in range(count)], more=more)

    assert reply.blocks[0] == Heading(heading)


def test_items_are_grouped_by_company_the_one_with_the_best_first() -> None:
    reply = digest([item("b1", source="beta"), item("a1"), item("b2", source="beta"), item("a2")])

    assert [section.heading for section in blocks(reply, Section)] == ["Beta", "Alpha"]
    assert titles(reply.plain()) == ["b1", "b2", "a1", "a2"]


def test_an_item_shows_its_link_its_source_its_time_and_its_first_sentences() -> None:
    (section,) = blocks(digest([item("a", source="alpha-lab")], "ja"), Section)

    assert section.spans[0] == Link("Title a", "https://alpha.example/a")
    assert Moment(AT, "Asia/Tokyo") in section.spans
    plain = digest([item("a", source="alpha-lab")], "ja").plain()
    assert "Alpha ニュース" in plain
    assert "a is here. It is new." in plain


WRITTEN = (
    Written("ja", headline="見出し", summary="一つです。二つです。", why="役に立ちます。"),
    Written("en", headline="Headline", summary="One. Two.", why="It helps."),
)


def test_what_a_machine_wrote_in_the_readers_language_is_shown_and_marked() -> None:
    (section,) = blocks(digest([item("a", written=WRITTEN)], "ja"), Section)

    assert section.spans[0] == Link("見出し", "https://alpha.example/a")
    lines = plain(section.spans, "ja").splitlines()
    assert lines[2:] == [
        "一つです。二つです。",
        "仕事での意味：役に立ちます。",
        "機械による見出し、要約、仕事での意味 · 原題：Title a",
    ]


def test_a_short_title_in_the_readers_language_stays() -> None:
    (section,) = blocks(digest([item("a", written=WRITTEN)]), Section)

    assert section.spans[0] == Link("Title a", "https://alpha.example/a")
    lines = plain(section.spans, "en").splitlines()
    assert lines[2:] == [
        "One. Two.",
        "At work: It helps.",
        "Machine-written: summary and meaning at work",
    ]


def test_a_long_title_gives_way_to_a_headline() -> None:
    long = "Title " + "very long " * 7
    (section,) = blocks(digest([item("a", title=long, written=WRITTEN)]), Section)

    assert section.spans[0] == Link("Headline", "https://alpha.example/a")
    assert plain(section.spans, "en").endswith(f" · original title: {long}")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            Written("ja", headline="見出し"),
            ["a is here. It is new.", "機械による見出し · 原題：Title a"],
        ),
        (Written("ja", summary="一つです。"), ["一つです。", "機械による要約"]),
        (
            Written("ja", why="役立ちます。"),
            ["a is here. It is new.", "仕事での意味：役立ちます。", "機械による仕事での意味"],
        ),
        (Written("en", headline="Headline"), ["a is here. It is new."]),
    ],
)
def test_where_a_machine_wrote_nothing_the_source_has_the_word(
    written: Written, shown: list[str]
) -> None:
    (section,) = blocks(digest([item("a", written=(written,))], "ja"), Section)

    assert plain(section.spans, "ja").splitlines()[2:] == shown


def test_an_item_without_date_or_summary_shows_neither() -> None:
    (section,) = blocks(digest([item("a", published=None, summary=" ")]), Section)

    assert not [span for span in section.spans if isinstance(span, Moment)]
    assert len(section.spans) == 2


def test_an_item_that_its_source_dates_in_the_future_says_so() -> None:
    plain = digest([item("a", clamped=True)]).plain()

    assert "· first seen; its source names a later date" in plain


def test_an_item_of_a_source_that_is_no_longer_listed_stays_readable() -> None:
    reply = digest([item("a", source="gone")])

    assert [section.heading for section in blocks(reply, Section)] == ["gone"]


def test_its_terms_are_one_click_away_each_once() -> None:
    reply = digest(
        [item("a", terms=("transformer", "unknown")), item("b", terms=("token", "transformer"))],
        "ja",
    )

    (select,) = blocks(reply, Select)
    assert [choice.label for choice in select.choices] == ["トランスフォーマー", "トークン"]
    assert [choice.call for choice in select.choices] == [
        Call("define", (("term", "transformer"),), "ja"),
        Call("define", (("term", "token"),), "ja"),
    ]


def test_a_digest_without_known_terms_has_no_list_of_them() -> None:
    assert blocks(digest([item("a", terms=("unknown",))]), Select) == []


def test_it_ends_with_the_policy_of_its_sources_and_the_way_to_its_settings() -> None:
    reply = digest([item("a")])

    (actions,) = blocks(reply, Actions)
    calls = [button.call for button in actions.buttons]
    assert calls == [Call("news", (), "en"), Call("digest list", (), "en")]
    assert "on their own sites" in reply.plain()


def test_recorded_items_are_marked_before_anything_else() -> None:
    items = [item("a", published=AT - timedelta(days=60)), item("b"), item("c", published=None)]

    notice = digest(items, recorded=True).blocks[1]

    assert isinstance(notice, Notice)
    assert notice.tone == "warning"
    plain = Reply("en", (notice,)).plain()
    assert "recorded demo data, not today’s news" in plain
    assert "September 26, 2026" in plain
    assert "November 25, 2026" in plain


def test_recorded_items_without_dates_are_marked_too() -> None:
    reply = digest([item("a", published=None)], recorded=True)

    assert "recorded demo data, not today’s news." in reply.plain()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_preview_has_something_to_say(language: Language) -> None:
    assert nothing_new(language).plain()


def test_the_newest_of_each_company_come_first() -> None:
    newest_first = [
        item("a1"),
        item("a2", source="alpha-lab"),
        item("a3"),
        item("b1", source="beta"),
    ]

    assert [each.key for each in rank(newest_first, SOURCES)] == ["a1", "b1", "a2", "a3"]
