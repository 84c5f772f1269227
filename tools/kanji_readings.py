"""Make bot/terms/finding/kanji_readings.tsv: how common kanji are read, by a dictionary's words.

A dictionary tells how words are read, not which kanji has which part of it. That is found by
expectation maximisation over all ways to cut a reading (Dempster, Laird and Rubin, 1977): a cut
whose parts are seen in many words counts more, and after a few rounds 学習 is がく and しゅう.
Sound changes come out as readings of their own (がっ in 学校), as often as words have them.

Run: .venv/bin/python tools/kanji_readings.py   (a minute; needs requirements-dev.txt)
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from math import prod

from sudachipy import Dictionary, Morpheme

from bot.terms.finding.kanji import TABLE
from bot.terms.fold import fold

WEIGHT_OF_NAMES = 0.05
"""What a surname or place counts beside another word. They are many and read in odd ways, but an
input method offers them: without them 藤 is no どう, as in 近藤. Given names are left out."""

ROUNDS = 8
"""After twelve, one kanji in twenty has a rare reading more or less, or in another order."""

MOST_KANJI = 3
LONGEST = 5
"""Kana of a reading of one kanji: うけたまわ, こころざし."""

LEAST_WORDS = 10
"""Words in which a kanji stands that is kept although JIS X 0208 does not count it among the common
ones (level 1): 400 do, such as 嗜."""

LEAST_READ = 2
LEAST_SHARE = 0.01
"""Words, and share of a kanji's words, in which a reading that is kept is heard. Below are readings
of whole words (今日 きょう), cut anyhow."""

Pair = tuple[str, str]
"""A word or a kanji, and one of its readings."""

Weights = dict[Pair, float]
"""In how many words a reading is heard, or how much a word counts."""

_WRITTEN = re.compile(r"[㐀-鿿ぁ-ゖ]+")
_SPOKEN = re.compile(r"[ぁ-ゖ]+")
_KANJI = re.compile(r"[㐀-鿿]")
_NO_BEGINNING = frozenset("ぁぃぅぇぉっゃゅょゎん")  # of a reading
_INFLECTED = frozenset(("動詞", "形容詞", "助動詞"))
_SIGNS = frozenset(("記号", "補助記号"))

_HEAD = """\
# How common kanji are read, the readings in compounds first, folded as bot/terms/fold.py does.
# Made by tools/kanji_readings.py; not to be edited. Derived from SudachiDict core {version}
# (c) Works Applications Co., Ltd., Apache License 2.0 (http://www.apache.org/licenses/LICENSE-2.0),
# which includes UniDic (c) The UniDic Consortium (BSD) and a part of NEologd (Apache License 2.0).
"""


def main() -> None:
    """Write the table."""
    words = weighed(Dictionary(dict="core").entries())
    rows = (f"{kanji}\t{' '.join(found)}\n" for kanji, found in sorted(readings(words).items()))
    head = _HEAD.format(version=version("sudachidict-core"))
    TABLE.write_text(head + "".join(rows), encoding="utf-8")


def weighed(morphemes: Iterator[Morpheme]) -> Weights:
    """Return the words with one to three kanji and their readings, and how much each counts."""
    words: Weights = defaultdict(float)
    for word in morphemes:
        written, spoken = fold(word.surface()), fold(word.reading_form())
        if (
            (weight := _weight(word))
            and _WRITTEN.fullmatch(written)
            and _SPOKEN.fullmatch(spoken)
            and 1 <= len(_KANJI.findall(written)) <= MOST_KANJI
        ):
            words[written, spoken] = max(weight, words[written, spoken])
    return words


def _weight(word: Morpheme) -> float:
    kind, what, which, whose = word.part_of_speech()[:4]
    if kind in _SIGNS or (kind in _INFLECTED and word.surface() != word.dictionary_form()):
        return 0
    if what != "固有名詞":
        return 1
    return WEIGHT_OF_NAMES if whose == "姓" or which == "地名" else 0


def readings(words: Weights) -> dict[str, list[str]]:
    """Return how each kanji that is common in `words` is read, in compounds first."""
    heard, in_compounds = _counted(words)
    totals = _totals(heard)
    kept: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(heard, key=lambda pair: (-in_compounds[pair], -heard[pair], pair)):
        kanji, reading = pair
        is_common = _is_level_1(kanji) or totals[kanji] >= LEAST_WORDS
        if is_common and heard[pair] >= max(LEAST_READ, LEAST_SHARE * totals[kanji]):
            kept[kanji].append(reading)
    return kept


def _counted(words: Weights) -> tuple[Weights, Weights]:
    """Return in how many words each kanji has each reading: of all words, of compounds of kanji."""
    cut = [
        (weight, len(written) > 1 and _KANJI.sub("", written) == "", ways)
        for (written, spoken), weight in words.items()
        if (ways := list(cuts(written, spoken)))
    ]
    likely: Weights = {}
    for _ in range(ROUNDS):
        heard: Weights = defaultdict(float)
        in_compounds: Weights = defaultdict(float)
        for weight, is_compound, ways in cut:
            chances = [prod(likely.get(p, 0.0) for p in way) if likely else 1.0 for way in ways]
            total = sum(chances)
            for way, chance in zip(ways, chances, strict=True):
                for pair in way if total else ():
                    heard[pair] += weight * chance / total
                    in_compounds[pair] += is_compound * weight * chance / total
        totals = _totals(heard)
        likely = {pair: count / totals[pair[0]] for pair, count in heard.items() if count}
    return heard, in_compounds


def _totals(heard: Weights) -> dict[str, float]:
    """Return in how many words each kanji stands."""
    totals: dict[str, float] = defaultdict(float)
    for (kanji, _), count in heard.items():
        totals[kanji] += count
    return totals


def _is_level_1(kanji: str) -> bool:
    """Return whether JIS X 0208 has a kanji in its rows 16 to 47."""
    try:
        row, *_ = kanji.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return 0xA0 + 16 <= row <= 0xA0 + 47


def cuts(written: str, spoken: str) -> Iterator[tuple[Pair, ...]]:
    """Yield every way to give each kanji of a word a part of its reading."""
    if not written:
        if not spoken:
            yield ()
        return
    first, rest = written[0], written[1:]
    if not _KANJI.match(first):
        if spoken.startswith(first):
            yield from cuts(rest, spoken[1:])
        return
    for end in range(1, min(LONGEST, len(spoken) - len(rest)) + 1):
        if spoken[end : end + 1] not in _NO_BEGINNING:
            for others in cuts(rest, spoken[end:]):
                yield ((first, spoken[:end]), *others)


if __name__ == "__main__":
    main()
