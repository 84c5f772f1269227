"""Keep the parts of one process running side by side: a fault of one does not end the others."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping

from bot.errors import UsageError

LONGEST_PAUSE_S = 300.0

STEADY_S = 60.0
"""Seconds of running after which a fall counts as the first again."""

Run = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)


class Supervisor:
    """Runs the parts of a process, and knows how each is.

    Args:
        first_pause_s: seconds before a part that fell is started again; doubled at each fall in
            a row, up to `LONGEST_PAUSE_S`.
    """

    def __init__(self, first_pause_s: float = 1.0) -> None:
        self._first_pause_s = first_pause_s
        self._faults: dict[str, str] = {}

    def health(self) -> Mapping[str, str]:
        """Return each part with `ok`, or with the kind of error that it fell with."""
        return dict(self._faults)

    async def run(self, parts: Mapping[str, Run]) -> None:
        """Run all parts until cancelled.

        Args:
            parts: for each name what runs it.

        Raises:
            UsageError: a part can't start before its operator changes something.
        """
        async with asyncio.TaskGroup() as group:
            for name, run in parts.items():
                group.create_task(self._keep(name, run), name=name)

    async def _keep(self, name: str, run: Run) -> None:
        loop = asyncio.get_running_loop()
        pause_s = self._first_pause_s
        while True:
            started = loop.time()
            self._faults[name] = "ok"
            try:
                await run()
            except UsageError:
                raise
            except Exception as error:  # a part's own loop: the others go on
                self._faults[name] = type(error).__name__
                log.exception("part_fell", extra={"part": name, "next_try_s": round(pause_s)})
            else:
                self._faults[name] = "ended"
                log.warning("part_ended", extra={"part": name, "next_try_s": round(pause_s)})
            if loop.time() - started > STEADY_S:
                pause_s = self._first_pause_s
            await asyncio.sleep(pause_s * random.uniform(0.8, 1.2))  # noqa: S311 -- jitter
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
