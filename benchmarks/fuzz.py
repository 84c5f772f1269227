"""Throw text of every kind at what takes any text: nothing may raise, nothing may take long.

Run: .venv/bin/python benchmarks/fuzz.py [--inputs N] [--seed N]

Inputs are made of names of the glossary, broken and mixed with what breaks programs: lone
surrogates, floods of combining marks, bidirectional controls, NULs, emoji sequences, markup.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bot.terms.glossary import Glossary
from bot.terms.load import load

FOLDER = Path(__file__).parents[1] / "data" / "terms"
ODD = (
    "\ud800",
    "\udfff",
    "\0",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u200d",
    "\u0301" * 40,
    "ﾞ" * 30,
    "👨‍👩‍👧",
    "🇯🇵",
    "㍿",
    "ｶﾞ",
    "々ゝ",
    "ーーー",
    "```",
    "<@U1|x>",
    "https://example.com/?q=",
    "a@b.example",
    "（",
    "」",
    "って何ですか",
    "what is ",
    " please",
    "\n",
    "\u2028",
    "0",
    "+",
)
LONGEST = 1_000_000
EVERY_LONG = 20_000
"""One input of so many is a megabyte."""


def made(names: Sequence[str], chosen: random.Random) -> str:
    """Return an input."""
    parts = [
        chosen.choice((chosen.choice(names), chosen.choice(ODD), chr(chosen.randrange(0x110000))))
        for _ in range(chosen.randrange(1, 8))
    ]
    text = list("".join(parts))
    for _ in range(chosen.randrange(4)):
        text.insert(chosen.randrange(len(text) + 1), chosen.choice(text))
        del text[chosen.randrange(len(text))]
    return "".join(text)


def main() -> None:
    """Ask everything for every input, and print how many there were and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    glossary = Glossary(load(FOLDER).entries)
    glossary.prepare()
    names = [name for entry in glossary.entries for name in entry.names()]
    chosen = random.Random(given.seed)  # noqa: S311 -- no secret
    slowest = (0.0, "")
    for number in range(given.inputs):
        text = made(names, chosen)
        if number % EVERY_LONG == 0:
            text = (text * LONGEST)[:LONGEST]
        start = perf_counter()
        glossary.find(text)
        glossary.spot(text)
        glossary.complete(text, "ja")
        glossary.search(text, "en", limit=5)
        slowest = max(slowest, (perf_counter() - start, ascii(text[:60])))
    print(f"{given.inputs:,} inputs, seed {given.seed}: no exception")
    print(f"the slowest took {slowest[0]:.3f} s: {slowest[1]}")


if __name__ == "__main__":
    main()
