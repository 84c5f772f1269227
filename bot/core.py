"""The bot: its subjects in one place, handed to every command."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.news.source import Sources
from bot.terms.glossary import Glossary

if TYPE_CHECKING:  # these bring the database's library, 0.3 s that a mere look-up need not wait
    from bot.digest.digests import Digests
    from bot.news.news import News
    from bot.storage.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Stored:
    """The subjects that live in the database."""

    news: "News"
    digests: "Digests"
    preferences: "Preferences"


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that a command may need.

    Args:
        stored: opens the database at the first call and gives the same subjects at every one;
            raises ServiceError where it can't.
        timezone: IANA name of the zone of readers whose own is not known.
    """

    terms: Glossary
    sources: Sources
    clock: Clock
    stored: Callable[[], Awaitable[Stored]]
    timezone: str
    version: str
