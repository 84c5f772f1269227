"""Read the files that declare sources: the official list, and an admin's own beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from bot.errors import DataError
from bot.news.declared import Declared, read_declared
from bot.news.draft import Refused
from bot.news.fields import LOOPBACK, RECORDINGS
from bot.news.links import check_official
from bot.news.page import faulty_selectors
from bot.news.source import Source, Sources

_RECORD = TypeAdapter(Source)


@dataclass(frozen=True, slots=True)
class LoadedSources:
    """What a file of sources gave.

    Args:
        faults: what was left out, and how to mend it.
    """

    sources: Sources
    faults: tuple[DataError, ...]


def load_sources(path: Path, beside: Sources | None = None) -> LoadedSources:
    """Read a file of sources; a faulty one is left out, and every fault is told.

    Args:
        beside: the official list, where the file is an admin's own and stands beside it.
    """
    try:
        declared = read_declared(path, "sources")
    except DataError as fault:
        return LoadedSources(Sources(), (fault,))
    found: dict[str, Source] = {}
    faults: list[DataError] = []
    for record in declared:
        source, wrong = _read(record, path, beside)
        if source and source.id in found:
            wrong = [DataError(path, record.line("id"), "id", f"{source.id} is used twice")]
        faults += wrong
        if source and not wrong:
            found[source.id] = source
    return LoadedSources(Sources(found.values()), tuple(faults))


def load_all_sources(path: Path, own: Path) -> LoadedSources:
    """Read the official list, and an admin's own sources where there are any.

    Args:
        own: may be missing.
    """
    official = load_sources(path)
    if not own.is_file() or own.resolve() == path.resolve():
        return official
    added = load_sources(own, official.sources)
    return LoadedSources(
        Sources((*official.sources, *added.sources)), (*official.faults, *added.faults)
    )


def _read(
    record: Declared, path: Path, beside: Sources | None
) -> tuple[Source | None, list[DataError]]:
    """Return the source that `record` declares, and what is wrong with it."""
    faults = [DataError(path, line, name, "written twice") for name, line in record.repeated()]
    try:
        source = _RECORD.validate_python(record.value)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            place = wrong["loc"]
            problem = wrong["msg"].removeprefix("Value error, ")
            field = ".".join(map(str, place)) or "source"
            faults.append(DataError(path, record.line(*place), field, problem))
        return None, faults
    found = [*_contradictions(source, path.parent / RECORDINGS)]
    if "official" in record.value:
        found.append(("official", "follows from the file and is not declared; leave it out"))
    if beside is not None:
        source = replace(source, official=False)
        found += _confusions(source, beside)
    faults += (
        DataError(path, record.line(*field.split(".")), field, problem) for field, problem in found
    )
    return source, faults


def _contradictions(source: Source, recordings: Path) -> Iterator[tuple[str, str]]:
    """Yield the fields that don't go with the others, and how."""
    if not source.domains:
        yield "domains", "names no domain, so that nothing could be kept"
    elif urlsplit(source.url).hostname not in LOOPBACK:
        try:
            check_official(source.url, source.domains)
        except Refused as refused:
            yield "url", f"{refused}; add its host to the domains if it is official"
    if source.enabled and source.reason:
        yield "reason", "says why a source is not read, and this one is; write enabled: false too"
    if source.extraction and source.kind != "html":
        yield "extraction", f"is for html, not for {source.kind}"
    if source.extraction:
        yield from faulty_selectors(source.extraction)
    if source.recorded and not (recordings / source.recorded).is_file():
        yield "recorded", f"there is no file {source.recorded} in {recordings}"


def _confusions(source: Source, official: Sources) -> Iterator[tuple[str, str]]:
    """Yield the fields by which an admin's own source could be taken for an official one."""
    if official.get(source.id):
        yield "id", f"{source.id} is on the official list; choose another"
    for name, company in (("company", source.company), ("company_ja", source.company_ja)):
        if company and official.by(company):
            yield name, f"{company} is on the official list; write e.g. {company} (added here)"
    if source.recorded:
        yield "recorded", "is for the official list; leave it out"
