"""The glossary's terms in a Japanese text: they go by the names that the glossary gives them."""

import regex

from bot.news.headlines.claim import Claim, Evidence, Terms, normal

_JAPANESE = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Han}]")


def other_name(claim: Claim, evidence: Evidence, terms: Terms) -> str | None:
    """Return another Japanese name of a term than the glossary's, such as 微調整.

    A part of the glossary's name passes (エージェント of AIエージェント), and so does what the item
    itself says.
    """
    if claim.language != "ja":
        return None
    for mention in terms.spot(claim.text):
        name = claim.text[mention.start : mention.end]
        own = normal(mention.entry.ja)
        if _JAPANESE.search(name) and name not in own and name not in evidence.text:
            return name
    return None
