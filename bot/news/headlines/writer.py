"""Write about the items that wait for it: ask, check, store, within the budget.

Nothing waits for it: a digest goes out with what is there.
"""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.errors import RateLimited, ServiceError, Unconfirmed
from bot.news.headlines.answer import Answered, NoAnswer, read_answer
from bot.news.headlines.budget import Budget
from bot.news.headlines.check import Dropped, checked
from bot.news.headlines.claim import Evidence, Terms, evidence_of
from bot.news.headlines.prompt import most_tokens, question
from bot.news.source import Sources
from bot.storage.records import Item, Spending
from bot.storage.writings import Writings

RECENT = timedelta(days=3)
"""How long ago an item may have been seen first: older ones are in no digest any more."""
ROUND_S = 60
"""Seconds between two looks for items, so that a digest has the texts of all but the latest."""
MOST_A_ROUND = 40
AT_ONCE = 2
"""Requests under way: a round of items is done in minutes, and a small endpoint bears it."""
LEASE = timedelta(minutes=10)
"""After which a try that came to no end, because its process did, may be repeated."""
RETRY_AFTER = timedelta(minutes=5)
REWRITE_AFTER = timedelta(days=1)
"""Before which an item that gets other words is not written about again: some sources count
readers in their titles."""

log = logging.getLogger(__name__)


class Asking(Protocol):
    """What answers questions, such as `bot.news.headlines.endpoint.Endpoint`."""

    @property
    def model(self) -> str:
        """Name of the model."""
        ...

    async def ask(self, question: str) -> Answered:
        """Return the answer."""
        ...


@dataclass(slots=True)
class Round:
    """What came of one round.

    Args:
        dropped: texts that failed a check.
        stopped: why it ended before all was written, None where it did not.
    """

    written: int = 0
    failed: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    stopped: str | None = None


class Writer:
    """Writes about new items, each once for all channels."""

    def __init__(  # noqa: PLR0913 -- each is a part of its own, given by name
        self,
        *,
        writings: Writings,
        budget: Budget,
        endpoint: Asking,
        terms: Terms,
        sources: Sources,
        clock: Clock,
    ) -> None:
        self.budget = budget
        self._writings = writings
        self._endpoint = endpoint
        self._terms = terms
        self._sources = sources
        self._clock = clock
        self._rests_until = datetime.min.replace(tzinfo=UTC)

    @property
    def model(self) -> str:
        """Return the name of the model that writes."""
        return self._endpoint.model

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            try:
                await self.write_waiting()
            except* ServiceError as errors:
                log.warning("writing_failed", extra={"error": str(errors.exceptions[0])})
            except* Exception:
                log.exception("writing_broke")
            await asyncio.sleep(ROUND_S)

    async def write_waiting(self) -> Round:
        """Write about the items that wait for it, and return what came of it.

        It ends early where the budget is used up or the endpoint is in trouble.

        Raises:
            ExceptionGroup: of ServiceError, where the database failed.
        """
        now = self._clock.now()
        this = Round()
        if now < self._rests_until:
            this.stopped = f"the endpoint asks to wait until {self._rests_until:%H:%M:%S} UTC"
            return this
        waiting = await self._writings.waiting(now - RECENT, now)
        items = iter(waiting[:MOST_A_ROUND])
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._work(items, this))
        return this

    async def _work(self, items: Iterator[Item], this: Round) -> None:
        for item in items:
            if this.stopped:
                return
            await self._write(item, this)

    async def _write(self, item: Item, this: Round) -> None:
        source = self._sources.get(item.source)
        evidence = evidence_of(item, source, self._terms)
        asked = question(item, source.company if source else item.source, evidence)
        hold = await self.budget.hold(most_tokens(asked))
        if hold is None:
            this.stopped = "the budget of this month is used up"
            return
        now = self._clock.now()
        if not await self._writings.claim(item, now, now + LEASE):  # another process was faster
            await self.budget.release(hold)
            return
        cost = Spending(hold.month, requests=1)
        try:
            answered = await self._endpoint.ask(asked)
        except ServiceError as error:
            this.stopped = str(error)
            await self._postpone(item, error, this)
            failed = replace(cost, failures=1, error=str(error))
            await self.budget.settle(hold, failed, is_known=not isinstance(error, Unconfirmed))
            return
        read, wrote = answered.tokens or (0, 0)
        cost = replace(cost, input_tokens=read, output_tokens=wrote)
        cost = await self._take(item, answered.text, evidence, cost, this)
        await self.budget.settle(hold, cost, is_known=answered.tokens is not None)

    async def _take(
        self, item: Item, answer: str, evidence: Evidence, cost: Spending, this: Round
    ) -> Spending:
        """Store what of the answer passes the checks; return `cost` with how it went."""
        try:
            found = read_answer(answer)
        except NoAnswer as error:
            await self._postpone(item, error, this)
            return replace(cost, failures=1, error=str(error))
        kept, dropped = await asyncio.to_thread(checked, found, evidence, self._terms)
        await self._writings.keep(item, kept, self._clock.now() + REWRITE_AFTER)
        this.written += 1
        this.dropped += dropped
        log.info(
            "item_written",
            extra={
                "item": item.id,
                "model": self.model,
                "input_tokens": cost.input_tokens,
                "output_tokens": cost.output_tokens,
                "usd": round(self.budget.prices.of(cost), 6),
                "dropped": [f"{one.field}_{one.language}: {one.check}" for one in dropped],
            },
        )
        return replace(cost, dropped=len(dropped))

    async def _postpone(self, item: Item, error: ServiceError, this: Round) -> None:
        """Let `item` wait for its next try, and all items where the endpoint asks to wait."""
        until = self._clock.now() + RETRY_AFTER
        if isinstance(error, RateLimited):
            until = self._clock.now() + timedelta(seconds=error.retry_after_s)
            self._rests_until = max(self._rests_until, until)
        await self._writings.postpone(item, until)
        this.failed += 1
        log.warning("item_not_written", extra={"item": item.id, "error": str(error)})
