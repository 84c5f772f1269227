"""`hayami lookup` and `hayami explain`, whose JSON scripts rely on."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.app import read_data
from bot.errors import UsageError
from bot.settings import Settings
from bot.terms.entry import Entry

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def lookup_lines(
    settings: Settings, query: Sequence[str], batch: Path | None, limit: int, *, as_json: bool
) -> Iterator[str]:
    """Yield a line for each query: the words of the command line are one, a batch's lines many."""
    terms = read_data(settings).terms
    for text in _questions(query, batch):
        found = terms.find(text, limit)
        results = [
            {**_names(hit.entry), "reading": hit.entry.reading, "score": round(hit.score, 4)}
            for hit in found.hits
        ]
        if as_json:
            yield to_json({"query": text, "match": found.match, "results": results})
        else:
            names = "; ".join(f"{result['ja']} ({result['en']})" for result in results)
            yield f"{text}\t{found.match}\t{names}"


def explain_lines(
    settings: Settings, texts: Sequence[str], batch: Path | None, *, as_json: bool
) -> Iterator[str]:
    """Yield a line for each text; offsets are in code points.

    Raises:
        UsageError: a line of the batch is no JSON object with a `text`.
    """
    terms = read_data(settings).terms
    for text in (*texts, *_batch_texts(batch)):
        spots = [
            {**_names(spot.entry), "start": spot.start, "end": spot.end}
            for spot in terms.spot(text)
        ]
        if as_json:
            yield to_json({"text": text, "terms": spots})
        else:
            yield from (
                f"{spot['start']}-{spot['end']}\t{spot['ja']}\t{spot['en']}" for spot in spots
            )


def _questions(query: Sequence[str], batch: Path | None) -> Iterable[str]:
    if batch is None:
        if not query:
            raise UsageError("give a query, or a file of queries with --batch")
        return [" ".join(query)]
    return _lines(batch)


def _batch_texts(batch: Path | None) -> Iterator[str]:
    if batch is None:
        return
    for number, line in enumerate(_lines(batch), 1):
        try:
            text = json.loads(line)["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                '{file}:{line}: write a JSON object with a "text"', file=str(batch), line=number
            ) from error
        yield str(text)


def _lines(file: Path) -> list[str]:
    """Return the lines of `file`, of the standard input for `-`; only a line feed ends one."""
    try:
        text = (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).decode(
            "utf-8", "replace"
        )
    except OSError as error:
        raise UsageError("{file}: {reason}", file=str(file), reason=error.strerror or "") from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def _names(entry: Entry) -> dict[str, object]:
    return {"id": entry.id, "en": entry.en, "ja": entry.ja}


def to_json(value: dict[str, object]) -> str:
    """Return `value` on one line; what ends a line somewhere, or has no encoding, is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
