"""Texts are searched for words, in both languages and however they are written."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bot.app import Data
from bot.i18n import Language
from bot.terms.entry import Article, Entry, Section
from bot.terms.glossary import Glossary
from bot.terms.searching.excerpt import LENGTH
from bot.terms.searching.postings import Postings
from bot.terms.searching.search import Result, Results, search

MakeEntry = Callable[..., Entry]


@pytest.fixture(scope="module")
def postings(data: Data) -> Postings:
    return Postings(data.terms.entries)


def found(postings: Postings, query: str) -> set[str]:
    return {result.entry.id for result in search((postings,), query, "ja", 1000).results}


def shown(result: Result) -> str:
    return "".join(f"*{piece}*" if strong else piece for piece, strong in result.excerpt.pieces)


def test_those_that_are_called_so_come_first(postings: Postings) -> None:
    ids = [result.entry.id for result in search((postings,), "著作権", "ja", 3).results]

    assert ids[:2] == ["copyright-and-ai", "copyright-act-article-30-4"]


def test_all_words_must_occur_and_may_be_of_both_languages(postings: Postings) -> None:
    both = found(postings, "copyright 裁判")

    assert both
    assert both == found(postings, "copyright") & found(postings, "裁判")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("サーバー", "ｻｰﾊﾞｰ"),
        ("サーバー", "サーバ"),
        ("ハルシネーション", "はるしねーしょん"),
        ("transformer", "ＴＲＡＮＳＦＯＲＭＥＲ"),
        ("transformer", "Transformers"),
        ("fine-tuning", "fine tuning"),
        ("AI エージェント", "AI　エージェント"),
        ('"next token"', "“next token”"),
        ('"個人情報"', "「個人情報」"),
        ("the law", "law"),
    ],
)
def test_spelling_does_not_matter(postings: Postings, one: str, other: str) -> None:
    assert found(postings, one)
    assert found(postings, one) <= found(postings, other) | found(postings, other.replace(" ", "-"))


def test_quotation_marks_keep_words_together(make_entry: MakeEntry) -> None:
    together = make_entry("one", "One", "一", definition_en="It guesses the next token.")
    apart = make_entry("two", "Two", "二", definition_en="A token comes next.")
    across = make_entry("three", "Three", "三", definition_ja="次に学習。率は低いです。")
    postings = Postings([together, apart, across])

    assert found(postings, "next token") == {"one", "two"}
    assert found(postings, '"next token"') == {"one"}
    assert found(postings, "学習率") == set()


def test_a_word_is_not_found_inside_another(make_entry: MakeEntry) -> None:
    inside = make_entry("one", "One", "一", definition_en="Storage of facts.")
    itself = make_entry("two", "Two", "二", definition_ja="RAGを使います。")

    assert found(Postings([inside, itself]), "rag") == {"two"}


@pytest.mark.parametrize("query", ["", "   ", "the of", "の", "ー", "？！", '""', "「」", "zzzqqq"])
def test_what_tells_nothing_finds_nothing(postings: Postings, query: str) -> None:
    assert search((postings,), query, "en", 10) == Results((), 0)


def test_one_kanji_is_enough(postings: Postings) -> None:
    assert "japan-ai-promotion-act" in found(postings, "法")


def test_pages_follow_each_other(postings: Postings) -> None:
    whole = search((postings,), "モデル", "ja", 1000)

    assert whole.total == len(whole.results) > 20
    assert search((postings,), "モデル", "ja", 10, 10).results == whole.results[10:20]
    assert search((postings,), "モデル", "ja", 10, 10_000) == Results((), whole.total)


def test_an_entry_hides_that_of_its_id_in_the_layers_after(make_entry: MakeEntry) -> None:
    own = make_entry("one", "One", "一", definition_en="Ours is about cats.")
    base = make_entry("one", "One", "一", definition_en="This is about dogs.")
    other = make_entry("two", "Two", "二", definition_en="Cats and dogs.")
    layers = (Postings([own]), Postings([base, other]))

    def ids(query: str) -> set[str]:
        return {result.entry.id for result in search(layers, query, "en", 10).results}

    assert ids("cats") == {"one", "two"}
    assert ids("dogs") == {"two"}


def written(make_entry: MakeEntry, english: str, japanese: str = "ものです。") -> Glossary:
    """Return a glossary of one entry with a section in each language."""
    entry = make_entry(
        "one", "One", "一", aliases_en=("Sole Solitaire",), definition_en="A gadget."
    )
    return Glossary(
        [
            structs.replace(
                entry,
                article_en=Article("It begins here.", (Section("Of its use", english),)),
                article_ja=Article("はじめに述べます。", (Section("使い方", japanese),)),
            )
        ]
    )


@pytest.mark.parametrize(
    ("query", "language", "place", "text"),
    [
        ("gadget", "en", ("definition", ""), "A *gadget*."),
        ("begins", "en", ("introduction", ""), "It *begins* here."),
        ("cat dog", "en", ("section", "Of its use"), "A *cat* met two *dogs*."),
        ("bird", "en", ("section", "Of its use"), "Then a *bird* came!"),
        ("bird 小鳥", "ja", ("section", "使い方"), "*小鳥*です。"),
        ("使い方", "en", ("section", "使い方"), "*使い方*"),
        ("cat met, met", "en", ("section", "Of its use"), "A *cat* *met* two dogs."),
        ("“a cat” cat", "en", ("section", "Of its use"), "*A cat* met two dogs."),
        ("solitaire", "en", ("name", ""), "Sole *Solitaire*"),
    ],
)
def test_the_place_is_shown_with_its_sentence(
    make_entry: MakeEntry, query: str, language: Language, place: tuple[str, str], text: str
) -> None:
    english = "No dog was there. A cat met two dogs. Then a bird came!"
    terms = written(make_entry, english, "犬ではありません。小鳥です。")

    (result,) = terms.search(query, language, 10).results

    assert (result.excerpt.part, result.excerpt.heading) == place
    assert shown(result) == text


def test_a_long_sentence_is_cut_around_the_words(make_entry: MakeEntry) -> None:
    long = "very " * 60 + "strange cat " + "indeed " * 60
    (result,) = written(make_entry, long).search("cat", "en", 10).results

    text = shown(result)
    assert text.startswith("…very")
    assert "strange *cat* indeed" in text
    assert text.endswith("indeed…")
    assert len(text) <= LENGTH + 20


@given(st.text(st.characters(), max_size=300))
def test_any_query_gets_an_answer(postings: Postings, query: str) -> None:
    for result in search((postings,), query, "en", 3).results:
        assert any(strong for _, strong in result.excerpt.pieces)


@pytest.mark.parametrize("flood", ["a", "学", '"', "「", "\ud800", "\u0301", "a ", "(", "*", "の "])
def test_a_million_letters_get_an_answer(postings: Postings, flood: str) -> None:
    found = search((postings,), flood * (1_000_000 // len(flood)), "ja", 10)

    assert len(found.results) == min(10, found.total)


@pytest.mark.parametrize("query", ["モデル", "copyright", "fine-tuning", '"next token"', "EU 規則"])
def test_the_words_stand_out_in_every_result(postings: Postings, query: str) -> None:
    for language in ("ja", "en"):
        for result in search((postings,), query, language, 1000).results:
            assert any(strong for _, strong in result.excerpt.pieces), result.entry.id
