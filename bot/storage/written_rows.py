"""What a machine wrote of items, as rows: read with the items, for the words that they have now."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import LANGUAGES
from bot.storage.database import MOST_IDS
from bot.storage.records import Written
from bot.storage.tables import writings

Texts = dict[str, dict[str, str]]
"""Texts by language, then by field; fields that are empty are not there."""


def version_of(title: str, summary: str) -> str:
    """Return what tells these words of an item from earlier ones."""
    words = f"{title}\n{summary}".encode("utf-8", "replace")
    return hashlib.sha256(words).hexdigest()[:16]


async def read_written(
    connection: AsyncConnection, rows: Sequence[Row[Any]]
) -> dict[int, tuple[Written, ...]]:
    """Return what was written of the words in `rows` of items, by the items' ids."""
    words = {row.id: (row.title, row.summary) for row in rows}
    ids = list(words)
    found: dict[int, tuple[Written, ...]] = {}
    for start in range(0, len(ids), MOST_IDS):
        query = select(writings).where(
            writings.c.item_id.in_(ids[start : start + MOST_IDS]), writings.c.texts.is_not(None)
        )
        for row in await connection.execute(query):
            if row.version == version_of(*words[row.item_id]):
                found[row.item_id] = _written(row.texts)
    return found


def as_texts(written: Sequence[Written]) -> Texts:
    """Return `written` as it is stored."""
    return {
        each.language: {
            field: text for field, text in asdict(each).items() if text and field != "language"
        }
        for each in written
    }


def _written(texts: Texts) -> tuple[Written, ...]:
    return tuple(Written(language, **texts[language]) for language in LANGUAGES if texts[language])
