"""How the names of all entries begin, how they are read, and the words in them."""

import zlib
from functools import lru_cache

from msgspec import msgpack

from bot.terms.completing.beginnings import Beginnings
from bot.terms.completing.lines import Lines, together


class Tables:
    """What a completion looks into."""

    def __init__(self, lines: Lines) -> None:
        names, readings, words = lines
        self.names, self.readings = Beginnings(names, opening=3), Beginnings(readings, opening=3)
        self.words = Beginnings(words, opening=2)  # in which no slips are looked for

    def add(self, lines: Lines) -> None:
        """Take up the lines of one entry more."""
        for table, more in zip((self.names, self.readings, self.words), lines, strict=True):
            for line in more:
                table.add(line)

    def remove(self, lines: Lines) -> None:
        """Forget the lines of an entry."""
        for table, gone in zip((self.names, self.readings, self.words), lines, strict=True):
            for line in gone:
                table.remove(line)


class Packed:
    """The same for few entries, in little memory, so that very many teams may have some.

    100 names of 40 entries take 5 KB, where open tables take 180 KB. To open them takes 0.8 ms,
    and no time while somebody goes on typing: the last eight stay open.
    """

    __slots__ = ("_bytes",)

    def __init__(self, lines: Lines) -> None:
        self._bytes = _packed(lines)

    def add(self, lines: Lines) -> None:
        """Take up the lines of one entry more."""
        self._bytes = _packed(together((self.lines(), lines)))

    def remove(self, lines: Lines) -> None:
        """Forget the lines of an entry."""
        names, readings, words = (
            [line for line in known if line not in gone]
            for known, gone in zip(self.lines(), lines, strict=True)
        )
        self._bytes = _packed((names, readings, words))

    def lines(self) -> Lines:
        """Return all lines."""
        return _unpacked(self._bytes)

    def opened(self) -> Tables:
        """Return the tables, to look into only."""
        return _opened(self._bytes)


def _packed(lines: Lines) -> bytes:
    return zlib.compress(msgpack.encode(lines), level=1)


def _unpacked(packed: bytes) -> Lines:
    lines: Lines = msgpack.decode(zlib.decompress(packed), type=Lines)
    return lines


@lru_cache(maxsize=8)
def _opened(packed: bytes) -> Tables:
    return Tables(_unpacked(packed))
