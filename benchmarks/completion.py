"""How long a completion takes, by how many entries there are, beside a trie.

Run: .venv/bin/python benchmarks/completion.py [--entries N ...] [--queries N]

The peer is `marisa_trie.Trie(strings).keys(typed)`, sorted by length and letters, the first 25:
beginnings only, and no labels. It has the strings that we look up by how they begin: folded names,
readings and their romaji; a second one has the words in names too, as we do. What is typed are the
first 1 to 12 letters of these, every tenth with a slip in it. All answer all of these in turn, five
times over; what is printed are figures of the medians of each query.
"""

import argparse
import gc
import random
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from statistics import median, quantiles
from time import perf_counter

import marisa_trie
from finding import slip
from synthetic import SEED, entries

from bot.terms.completing.beginnings import BEST
from bot.terms.completing.complete import Completer
from bot.terms.completing.slips import ONE_SLIP
from bot.terms.completing.starts import starts_of
from bot.terms.entry import Entry

LONGEST = 12
WITH_SLIP = 0.1
ROUNDS = 5
MORE = 200
SMALL = 40
"""Entries of a small completer: they have about 100 names."""

Ask = Callable[[str], object]


def typed(strings: Sequence[str], count: int) -> list[str]:
    """Return what people have typed when they have begun to type some of `strings`."""
    chosen = random.Random(SEED)  # noqa: S311 -- no secret
    begun = [chosen.choice(strings)[: chosen.randint(1, LONGEST)] for _ in range(count)]
    return [
        one[0] + slip(one[1:], chosen)
        if len(one) >= ONE_SLIP and chosen.random() < WITH_SLIP
        else one
        for one in begun
    ]


def trie(strings: Iterable[str]) -> Ask:
    """Return the peer."""
    known = marisa_trie.Trie(strings)

    def best(prefix: str) -> list[str]:
        return sorted(known.keys(prefix), key=lambda key: (len(key), key))[:BEST]

    return best


def timed(asks: Sequence[Ask], queries: Sequence[str]) -> list[list[float]]:
    """Return the microseconds of each query, of all that are asked."""
    rounds: list[list[list[float]]] = [[] for _ in asks]
    for _ in range(ROUNDS):
        for ask, times in zip(asks, rounds, strict=True):
            times.append([taken(ask, query) for query in queries])
    return [[median(times) for times in zip(*one, strict=True)] for one in rounds]


def taken(ask: Ask, query: str) -> float:
    """Return the microseconds that `ask` takes."""
    start = perf_counter()
    ask(query)
    return (perf_counter() - start) * 1e6


def p99(times: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return quantiles(times, n=100)[-1]


def at_size(count: int, queries: int) -> None:
    """Print all figures for `count` entries."""
    made = entries(count + MORE)
    known, more = made[:count], made[count:]
    start = perf_counter()
    completer = Completer(known)
    print(f"\n{count:,} entries; tables {perf_counter() - start:.2f} s")
    starts = [starts_of(entry) for entry in known]
    strings = sorted({text for one in starts for text in chain(one.names, one.readings)})
    words = {text for one in starts for text in one.words}
    gc.collect()
    gc.freeze()  # else the collector looks through millions of objects while queries are timed
    asks = (
        lambda query: completer.complete(query, "ja", BEST),
        trie(strings),
        trie({*strings, *words}),
    )
    ours, peer, with_words = timed(asks, typed(strings, queries))
    print(f"ours       median {median(ours):8.1f} µs, p99 {p99(ours):8.1f} µs")
    for what, theirs in (("peer", peer), ("with words", with_words)):
        print(
            f"{what:10} median {median(theirs):8.1f} µs, p99 {p99(theirs):8.1f} µs: "
            f"ours ×{p99(ours) / p99(theirs):.3f} at p99"
        )
    live(completer, more)


def live(completer: Completer, more: Sequence[Entry]) -> None:
    """Print what one entry more and one less cost, and the first answer of a small completer."""
    adding = [taken(lambda _, e=entry: completer.add(e), "") for entry in more]  # type: ignore[misc]
    removing = [taken(lambda _, e=entry: completer.remove(e), "") for entry in more]  # type: ignore[misc]
    packed = [Completer(more[at : at + SMALL]) for at in range(0, MORE, SMALL)]
    first = [taken(lambda query, c=one: c.complete(query, "en", BEST), "s") for one in packed]  # type: ignore[misc]
    print(
        f"one more   median {median(adding):.0f} µs, p99 {p99(adding):.0f} µs; one less "
        f"{median(removing):.0f} µs, p99 {p99(removing):.0f} µs; the first answer of {SMALL} "
        f"entries {median(first):.0f} µs"
    )


def main() -> None:
    """Print the figures for every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[300, 30_000])
    parser.add_argument("--queries", type=int, default=3_000)
    chosen = parser.parse_args()
    for count in chosen.entries:
        at_size(count, chosen.queries)


if __name__ == "__main__":
    main()
