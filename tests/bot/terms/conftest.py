"""Entries made for the tests, with names as people use them."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.terms.entry import Article, Entry, Section, Source
from bot.terms.glossary import Glossary
from bot.terms.rules import is_by_chance

MakeEntry = Callable[..., Entry]

NAMES = Path(__file__).with_name("names.tsv")
"""Some of the project's list of wanted terms, aliases parted by semicolons."""


def entry_of(  # noqa: PLR0913 -- a value of independent parts
    entry_id: str,
    en: str,
    ja: str,
    reading: str = "よみ",
    *,
    aliases_en: tuple[str, ...] = (),
    aliases_ja: tuple[str, ...] = (),
    definition_en: str = "A thing.",
    definition_ja: str = "ものです。",
    related: tuple[str, ...] = (),
) -> Entry:
    article = Article("…", (Section("…", "…"),))
    names = (en, ja, *aliases_en, *aliases_ja)
    return Entry(
        id=entry_id,
        en=en,
        ja=ja,
        reading=reading,
        aliases_en=aliases_en,
        aliases_ja=aliases_ja,
        category="foundations",
        definition_en=definition_en,
        definition_ja=definition_ja,
        article_en=article,
        article_ja=article,
        related=related,
        sources=(Source("A paper", "https://example.org/paper", "paper", 2020),),
        checked=date(2026, 11, 24),
        asked_only=tuple(filter(is_by_chance, names)),
    )


@pytest.fixture(scope="session")
def make_entry() -> MakeEntry:
    return entry_of


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return Glossary(
        entry_of(
            row["id"],
            row["en"],
            row["ja"],
            row["reading"],
            aliases_en=tuple(filter(None, row["aliases_en"].split(";"))),
            aliases_ja=tuple(filter(None, row["aliases_ja"].split(";"))),
        )
        for row in rows
    )
