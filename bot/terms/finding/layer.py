"""Entries that change by themselves, over others that they share with more layers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from bot.i18n import Language
from bot.terms.completing.complete import Completer, Completion
from bot.terms.entry import Entry
from bot.terms.finding.fuzzy import Near, Spellings
from bot.terms.finding.heard import Heard
from bot.terms.finding.mixed import Faces
from bot.terms.finding.names import Names, Rung
from bot.terms.searching.describe import Described, resembling
from bot.terms.searching.postings import Postings
from bot.terms.spotting.lexicon import Lexicon

_TABLES = ("_spellings", "_faces", "_heard", "postings", "lexicon", "_completer")


Answer = TypeVar("Answer", Near, Described, Completion)


class Table(Protocol):
    """What follows the entries of a layer as they come and go."""

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""

    def remove(self, entry: Entry) -> None:
        """Forget an entry."""


class Layer:
    """All ways to find the entries of one origin, such as the glossary or a team's own terms.

    Guessing needs tables that a look-up by name does not wait for; they are made at the first
    guess.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._names = Names(self.entries.values())

    def add(self, entry: Entry) -> None:
        """Take up one entry more, or a new version of one."""
        if entry.id in self.entries:
            self.remove(entry.id)
        self.entries[entry.id] = entry
        self._names.add(entry)
        for table in self._made():
            table.add(entry)

    def remove(self, entry_id: str) -> None:
        """Forget an entry; nothing happens where there is none."""
        entry = self.entries.pop(entry_id, None)
        if entry is None:
            return
        self._names.remove(entry)
        for table in self._made():
            table.remove(entry)

    def prepare(self) -> None:
        """Make all tables now."""
        for table in _TABLES:
            getattr(self, table)
        self._spellings.prepare()
        self.lexicon.prepare()

    def _made(self) -> Iterator[Table]:
        """Yield the tables that are made already."""
        return (self.__dict__[name] for name in _TABLES if name in self.__dict__)

    def named(self, rung: Rung, asked: str, key: str) -> tuple[Near, ...]:
        """Return the entries that `asked`, folded to `key`, certainly names."""
        return tuple(Near(entry, 1.0) for entry in self._names.on(rung, asked, key))

    def misspelt(self, key: str, sound: str) -> tuple[Near, ...]:
        """Return the entries that a query, folded or as it sounds, is a slip away from."""
        return self._spellings.misspelt(key, sound)

    def mixed(self, key: str) -> tuple[Near, ...]:
        """Return the entries that are typed in two scripts."""
        return self._faces.mixed(key)

    def heard(self, key: str) -> tuple[Near, ...]:
        """Return the entries that a folded query sounds like."""
        return self._heard.heard(key)

    def like(self, key: str, limit: int) -> tuple[Near, ...]:
        """Return the entries to suggest for a folded query."""
        return self._spellings.like(key, limit)

    def described(self, text: str, limit: int) -> tuple[Described, ...]:
        """Return the entries that a sentence may describe."""
        return resembling(self.postings, text, limit)

    def complete(self, typed: str, language: Language, limit: int) -> tuple[Completion, ...]:
        """Return the entries that `typed` may become, the likeliest first."""
        return self._completer.complete(typed, language, limit)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.entries.values(), self._names)

    @cached_property
    def _faces(self) -> Faces:
        return Faces(self.entries.values())

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self.entries.values())

    @cached_property
    def postings(self) -> Postings:
        """The index of all texts."""
        return Postings(self.entries.values())

    @cached_property
    def lexicon(self) -> Lexicon:
        """What finds the names in running text."""
        return Lexicon(self.entries.values())

    @cached_property
    def _completer(self) -> Completer:
        return Completer(self.entries.values())


def visible(layers: Sequence[Layer], ask: Callable[[Layer], Iterable[Answer]]) -> list[Answer]:
    """Return what all layers answer, without the entries that an earlier layer has anew."""
    return [
        one
        for number, layer in enumerate(layers)
        for one in ask(layer)
        if not any(one.entry.id in before.entries for before in layers[:number])
    ]
