"""The bot: its subjects in one place, handed to every command."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.terms.glossary import Glossary

if TYPE_CHECKING:  # these bring the database's library and more: 0.3 s of a mere look-up
    from bot.digest.digests import Digests
    from bot.news.headlines.writer import Writer
    from bot.news.news import News
    from bot.news.source import Sources
    from bot.storage.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Stored:
    """The subjects that live in the database.

    Args:
        writer: None where nothing is set up that writes.
    """

    news: "News"
    digests: "Digests"
    preferences: "Preferences"
    writer: "Writer | None" = None


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that a command may need.

    Args:
        read_sources: reads the sources of news, the same at every call.
        stored: opens the database at the first call and gives the same subjects at every one;
            raises ServiceError where it can't.
        timezone: IANA name of the zone of readers whose own is not known.
    """

    terms: Glossary
    read_sources: "Callable[[], Sources]"
    clock: Clock
    stored: Callable[[], Awaitable[Stored]]
    timezone: str
    version: str

    @property
    def sources(self) -> "Sources":
        """Return the sources of news, read at the first call."""
        return self.read_sources()
