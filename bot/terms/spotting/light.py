"""Make a text comparable byte by byte, by steps that the interpreter does in C.

Folding a text letter by letter takes ten times what searching it takes. Most texts need less:
lower-case ASCII, and one mark for whatever may stand between the letters of a name. Where a text
has something that only folding understands, one of `unusual` is found in it.
"""

from collections.abc import Iterator
from functools import cache

from bot.terms.fold import OLD_KANJI, fold, hiragana

JOINT = b" "
"""Stands in a light text for each usual joiner."""

LONG_MARKS = "ーｰ"
JOINERS = frozenset(" \u3000\n-\u2010\u2011\u2012\u2013\u2212_・･·")
"""What may stand inside a name in a text, although the name has nothing there."""

PAIRS = (
    *(("ティ", "テイ"), ("ディ", "デイ"), ("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ウォ", "ウオ")),
    *(("テュ", "チュ"), ("フュ", "ヒュ")),
    *(("ず", "づ"), ("じ", "ぢ")),
)
"""Ways to write one sound that are both usual: a name is searched in either."""

_SMALL = "ぁぃぅぇぉゅァィゥェォュ"
_KANA = "".join(map(chr, (*range(ord("ぁ"), ord("ゖ") + 1), *range(ord("ァ"), ord("ヶ") + 1))))

# Ranges of code points of what is no ASCII, kana or kanji and has a key that is not itself, or is
# part of the letter before it, or is a joiner that is not usual.
_UNUSUAL = """
    80-fff 1000-1fff 2010-2012 2040-218f 2200-227f 2460-24ff 2a00-2aff 2c00-2cff 2d40-2d7f
    2dc0-2dff 2e80-2fff 302a-302f 3036-303a 3099-309a 309f-309f 30f7-30fa 30ff-31bf 3200-33ff
    a000-afff f900-fdff fe20-feff ff0b-ff0b ff10-ff19 ff21-ff3a ff41-ff5a ff65-ffef 10000-1efff
    1f100-1f2ff 1fbc0-1fbff 2f800-2fa1f
"""


def _table() -> bytes:
    """Return what becomes of each byte.

    An automaton with no more than 128 kinds of bytes takes half the memory of one with more. So
    bytes that begin only unusual characters become one or two, and the marks of names change
    places with some that are next to other letters of names.
    """
    table = bytearray(
        bytes(range(256)).lower().translate(bytes.maketrans(b"'(),;<=>", b";<=>'(),"))
    )
    for byte in b"\n-_":
        table[byte] = JOINT[0]
    table[0xC2:0xE0] = b"\xc2" * (0xE0 - 0xC2)
    table[0xE0] = table[0xEA] = 0xE1
    return bytes(table)


_TABLE = _table()


def lighten(text: str) -> bytes:
    """Return the light form of `text`, which is UTF-8 with as many characters.

    A lone surrogate becomes a question mark: neither is in a name.
    """
    if not text.isascii():
        text = text.replace("・", " ").replace("\u3000", " ").replace("\u2013", " ")
        text = text.replace("’", "'")
    return text.encode("utf-8", "replace").translate(_TABLE)


@cache
def unusual() -> tuple[bytes, ...]:
    """Return what to find in a light text where its key is more than itself.

    These are the first bytes of characters, whole ones, and a few together that are one sound.
    """
    ranges = (map(_code, each.split("-")) for each in _UNUSUAL.split())
    odd = (
        *(prefix for first, last in ranges for prefix in _prefixes(first, last)),
        *(kanji.encode() for kanji in OLD_KANJI[::2]),
        *(sound.encode() for sound in _unusual_sounds()),
    )
    return tuple(dict.fromkeys(each.translate(_TABLE) for each in odd))


def _code(digits: str) -> int:
    return int(digits, 16)


def _prefixes(first: int, last: int) -> Iterator[bytes]:
    """Yield the beginnings that UTF-8 gives to these code points and to no others."""
    while first <= last:
        size, cut = next(
            (size, cut)
            for size, cut in ((1 << 12, 2), (1 << 6, 1), (1, 0))
            if first % size == 0 and first + size - 1 <= last
        )
        encoded = chr(first).encode()
        yield encoded[: len(encoded) - cut]
        first += size


def _unusual_sounds() -> Iterator[str]:
    """Yield the kana, alone or before a small one, whose key is more than their own letters."""
    usual = {sound for pair in PAIRS for sound in pair}
    yield from (kana for kana in _KANA if fold(kana) != hiragana(kana) and kana not in usual)
    yield from ("ーー", "ー  ")
    for kana in _KANA:
        for small in _SMALL:
            if fold(kana + small) != fold(kana) + fold(small) and kana + small not in usual:
                yield kana + small
