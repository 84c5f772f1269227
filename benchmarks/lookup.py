"""How long a look-up takes, beside rapidfuzz's own best match over the same names.

Run: .venv/bin/python benchmarks/lookup.py [FOLDER]
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import process

from bot.terms.glossary import Glossary
from bot.terms.load import load

FOLDER = Path(__file__).parents[1] / "data" / "terms"
ROUNDS = 20


def slips(names: list[str]) -> list[str]:
    """Return each name of five letters or more with two neighbours exchanged."""
    long = [name for name in names if len(name) >= 5]  # noqa: PLR2004 -- shorter ones are not forgiven
    return [f"{name[:2]}{name[3]}{name[2]}{name[4:]}" for name in long]


def timed(ask: Callable[[str], object], queries: list[str]) -> list[float]:
    """Return the milliseconds that each query takes, over all rounds."""
    times = []
    for query in queries * ROUNDS:
        start = perf_counter()
        ask(query)
        times.append((perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Print median and 99th percentile for names, slips and texts, and for the peer."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    start = perf_counter()
    glossary = Glossary(load(folder).entries)
    loaded = perf_counter()
    glossary.prepare()
    prepared = perf_counter()
    names = [name for entry in glossary.entries for name in entry.names()]
    texts = [entry.definition_ja for entry in glossary.entries]
    print(f"{len(glossary.entries)} terms, {len(names)} names")
    print(f"load {(loaded - start) * 1000:.1f} ms, tables {(prepared - loaded) * 1000:.1f} ms")
    for what, ask, queries in (
        ("name", glossary.find, names),
        ("slip", glossary.find, slips(names)),
        ("spot in a definition", glossary.spot, texts),
        (
            "peer: slip, best of WRatio",
            lambda query: process.extractOne(query, names),
            slips(names),
        ),
    ):
        times = timed(ask, queries)
        print(f"{what}: median {median(times):.3f} ms, p99 {quantiles(times, n=100)[-1]:.3f} ms")


if __name__ == "__main__":
    main()
