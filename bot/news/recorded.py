"""The recorded documents that ship with hayami: a real digest without a network."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.news.item import Spotter, new_item
from bot.news.parse import parse
from bot.news.source import Source
from bot.storage.records import Item

log = logging.getLogger(__name__)


def load_recorded(
    sources: Iterable[Source], folder: Path, terms: Spotter, now: datetime
) -> Iterator[Item]:
    """Yield the items in the recordings of `sources`, marked as recorded.

    A recording that can't be read is left out, with a log line.
    """
    for source in sources:
        if not source.recorded:
            continue
        try:
            document = (folder / source.recorded).read_bytes()
        except OSError as error:
            log.warning("no recording", extra={"source": source.id, "error": str(error)})
            continue
        for found in parse(document, source.spec, now).items:
            yield replace(new_item(found, source, terms, now), recorded=True)
