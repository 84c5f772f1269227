"""The sources that news comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import ConfigDict

from bot.i18n import Language
from bot.news.fields import (
    LOOPBACK,
    Address,
    Category,
    Domain,
    FileName,
    Id,
    Line,
    Pattern,
    Priority,
)
from bot.news.filter import Filter
from bot.news.spec import Extraction, Kind, Spec


@dataclass(frozen=True, slots=True)
class Source:
    """One source.

    Args:
        company: who publishes it; `company_ja` where its name is another in Japanese.
        url: of the feed, site map or page.
        domains: where its items may lie, e.g. `openai.com`, or `github.com/openai` on a host that
            others share.
        evidence: how we know that it is theirs and that it answers.
        categories: what its items are about if their words do not tell, the most usual first.
        only, without: see `bot.news.filter`.
        enabled: whether it is read; where it is not, `reason` says why.
        extraction: where the items of a page stand; without one its dated links are taken.
        recorded: file with a recorded document, for demonstrations without a network.
        official: whether it is on the list that ships with hayami, not an admin's own; no file
            declares it.
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
    categories: tuple[Category, ...] = ()
    priority: Priority = "normal"
    only: tuple[Pattern, ...] = ()
    without: tuple[Pattern, ...] = ()
    enabled: bool = True
    reason: Line | None = None
    extraction: Extraction | None = None
    recorded: FileName | None = None
    company_ja: Line | None = None
    official: bool = True

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
        wanted = Filter(self.only, self.without)
        return Spec(self.domains, self.kind, self.language, base_url, self.extraction, wanted)

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

    def by(self, company: str) -> tuple[Source, ...]:
        """Return the sources of a company, known by any of its names."""
        return tuple(source for source in self.all if source.is_by(company))

    def get(self, id: str) -> Source | None:  # noqa: A002 -- the field's own name
        """Return the source with this id."""
        return self._by_id.get(id)
