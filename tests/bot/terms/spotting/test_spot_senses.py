"""Of the terms that share a name, the words around tell which is meant."""

import csv
from collections.abc import Callable
from pathlib import Path

from bot.app import Data
from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.glossary import Glossary

SENTENCES = Path(__file__).with_name("senses.tsv")
"""Sentences written for this test; `?` where what the name means is open."""


def test_what_is_decided_is_nearly_always_right(data: Data) -> None:
    right: list[str] = []
    wrong: list[str] = []
    left: list[str] = []
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            start = row["text"].index(row["name"])
            owners = {e.id for e in data.terms.entries if fold(row["name"]) in map(fold, e.names())}
            spots = data.terms.spot(row["text"])
            meant = {s.entry.id for s in spots if s.start == start and s.entry.id in owners}
            answers = owners if row["meant"] == "?" else {row["meant"]}
            kind = right if meant == answers else left if meant == owners else wrong
            kind.append(row["text"])

    assert len(right) >= 0.9 * (len(right) + len(wrong)), wrong
    assert len(left) <= 4, left


def test_a_headword_is_meant_where_nothing_speaks_for_another(data: Data) -> None:
    assert [spot.entry.id for spot in data.terms.spot("推論の話")] == ["inference"]
    assert [spot.entry.id for spot in data.terms.spot("Copilotの話")] == [
        "github-copilot",
        "microsoft-copilot",
    ]


def test_a_changed_entry_speaks_with_its_new_words(make_entry: Callable[..., Entry]) -> None:
    sea = make_entry(
        "sea", "Sea GPQ", "海のもの", aliases_en=("GPQ",), definition_en="Waves and salt."
    )
    sky = make_entry(
        "sky", "Sky GPQ", "空のもの", aliases_en=("GPQ",), definition_en="Clouds and wind."
    )
    glossary = Glossary([sea, sky])
    text = "GPQ brings waves, waves, and salt."

    assert [spot.entry.id for spot in glossary.spot(text)] == ["sea"]
    glossary.add(
        make_entry("sea", "Sea GPQ", "海のもの", aliases_en=("GPQ",), definition_en="A green car.")
    )
    assert len(glossary.spot(text)) == 2


def test_common_words_are_marked(data: Data) -> None:
    spots = data.terms.spot("Tokens、RAG、エージェント、転移学習")

    assert [(spot.entry.id, spot.is_common) for spot in spots] == [
        ("token", True),
        ("retrieval-augmented-generation", False),
        ("ai-agent", True),
        ("transfer-learning", False),
    ]
