"""A dictionary's opinion on every reading; where ours differs, a person has said why."""

import csv
import re
from pathlib import Path

from sudachipy import Dictionary, SplitMode

from bot.terms.fold import hiragana
from bot.terms.load import load

TERMS = Path(__file__).parents[3] / "data" / "terms"
REVIEWED = Path(__file__).with_name("readings.tsv")
"""Differences that were looked at: id, what the dictionary reads, why the entry is right."""


def test_each_reading_is_the_dictionarys_or_reviewed() -> None:
    tokenizer = Dictionary().tokenizer(mode=SplitMode.C)
    differences = {}
    for entry in load(TERMS).entries:
        words = (word for word in tokenizer.tokenize(entry.ja) if word.surface().strip())
        spoken = "".join(word.reading_form() for word in words)
        read = re.sub("[^ぁ-ゖー]", "", hiragana(spoken))
        if read != entry.reading:
            differences[entry.id] = read
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        reviewed = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}

    assert differences == {term: row["dictionary"] for term, row in reviewed.items()}, (
        f"correct the reading, or say in {REVIEWED.name} why it is right"
    )
    assert all(row["reason"] for row in reviewed.values())
