"""Keep what is posted to the page's channel: one file a post, named by its key."""

import asyncio
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import ServiceError
from bot.reply import Reply
from bot.request import Place

Look = Callable[[Reply], Sequence[Mapping[str, object]]]
"""A platform's renderer: the messages, as JSON, that show a reply there."""

SHOWN_POSTS = 20
"""Posts that the channel shows: three weeks of working days and a bit."""

_KEY = re.compile(r"[a-z0-9]{1,40}")


def show(reply: Reply, looks: Mapping[str, Look], *, private: bool = False) -> dict[str, object]:
    """Return `reply` as JSON: as each platform shows it, and as plain text."""
    return {
        "language": reply.language,
        "plain": reply.plain(),
        "private": private,
        "looks": {name: look(reply) for name, look in looks.items()},
    }


class WebPoster:
    """Posts to the page's channel.

    A post's key is its file's name, and a file is put in place by a hard link, which fails when
    the name is taken: so a post is there once, whole, however often it is tried and by however
    many processes.

    Args:
        folder: where the posts are kept; made with the first one.
        looks: the platforms in whose look the channel is shown.
    """

    def __init__(self, folder: Path, looks: Mapping[str, Look]) -> None:
        self._folder = folder
        self._looks = looks

    def lead(self) -> timedelta:
        """Return how long before its time a post may be handed over: not at all."""
        return timedelta()

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        """Keep `reply` under `key`, and return the key.

        Raises:
            ServiceError: the folder can't be written.
            ValueError: the key would be no file name.
        """
        path = self._path(key)
        shown = show(reply, self._looks) | {"at": at.isoformat()}
        await asyncio.to_thread(_put, path, json.dumps(shown, ensure_ascii=False))
        return key

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
        """Return `key` when something was posted under it."""
        return key if await asyncio.to_thread(self._path(key).exists) else None

    async def posts(self) -> list[dict[str, object]]:
        """Return the last posts as JSON, newest first.

        Raises:
            ServiceError: the folder can't be read.
        """
        return await asyncio.to_thread(_newest, self._folder)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"a key is letters and digits, got {key!r}")
        return self._folder / f"{key}.json"


def _put(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent) as draft:
            draft.write(text)
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):  # posted before
                os.link(draft.name, path)
    except OSError as error:
        raise ServiceError(f"the page's channel can't be written: {error}") from error


def _newest(folder: Path) -> list[dict[str, object]]:
    try:
        paths = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        return [json.loads(path.read_text("utf-8")) for path in paths[:SHOWN_POSTS]]
    except (OSError, ValueError) as error:
        raise ServiceError(f"the page's channel can't be read: {error}") from error
