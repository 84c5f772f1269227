"""Field by field: what passes is kept, what fails is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.headlines.check import checked
from bot.news.headlines.claim import Evidence, evidence_of
from bot.storage.records import Item, Written
from bot.terms.glossary import Glossary

JA = Written(
    "ja",
    headline="Alpha、開発者向けにOrion-5.6を公開",
    summary=(
        "Orion-5.6は100万トークンを読み、1時間あたり1.5ドルです。"
        "ファインチューニングは2026年11月24日から30か国で使えます。"
    ),
    why="長い文書を一度に読ませられます。",
)
EN = Written(
    "en",
    headline="Alpha launches Orion-5.6 for developers",
    summary="Orion-5.6 reads 1 million tokens. Fine-tuning is available in 30 countries.",
    why="Teams can let it read long documents.",
)


def test_texts_that_say_what_the_item_says_are_kept(evidence: Evidence, glossary: Glossary) -> None:
    assert checked((JA, EN), evidence, glossary) == ((JA, EN), ())


@pytest.mark.parametrize(
    ("written", "check"),
    [
        (replace(JA, headline="Alpha、Orion-5.6を公開" + "し、開発者に提供" * 5), "length"),
        (replace(JA, why="読めます。使えます。"), "sentences"),
        (replace(JA, why="It reads long documents."), "language"),
        (replace(EN, why="長い文書を読めます。"), "language"),
        (replace(EN, why="See https://evil.example now."), "link"),
        (replace(EN, why="Ask @everyone now."), "link"),
        (replace(JA, summary="Orion-5.6は200万トークンを読みます。"), "number"),
        (replace(EN, summary="Orion-5.6 costs €1.50."), "number"),
        (replace(JA, headline="Alpha、Orion-6を公開"), "version"),
        (replace(EN, headline="Alpha and Omega launch Orion-5.6"), "name"),
        (replace(JA, headline="アルファ、Orion-5.6を公開"), "katakana"),
        (replace(EN, why="Teams get the fastest model."), "superlative"),
        (replace(JA, why="今すぐ導入すべきです。"), "sales"),
        (replace(EN, why="I cannot help with that."), "voice"),
        (replace(JA, summary="微調整は30か国で使えます。"), "term"),
    ],
)
def test_a_text_that_fails_a_check_is_left_out_alone(
    written: Written, check: str, evidence: Evidence, glossary: Glossary
) -> None:
    (kept,), (dropped,) = checked((written,), evidence, glossary)

    assert dropped.check == check
    assert dropped.words
    others = {"headline", "summary", "why"} - {dropped.field}
    assert getattr(kept, dropped.field) == ""
    assert all(getattr(kept, field) == getattr(written, field) for field in others)


def test_a_title_alone_has_no_summary(evidence: Evidence, glossary: Glossary) -> None:
    alone = replace(evidence, has_summary=False)

    (kept,), (dropped,) = checked((EN,), alone, glossary)

    assert (dropped.field, dropped.check) == ("summary", "basis")
    assert kept == replace(EN, summary="")


def test_markup_is_taken_off_before_the_checks(evidence: Evidence, glossary: Glossary) -> None:
    marked = replace(EN, headline="**Alpha** launches <b>Orion-5.6</b> for developers")

    assert checked((marked,), evidence, glossary) == ((EN,), ())


def test_an_empty_text_is_no_fault(evidence: Evidence, glossary: Glossary) -> None:
    assert checked((Written("ja"),), evidence, glossary) == ((Written("ja"),), ())


@given(st.text(max_size=400))
def test_whatever_is_written_is_kept_or_left_out(text: str) -> None:
    written = Written("ja", headline=text, summary=text, why=text)

    (kept,), dropped = checked((written,), Evidence("Alpha"), Glossary(()))

    assert len(dropped) <= 3
    assert len(kept.headline) <= 40


def test_an_item_of_a_source_that_is_no_longer_listed_has_its_own_words(
    item: Item, glossary: Glossary
) -> None:
    assert "Alpha ニュース" not in evidence_of(item, None, glossary).words


def test_the_publishers_names_and_those_of_the_terms_are_known(
    item: Item, evidence: Evidence, glossary: Glossary
) -> None:
    assert "Alpha ニュース" in evidence.known
    assert "微調整" in evidence.known
    assert item.title in evidence.text
    assert glossary.get("fine-tuning") in evidence.terms
