"""The official sources that news comes from, as `data/sources.yaml` declares them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from bot.errors import DataError
from bot.i18n import Language
from bot.news.declared import Declared, read_declared
from bot.news.draft import Refused
from bot.news.links import check_official, clean_link
from bot.news.page import faulty_selectors
from bot.news.spec import Extraction, Kind, Spec

RECORDINGS = "recorded"
"""The folder beside the file of sources that holds their recorded documents."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that a source may also have over http: the fetcher refuses them but for tests."""


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("must be small letters and digits, joined by `-`, e.g. openai-news")
    return text


def _line(text: str) -> str:
    if not text or text != " ".join(text.split()):
        raise ValueError("must be one line of text, without spaces around it")
    return text


def _domain(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*(/[\w.~-]+)*", text):
        raise ValueError("must be a host in small letters, e.g. openai.com or github.com/openai")
    return text


def _address(text: str) -> str:
    if urlsplit(text).hostname not in LOOPBACK:
        try:
            clean_link(text)
        except Refused as refused:
            raise ValueError(f"{refused}; write an address like https://openai.com/news") from None
        if not text.startswith("https://"):
            raise ValueError("must begin with https://")
    return text


def _file_name(text: str) -> str:
    if Path(text).name != text:
        raise ValueError(f"must be the name of a file in {RECORDINGS}/")
    return text


Id = Annotated[str, AfterValidator(_id)]
Line = Annotated[str, AfterValidator(_line)]
Domain = Annotated[str, AfterValidator(_domain)]
Address = Annotated[str, AfterValidator(_address)]
FileName = Annotated[str, AfterValidator(_file_name)]


@dataclass(frozen=True, slots=True)
class Source:
    """One official source.

    Args:
        company: who publishes it; `company_ja` where its name is another in Japanese.
        url: of the feed, site map or page.
        domains: where its items may lie, e.g. `openai.com`, or `github.com/openai` on a host that
            others share.
        evidence: how we know that it is theirs and that it answers.
        enabled: whether it is read.
        extraction: where the items of a page stand; without one its dated links are taken.
        recorded: file with a recorded document, for demonstrations without a network.
    """

    id: Id
    company: Line
    title_en: Line
    title_ja: Line
    language: Language
    kind: Kind
    url: Address
    domains: tuple[Domain, ...]
    evidence: Line
    enabled: bool = True
    extraction: Extraction | None = None
    recorded: FileName | None = None
    company_ja: Line | None = None

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    @property
    def spec(self) -> Spec:
        """How its document is to be read."""
        return self.spec_at(self.url)

    def spec_at(self, url: str) -> Spec:
        """Return how its document is to be read when it was found at `url`.

        A server on this machine stands in for the real one, so links don't start from it.
        """
        base_url = "" if urlsplit(url).hostname in LOOPBACK else url
        return Spec(self.domains, self.kind, self.language, base_url, self.extraction)

    def name(self, language: Language) -> str:
        """Return its name in `language`."""
        return self.title_ja if language == "ja" else self.title_en

    def company_name(self, language: Language) -> str:
        """Return its company's name in `language`."""
        return (self.company_ja or self.company) if language == "ja" else self.company

    def is_by(self, company: str) -> bool:
        """Return whether `company` is a name of its company, in any case."""
        names = (self.company, self.company_ja or self.company)
        return company.casefold() in (name.casefold() for name in names)


_RECORD = TypeAdapter(Source)


class Sources:
    """The sources, in the order in which they are declared."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self.all = tuple(sources)
        self.enabled = tuple(source for source in self.all if source.enabled)
        self._by_id = {source.id: source for source in self.all}

    def __iter__(self) -> Iterator[Source]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def get(self, id: str) -> Source | None:  # noqa: A002 -- the field's own name
        """Return the source with this id."""
        return self._by_id.get(id)


@dataclass(frozen=True, slots=True)
class LoadedSources:
    """What a file of sources gave.

    Args:
        faults: what was left out, and how to mend it.
    """

    sources: Sources
    faults: tuple[DataError, ...]


def load_sources(path: Path) -> LoadedSources:
    """Read a file of sources; a faulty one is left out, and every fault is told."""
    try:
        declared = read_declared(path, "sources")
    except DataError as fault:
        return LoadedSources(Sources(), (fault,))
    found: dict[str, Source] = {}
    faults: list[DataError] = []
    for record in declared:
        source, wrong = _read(record, path)
        if source and source.id in found:
            wrong = [DataError(path, record.line("id"), "id", f"{source.id} is used twice")]
        faults += wrong
        if source and not wrong:
            found[source.id] = source
    return LoadedSources(Sources(found.values()), tuple(faults))


def _read(record: Declared, path: Path) -> tuple[Source | None, list[DataError]]:
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
    faults += (
        DataError(path, record.line(*field.split(".")), field, problem)
        for field, problem in _contradictions(source, path.parent / RECORDINGS)
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
    if source.extraction and source.kind != "html":
        yield "extraction", f"is for html, not for {source.kind}"
    if source.extraction:
        yield from faulty_selectors(source.extraction)
    if source.recorded and not (recordings / source.recorded).is_file():
        yield "recorded", f"there is no file {source.recorded} in {recordings}"
