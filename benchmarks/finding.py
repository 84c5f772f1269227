"""How long a look-up takes, by kind and by how many entries there are, beside its peers.

Run: .venv/bin/python benchmarks/finding.py [--entries N ...] [--queries N]

The peer of a misspelt name is `rapidfuzz.process.extract` (scorer `ratio`, cutoff 70, the five
best) over all folded names, that of a name typed right is `dict.get` after NFKC and casefold. Both
answer the same queries in the same run; what is printed are medians, and the median of the ratios
of the pairs. `tables` are those of names and of misspelt names, beside two plain dicts.
"""

import argparse
import gc
import random
import tracemalloc
import unicodedata
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import fuzz, process
from synthetic import SEED, entries

from bot.terms.entry import Entry
from bot.terms.finding.fuzzy import Spellings
from bot.terms.finding.names import Names
from bot.terms.fold import fold
from bot.terms.glossary import Glossary

LETTERS = "abcdefghijklmnopqrstuvwxyzアイウエオカキクケコンー学習理論分析処理"
OVERLAYS, OVERLAY_NAMES = 1_000, 100

Ask = Callable[[str], object]


def slip(word: str, chosen: random.Random) -> str:
    """Return `word` with one letter gone, changed, added or exchanged with the next."""
    at = chosen.randrange(len(word) - 1)
    other = chosen.choice(LETTERS)
    return chosen.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at + 1 :],
            word[:at] + other + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def timed(ask: Ask, query: str) -> tuple[float, object]:
    """Return the seconds that `ask` takes, and its answer."""
    start = perf_counter()
    answer = ask(query)
    return perf_counter() - start, answer


class Peers:
    """What the libraries do by themselves: names in two plain dicts, and a scan of all."""

    def __init__(self, known: Sequence[Entry]) -> None:
        self.exact: dict[str, Entry] = {}
        self.folded: dict[str, Entry] = {}
        for entry in known:
            for name in entry.names():
                self.exact.setdefault(name, entry)
                self.folded.setdefault(fold(name), entry)
        self._normal = {
            unicodedata.normalize("NFKC", name).casefold(): entry
            for name, entry in self.exact.items()
        }
        self._keys = list(self.folded)

    def named(self, query: str) -> Entry | None:
        """Return the entry of a name that differs in width and case at most."""
        return self._normal.get(unicodedata.normalize("NFKC", query).casefold())

    def nearest(self, query: str) -> list[str]:
        """Return the ids of the five names that are most like `query`."""
        found = process.extract(
            fold(query), self._keys, scorer=fuzz.ratio, score_cutoff=70, limit=5
        )
        return [self.folded[key].id for key, _, _ in found]


def compare(
    what: str, glossary: Glossary, peers: Peers, queries: Sequence[tuple[str, str]]
) -> None:
    """Print the times of both for misspelt names, and how often each has the right entry."""

    def ours(query: str) -> list[str]:
        return [hit.entry.id for hit in glossary.find(query).hits]

    mine = [timed(ours, query) for query, _ in queries]  # apart, since a scan empties the caches
    theirs = [timed(peers.nearest, query) for query, _ in queries]
    rows = list(zip(mine, theirs, (right for _, right in queries), strict=True))
    us, they = [one[0] for one, _, _ in rows], [other[0] for _, other, _ in rows]
    ratio = median(other / one for one, other in zip(us, they, strict=True))
    print(
        f"{what:12} median {median(us) * 1e3:8.3f} ms, p99 {_p99(us) * 1e3:8.3f} ms; peer "
        f"{median(they) * 1e3:8.3f} ms: ×{ratio:,.0f} as fast; "
        + "; ".join(
            f"recall@1 {sum(found[:1] == [right] for found, right in answers) / len(rows):.3f} "
            f"@5 {sum(right in found for found, right in answers) / len(rows):.3f} ({who})"
            for who, answers in (
                ("ours", [(_ids(one[1]), right) for one, _, right in rows]),
                ("peer", [(_ids(other[1]), right) for _, other, right in rows]),
            )
        )
    )


def _ids(answer: object) -> list[str]:
    return answer if isinstance(answer, list) else []


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[-1]


def misspelt(known: Sequence[Entry], slips: int, least: int, count: int) -> list[tuple[str, str]]:
    """Return names with slips in them, each with the id of its entry."""
    chosen = random.Random(SEED)  # noqa: S311 -- no secret
    names = [(n, e.id) for e in known for n in e.names() if len(fold(n)) >= least]
    made = []
    for name, entry_id in chosen.sample(names, min(count, len(names))):
        query = name
        for _ in range(slips):
            query = slip(query, chosen)
        made.append((query, entry_id))
    return made


def at_size(count: int, queries: int) -> None:
    """Print all figures for `count` entries."""
    known = entries(count)
    start = perf_counter()
    peers = Peers(known)
    peer_s = perf_counter() - start
    start = perf_counter()
    Spellings(known, Names(known))
    own_s = perf_counter() - start
    glossary = Glossary(known)
    glossary.prepare()
    gc.collect()
    gc.freeze()  # else the collector looks through millions of objects while queries are timed
    names = [name for entry in known for name in entry.names()]
    print(f"\n{count:,} entries, {len(names):,} names")
    print(f"tables       {own_s:.2f} s; two plain dicts {peer_s:.2f} s: ×{own_s / peer_s:.1f}")
    right = random.Random(SEED).sample(names, min(queries * 5, len(names)))  # noqa: S311 -- no secret
    for what, asked in (("exact", right), ("folded", [name.swapcase() for name in right])):
        us = [timed(glossary.find, query)[0] for query in asked]
        they = [timed(peers.named, query)[0] for query in asked]
        print(
            f"{what:12} median {median(us) * 1e6:8.1f} µs, p99 {_p99(us) * 1e6:8.1f} µs; "
            f"dict.get {median(they) * 1e6:.1f} µs"
        )
    compare("one slip", glossary, peers, misspelt(known, 1, 5, queries))
    compare("two slips", glossary, peers, misspelt(known, 2, 8, queries))
    nothing = [
        timed(glossary.find, word)[0] for word in ("ぬるぽ", "holiday", "会議室", "qwzx") * 25
    ]
    print(
        f"{'nothing':12} median {median(nothing) * 1e3:8.3f} ms, p99 {_p99(nothing) * 1e3:.3f} ms"
    )
    live(glossary, known)


def live(glossary: Glossary, known: Sequence[Entry]) -> None:
    """Print what one more entry costs, and the memory of many small glossaries over this one."""
    more = entries(len(known) + OVERLAYS * OVERLAY_NAMES)[len(known) :]
    adding = [timed(lambda _, e=entry: glossary.add(e), "")[0] for entry in more[:200]]  # type: ignore[misc]
    removing = [timed(lambda _, e=entry: glossary.remove(e.id), "")[0] for entry in more[:200]]  # type: ignore[misc]
    print(
        f"one more     median {median(adding) * 1e3:.3f} ms, p99 {_p99(adding) * 1e3:.3f} ms; "
        f"one less {median(removing) * 1e3:.3f} ms"
    )
    tracemalloc.start()
    kept = []
    rest = iter(more[200:])
    for _ in range(OVERLAYS):
        own: list[Entry] = []
        while sum(len(entry.names()) for entry in own) < OVERLAY_NAMES:
            own.append(next(rest))
        overlay = Glossary(own, base=glossary)
        overlay.find(own[0].en + "x")
        overlay.complete(own[0].en[:3], "en")
        kept.append(overlay)
    print(
        f"{OVERLAYS:,} small glossaries of {OVERLAY_NAMES} names over this one, each asked and "
        "typed at once: "
        f"{tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB more"
    )
    tracemalloc.stop()


def main() -> None:
    """Print the figures for every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[300, 30_000, 300_000])
    parser.add_argument("--queries", type=int, default=100)
    chosen = parser.parse_args()
    for count in chosen.entries:
        at_size(count, chosen.queries)


if __name__ == "__main__":
    main()
