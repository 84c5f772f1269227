"""Names that say little of what a text is about, for texts of all kinds have them."""

from functools import cache

from bot.terms.fold import fold

# Measured in 2026-11: the names of the glossary that are one word, with a Zipf frequency of 3 or
# more in general English or Japanese (lists of the package wordfreq 3), and mean much the same
# there. AI is what all these texts are about.
_COMMON = """
accuracy agent benchmark chunk classification dataset epoch feature generalization grounding
inference latency parameter precision prompt recall regression temperature throughput token

エージェント トークン パラメータ プランニング プロンプト ベンチマーク データセット
分類 回帰 幻覚 推論 正解率

AI artificial-intelligence 人工知能
"""


def is_common(key: str) -> bool:
    """Return whether a folded name is so common."""
    return key in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(map(fold, _COMMON.split()))
