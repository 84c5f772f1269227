"""Tell the operators' channel what troubles the sources; channels of readers never hear of it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import assert_never

from bot.clock import Clock
from bot.digest.poster import Poster, delivery_key
from bot.errors import ServiceError, Unconfirmed
from bot.i18n import Language, texts
from bot.news.source import Sources
from bot.reply import Heading, Note, Reply, Text, Words
from bot.request import Place
from bot.storage.alarms import Alarms
from bot.storage.records import Alarm

EVERY_S = 60.0
"""Seconds between two looks at what is to be told."""

log = logging.getLogger(__name__)


def told(alarm: Alarm, sources: Sources, language: Language, timezone: str) -> str:
    """Return an alarm as a sentence, with the next try; or that it is over.

    Args:
        timezone: IANA name of the zone to write times in.
    """
    say = texts(language)
    source = sources.get(alarm.source)
    name = f"{source.name(language)} ({alarm.source})" if source else alarm.source
    if alarm.ended_at:
        return say("{source} is back.", source=name)
    match alarm.trouble:
        case "failing":
            words = say("{source} can’t be read: {cause}.", source=name, cause=alarm.cause)
        case "changed":
            words = say("{source} is not what it was: {cause}.", source=name, cause=alarm.cause)
        case "moved":
            words = say("{source} has moved: {cause}.", source=name, cause=alarm.cause)
        case "silent":
            words = say("{source} is silent: {cause}.", source=name, cause=alarm.cause)
        case unknown:
            assert_never(unknown)
    if alarm.next_try_at:
        words += " " + say("Next try: {at}.", at=say.moment(alarm.next_try_at, timezone))
    return words


class Operators:
    """Brings alarms to the operators' channel, each once.

    Args:
        place: that channel.
        timezone: IANA name of the zone to write times in.
    """

    def __init__(  # noqa: PLR0913 -- keywords, each with its own meaning
        self,
        *,
        alarms: Alarms,
        sources: Sources,
        poster: Poster,
        place: Place,
        clock: Clock,
        language: Language,
        timezone: str,
    ) -> None:
        self._alarms = alarms
        self._sources = sources
        self._poster = poster
        self._place = place
        self._clock = clock
        self._language = language
        self._timezone = timezone

    async def run(self) -> None:
        """Tell what there is to tell, until cancelled."""
        while True:
            try:
                await self.tell()
            except ServiceError as error:
                log.warning("operators_not_told", extra={"error": str(error)})
            await asyncio.sleep(EVERY_S)

    async def tell(self) -> None:
        """Post what the channel has not been told yet, in one message.

        Raises:
            ServiceError: nothing was posted; it will be the next time.
        """
        untold = await self._alarms.take_untold()
        if not untold:
            return
        now = self._clock.now()
        try:
            await self._poster.post(self._place, self._reply(untold), delivery_key(0, now), now)
        except Unconfirmed as error:  # told twice is worse than not at all: the log has it
            log.warning("operators_may_not_be_told", extra={"error": str(error)})
        except ServiceError:
            await self._alarms.give_back(untold)
            raise

    def _reply(self, alarms: Sequence[Alarm]) -> Reply:
        say = texts(self._language)
        lines = (
            Text((Words(told(alarm, self._sources, self._language, self._timezone)),))
            for alarm in alarms
        )
        hint = say("`hayami news check` tries every source now.")
        return Reply(
            self._language, (Heading(say("Sources of news")), *lines, Note((Words(hint),)))
        )
