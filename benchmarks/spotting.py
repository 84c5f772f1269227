"""How fast the terms in running text are found, beside bare searches for the same names.

Run: .venv/bin/python benchmarks/spotting.py [--rounds N]

The peers search for the names as they are written and judge nothing: ahocorasick_rs takes the
longest of those that begin first, flashtext those between any marks. The texts are the glossary's
articles. Each round measures all in turn, so that a machine that slows down slows all; what is
printed are medians over the rounds, and of each round's ratios.
"""

import argparse
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from ahocorasick_rs import AhoCorasick, MatchKind
from flashtext import KeywordProcessor

from bot.i18n import Language
from bot.terms.entry import Entry
from bot.terms.glossary import Glossary
from bot.terms.load import load

FOLDER = Path(__file__).parents[1] / "data" / "terms"
LENGTHS = ((200, 200), (100_000, 1))
"""Characters of a text, and how many such texts a round has."""

Way = Callable[[str], object]


def ways(entries: Iterable[Entry]) -> dict[str, Way]:
    """Return what finds names in a text; ours is the first."""
    names = sorted({name for entry in entries for name in entry.names()})
    glossary = Glossary(entries)
    glossary.prepare()
    bare = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    flash = KeywordProcessor()
    flash.add_keywords_from_list(names)
    return {
        "hayami": glossary.spot,
        "ahocorasick_rs": bare.find_matches_as_indexes,
        "flashtext": lambda text: flash.extract_keywords(text, span_info=True),
    }


def texts(entries: Iterable[Entry], language: Language, length: int, count: int) -> list[str]:
    """Return pieces of that length of the articles, from all over the glossary."""
    whole = "\n".join(text for entry in entries for text in entry.article(language).texts())
    step = max(length, (len(whole) - length) // count)
    return [whole[at : at + length] for at in islice(range(0, len(whole), step), count)]


def seconds(way: Way, pieces: list[str]) -> float:
    """Return the seconds that a way takes for each text, the best of three."""
    times = []
    for _ in range(3):
        start = perf_counter()
        for piece in pieces:
            way(piece)
        times.append((perf_counter() - start) / len(pieces))
    return min(times)


def main() -> None:
    """Print the times, and how many times as fast as each peer hayami is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    entries = load(FOLDER).entries
    candidates = ways(entries)
    languages: tuple[Language, ...] = ("ja", "en")
    for length, count in LENGTHS:
        for language in languages:
            pieces = texts(entries, language, length, count)
            runs = [
                {name: seconds(way, pieces) for name, way in candidates.items()}
                for _ in range(rounds)
            ]
            print(f"{len(pieces)} × {len(pieces[0]):,} characters, {language}")
            for name in candidates:
                took = median(run[name] for run in runs) * 1e6
                ratio = median(run[name] / run["hayami"] for run in runs)
                print(f"  {name:16}{took:12,.1f} µs  ×{ratio:.2f}")


if __name__ == "__main__":
    main()
