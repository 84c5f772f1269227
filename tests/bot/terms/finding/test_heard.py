"""A name is heard through the wrong kanji of an input method, and words are left alone."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.entry import Entry
from bot.terms.finding.fuzzy import Near
from bot.terms.finding.heard import Heard
from bot.terms.finding.kanji import KANJI, TABLE, readings
from bot.terms.fold import fold
from bot.terms.glossary import Glossary
from bot.terms.load import load

TERMS = Path(__file__).parents[4] / "data" / "terms"
UNRELATED = Path(__file__).with_name("unrelated.txt")

MISCONVERTED = [
    ("転位学習", "transfer-learning"),
    ("天意学習", "transfer-learning"),
    ("漁師化", "quantization"),
    ("人口知能", "artificial-intelligence"),
    ("検索拡張精製", "retrieval-augmented-generation"),
    ("検索格調生成", "retrieval-augmented-generation"),
    ("誤差逆電波法", "backpropagation"),
    ("嗜好の連鎖", "chain-of-thought"),
    ("試行の連鎖", "chain-of-thought"),
    ("真相学習", "deep-learning"),
    ("機会学習", "machine-learning"),
    ("適号率", "precision"),
    ("事故回帰モデル", "autoregressive-model"),
    ("データ格調", "data-augmentation"),
    ("小規模原語モデル", "small-language-model"),
    ("大規模原語モデル", "large-language-model"),
    ("洗剤空間", "latent-space"),
    ("繁用人工知能", "artificial-general-intelligence"),
    ("汎用人口知能", "artificial-general-intelligence"),
    ("近藤行列", "confusion-matrix"),
    ("黄砂検証", "cross-validation"),
    ("公売硬化法", "gradient-descent"),
    ("画像精製", "text-to-image"),
    ("分散評言", "embedding"),
    ("標準価", "normalization"),
    ("AI表か", "ai-evaluation"),
    ("ＲＡＧ表価", "rag-evaluation"),
    ("著作県法第30条の4", "copyright-act-article-30-4"),
]
"""What input methods make of headwords and, at the end, of aliases and of names with letters."""


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return load(TERMS).entries


@pytest.fixture(scope="module")
def heard(entries: tuple[Entry, ...]) -> Heard:
    return Heard(entries)


@pytest.fixture(scope="module")
def real(entries: tuple[Entry, ...]) -> Glossary:
    return Glossary(entries)


@pytest.mark.parametrize(("query", "expected"), MISCONVERTED)
def test_a_misconverted_name_is_heard(heard: Heard, query: str, expected: str) -> None:
    assert heard.heard(fold(query))[0].entry.id == expected


@pytest.mark.parametrize(("query", "expected"), MISCONVERTED)
def test_a_misconverted_name_is_asked_about_not_asserted(
    real: Glossary, query: str, expected: str
) -> None:
    found = real.find(f"{query}とは？")

    assert found.match in ("fuzzy", "homophone")
    assert found.hits[0].entry.id == expected
    assert not found.certain


def test_names_in_kanji_are_heard_as_themselves(entries: tuple[Entry, ...], heard: Heard) -> None:
    names = [entry for entry in entries if is_in_kanji(entry)]
    deaf = [entry.ja for entry in names if entry not in map(entry_of, heard.heard(fold(entry.ja)))]

    assert len(deaf) <= 0.01 * len(names), deaf


@pytest.mark.parametrize("changed", [1, 2, 3])
def test_kanji_of_the_same_sound_lead_to_the_same_entry(
    entries: tuple[Entry, ...], real: Glossary, changed: int
) -> None:
    """A name of three letters that keeps none of them is no more than a chance likeness."""
    queries = [
        (entry, query)
        for entry in entries
        if is_in_kanji(entry)
        for query in misconverted(entry, changed)
        if set(query) & set(entry.ja) or len(query) > 3
    ]
    missed = [
        (entry.ja, query)
        for entry, query in queries
        if [hit.entry for hit in real.find(query).hits[:1]] != [entry]
    ]

    assert len(queries) > 350
    assert len(missed) <= 0.01 * len(queries), missed


def is_in_kanji(entry: Entry) -> bool:
    return KANJI.search(entry.ja) is not None and len(fold(entry.ja)) > 2


def entry_of(near: Near) -> Entry:
    return near.entry


def misconverted(entry: Entry, changed: int) -> Iterator[str]:
    """Yield the headword with some kanji changed for others that are read so, in six ways."""
    choice = random.Random(f"{entry.id} {changed}")  # noqa: S311 -- the same cases each time
    name = fold(entry.ja)
    parts = re.fullmatch("".join(map(sound_of, name)), fold(entry.reading))
    if parts is None:  # a kanji that the table does not read so
        return
    alike = [others(parts[at + 1], letter) for at, letter in enumerate(name)]
    places = list(combinations([at for at, kanji in enumerate(alike) if kanji], changed))
    for place in choice.sample(places, min(6, len(places))):
        new = [choice.choice(alike[at]) if at in place else name[at] for at in range(len(name))]
        yield "".join(new)


def sound_of(letter: str) -> str:
    if KANJI.match(letter):
        return f"({'|'.join(readings(letter))})"
    return "(.*?)" if letter.isascii() else f"({letter})"


def others(reading: str, kanji: str) -> list[str]:
    return [other for other in read_so().get(reading, ()) if other != kanji and KANJI.match(kanji)]


@cache
def read_so() -> dict[str, list[str]]:
    """Return which kanji have a reading."""
    kanji_of: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if KANJI.match(line):
            for reading in readings(line[0]):
                kanji_of.setdefault(reading, []).append(line[0])
    return kanji_of


def test_words_of_everyday_life_are_not_heard_as_terms(heard: Heard) -> None:
    lines = UNRELATED.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]

    assert len(words) > 400
    assert [word for word in words if heard.heard(fold(word))] == []


@pytest.mark.parametrize(
    "query",
    ["怪奇", "水論", "漁師か", "施行日", "きかいがくしゅう", "transfer learning", "教科学習"],
)
def test_what_is_short_shares_no_letter_or_is_a_word_is_not_heard(heard: Heard, query: str) -> None:
    assert heard.heard(fold(query)) == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [("正測化", "正則化"), ("事銭学習", "事前学習"), ("事互学習", "事後学習")],
)
def test_of_two_names_a_letter_away_the_one_that_sounds_the_same_comes_first(
    real: Glossary, query: str, expected: str
) -> None:
    assert real.find(query).hits[0].entry.ja == expected


def test_of_two_terms_that_sound_the_same_the_one_with_more_letters_in_common_comes_first(
    make_entry: Callable[..., Entry],
) -> None:
    contrast = make_entry("contrastive-learning", "A", "対照学習", "たいしょうがくしゅう")
    target = make_entry("target-learning", "B", "対象学習", "たいしょうがくしゅう")
    sound = Heard([contrast, target])

    assert [near.entry for near in sound.heard(fold("対象学修"))] == [target, contrast]
    assert [near.entry for near in sound.heard(fold("対照学修"))] == [contrast, target]
    assert [near.likeness for near in sound.heard(fold("対照学修"))] == [0.875, 0.75]


def test_an_alias_in_hiragana_is_another_reading(make_entry: Callable[..., Entry]) -> None:
    tree = make_entry("tree", "Tree", "決定木", "けっていぎ", aliases_ja=("けっていもく", "ツリー"))

    assert Heard([tree]).heard(fold("決定目"))[0].entry == tree
    assert Heard([tree]).heard(fold("釣り居")) == ()


def test_a_name_without_kanji_or_with_an_unknown_one_is_not_heard(
    make_entry: Callable[..., Entry],
) -> None:
    tensor = make_entry("tensor", "Tensor", "テンソル", "てんそる", aliases_ja=("㐀㐀テンソル",))

    assert Heard([tensor]).heard(fold("点そる")) == ()
    assert Heard([tensor]).heard(fold("㐀㐀テンソル")) == ()


def test_entries_come_and_go(make_entry: Callable[..., Entry]) -> None:
    contrast = make_entry("contrastive-learning", "A", "対照学習", "たいしょうがくしゅう")
    target = make_entry("target-learning", "B", "対象学習", "たいしょうがくしゅう")
    deep = make_entry("deep-learning", "C", "深層学習", "しんそうがくしゅう")
    sound = Heard([contrast])

    sound.add(target)
    sound.add(deep)
    sound.remove(contrast)
    assert [near.entry for near in sound.heard(fold("対照学修"))] == [target]
    assert [near.entry for near in sound.heard(fold("真相学習"))] == [deep]

    sound.remove(target)
    assert sound.heard(fold("対照学修")) == ()


@given(st.text(st.characters() | st.sampled_from("生上下日行学習転移aiー々の"), max_size=300))
def test_any_text_gets_an_answer(heard: Heard, text: str) -> None:
    assert all(0.5 <= near.likeness <= 1 for near in heard.heard(fold(text)))


@pytest.mark.parametrize("letter", ["生", "a", "\ud800", "\0", "\u0300\u0316", "々"])
def test_a_million_letters_are_not_heard(heard: Heard, letter: str) -> None:
    assert heard.heard(letter * (1_000_000 // len(letter))) == ()


def test_the_table_is_folded_and_names_its_origin() -> None:
    text = TABLE.read_text(encoding="utf-8")

    assert re.match("(#.*\n)+", text)
    assert "SudachiDict core" in text
    assert "Apache License 2.0" in text
    for reading in read_so():
        assert re.fullmatch("[ぁ-ゖ]+", reading)
        assert fold(reading) == reading
