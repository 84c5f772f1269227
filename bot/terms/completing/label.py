"""What a choice says of the term that it offers."""

import regex

from bot.i18n import Language
from bot.terms.entry import Entry

MAX_LABEL = 100
"""Characters of a label: Discord's limit for a choice (docs.discord.com, read 2026-11)."""


def label_of(entry: Entry, written: str, language: Language) -> str:
    """Return the headword, with the name that was typed or else the other headword beside it."""
    name, other = (entry.ja, entry.en) if language == "ja" else (entry.en, entry.ja)
    beside = other if written == name else written
    label = name if beside == name else f"{name} ({beside})"
    return label if len(label) <= MAX_LABEL else _cut(name)


def _cut(name: str) -> str:
    """Return as many whole characters as a label takes."""
    if len(name) <= MAX_LABEL:
        return name
    *whole, _ = regex.findall(r"\X", name[: MAX_LABEL + 1])
    return "".join(whole) or name[:MAX_LABEL]
