"""The work that goes on by itself: refreshing the sources, bringing the digests.

DBOS keeps what is under way in a database of its own, so that a process that is killed and started
again goes on where it was. It has its own threads and loop; the subjects stay on the loop that
called `run_work`, where their database is open, and are asked across.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Coroutine
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from dbos import DBOS, DBOSConfig, ScheduleInput, SetWorkflowID
from sqlalchemy.engine import URL

from bot.digest.deliver import Carrier
from bot.digest.poster import delivery_key
from bot.errors import ServiceError
from bot.storage.database import with_driver

SCHEMA = "hayami_work"
"""Where DBOS has its tables in PostgreSQL."""
VERSION = "1"
"""Of the order of steps in the workflows. Another one than before abandons what is under way."""
RECOVERIES = 10_000
"""How often a workflow may be taken up again; one that is due is never given up on."""

DIGESTS, NEWS = "digests", "news"
"""Names of the queues."""

EVERY_MINUTE, EVERY_QUARTER, EVERY_HOUR = "* * * * *", "*/15 * * * *", "30 * * * *"
AHEAD = timedelta(seconds=75)
"""How early deliveries are taken up, so that each waits for its instant by itself: a minute, and
what DBOS may add to a schedule (up to 6 s, against many workers waking at once) and to a queue
(1 s). A delivery that has to wait longer is left to a later minute."""
AT_ONCE = 16
"""Deliveries of one process that are being composed or posted: the database has 15 connections."""
KEPT = timedelta(days=3)
"""How long finished work can be looked up."""
MOST_FORGOTTEN = 5_000
"""Pieces of finished work that are forgotten in one go."""
LAST_TRIES_S = 2
"""Seconds that what is under way at the end may still take. It has to be at least one: DBOS needs
it to end its own threads in the right order."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class Refreshing(Protocol):
    """What refreshes the sources."""

    async def refresh_all(self) -> object:
        """Read every source that is due."""
        ...


async def run_work(url: str, *, carrier: Carrier, news: Refreshing, worker: str = "1") -> None:
    """Refresh sources and bring digests until cancelled; one at a time in a process.

    Args:
        url: where the work under way is kept: a SQLite file of its own, or the PostgreSQL
            database that holds the rest, too.
        worker: name of this process among those that share the database. A process takes up the
            work of the one that had its name before.
    """
    work = _Work(asyncio.get_running_loop(), carrier, news)
    launch = asyncio.create_task(asyncio.to_thread(_launch, with_driver(url), worker, work))
    try:
        await asyncio.shield(launch)
        await asyncio.Event().wait()
    finally:
        await asyncio.wait([launch])  # a thread can't be stopped halfway
        await asyncio.to_thread(_stop)
        await work.ended()


class _Work:
    """The subjects, as DBOS's loop can ask them; no error leaves, for it would end a workflow."""

    def __init__(self, loop: asyncio.AbstractEventLoop, carrier: Carrier, news: Refreshing) -> None:
        self._loop = loop
        self._carrier = carrier
        self._news = news
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[object]] = set()

    async def open_due(self) -> list[tuple[int, str]]:
        """Return subscription and slot of the deliveries that are not at their end."""
        try:
            found = await self._across(self._carrier.open_due(AHEAD))
        except ServiceError as error:
            log.warning("tick_failed", extra={"error": str(error)})
            return []
        except Exception:
            log.exception("tick_broke")
            return []
        return [(delivery.subscription, delivery.slot.isoformat()) for delivery in found]

    async def attempt(self, subscription: int, slot: str) -> float | None:
        """Go on with a delivery; return after how many seconds to do so again, if it is known."""
        try:
            wait = await self._across(self._attempt(subscription, datetime.fromisoformat(slot)))
        except ServiceError as error:
            log.warning(
                "delivery_delayed", extra={"subscription": subscription, "error": str(error)}
            )
            return None
        except Exception:
            log.exception("delivery_broke", extra={"subscription": subscription})
            return None
        return None if wait is None else wait.total_seconds()

    async def refresh(self) -> None:
        """Read every source that is due."""
        try:
            await self._across(self._refresh())
        except Exception:
            log.exception("refresh_broke")

    async def forget(self) -> None:
        """Forget the deliveries that ended long ago."""
        try:
            await self._across(self._carrier.forget())
        except ServiceError as error:
            log.warning("forgetting_failed", extra={"error": str(error)})
        except Exception:
            log.exception("forgetting_broke")

    async def ended(self) -> None:
        """Return when the last try has come to its end, after all have been stopped."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _attempt(self, subscription: int, slot: datetime) -> timedelta | None:
        async with self._at_once:
            task = asyncio.current_task()
            assert task  # noqa: S101 -- a coroutine that runs has one
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            return await self._carrier.attempt(subscription, slot)

    async def _refresh(self) -> None:
        await self._news.refresh_all()

    async def _across(self, question: Coroutine[object, object, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(question, self._loop))


def _launch(address: URL, worker: str, work: _Work) -> None:
    """Start DBOS; in a thread without a loop, so that it makes one of its own."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # else it adds one that prints
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
        _prepare(address)
    DBOS(config=_configuration(address, worker))
    schedules = _register(work)
    DBOS.launch()
    DBOS.register_queue(DIGESTS)
    DBOS.register_queue(NEWS, worker_concurrency=1)  # a global one a dead worker would block
    DBOS.apply_schedules(schedules)
    for name in ("open-due", "refresh"):  # at once, not at the next minute or quarter
        DBOS.trigger_schedule(name)


def _stop() -> None:
    logging.getLogger("dbos").setLevel(logging.ERROR)  # it warns of every task that it stops
    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=LAST_TRIES_S)


def _configuration(address: URL, worker: str) -> DBOSConfig:
    return DBOSConfig(
        name="hayami",
        system_database_url=address.render_as_string(hide_password=False),
        dbos_system_schema=SCHEMA,
        application_version=VERSION,
        executor_id=worker,
        log_level="WARNING",
        sys_db_pool_size=5,
        max_executor_threads=16,
    )


def _prepare(address: URL) -> None:
    """Make the SQLite file such that its readers do not wait for its writer."""
    file = Path(address.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _register(work: _Work) -> list[ScheduleInput]:
    """Tell DBOS what there is to do, and return when."""

    @DBOS.workflow(name="deliver", max_recovery_attempts=RECOVERIES)
    async def deliver(subscription: int, slot: str) -> None:
        left, wait = AHEAD.total_seconds(), 0.0
        while wait <= left:
            left -= wait
            await DBOS.sleep_async(wait)
            after = await DBOS.run_step_async(None, work.attempt, subscription, slot)
            if after is None:
                return
            wait = after

    @DBOS.workflow(name="open-due", max_recovery_attempts=RECOVERIES)
    async def open_due(at: datetime, _context: object) -> None:
        for subscription, slot in await DBOS.run_step_async(None, work.open_due):
            # another one each time: whoever has the one of before may be gone for good
            key = delivery_key(subscription, datetime.fromisoformat(slot))
            with SetWorkflowID(f"{key}-{at.timestamp():.0f}"):
                await DBOS.enqueue_workflow_async(DIGESTS, deliver, subscription, slot)

    @DBOS.workflow(name="refresh", max_recovery_attempts=RECOVERIES)
    async def refresh(_at: datetime, _context: object) -> None:
        await DBOS.run_step_async(None, work.refresh)

    @DBOS.workflow(name="forget", max_recovery_attempts=RECOVERIES)
    async def forget(at: datetime, _context: object) -> None:
        await DBOS.run_step_async(None, work.forget)
        ended = await DBOS.list_workflows_async(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=(at - KEPT).isoformat(),
            limit=MOST_FORGOTTEN,
            load_input=False,
            load_output=False,
        )
        await DBOS.delete_workflows_async([workflow.workflow_id for workflow in ended])

    return [
        ScheduleInput(schedule_name="open-due", workflow_fn=open_due, schedule=EVERY_MINUTE),
        ScheduleInput(
            schedule_name="refresh", workflow_fn=refresh, schedule=EVERY_QUARTER, queue_name=NEWS
        ),
        ScheduleInput(schedule_name="forget", workflow_fn=forget, schedule=EVERY_HOUR),
    ]
