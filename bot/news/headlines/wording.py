"""Words that a text about an announcement must not add: praise, advice to buy, a voice of its own.

The lists were written by hand in 2026-11; each line is one meaning in both languages.
"""

import re

from bot.news.headlines.claim import Claim, Evidence

_SUPERLATIVES = (
    r"\bbest\b|最高の|最良|最も優れ|ベスト(?!プラク)",
    r"\bmost\b|最も|もっとも",
    r"\b(?:fast|quick)est\b|最速|最も速",
    r"\b(?:larg|bigg)est\b|最大(?!\d)",
    r"\bsmallest\b|最小",
    r"\b(?:strong|smart)est\b|\bmost (?:powerful|capable)\b|最強|最も(?:強力|高性能)",
    r"\b(?:cheap|low)est\b|最安|最低",
    r"\bhighest\b|最高",
    r"\b(?:new|lat)est\b|最新",
    r"\bfirst\b|世界初|業界初|国内初|史上初|初めて|初の",
    r"\bonly\b|唯一",
    r"\bstate[- ]of[- ]the[- ]art\b|\bSOTA\b|\bcutting[- ]edge\b|最先端|最高水準",
    r"\bleading\b|\bworld[- ]class\b|\btop\b|世界トップ|トップクラス|業界をリード|世界有数",
    r"\b(?:revolution\w*|groundbreaking|game[- ]chang\w*)\b|革命|画期的|革新的",
    r"\b(?:breakthrough|unprecedented|unparalleled|unmatched)\b|ブレークスルー|前例のない|比類",
    r"\b(?:dramatic\w*|overwhelming\w*)\b|劇的|圧倒的|飛躍的",
    r"\b(?:perfect\w*|flawless\w*|guarantee\w*)\b|完璧|完全に|保証",
)
_SUPERLATIVE = tuple(re.compile(form, re.IGNORECASE) for form in _SUPERLATIVES)
_SALES = re.compile(
    r"""\b(?:buy|purchas\w*|order\s+now|act\s+now|sign\s+up|subscrib\w*|upgrade\s+(?:now|today)
    |get\s+started|try\s+it|don't\s+miss|must[- ]have|should\s+(?:invest|get|choose|switch|adopt)
    |invest\s+in|limited\s+time|discount\w*|recommend\w*|great\s+value|worth\s+the)\b
    |購入|買うべき|買い時|お買い|今すぐ|お得|おすすめ|お勧め|推奨|申し込み|申込|見逃せ|必見|必携|必読
    |割引|投資すべき|導入すべき|乗り換えるべき|ぜひ|是非""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_VOICE = re.compile(
    r"""\b(?:I|I'm|I'll|I've|me|my|(?i:sorry|as\s+an\s+AI|can(?:not|'t)\s+help))\b
    |申し訳|お答えでき|できかねます|AIとして|言語モデルとして|私は|私の|ご依頼|要約します""",
    re.VERBOSE,
)


def unknown_superlative(claim: Claim, evidence: Evidence) -> str | None:
    """Return praise that the item does not have, in either language."""
    for meaning in _SUPERLATIVE:
        found = meaning.search(claim.text)
        if found and not meaning.search(evidence.text):
            return found[0]
    return None


def unknown_sales_talk(claim: Claim, evidence: Evidence) -> str | None:
    """Return a word that advises to buy, unless the item itself is about it."""
    return _added(_SALES, claim, evidence)


def unknown_voice(claim: Claim, evidence: Evidence) -> str | None:
    """Return words with which the model speaks of itself, as in a refusal."""
    return _added(_OWN_VOICE, claim, evidence)


def _added(words: re.Pattern[str], claim: Claim, evidence: Evidence) -> str | None:
    known = {found.casefold() for found in words.findall(evidence.text)}
    return next(
        (found for found in words.findall(claim.text) if found.casefold() not in known), None
    )
