"""Try every kind of forgery on every source, and every recorded item: who passes, who is refused.

Run: .venv/bin/python benchmarks/forged.py

Each forged item stands beside a true one, in each form of document. The time to judge an address is
told as a ratio to what the standard library takes to split it, in the same run.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # for the table of forgeries
from fakes import forged as table
from fakes.forged import Site

from bot.news.draft import Refused
from bot.news.links import check_official, final_link
from bot.news.load import load_sources
from bot.news.parse import parse
from bot.news.source import Source
from bot.news.spec import Spec

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
KINDS_WANTED = 100
ROUNDS = 9


def main() -> None:
    """Print what passed and what was refused, with the bar beside it."""
    sources = load_sources(DATA / "sources.yaml").sources.all
    kinds = {kind for source in sources for kind in table.addresses(site(source))}
    tried = [outcome for source in sources for outcome in forgeries(source)]
    passed, true_refused = (sum(outcome) for outcome in zip(*tried, strict=True))
    print(f"{len(kinds)} kinds (bar: {KINDS_WANTED}), on {len(sources)} sources in 5 forms")
    print(f"{len(tried):,} forged items: {passed} pass (bar: 0)")
    print(f"{len(tried):,} true items beside them: {true_refused} refused (bar: 0)")
    kept, refused = recorded(sources)
    print(f"{kept + refused} recorded items: {refused} refused (bar: 0)")
    print(f"to judge an address takes {judging(sources):.0f} times as long as to split it")


def site(source: Source) -> Site:
    """Return the site that a source declares first."""
    return Site.of(source.domains[0])


def forgeries(source: Source) -> Iterator[tuple[bool, bool]]:
    """Yield for each forged item whether it passed, and whether the true one was refused."""
    root, spec = site(source).root, Spec(source.domains)
    true = f"{root}/true"
    for address in table.addresses(site(source)).values():
        for form in table.FORMS:
            urls = [found.url for found in parse(form(address, true), spec, NOW).items]
            yield any(url != true for url in urls), true not in urls


def recorded(sources: Sequence[Source]) -> tuple[int, int]:
    """Return how many items of the recordings are kept, and how many are refused."""
    parsed = [
        parse((DATA / "recorded" / source.recorded).read_bytes(), source.spec, NOW)
        for source in sources
        if source.recorded
    ]
    return sum(len(one.items) for one in parsed), sum(len(one.rejected) for one in parsed)


def judging(sources: Sequence[Source]) -> float:
    """Return the median ratio of our time for an address to the standard library's."""
    addresses = [
        (address, source.domains)
        for source in sources
        for address in (f"{site(source).root}/index/a-b?utm_source=x&id=1#part", source.url)
    ]

    def judge(address: str, domains: tuple[str, ...]) -> None:
        try:
            check_official(final_link(address), domains)
        except Refused:
            return

    def split(address: str, _: tuple[str, ...]) -> None:
        urlsplit.__wrapped__(address)  # type: ignore[attr-defined]  # it keeps what it split before

    def took(do: Callable[[str, tuple[str, ...]], None]) -> float:
        start = perf_counter()
        for address, domains in addresses:
            do(address, domains)
        return perf_counter() - start

    return median(took(judge) / took(split) for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
