"""Check what was written of an item against the item's own words, text by text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.news.headlines.claim import Claim, Evidence, Terms
from bot.news.headlines.fields import FIELDS, Field
from bot.news.headlines.names import unknown_katakana, unknown_name
from bot.news.headlines.quantities import unknown_quantity
from bot.news.headlines.shape import (
    baseless,
    link_or_mention,
    odd_sentences,
    other_language,
    tidy,
    too_long,
)
from bot.news.headlines.terms import other_name
from bot.news.headlines.versions import unknown_version
from bot.news.headlines.wording import unknown_sales_talk, unknown_superlative, unknown_voice
from bot.storage.records import Written

Check = Callable[[Claim, Evidence], str | None]
"""Returns the words that are wrong, None where there are none."""

CHECKS: tuple[tuple[str, Check], ...] = (
    ("length", too_long),  # first: so the others see short texts only
    ("basis", baseless),
    ("sentences", odd_sentences),
    ("language", other_language),
    ("link", link_or_mention),
    ("number", unknown_quantity),
    ("version", unknown_version),
    ("name", unknown_name),
    ("katakana", unknown_katakana),
    ("superlative", unknown_superlative),
    ("sales", unknown_sales_talk),
    ("voice", unknown_voice),
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A text that is not used.

    Args:
        check: the name of the check that it failed.
        words: what is wrong in it.
    """

    field: Field
    language: str
    check: str
    words: str


def checked(
    written: Iterable[Written], evidence: Evidence, terms: Terms
) -> tuple[tuple[Written, ...], tuple[Dropped, ...]]:
    """Return `written` without the texts that fail a check, and those."""
    kept: list[Written] = []
    dropped: list[Dropped] = []
    for each in written:
        passed: dict[Field, str] = {}
        for field in FIELDS:
            text = tidy(getattr(each, field))
            claim = Claim(text, field, each.language)
            if fault := _fault(claim, evidence, terms) if text else None:
                dropped.append(Dropped(field, each.language, *fault))
            else:
                passed[field] = text
        kept.append(Written(each.language, **passed))
    return tuple(kept), tuple(dropped)


def _fault(claim: Claim, evidence: Evidence, terms: Terms) -> tuple[str, str] | None:
    """Return the first check that `claim` fails, and the words that are wrong."""
    for name, check in CHECKS:
        if words := check(claim, evidence):
            return name, words
    words = other_name(claim, evidence, terms)
    return ("term", words) if words else None
