"""`hayami news parse`: what a first refresh would keep of documents, without network or store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from adapters.cli.scripts import to_json
from bot.app import read_data
from bot.clock import SystemClock
from bot.errors import UsageError
from bot.i18n import Language
from bot.news.parse import Parsed, parse
from bot.news.spec import Kind, Spec
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """How to read the documents, as given on the command line.

    Args:
        source: id of the source whose declaration to start from; empty for none.
        domains: official domains, comma-separated; empty leaves the source's.
        now: time of reading, ISO 8601; empty means now.
    """

    source: str = ""
    domains: str = ""
    kind: Kind | None = None
    language: Language | None = None
    base_url: str = ""
    now: str = ""
    content_type: str = ""


def parse_lines(
    settings: Settings, files: Sequence[Path], options: ParseOptions, *, as_json: bool
) -> Iterator[str]:
    """Yield what each document gives: with `as_json` one object a file.

    Raises:
        UsageError: neither a source nor domains are given, or one of them is wrong.
    """
    spec = _spec(settings, options)
    now = _now(options.now)
    for file in files:
        parsed = _parse(file, spec, now, options.content_type or None)
        if as_json:
            yield to_json({"file": str(file), **_values(parsed)})
        else:
            yield from _readable(file, parsed)


def _spec(settings: Settings, options: ParseOptions) -> Spec:
    domains = tuple(part.strip().lower() for part in options.domains.split(",") if part.strip())
    if options.source:
        source = read_data(settings).sources.get(options.source)
        if source is None:
            raise UsageError("there is no source {id}", id=options.source)
        spec = source.spec
    elif domains:
        spec = Spec(domains)
    else:
        raise UsageError("give --source ID, or --domains with the official domains")
    return replace(
        spec,
        domains=domains or spec.domains,
        kind=options.kind or spec.kind,
        language=options.language or spec.language,
        base_url=options.base_url or spec.base_url,
    )


def _now(text: str) -> datetime:
    if not text:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            "--now takes a time like 2026-11-24T09:00:00Z, not {text}", text=text
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse(file: Path, spec: Spec, now: datetime, content_type: str | None) -> Parsed:
    try:
        document = file.read_bytes()
    except OSError as error:
        return Parsed(error=error.strerror or str(error))
    return parse(document, spec, now, content_type)


def _values(parsed: Parsed) -> dict[str, object]:
    return {
        "items": [
            {
                "title": item.title,
                "url": item.url,
                "published": item.published.isoformat() if item.published else None,
                "summary": item.summary,
            }
            for item in parsed.items
        ],
        "rejected": [{"url": item.url, "reason": item.reason} for item in parsed.rejected],
        "warnings": list(parsed.warnings),
        "error": parsed.error,
    }


def _readable(file: Path, parsed: Parsed) -> Iterator[str]:
    yield f"{file}: {len(parsed.items)} kept, {len(parsed.rejected)} rejected"
    if parsed.error:
        yield f"  error: {parsed.error}"
    for item in parsed.items:
        yield f"  {item.published or '-'}  {item.title}  {item.url}"
    for rejected in parsed.rejected:
        yield f"  rejected: {rejected.url}: {rejected.reason}"
    yield from (f"  warning: {warning}" for warning in parsed.warnings)
