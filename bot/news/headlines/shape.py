"""The outside of a text: its length, its language, and that it is words and nothing else."""

import re

import regex

from bot.i18n import Language
from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.fields import LONGEST, SENTENCES
from bot.news.sentences import sentences
from bot.news.text import one_line

_MARKUP = re.compile(r"\*\*|__|~~|`+|^\s*(?:#{1,6}|[-*>])\s+")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S*|\bwww\.\S+|\bmailto:\S*", re.IGNORECASE)
_HOST = re.compile(
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|ai|dev|app|co|jp|info|biz|xyz|gg|me|ly)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<[@#!:][^>]*>?|(?<![\w.])@\w+|\b\w+@\w+")
_BRACKETED = re.compile(r"\[[^\]]*\]\(")
_LETTER = regex.compile(r"\p{L}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_JAPANESE = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Han}]")
_LATIN = regex.compile(r"[\p{Latin}]")
_LEAST_JAPANESE = 0.1
"""Share of the letters: `Mistral AI、Mistral Small 4を公開` has an eighth."""
_SENTENCE_END = ("。", "！", "？", ".", "!", "?", "」", ")", "）")


def tidy(text: str) -> str:
    """Return `text` on one line, without markup and what nobody sees."""
    return _MARKUP.sub("", one_line(text)).strip()


def too_long(claim: Claim, _: Evidence) -> str | None:
    """Return how long a text is that is longer than its field allows; it is never cut."""
    most = LONGEST[claim.field][claim.language]
    return None if len(claim.shown) <= most else f"{len(claim.shown)} characters"


def baseless(claim: Claim, evidence: Evidence) -> str | None:
    """Return the first words of a summary of nothing but a title."""
    is_made_up = claim.field == "summary" and not evidence.has_summary
    return claim.shown[:20] if is_made_up else None


def odd_sentences(claim: Claim, _: Evidence) -> str | None:
    """Return what is wrong with the sentences: too many, or one without its end."""
    count = len(sentences(claim.text))
    if count > SENTENCES[claim.field]:
        return f"{count} sentences"
    if claim.field != "headline" and not claim.text.endswith(_SENTENCE_END):
        return "no end"
    return None


def link_or_mention(claim: Claim, evidence: Evidence) -> str | None:
    """Return a link or a mention; a host's name counts unless it is a name in the item (`x.ai`)."""
    for form in (_ADDRESS, _MENTION, _BRACKETED):
        if found := form.search(claim.text):
            return found[0]
    known = evidence.words.casefold()
    hosts = (found[0] for found in _HOST.finditer(claim.text))
    return next((host for host in hosts if host.casefold() not in known), None)


def other_language(claim: Claim, _: Evidence) -> str | None:
    """Return a text's first words if it is not in the language that was asked for."""
    return None if _is_in(claim.text, claim.language) else claim.shown[:20]


def _is_in(text: str, language: Language) -> bool:
    letters = len(_LETTER.findall(text))
    japanese = len(_JAPANESE.findall(text))
    if language == "ja":  # Chinese has no kana
        return bool(_KANA.search(text)) and japanese >= _LEAST_JAPANESE * letters
    return not japanese and letters > 0 and len(_LATIN.findall(text)) == letters
