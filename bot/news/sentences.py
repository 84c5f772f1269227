"""Find where sentences end, in Japanese and in English, and cut texts there.

In doubt there is no end: a text that is cut a sentence early still reads well.
"""

import re
from bisect import bisect
from collections.abc import Iterator

import regex

_MARK = re.compile(r"[。．！？.!?]+[」』）】》〉”’\"')\]]*")
_WORD_BEFORE = re.compile(r"[\w.!&]+\Z")
LONGEST_WORD = 20
"""Characters of the word before a dot that are looked at: no abbreviation is longer."""
_SHORTENED = """
Mr Mrs Ms Dr Prof St Sr Jr Rev Gen Sen Rep Gov Hon Ph
Inc Corp Co Ltd Bros Dept Univ Assn Ave Blvd
vs etc approx est al cf ca No Nos Vol Fig Figs Eq Sec Ch Art pp ed eds
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun
Yahoo!
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_JAPANESE = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Han}ー]")
_BRACKETS = {"「": "」", "『": "』", "（": "）", "【": "】", "(": ")", "[": "]", "“": "”"}
_CLOSING = frozenset(_BRACKETS.values())

_CUT_BY_PUBLISHER = re.compile(
    r"(?:\s|[\[(（]?(?:…|\.{3})[\])）]?|read more|continue reading|続きを読む|もっと見る)+\Z",
    re.IGNORECASE,
)
_TAIL = 40
"""Characters at the end of a text in which its publisher's own cut is looked for."""


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`; the last one may lack its end."""
    starts = [0, *_ends(text)]
    parts = (text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return [part for part in parts if part]


def opening(text: str, most: int) -> str:
    """Return the first sentences of `text` that fit into `most` characters.

    A text that fits is left as it is, unless its publisher has cut it off already (`[…]`): then
    its unfinished last sentence goes. A first sentence that does not fit is cut between words,
    and between characters as people see them.
    """
    text = text.strip()
    whole = _before_cut(text)
    if whole == text and len(text) <= most:
        return text
    ends = [end for end in _ends(whole) if end <= most]
    return whole[: ends[-1]] if ends else whole and _cut(whole, most)


def _ends(text: str) -> Iterator[int]:
    """Yield the offsets after each sentence of `text` that has an end."""
    spans = _brackets(text)
    for mark in _MARK.finditer(text):
        before = bisect(spans, (mark.start(), 0)) - 1
        is_inside = before >= 0 and mark.end() <= spans[before][1]
        if not is_inside and _is_end(text, mark):
            yield mark.end()


def _is_end(text: str, mark: re.Match[str]) -> bool:
    """Return whether the sentence ends at `mark`, which stands within no brackets."""
    if mark.end() == len(text):
        return True
    following = text[mark.end()]
    points = mark[0].rstrip("」』）】》〉”’\"')]")
    if points[0] in "。！？．" or (points[0] in "!?" and _JAPANESE.match(text, mark.start() - 1)):
        # 「……。」と語った goes on
        return points == mark[0] or not "ぁ" <= following <= "ん"
    if not following.isspace():
        return False
    after = text[mark.end() : mark.end() + 2].strip()
    return not after.islower() and not _is_abbreviation(text, mark.start(), points)


def _is_abbreviation(text: str, dot: int, points: str) -> bool:
    """Return whether the points at `dot` belong to the word before them, as in `Inc.`."""
    if len(points) > 1:
        return False
    found = _WORD_BEFORE.search(text[max(0, dot - LONGEST_WORD) : dot])
    word = found[0] if found else ""
    if points != ".":
        return word + points in _ABBREVIATIONS
    is_initial = len(word) == 1 and word.isupper()
    return word in _ABBREVIATIONS or is_initial or re.fullmatch(r"(?:\w\.)+\w", word) is not None


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of brackets that have both ends, less those within others."""
    spans: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        if character in _BRACKETS:
            opened.append((place, _BRACKETS[character]))
        elif character in _CLOSING and opened and opened[-1][1] == character:
            start, _ = opened.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, place))
    return spans


def _before_cut(text: str) -> str:
    """Return `text` without the marks of a cut at its end."""
    found = _CUT_BY_PUBLISHER.search(text, max(0, len(text) - _TAIL))
    return text[: found.start()] if found else text


def _cut(text: str, most: int) -> str:
    kept = ""
    for character in regex.findall(r"\X", text[:most]):
        if len(kept) + len(character) >= most:
            break
        kept += character
    words, space, _ = kept.rpartition(" ")
    within_word = text[len(kept) : len(kept) + 1] not in {"", " "}
    return (words if space and within_word and len(words) > most // 2 else kept.rstrip()) + "…"
