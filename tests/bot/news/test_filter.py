"""A broad source gives only what its declaration asks for."""

from datetime import UTC, datetime

import pytest
from fakes.feeds import item, rss
from hypothesis import given
from hypothesis import strategies as st

from bot.news.filter import EVERYTHING, Filter
from bot.news.parse import parse
from bot.news.spec import Spec

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LINK = "https://example.com/news/2026/a"


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("AI", "生成AIの利用に関する指針"),
        ("AI", "ＡＩ戦略会議を開催します"),
        ("AI", "An ai-powered phone"),
        ("AI", "Announcing AI2 models"),
        ("人工知能", "人工知能学会で発表しました"),
        ("agent*", "Agentic coding in practice"),
        ("agent*", "Five agents"),
        ("GPT*", "GPT-6 is here"),
        ("language model*", "Small language models"),
        ("rc", "v0.9.0-rc1"),
        ("alpha", "0.50.0-alpha.3"),
        ("Amazon Q", "Amazon Q Developer now answers"),
    ],
)
def test_a_word_is_found_in_any_case_and_width(word: str, title: str) -> None:
    assert Filter(only=(word,)).wants(title, LINK)
    assert not Filter(without=(word,)).wants(title, LINK)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("AI", "What she said about rain"),
        ("AI", "MAIN street"),
        ("agent*", "A reagent"),
        ("rc", "March of the archives"),
        ("game*", "Endgame"),
        ("Amazon Q", "Amazon Quantum"),
        ("c++", "A c plus plus compiler"),
    ],
)
def test_a_word_within_another_is_not_found(word: str, title: str) -> None:
    assert not Filter(only=(word,)).wants(title, LINK)


@pytest.mark.parametrize(
    ("pattern", "path", "is_wanted"),
    [
        ("/blog/*", "/blog/a", True),
        ("/blog/*", "/blog/a/b", True),
        ("/blog/*", "/ja/blog/a", False),
        ("/blog/*", "/blog", False),
        ("/blog/*/*", "/blog/org/a", True),
        ("/blog/*/*", "/blog/a", False),
        ("/News/*", "/news/a", True),
        ("/a.b", "/aXb", False),
    ],
)
def test_a_path_is_compared_as_a_whole(pattern: str, path: str, *, is_wanted: bool) -> None:
    wanted = Filter(only=(pattern,)).wants("Title", f"https://example.com{path}?x=/blog/y#z")

    assert wanted == is_wanted


def test_what_is_not_wanted_goes_before_what_is() -> None:
    both = Filter(only=("AI", "/ai/*"), without=("nightly",))

    assert both.wants("AI v1", LINK)
    assert both.wants("v1", "https://example.com/ai/v1")
    assert not both.wants("AI v1-nightly.2", LINK)
    assert not both.wants("v1", LINK)
    assert EVERYTHING.wants("", LINK)


@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_any_title_is_judged(title: str, word: str) -> None:
    judged = Filter(only=(word,)).wants(title, LINK)

    assert judged != Filter(without=(word,)).wants(title, LINK)


def test_a_filtered_item_is_counted_and_neither_kept_nor_set_aside() -> None:
    spec = Spec(("openai.com",), filter=Filter(without=("nightly",)))
    elsewhere = item(3, title="A nightly build", link="https://evil.example/")

    parsed = parse(rss(item(1), item(2, title="1.0-nightly"), elsewhere), spec, NOW)

    assert [found.title for found in parsed.items] == ["News 1"]
    assert parsed.filtered == 1
    assert [(found.title, found.fault) for found in parsed.rejected] == [
        ("A nightly build", "domain")
    ]
    assert len(parsed.dates) == 2
