"""The names of the Latin letters in Japanese: ID is read アイディー."""

import re
from string import ascii_lowercase

from bot.terms.fold import fold

_NAMES = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー "
    "キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット"
)
_FOLDED = tuple(fold(name) for name in _NAMES.split())
_SPELLED = str.maketrans(dict(zip(ascii_lowercase, _FOLDED, strict=True)))
_ONLY_NAMES = re.compile(f"(?:{'|'.join(_FOLDED)})+")


def spelled(key: str) -> str:
    """Return a folded text with its Latin letters read one by one."""
    return key.translate(_SPELLED)


def is_spelled(key: str) -> bool:
    """Return whether a folded kana text is an abbreviation, read letter by letter."""
    return _ONLY_NAMES.fullmatch(key) is not None
