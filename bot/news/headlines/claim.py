"""What a machine claims of an item, and the item's own words that have to prove it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.i18n import Language
from bot.news.headlines.fields import Field
from bot.news.source import Source
from bot.storage.records import Item

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile(r"[\u2018\u2019]")


class Term(Protocol):
    """A glossary entry, as far as writing knows it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def en(self) -> str:
        """Its English name."""
        ...

    @property
    def ja(self) -> str:
        """Its Japanese name."""
        ...

    def names(self) -> tuple[str, ...]:
        """Return everything that it is called."""
        ...


class Mention(Protocol):
    """A place in a text that mentions a term."""

    @property
    def entry(self) -> Term:
        """What is mentioned."""
        ...

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """The offset after it."""
        ...


class Terms(Protocol):
    """The glossary, as far as writing knows it."""

    def get(self, entry_id: str, /) -> Term | None:
        """Return the entry of that id."""
        ...

    def spot(self, text: str, /) -> Sequence[Mention]:
        """Return the terms in `text`, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A text that was written.

    Args:
        shown: as readers would see it.
    """

    shown: str
    field: Field
    language: Language

    @property
    def text(self) -> str:
        """Return it in its `normal` form."""
        return normal(self.shown)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may be said of an item.

    Args:
        text: title and summary, in their `normal` form.
        known: names that are true of the item without standing in it, in their `normal` form: its
            publisher's, and in both languages those of the terms that it mentions.
        terms: these terms.
        has_summary: whether there is more than a title.
    """

    text: str
    known: str = ""
    terms: tuple[Term, ...] = ()
    has_summary: bool = True

    @property
    def words(self) -> str:
        """Return all words that prove a name."""
        return f"{self.text}\n{self.known}"


def evidence_of(item: Item, source: Source | None, terms: Terms) -> Evidence:
    """Return what may be said of `item`."""
    mentioned = tuple(filter(None, map(terms.get, item.terms)))
    names = [name for term in mentioned for name in term.names()]
    if source:
        names += [source.company, source.company_name("ja"), source.title_en, source.title_ja]
    return Evidence(
        normal(f"{item.title}\n{item.summary}"),
        normal("\n".join(names)),
        mentioned,
        has_summary=bool(item.summary.strip()),
    )


def normal(text: str) -> str:
    """Return `text` with one width, one kind of dash and one kind of apostrophe."""
    text = unicodedata.normalize("NFKC", text)
    return _APOSTROPHES.sub("'", _DASHES.sub("-", text))
