"""A platform in memory that digests are posted to: it keeps everything, and doubles what it is
asked to post twice, so that a doubled digest can be seen."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.reply import Reply
from bot.request import Place


@dataclass(frozen=True)
class Post:
    """One message that is there to be read."""

    place: Place
    reply: Reply
    key: str
    slot: datetime
    at: datetime


@dataclass
class PosterFake:
    """A poster that can be told what the next calls come to."""

    clock: Clock
    ahead: timedelta = timedelta(0)
    posts: list[Post] = field(default_factory=list)
    tries: int = 0
    _faults: deque[tuple[BaseException, bool]] = field(default_factory=deque)
    _find_faults: deque[BaseException] = field(default_factory=deque)

    def fail_next(self, fault: BaseException, *, stored: bool = False) -> None:
        """Let a coming post end with `fault`, after storing it or without."""
        self._faults.append((fault, stored))

    def fail_next_find(self, fault: BaseException) -> None:
        """Let a coming look for a key end with `fault`."""
        self._find_faults.append(fault)

    def lead(self) -> timedelta:
        return self.ahead

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        self.tries += 1
        fault, stored = self._faults.popleft() if self._faults else (None, True)
        if stored:
            self.posts.append(Post(place, reply, key, at, self.clock.now()))
        if fault:
            raise fault
        return f"message-{len(self.posts)}"

    async def find(
        self,
        place: Place,
        reply: Reply,
        key: str,
        since: datetime,
        *,
        at: datetime | None = None,
        last_try: datetime | None = None,
    ) -> str | None:
        if self._find_faults:
            raise self._find_faults.popleft()
        for number, post in enumerate(self.posts, 1):
            if (post.place, post.key) == (place, key) and post.at >= since:
                return f"message-{number}"
        return None
