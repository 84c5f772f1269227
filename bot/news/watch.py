"""Watch over the sources: operators are told of each trouble once, and once when it is over."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import ServiceError
from bot.news.health import TROUBLES, troubles_of_failing, troubles_of_readable
from bot.storage.alarms import Alarms
from bot.storage.records import Alarm, SourceState, Trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """Keeps the alarms of the sources, and writes a log record for each that begins or ends."""

    alarms: Alarms

    async def failed(self, state: SourceState, error: ServiceError, now: datetime) -> None:
        """Note that a source could not be read; that ends no trouble.

        Args:
            state: after the failure.
        """
        await self._settle(state, troubles_of_failing(state, error), now, TROUBLES)

    async def read(self, state: SourceState, moved_to: str | None, now: datetime) -> None:
        """Note that a source was read.

        Args:
            state: after the reading.
            moved_to: the address that its server sends on to for good.
        """
        await self._settle(state, troubles_of_readable(state, moved_to, now), now)

    async def _settle(
        self,
        state: SourceState,
        troubles: Mapping[Trouble, str],
        now: datetime,
        unknown: Collection[Trouble] = (),
    ) -> None:
        change = await self.alarms.settle(state.source, troubles, now, unknown)
        for alarm in change.begun:
            next_try = state.next_try_at.isoformat() if state.next_try_at else "at the next round"
            log.warning("source_in_trouble", extra={**_facts(alarm), "next_try": next_try})
        for alarm in change.over:  # a warning too: who was told of the one is told of the other
            since = alarm.since.isoformat()
            log.warning("source_is_back", extra={**_facts(alarm), "since": since})


def _facts(alarm: Alarm) -> dict[str, str]:
    return {"source": alarm.source, "trouble": alarm.trouble, "cause": alarm.cause}
