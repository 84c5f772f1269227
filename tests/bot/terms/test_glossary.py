"""The glossary answers what commands ask of it beside finding."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bot.errors import UsageError
from bot.i18n import Language
from bot.terms.entry import Entry
from bot.terms.glossary import Glossary

MakeEntry = Callable[..., Entry]


def test_a_term_is_got_by_its_id_alone(glossary: Glossary) -> None:
    entry = glossary.get("transfer-learning")

    assert entry is not None
    assert entry.name("ja") == "転移学習"
    assert entry.name("en") == "Transfer Learning"
    assert entry.names() == ("Transfer Learning", "転移学習", "TL", "トランスファーラーニング")
    assert glossary.get("転移学習") is None


def test_each_language_has_its_texts(make_entry: MakeEntry) -> None:
    entry = make_entry("one", "One", "一", definition_en="A thing.", definition_ja="ものです。")

    assert (entry.definition("en"), entry.definition("ja")) == ("A thing.", "ものです。")
    assert entry.article("en").texts() == ("…", "…", "…")
    assert entry.article("ja") == entry.article_ja


def test_related_terms_that_were_left_out_are_not_offered(make_entry: MakeEntry) -> None:
    one = make_entry("one", "One", "一", related=("gone", "two"))
    two = make_entry("two", "Two", "二")

    assert Glossary([one, two]).related(one) == (two,)


@given(st.dates(), st.integers(1, 50))
def test_the_terms_of_the_days_go_through_the_whole_glossary(
    make_entry: MakeEntry, first: date, count: int
) -> None:
    terms = Glossary([make_entry(f"term-{n}", f"Term {n}", f"用語{n}") for n in range(count)])
    last = date.max - timedelta(days=count)
    start = min(first, last)
    days = [start + timedelta(days=n) for n in range(count)]

    assert {terms.of_day(day) for day in days} == set(terms.entries)


def test_an_empty_glossary_has_no_term_of_the_day() -> None:
    with pytest.raises(UsageError, match="empty"):
        Glossary([]).of_day(date(2026, 11, 24))


def test_prepared_tables_answer_as_the_others_do(make_entry: MakeEntry) -> None:
    entry = make_entry("transfer-learning", "Transfer Learning", "転移学習", "てんいがくしゅう")
    prepared = Glossary([entry])
    prepared.prepare()

    assert prepared.find("転位学習") == Glossary([entry]).find("転位学習")


def test_the_japanese_index_is_in_the_order_of_dictionaries(make_entry: MakeEntry) -> None:
    readings = [
        "はーど",
        "ばあど",
        "ぱあど",
        "はあど",
        "ゔぃじょん",
        "んん",
        "がくしゅう",
        "かくしゆう",
        "かくしゅう",
    ]
    entries = [make_entry(f"t{n}", "T", reading, reading) for n, reading in enumerate(readings)]

    rows = Glossary(entries).index("ja")

    assert [(row.label, [entry.reading for entry in row.entries]) for row in rows] == [
        ("あ", ["ゔぃじょん"]),
        ("か", ["かくしゅう", "かくしゆう", "がくしゅう"]),
        ("は", ["はあど", "はーど", "ばあど", "ぱあど"]),
        ("わ", ["んん"]),
    ]


def test_the_english_index_is_by_letters_with_digits_last(make_entry: MakeEntry) -> None:
    names = ["Token", "tool use", "3D Splatting", "Éclair", "AI Agent", "[Adapter]"]
    entries = [make_entry(f"t{n}", name, "用語") for n, name in enumerate(names)]

    rows = Glossary(entries).index("en")

    assert [(row.label, [entry.en for entry in row.entries]) for row in rows] == [
        ("A", ["[Adapter]", "AI Agent"]),
        ("E", ["Éclair"]),
        ("T", ["Token", "tool use"]),
        ("#", ["3D Splatting"]),
    ]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", ["Bias", "Token"]), ("ja", ["Token", "Bias"])]
)
def test_categories_hold_their_terms_in_the_order_of_the_index(
    make_entry: MakeEntry, language: Language, expected: list[str]
) -> None:
    entries = [
        make_entry("token", "Token", "トークン", "とーくん"),
        make_entry("bias", "Bias", "バイアス", "ばいあす"),
        structs.replace(make_entry("agent", "Agent", "エージェント"), category="agents"),
    ]

    rows = Glossary(entries).categories(language)

    assert [(row.label, [entry.en for entry in row.entries]) for row in rows] == [
        ("agents", ["Agent"]),
        ("foundations", expected),
    ]


def test_every_term_stands_once_in_each_index(glossary: Glossary) -> None:
    for rows in (glossary.index("ja"), glossary.index("en"), glossary.categories("ja")):
        entries = [entry for row in rows for entry in row.entries]
        assert len(entries) == len(glossary.entries)
        assert set(entries) == set(glossary.entries)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("転", "転移学習 (Transfer Learning)"),
        ("てん", "転移学習 (Transfer Learning)"),
        ("ten", "転移学習 (Transfer Learning)"),
        ("Transf", "転移学習 (Transfer Learning)"),
        ("ＲＡ", "検索拡張生成 (RAG)"),
        ("蒸留", "知識蒸留 (蒸留)"),
        ("Synth", "SynthID"),
        ("learning r", "学習率 (Learning Rate)"),
    ],
)
def test_what_is_typed_is_completed_by_name_reading_or_romaji(
    glossary: Glossary, typed: str, expected: str
) -> None:
    assert expected == glossary.complete(typed, "ja")[0][1]


def test_completions_say_the_name_in_the_reader_s_language(glossary: Glossary) -> None:
    assert glossary.complete("転移", "en")[0][1] == "Transfer Learning (転移学習)"


def test_names_that_begin_so_come_before_those_that_hold_it(glossary: Glossary) -> None:
    names = [entry.en for entry, _ in glossary.complete("learning", "en")]

    assert names[0] == "Learning Rate"
    assert {"Machine Learning", "Deep Learning", "Transfer Learning"} <= set(names)


def test_before_anything_is_typed_terms_are_offered(glossary: Glossary) -> None:
    offered = glossary.complete(" ", "ja", limit=7)

    assert [entry for entry, _ in offered] == list(glossary.entries[:7])


@given(st.text(st.characters(), max_size=150))
def test_completions_fit_the_platforms(glossary: Glossary, typed: str) -> None:
    completions = glossary.complete(typed, "ja")

    assert len(completions) <= 25
    assert all(0 < len(label) <= 100 for _, label in completions)
    assert len({entry.id for entry, _ in completions}) == len(completions)


def test_a_long_name_is_cut_to_a_label(make_entry: MakeEntry) -> None:
    entry = make_entry("long", "Long " * 40, "長" * 120)

    assert Glossary([entry]).complete("長", "ja")[0][1] == "長" * 100
