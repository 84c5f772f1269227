"""A described meaning finds its term, and a sentence about something else is not answered.

`descriptions.tsv` has descriptions as colleagues would say them, without the words of the names,
and sentences about other things. Everything was chosen by the half `tune`; the bars below are for
the half `report`.
"""

import csv
from pathlib import Path

import pytest

from bot.app import Data
from bot.terms.searching.describe import resembling
from bot.terms.searching.postings import Postings

DESCRIPTIONS = Path(__file__).with_name("descriptions.tsv")


def rows(half: str) -> list[dict[str, str]]:
    with DESCRIPTIONS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["half"] == half]


@pytest.fixture(scope="module")
def postings(data: Data) -> Postings:
    return Postings(data.terms.entries)


# The bars stand a little below what `bot.terms.searching.describe` reports, since every edit of an
# entry moves the figures a little.
@pytest.mark.parametrize("half", ["tune", "report"])
def test_what_is_described_is_found(postings: Postings, half: str) -> None:
    described = [row for row in rows(half) if row["ids"]]
    found = [resembling(postings, row["description"], 5) for row in described]

    def right(first: int) -> int:
        return sum(
            not {one.entry.id for one in entries[:first]}.isdisjoint(row["ids"].split(";"))
            for row, entries in zip(described, found, strict=True)
        )

    assert right(3) >= 0.8 * len(described)
    assert right(5) >= 0.85 * len(described)
    assert sum(bool(entries) and entries[0].fits for entries in found) >= 0.85 * len(described)


@pytest.mark.parametrize("half", ["tune", "report"])
def test_what_is_about_something_else_is_not_answered(postings: Postings, half: str) -> None:
    others = [row["description"] for row in rows(half) if not row["ids"]]

    answered = [text for text in others if any(one.fits for one in resembling(postings, text, 1))]

    assert len(answered) <= 0.15 * len(others), answered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("複数のAIが役割を分けて協力する仕組み", "multi-agent-system"),
        ("迷惑メールかどうかを見分けるような問題", "classification"),
        ("how do I make a model answer from my own documents", "retrieval-augmented-generation"),
    ],
)
def test_the_best_one_comes_first(postings: Postings, text: str, expected: str) -> None:
    best, *_ = resembling(postings, text, 5)

    assert (best.entry.id, best.fits) == (expected, True)


@pytest.mark.parametrize("text", ["", "学習", "machine learning model", "？？？？？？？？の"])
def test_what_is_no_sentence_describes_nothing(postings: Postings, text: str) -> None:
    assert resembling(postings, text, 5) == ()


def test_a_long_text_is_not_answered_for_its_length(postings: Postings) -> None:
    text = (
        "週末に子どもと動物園へ行ったら、ぞうの前に長い列ができていて、待っている間に写真を"
        "撮ったり、氷を食べたりしながら、のんびりと一日を過ごすことができました"
    )

    assert not any(one.fits for one in resembling(postings, text, 5))


def test_nothing_is_described_where_there_are_no_entries() -> None:
    assert resembling(Postings(), "小さなモデルが大きなモデルから学ぶ仕組み", 5) == ()
