"""The language that a person or a channel chose."""

from sqlalchemy import delete, select

from bot.i18n import Language
from bot.request import Place
from bot.storage.database import Database
from bot.storage.records import Languages
from bot.storage.tables import preferences, subscriptions


class Preferences:
    """The choices in a database, each within its workspace or server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def languages(self, place: Place, user: str) -> Languages:
        """Return what `user` or the channel chose, and what the channel reads anyway."""
        query = select(preferences.c.kind, preferences.c.language).where(
            preferences.c.platform == place.platform,
            preferences.c.tenant == place.tenant,
            ((preferences.c.kind == "user") & (preferences.c.subject == user))
            | ((preferences.c.kind == "channel") & (preferences.c.subject == place.channel)),
        )
        of_digest = (
            select(subscriptions.c.language)
            .where(
                subscriptions.c.platform == place.platform,
                subscriptions.c.tenant == place.tenant,
                subscriptions.c.channel == place.channel,
            )
            .order_by(subscriptions.c.id)
            .limit(1)
        )
        async with self._database.read() as connection:
            chosen = {row.kind: row.language for row in await connection.execute(query)}
            digest: Language | None = (await connection.execute(of_digest)).scalar()
        return Languages(chosen.get("user") or chosen.get("channel"), digest)

    async def set_language(self, place: Place, user: str | None, language: Language | None) -> None:
        """Store the choice of `user`, or of the channel where `user` is None.

        Args:
            language: None forgets the choice.
        """
        key = {
            "platform": place.platform,
            "tenant": place.tenant,
            "kind": "channel" if user is None else "user",
            "subject": place.channel if user is None else user,
        }
        async with self._database.write() as connection:
            if language is None:
                await connection.execute(delete(preferences).filter_by(**key))
                return
            insert = self._database.insert(preferences).values(**key, language=language)
            await connection.execute(
                insert.on_conflict_do_update(index_elements=list(key), set_={"language": language})
            )
