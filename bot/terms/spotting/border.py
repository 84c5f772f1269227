"""Judge whether what stands in a text is a word of its own, by its neighbours."""

import re
import unicodedata
from functools import lru_cache

_KANJI = re.compile(r"[㐀-鿿々]+")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_SMALL_KANA = "ぁぃぅぇぉゅァィゥェォュ"
_TAIL_NOUN = re.compile(
    r"(?:時|中|用|前|後|速度|性能|時間|処理|結果|能力|基盤|環境|精度)(?![㐀-鿿々])"
)
"""Nouns that follow any term and make no other word of it: 推論速度, but not 蒸留水."""

_JOINED = frozenset({"latin", "katakana"})
"""Scripts whose neighbouring letters are one word."""

_SYLLABLES = frozenset({"hiragana", "katakana"})

_PART_OF_A_WORD = 2
"""Kanji of a name that may be a part of a longer word: 蒸留水."""


def is_bordered(text: str, start: int, end: int) -> bool:
    """Return whether the neighbours leave the words from `start` to `end` alone."""
    before = _script(text[start - 1]) if start else ""
    if before in _JOINED and before == _script(text[start]):
        return False
    following = text[end] if end < len(text) else "\n"
    after, last = _script(following), _script(text[end - 1])
    if last == "kanji" and not _is_whole(text, start, end, before, after):
        return False
    if last in _SYLLABLES and following in _SMALL_KANA:
        return False
    return after != "mark" and (after != last or last not in _JOINED)


def _is_whole(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Return whether a name is no part of a longer word of kanji."""
    if not _KANJI.fullmatch(text, start, end):
        return True
    if before == "kanji":
        return False
    return (
        after != "kanji" or end - start > _PART_OF_A_WORD or _TAIL_NOUN.match(text, end) is not None
    )


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    if unicodedata.combining(character) or character in "ﾞﾟ":
        return "mark"
    normal = unicodedata.normalize("NFKC", character)[:1]
    if normal == "_" or (normal.isascii() and normal.isalnum()):
        return "latin"
    if _KATAKANA.match(normal):
        return "katakana"
    if "ぁ" <= normal <= "ゖ":
        return "hiragana"
    return "kanji" if _KANJI.match(normal) else ""
