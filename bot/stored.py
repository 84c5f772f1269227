"""Open the subjects that live in the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.core import Stored
from bot.digest.digests import Digests
from bot.news.fetch import Fetcher
from bot.news.fields import RECORDINGS
from bot.news.headlines.start import open_writer
from bot.news.news import News
from bot.news.source import Sources
from bot.settings import Settings
from bot.storage.alarms import Alarms
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.items import Items
from bot.storage.preferences import Preferences
from bot.storage.set_aside import SetAsideItems
from bot.storage.source_states import SourceStates
from bot.storage.subscriptions import Subscriptions
from bot.terms.glossary import Glossary


@asynccontextmanager
async def open_stored(
    url: str, settings: Settings, terms: Glossary, sources: Sources, clock: Clock
) -> AsyncIterator[Stored]:
    """Give the subjects over the database at `url`, and close it.

    Raises:
        ServiceError: it can't be opened.
    """
    async with (
        await Database.open(url) as database,
        Fetcher(contact=settings.contact, allow_private=settings.fetch_private) as fetcher,
        open_writer(settings, database, terms, sources, clock) as writer,
    ):
        items = Items(database)
        news = News(
            sources=sources,
            items=items,
            set_aside=SetAsideItems(database),
            states=SourceStates(database),
            alarms=Alarms(database),
            terms=terms,
            clock=clock,
            fetcher=fetcher,
            recordings=settings.sources_file.parent / RECORDINGS,
        )
        digests = Digests(
            Subscriptions(database), Deliveries(database), items, terms, sources, clock
        )
        yield Stored(news, digests, Preferences(database), writer)
