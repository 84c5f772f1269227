"""A part that falls is started again, and the others go on."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.cli.supervise import Supervisor
from bot.errors import ServiceError, UsageError


class Part:
    """A part of a process that falls a number of times and then goes on."""

    def __init__(self, falls: int = 0, error: Callable[[], Exception] = ServiceError) -> None:
        self.falls = falls
        self.error = error
        self.starts = 0
        self.steady = asyncio.Event()

    async def run(self) -> None:
        self.starts += 1
        if self.starts <= self.falls:
            raise self.error()
        self.steady.set()
        await asyncio.Event().wait()


async def test_a_fallen_part_is_started_again_while_the_others_go_on() -> None:
    supervisor, weak, strong = Supervisor(first_pause_s=0.01), Part(falls=3), Part()

    running = asyncio.create_task(supervisor.run({"weak": weak.run, "strong": strong.run}))
    async with asyncio.timeout(10):
        await weak.steady.wait()
    running.cancel()

    assert (weak.starts, strong.starts) == (4, 1)
    assert supervisor.health() == {"weak": "ok", "strong": "ok"}


async def test_health_tells_how_a_part_fell() -> None:
    supervisor, part = Supervisor(first_pause_s=60), Part(falls=1)

    running = asyncio.create_task(supervisor.run({"part": part.run}))
    async with asyncio.timeout(10):
        while supervisor.health() != {"part": "ServiceError"}:  # noqa: ASYNC110 -- nothing to await
            await asyncio.sleep(0.01)
    running.cancel()

    assert (part.starts, part.steady.is_set()) == (1, False)


async def test_a_part_that_ends_is_started_again() -> None:
    starts: asyncio.Queue[str] = asyncio.Queue()

    async def ends() -> None:
        starts.put_nowait("started")

    run: Callable[[], Awaitable[None]] = ends
    running = asyncio.create_task(Supervisor(first_pause_s=0.01).run({"part": run}))
    async with asyncio.timeout(10):
        assert [await starts.get(), await starts.get()] == ["started"] * 2
    running.cancel()


async def test_what_only_its_operator_can_mend_ends_the_process() -> None:
    part = Part(falls=1, error=lambda: UsageError("the port is taken"))

    with pytest.raises(ExceptionGroup) as raised:
        await Supervisor().run({"part": part.run})

    assert raised.group_contains(UsageError, match="the port is taken")
