"""Start writing, where it is set up."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec

from bot.clock import Clock
from bot.news.headlines.budget import Budget, Prices
from bot.news.headlines.claim import Terms
from bot.news.headlines.writer import Writer
from bot.news.source import Sources
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.spending import Account
from bot.storage.writings import Writings

PACKAGES = ("openai", "httpx2")
"""What the extra `llm` brings."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_writer(
    settings: Settings, database: Database, terms: Terms, sources: Sources, clock: Clock
) -> AsyncIterator[Writer | None]:
    """Give a writer, None where there is no key, no model or no package for it."""
    key = settings.llm_api_key
    if not (key and settings.writes):
        yield None
        return
    if not all(map(find_spec, PACKAGES)):
        log.warning("writing_off", extra={"missing": PACKAGES})
        yield None
        return
    await asyncio.to_thread(import_module, "bot.news.headlines.endpoint")  # it takes 1 s
    from bot.news.headlines.endpoint import Endpoint  # noqa: PLC0415 -- as above

    opening = Endpoint.open(settings.llm_base_url, key.get_secret_value(), settings.llm_model)
    async with opening as endpoint:
        yield Writer(
            writings=Writings(database),
            budget=Budget(
                Account(database),
                clock,
                settings.llm_monthly_tokens,
                Prices(settings.llm_input_usd, settings.llm_output_usd),
            ),
            endpoint=endpoint,
            terms=terms,
            sources=sources,
            clock=clock,
        )
