"""The versions in a text, with what they are versions of: `GPT-5.6`, `o3`, `Gemini 3 Pro`."""

from collections.abc import Iterator

import regex

from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.quantities import MONTHS

Token = regex.Match[str]

_TOKEN = regex.compile(r"[\p{Latin}\d]+(?:[-.+_][\p{Latin}\d]+)*")
_NUMBER = regex.compile(
    r"\d[\d.]*-?(?:[kKMBTx%sh]|bn|ms|st|nd|rd|th|[kMGT]i?B|[kMG]W|\p{Ll}{3,}(?:-\p{Ll}+)*)?"
)
"""A number, alone or with its unit as in `70B` and `4-bit`: `4o` is none."""
_LIKENESS = regex.compile(r"-(?:based|powered|driven|class|style|level|like|enabled|compatible)\Z")
"""What makes another word of a name, not another version as in `GPT-4-mini`."""
_BEFORE_NUMBERS = """
a about after all almost an and another around at before between by during every for from in more
nearly of on only or over per since some than that the these this those through to under until up
when with within
"""
_OTHERS = frozenset(_BEFORE_NUMBERS.split())
"""Words that a number follows without being their version."""
_SEPARATORS = regex.compile(r"[-_\s]")


def unknown_version(claim: Claim, evidence: Evidence) -> str | None:
    """Return a name with a version that is not the item's."""
    known = set(_versions(evidence.words))
    known |= {_LIKENESS.sub("", name) for name in known}
    spelt = {_spelt(name) for name in known}
    return next((name for name in _versions(claim.text) if _spelt(name) not in spelt), None)


def _versions(text: str) -> Iterator[str]:
    """Yield each name with its version, and once more with the next word if that has a capital."""
    tokens = list(_TOKEN.finditer(text))
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        name = _versioned(before, token, text)
        if name:
            yield name
        if name and after and _adjoin(token, after, text) and _is_name(after[0]):
            yield f"{name} {after[0]}"


def _versioned(before: Token | None, token: Token, text: str) -> str:
    """Return `token` with what it is a version of; nothing where it is no version."""
    if not _NUMBER.fullmatch(token[0]):
        return token[0] if any(map(str.isdigit, token[0])) else ""
    if before and _adjoin(before, token, text) and _is_name(before[0]):
        return f"{before[0]} {token[0]}"
    return ""


def _adjoin(one: Token, other: Token, text: str) -> bool:
    return text[one.end() : other.start()] == " "


def _is_name(word: str) -> bool:
    """Return whether `word` may be a name with which a number goes."""
    is_other = word in MONTHS or word.casefold() in _OTHERS
    return not word.islower() and not word[0].isdigit() and not is_other


def _spelt(name: str) -> str:
    """Return `name` as if there were one way to write it."""
    return _SEPARATORS.sub("", name).casefold()
