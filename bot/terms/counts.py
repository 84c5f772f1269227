"""How large the glossary is, as a table for its documentation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from bot.terms.entry import CATEGORIES, KINDS, Entry

Row = tuple[str, ...]


def counts(entries: Iterable[Entry]) -> str:
    """Return two Markdown tables: entries and median lengths by category, sources by kind."""
    known = tuple(entries)
    rows = [
        _row(category, [entry for entry in known if entry.category == category])
        for category in CATEGORIES
    ]
    kinds = Counter(source.kind for entry in known for source in entry.sources)
    head = ("category", "entries", "aliases", "article, characters (ja)", "article, words (en)")
    return "\n\n".join(
        (
            _table(head, [*rows, _row("**all**", known)]),
            _table(
                ("kind of source", "sources"),
                [
                    *((kind, f"{kinds[kind]:,}") for kind in KINDS),
                    ("**all**", f"{kinds.total():,}"),
                ],
            ),
        )
    )


def _row(name: str, entries: Sequence[Entry]) -> Row:
    aliases = sum(len(entry.aliases_en) + len(entry.aliases_ja) for entry in entries)
    return (
        name,
        f"{len(entries):,}",
        f"{aliases:,}",
        _median(entry.article_ja.length("ja") for entry in entries),
        _median(entry.article_en.length("en") for entry in entries),
    )


def _median(lengths: Iterable[int]) -> str:
    known = list(lengths)
    return f"{median(known):,.0f}" if known else "–"


def _table(head: Row, rows: Iterable[Row]) -> str:
    line = ("---", *("--:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, line, *rows))
