"""What a digest needs of a platform: to post once under a key, and to look a key up."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.reply import Reply
from bot.request import Place


class Poster(Protocol):
    """What a digest needs of a platform."""

    def lead(self) -> timedelta:
        """Return how long before its slot a post may be handed over, where the platform waits."""
        ...

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        """Post `reply`, to appear at `at`, and return the platform's id of the message.

        Args:
            key: the same for every try of this digest; at most 20 of a-z and 0-9.

        Raises:
            RateLimited: it certainly had no effect, and the platform asks to wait.
            Unreachable: it certainly had no effect, and will not before a person acts.
            Unconfirmed: nobody knows whether it had an effect.
            ServiceError: it certainly had no effect.
        """
        ...

    async def find(  # noqa: PLR0913 -- what is known of the tries, each by its name
        self,
        place: Place,
        reply: Reply,
        key: str,
        since: datetime,
        *,
        at: datetime | None = None,
        last_try: datetime | None = None,
    ) -> str | None:
        """Return the id of what was posted under `key` since then, None if nothing was.

        Args:
            since: an instant before the first try.
            at: the `at` of the tries.
            last_try: when the last one began.

        Raises:
            Unconfirmed: the platform can't tell, and never will.
            ServiceError: it can't be asked at the moment.
        """
        ...


def delivery_key(subscription: int, slot: datetime) -> str:
    """Return the key of a slot: 6 characters for its minute, then the subscription's number."""
    return _base36(int(slot.timestamp()) // 60).rjust(6, "0") + _base36(subscription)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
