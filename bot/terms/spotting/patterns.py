"""What to search for in light texts: the usual spellings of names, and hints at unusual ones."""

import re
from collections.abc import Iterator
from itertools import product

from bot.terms.fold import fold_mapped
from bot.terms.spotting.light import PAIRS, lighten
from bot.terms.spotting.spelling import JOINED, KANA, LONG, OWN, Name, source

_MOST_SPACED = 3
"""Places of a name where its spellings foresee a joiner: each one more doubles their number."""

_CONTEXT = 3
"""Latin letters before two joiners that make a hint at a name."""

_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_WAYS = {way: ways for ways in PAIRS for way in ways}
_SOUND = re.compile(f"({'|'.join(_WAYS)})")


class Patterns:
    """What to search for to find one name."""

    def __init__(self, name: Name) -> None:
        self._name = name
        self._gaps = dict(name.shape.gaps)
        self._loose = [at for at in range(1, len(name.key)) if not name.is_tight(at)]
        self._spaced = self._spaces()
        self._letters = self._spelled()

    def spellings(self) -> Iterator[bytes]:
        """Yield the usual spellings of the name, in all its forms."""
        loose = [[(at, gap) for gap in self._options(at)] for at in self._loose]
        for letters, way in product(self._letters, self._name.ways()):
            for rest in product(*loose):
                gaps = dict((*way, *rest))
                spelled = "".join(gaps.get(at, "") + letter for at, letter in enumerate(letters))
                sounds = (_WAYS.get(sound, (sound,)) for sound in _SOUND.split(spelled))
                yield from (lighten("".join(spelling)) for spelling in product(*sounds))

    def hints(self) -> Iterator[bytes]:
        """Yield what is in each unusual spelling of the name that `light.unusual` lets pass.

        That is a joiner or a long mark between two letters where no usual spelling has it, or more
        than one joiner. What stands around in the name keeps these hints rare.
        """
        for letters in self._letters:
            for at in range(1, len(letters)):
                befores, afters = _characters(letters, at - 1), _characters(letters, at)
                yield from map(lighten, self._more_joiners(letters, at))
                for gap, (before, after) in product(self._unusual(at), product(befores, afters)):
                    for context in self._ends(letters, at - 1) if gap == LONG else {""}:
                        yield lighten(context + before + gap + after)

    def _spelled(self) -> list[list[str]]:
        """Return what stands for the letters of each form: as written, and all in katakana."""
        if self._name.key.isascii():
            return list(map(list, self._name.forms()))
        written, key = self._name.written, self._name.key
        folded = fold_mapped(written)
        sources = [source(written, folded, at) for at in range(len(key))]
        katakana = [
            letter.translate(_TO_KATAKANA) if KANA.search(origin) else letter
            for letter, origin in zip(key, sources, strict=True)
        ]
        as_written = [
            origin if OWN.fullmatch(origin) else plain
            for plain, origin in zip(katakana, sources, strict=True)
        ]
        return [as_written, katakana] if as_written != katakana else [katakana]

    def _spaces(self) -> frozenset[int]:
        """Return where a joiner is usual: where the name has one, and around Latin words."""
        key = self._name.key
        own = [at for at in self._loose if JOINED in self._gaps.get(at, "")]
        around = [at for at in self._loose if key[at - 1].isascii() != key[at].isascii()]
        return frozenset((own + around)[:_MOST_SPACED])

    def _options(self, at: int) -> tuple[str, ...]:
        """Return what usual spellings have before a letter, where not two Latin ones meet."""
        own = self._gaps.get(at, "")
        if own.strip(LONG + JOINED):
            return own, JOINED, ""
        long = (LONG, "") if LONG in own else ("",)
        joined = (JOINED, "") if at in self._spaced else ("",)
        return tuple(map("".join, product(long, joined)))

    def _more_joiners(self, letters: list[str], at: int) -> Iterator[str]:
        """Yield what more than one joiner before a letter looks like."""
        if at not in self._gaps and at not in self._loose:
            return
        if letters[at - 1].isascii():
            parted = (gap for gap in (*self._gaps, *self._loose) if gap < at)
            word = "".join(letters[max(0, at - _CONTEXT, *parted) : at])
            mark = self._gaps.get(at, "").strip(JOINED)[:1]
            yield from (word + JOINED * 2 + after for after in (letters[at], mark, JOINED) if after)
        else:
            yield from (before + JOINED * 2 for before in _characters(letters, at - 1))

    def _unusual(self, at: int) -> list[str]:
        """Return what no usual spelling has before a letter, although the name allows it."""
        if at not in self._loose:
            return []
        gaps = (JOINED, LONG, LONG + JOINED) if KANA.match(self._name.key[at - 1]) else (JOINED,)
        return [gap for gap in gaps if gap not in self._options(at)]

    def _ends(self, letters: list[str], at: int) -> set[str]:
        """Return what may stand next before a letter that is not Latin."""
        if at == 0:
            return {""}
        gaps = {gap[-1] for gap in self._options(at) if gap}
        return gaps | _characters(letters, at - 1)


def _characters(letters: list[str], at: int) -> set[str]:
    """Return the characters that spell a letter, alone or together with the one before."""
    letter = letters[at]
    pair = _WAYS.get("".join(letters[max(0, at - 1) : at + 1]), ())
    return {way[-1] for way in (*_WAYS.get(letter, (letter,)), *pair)}
