"""Headlines of recorded titles: what is false is left out, and most of what is true is kept."""

from pathlib import Path

import pytest

from bot.app import Data
from bot.i18n import Language
from bot.news.headlines.check import checked
from bot.news.headlines.claim import Evidence, normal
from bot.storage.records import Written

ROWS = [
    line.split("\t")
    for line in (Path(__file__).with_name("headlines.tsv")).read_text("utf-8").splitlines()
    if not line.startswith("#")
]
KEPT = 0.9
"""Least share of the true ones: 47 of 52 in 2026-11; two of the others are too long."""


def is_kept(data: Data, company: str, title: str, language: Language, headline: str) -> bool:
    """Return whether `headline` passes all checks as one of an item with this title."""
    entries = [spot.entry for spot in data.terms.spot(title)]
    known = "\n".join([company, *(name for entry in entries for name in entry.names())])
    evidence = Evidence(normal(title), normal(known), tuple(entries))
    (kept,), _ = checked((Written(language, headline=headline),), evidence, data.terms)
    return bool(kept.headline)


def rows(*, true: bool) -> list[tuple[str, str, Language, str]]:
    """Return the headlines that are true, or those that are not."""
    return [
        (company, title, "ja" if language == "ja" else "en", headline)
        for company, title, language, headline, is_true in ROWS
        if (is_true == "true") == true
    ]


@pytest.mark.parametrize(("company", "title", "language", "headline"), rows(true=False))
def test_a_false_headline_is_left_out(
    data: Data, company: str, title: str, language: Language, headline: str
) -> None:
    assert not is_kept(data, company, title, language, headline)


def test_most_true_headlines_are_kept(data: Data) -> None:
    true = rows(true=True)

    assert sum(is_kept(data, *row) for row in true) >= KEPT * len(true)
