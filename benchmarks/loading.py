"""How long the glossary takes to load, beside PyYAML reading the same files.

Run: .venv/bin/python benchmarks/loading.py [--runs N]

Each round measures all ways in turn, so that a machine that slows down slows all of them.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml

from bot.terms.load import load

FOLDER = Path(__file__).parents[1] / "data" / "terms"
PURE_RUNS = 1
"""The pure parser takes seconds a round."""


def read(loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> None:
    """Read every file as a peer does."""
    for path in FOLDER.glob("*.yaml"):
        yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 -- both are safe


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Print the medians, and each as a ratio of the cached load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "terms.msgpack"
        count = len(load(FOLDER, cache).entries)
        ways: dict[str, Callable[[], object]] = {
            "hayami, cached": lambda: load(FOLDER, cache),
            "hayami, cold": lambda: load(FOLDER),
            "peer: PyYAML's C loader": lambda: read(yaml.CSafeLoader),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, work in ways.items():
                times[name].append(seconds(work))
    times["peer: PyYAML's pure loader"] = [
        seconds(lambda: read(yaml.SafeLoader)) for _ in range(PURE_RUNS)
    ]
    cached = median(times["hayami, cached"])
    print(f"{count} entries")
    for name, taken in times.items():
        print(f"{name:28}{median(taken) * 1000:9.1f} ms  ×{median(taken) / cached:.1f}")


if __name__ == "__main__":
    main()
