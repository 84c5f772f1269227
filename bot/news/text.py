"""Clean the texts of documents: one line, no markup, nothing invisible."""

import html
import re

import regex

from bot.news.sentences import opening, sentences

MAX_TITLE = 300
"""Characters of a title that are kept: twice the longest one seen in recorded feeds."""
MAX_SUMMARY = 600
MAX_READ = 20_000
"""Characters of a text that are looked at: more than any title or first paragraph has."""

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
"""To its end or to the text's: one that is not closed would else be looked for from each start."""
_NO_CHARACTER = re.compile(r"&#\d{100,};?")
"""A reference that stands for nothing; Python refuses to read a number of over 4300 digits."""
_TAG_END = r"(?:[\s/][^<>]*)?(?:>|$)"
_INLINE_TAG = re.compile(
    r"""</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|rb|rp|rt|ruby|s
    |samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)"""
    + _TAG_END,
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"""</?(?:address|article|aside|audio|blockquote|body|br|button|canvas|caption|center|dd|details
    |div|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img
    |input|li|link|main|meta|nav|noscript|object|ol|p|picture|pre|script|section|source|style
    |summary|svg|table|tbody|td|tfoot|th|thead|time|title|tr|ul|video|[a-z]+-[a-z0-9-]+)"""
    + _TAG_END,
    re.VERBOSE | re.IGNORECASE,
)
_SPACE = re.compile(r"[^\S\u3000]+")  # the ideographic space is Japanese typography, and stays
_INVISIBLE = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Bidi_Control}\uFFF9-\uFFFB\u2800"
    r"[\p{Default_Ignorable_Code_Point}--[\u200C\u200D\p{Variation_Selector}]]]",
    regex.VERSION1,
)
"""Controls, lone surrogates, marks that turn the direction of writing, and what shows nothing; but
not what joins the parts of an emoji or of a word in other scripts."""
_GRAPHEME = regex.compile(r"\X")


def one_line(raw: str) -> str:
    """Return the words of `raw` without tags, entities and invisible characters, on one line.

    Only names that HTML knows are taken for tags, so that `Vec<T>` keeps its `<T>`.
    """
    text = _HIDDEN.sub(" ", raw[:MAX_READ])
    text = _NO_CHARACTER.sub("\ufffd", text)
    text = html.unescape(_BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text)))
    return _INVISIBLE.sub("", _SPACE.sub(" ", text)).strip()


def clean_title(raw: str) -> str:
    """Return `raw` as a title of at most `MAX_TITLE` characters."""
    return _shorten(one_line(raw), MAX_TITLE)


def clean_summary(raw: str, title: str) -> str:
    """Return the first sentences of `raw`; nothing where they only repeat the title."""
    text = one_line(raw)
    return "" if text == title else opening(text, MAX_SUMMARY)


def first_sentence(raw: str) -> str:
    """Return the first sentence of `raw`, to stand for a title where there is none."""
    return opening(next(iter(sentences(one_line(raw))), ""), MAX_TITLE)


def _shorten(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, cut between what a reader sees as characters."""
    if len(text) <= limit:
        return text
    starts = [match.start() for match in _GRAPHEME.finditer(text[:limit])]
    return text[: starts[-1] or limit - 1].rstrip() + "…"
