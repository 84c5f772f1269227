"""What is written of an item, and how long each text may be."""

from typing import Literal

from bot.i18n import Language

Field = Literal["headline", "summary", "why"]
FIELDS: tuple[Field, ...] = ("headline", "summary", "why")

HEADLINE: dict[Language, int] = {"ja": 40, "en": 70}
"""Characters of a headline: a line on a phone. The others are two sentences, and one."""
LONGEST: dict[Field, dict[Language, int]] = {
    "headline": HEADLINE,
    "summary": {"ja": 180, "en": 360},
    "why": {"ja": 80, "en": 160},
}
SENTENCES: dict[Field, int] = {"headline": 1, "summary": 2, "why": 1}
"""Most sentences of a text."""


def key(field: Field, language: Language) -> str:
    """Return the name of a text in the model's answer."""
    return f"{field}_{language}"
