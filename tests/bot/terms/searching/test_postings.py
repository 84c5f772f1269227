"""The index of texts follows the entries that come and go."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bot.app import Data
from bot.terms.entry import Article, Entry
from bot.terms.searching.postings import Postings
from bot.terms.searching.stems import normal, stem, stems

MakeEntry = Callable[..., Entry]


def known(postings: Postings, words: str) -> list[dict[str, float]]:
    """Return all that the index knows of the stems in `words`."""
    return [
        {**postings.effects(stem), "defined by": postings.defined_by(stem)}
        for stem in stems(normal(words))
    ]


def test_a_name_says_more_than_a_definition_and_that_more_than_an_article(
    make_entry: MakeEntry,
) -> None:
    article = Article("On copyright.", ())
    entries = [
        make_entry("named", "Copyright", "一"),
        make_entry("defined", "Two", "二", definition_en="Copyright."),
        structs.replace(make_entry("mentioned", "Three", "三"), article_en=article),
    ]

    effects = Postings(entries).effects(stem("copyright"))

    assert effects["named"] > effects["defined"] > effects["mentioned"]


def test_removing_and_adding_leave_the_index_as_if_built_so(data: Data) -> None:
    first, second, third = data.terms.entries[:3]
    changed = Postings([first, third, second])
    changed.remove(third)
    changed.remove(first)
    changed.add(first)

    assert changed.entries == {second.id: second, first.id: first}
    for entry in (first, second, third):
        for text in (entry.definition_en, entry.definition_ja):
            assert known(changed, text) == known(Postings([second, first]), text)


@pytest.mark.parametrize(
    "words",
    [
        "train trains trained training trainer trainers",
        "plan plans planned planning",
        "study studies studied",
        "evaluation evaluations",
        "database databases",
        "ＭＯＤＥＬ Model models",
    ],
)
def test_all_forms_of_a_word_are_one_stem(words: str) -> None:
    assert len(set(stems(normal(words)))) == 1


def test_different_words_are_different_stems() -> None:
    assert len(set(stems("all loss low base bat plan plant"))) == 7


def test_japanese_is_compared_by_pairs_and_kanji_in_any_kana() -> None:
    assert sorted(set(stems(normal("学習データ")))) == sorted(
        {"学習", "習で", "でー", "ーた", "学", "習"}
    )
    assert stems(normal("ﾃﾞｰﾀ")) == stems(normal("でーた"))


@given(st.text(st.characters(), max_size=200))
def test_any_text_has_stems(text: str) -> None:
    assert all(stems(normal(text)))
