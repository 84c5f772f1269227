"""Every item of the recorded documents, with its title, its instant and its link."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.news.filter import Filter
from bot.news.load import load_sources
from bot.news.parse import Parsed, parse
from bot.news.spec import Spec

ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "data" / "recorded"
FEEDS = ROOT / "tests" / "data" / "feeds"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SPECS = {
    RECORDED / source.recorded: replace(source.spec, filter=Filter())
    for source in load_sources(ROOT / "data" / "sources.yaml").sources
    if source.recorded
} | {
    FEEDS / "allthis.json": Spec(("leancrew.com",), "json"),
    FEEDS / "anthropic-newsroom.html": Spec(
        ("anthropic.com",), "html", base_url="https://www.anthropic.com/news"
    ),
    FEEDS / "meti.atom.xml": Spec(("meti.go.jp",), "atom", "ja"),
}

Told = tuple[datetime | None, str, str]


def expected(file: str) -> Iterator[Told]:
    """Yield instant, link and title of each item in a recorded document."""
    for line in (FEEDS / "recorded.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{file}\t"):
            _, at, link, title = line.split("\t")
            yield (datetime.fromisoformat(at) if at else None), link, title


def told(parsed: Parsed) -> list[Told]:
    return [(found.published, found.url, found.title) for found in parsed.items]


@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.name)
def test_a_recorded_document_gives_every_item_and_nothing_else(file: Path) -> None:
    parsed = parse(file.read_bytes(), SPECS[file], NOW)

    assert told(parsed) == list(expected(file.name))
    assert (parsed.error, parsed.rejected, parsed.warnings) == (None, (), ())


def test_no_recorded_document_is_forgotten() -> None:
    kept = {file.name for file in RECORDED.iterdir()} - {"README.md"}

    assert kept <= {file.name for file in SPECS}


@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.name)
def test_the_summary_of_a_reduced_document_is_empty(file: Path) -> None:
    parsed = parse(file.read_bytes(), SPECS[file], NOW)

    assert {found.summary for found in parsed.items} <= {"", "A first sentence of its own."}


@pytest.mark.parametrize("encoding", ["utf-8", "euc_jp", "iso2022_jp", "utf-16", "cp932"])
@pytest.mark.parametrize("claim", ["Shift_JIS", "utf-8", None])
def test_the_encoding_of_a_document_changes_nothing(encoding: str, claim: str | None) -> None:
    file = RECORDED / "soumu.rdf"
    text = file.read_text(encoding="cp932")
    declared = f'encoding="{claim}"' if claim else ""
    document = text.replace('encoding="Shift_JIS"', declared).encode(encoding)

    parsed = parse(document, SPECS[file], NOW)

    assert told(parsed) == list(expected("soumu.rdf"))


def test_a_long_feed_gives_all_its_items() -> None:
    parsed = parse((FEEDS / "long.rss.xml").read_bytes(), Spec(("anthropic.com",), "rss"), NOW)

    assert len(parsed.items) == 255
    assert (parsed.rejected, parsed.warnings) == ((), ())


@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.name)
def test_of_a_cut_document_no_half_item_is_kept(file: Path) -> None:
    whole = file.read_bytes()
    items = list(expected(file.name))

    for end in range(0, len(whole), 97):
        found = told(parse(whole[:end], replace(SPECS[file]), NOW))

        assert found == items[: len(found)]
