"""How often the right term is found, by the kind of what is typed.

Run: .venv/bin/python benchmarks/quality.py [-v]

Every name of the glossary is asked for in every spelling that a rule makes of it, all of them, none
chosen; the words that mean no term, the descriptions and the sentences about other things are
those of the tests. With -v every miss is printed.
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from romanise import SYSTEMS, romanise

from bot.terms.entry import Entry
from bot.terms.finding.names import RUNGS
from bot.terms.fold import fold
from bot.terms.glossary import Glossary
from bot.terms.load import load

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "bot" / "terms"
SLIPPED = 6
"""Letters of a name in which every single slip is tried."""

ASKING = ("{}とは？", "{}って何ですか", "「{}」の意味を教えて", "what is {}?", "define {}")

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}

Spell = Callable[[Entry], Iterator[str]]


def names(entry: Entry) -> Iterator[str]:
    """Yield each name as it is written."""
    yield from entry.names()


def widths(entry: Entry) -> Iterator[str]:
    """Yield each name in full-width letters."""
    yield from (name.translate(_FULL_WIDTH) for name in entry.names())


def cases(entry: Entry) -> Iterator[str]:
    """Yield each name in capitals, in small letters, and with the cases exchanged."""
    for name in entry.names():
        yield from (name.upper(), name.lower(), name.swapcase())


def spaced(entry: Entry) -> Iterator[str]:
    """Yield the English names with other marks between their words."""
    for name in (entry.en, *entry.aliases_en):
        if " " in name:
            yield from (name.replace(" ", mark) for mark in ("-", "_", "", "  ", "・"))


def readings(entry: Entry) -> Iterator[str]:
    """Yield the reading in both kinds of kana."""
    yield from (entry.reading, entry.reading.translate(_KATAKANA))


def romaji(entry: Entry) -> Iterator[str]:
    """Yield the reading in all romanisations."""
    yield from (romanise(entry.reading, system) for system in SYSTEMS)


def deletions(entry: Entry) -> Iterator[str]:
    """Yield each headword with one letter missing."""
    for name in _long(entry):
        yield from (name[:at] + name[at + 1 :] for at in range(len(name)))


def exchanges(entry: Entry) -> Iterator[str]:
    """Yield each headword with two neighbours exchanged."""
    for name in _long(entry):
        for at in range(len(name) - 1):
            if name[at] != name[at + 1]:
                yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def questions(entry: Entry) -> Iterator[str]:
    """Yield both headwords in questions."""
    for name in (entry.en, entry.ja):
        yield from (asking.format(name) for asking in ASKING)


def _long(entry: Entry) -> Iterator[str]:
    return (name for name in (entry.en, entry.ja) if len(fold(name)) >= SLIPPED)


KINDS: tuple[Spell, ...] = (
    names,
    widths,
    cases,
    spaced,
    readings,
    romaji,
    deletions,
    exchanges,
    questions,
)


def spelled(glossary: Glossary, spell: Spell, *, verbose: bool) -> None:
    """Print how often the right term came first, and among five, for one kind of spelling."""
    asked = first = five = 0
    for entry in glossary.entries:
        for query in dict.fromkeys(spell(entry)):
            found = glossary.find(query)
            ids = [hit.entry.id for hit in found.hits]
            owners = {e.id for e in glossary.entries if query in e.names()} or {entry.id}
            right = found.match != "none" and bool(ids) and ids[0] in owners | {entry.id}
            asked, first, five = asked + 1, first + right, five + (entry.id in ids)
            if verbose and not right:
                print(f"  {query} → {entry.id}: {found.match} {ids[:3]}")
    print(f"{spell.__name__:14} n {asked:6,}  @1 {first / asked:.4f}  @5 {five / asked:.4f}")


def described(glossary: Glossary, *, verbose: bool) -> None:
    """Print how descriptions are answered, and sentences about other things."""
    with (TESTS / "searching" / "descriptions.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    meant = [row for row in rows if row["ids"]]
    among = {1: 0, 3: 0, 5: 0}
    for row in meant:
        ids = [hit.entry.id for hit in glossary.find(row["description"]).hits]
        for count in among:
            among[count] += not set(ids[:count]).isdisjoint(row["ids"].split(";"))
        if verbose and set(ids).isdisjoint(row["ids"].split(";")):
            print(f"  {row['description']} → {row['ids']}: {ids[:3]}")
    shares = "  ".join(f"@{count} {found / len(meant):.4f}" for count, found in among.items())
    print(f"{'descriptions':14} n {len(meant):6,}  {shares}")
    refused(glossary, "other sentences", [row["description"] for row in rows if not row["ids"]])


def refused(glossary: Glossary, what: str, queries: list[str]) -> None:
    """Print how often something is answered that means no term."""
    answers = [glossary.find(query).match for query in queries]
    certain = sum(match in RUNGS for match in answers)
    guessed = sum(match != "none" for match in answers) - certain
    print(f"{what:14} n {len(answers):6,}  certain {certain}, guessed {guessed}")


def main() -> None:
    """Print all kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", dest="verbose", help="print every miss")
    verbose = parser.parse_args().verbose
    glossary = Glossary(load(ROOT / "data" / "terms").entries)
    for spell in KINDS:
        spelled(glossary, spell, verbose=verbose)
    described(glossary, verbose=verbose)
    words = (TESTS / "finding" / "unrelated.txt").read_text("utf-8").split()
    refused(glossary, "other words", [word for word in words if not word.startswith("#")])


if __name__ == "__main__":
    main()
