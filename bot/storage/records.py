"""What the database holds, as values; the subjects above give them their meaning."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from bot.i18n import Language
from bot.request import Place

DeliveryState = Literal["due", "posting", "posted", "empty", "unconfirmed", "failed"]
"""`due`: to be posted, and certainly not posted yet; `posting`: a try was begun and its outcome is
not known; `empty`: there was nothing new; the others are ends, too."""

Trouble = Literal["failing", "changed", "moved", "silent"]
"""`failing`: a source could not be read several times in a row; `changed`: its document is of
another kind, or lists nothing where it had items; `moved`: its server sends on to another address
for good; `silent`: its newest item is older than its habit."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a machine wrote of an item in one language; a field that it did not is empty.

    Args:
        why: why the item matters at work, in one sentence.
    """

    language: Language
    headline: str = ""
    summary: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One official announcement.

    Args:
        key: stable identity within its source (see `bot.news.parse`).
        title: one line of plain text.
        url: canonical https address on the source's official domains.
        published: instant as the source says, else None.
        first_seen: instant of the refresh that found it.
        summary: plain text, may be empty.
        terms: ids of the glossary terms that title and summary mention, in order.
        recorded: whether it comes from the recordings that ship with hayami.
        backlog: whether it was old already when its source was first read; never in a digest.
        official: whether its source is on the official list, not an admin's own.
        clamped: whether the source dates it in the future, so that it is dated when first seen.
        written: what a machine wrote of these words of the item, checked, at most one a language.
        id: the database's number, 0 before it is kept.
    """

    source: str
    key: str
    title: str
    url: str
    published: datetime | None
    first_seen: datetime
    summary: str = ""
    language: Language = "en"
    terms: tuple[str, ...] = ()
    recorded: bool = False
    backlog: bool = False
    official: bool = True
    clamped: bool = False
    written: tuple[Written, ...] = ()
    id: int = 0

    def written_in(self, language: Language) -> Written:
        """Return what a machine wrote of it in `language`; empty fields where it did not."""
        known = (written for written in self.written if written.language == language)
        return next(known, Written(language))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's wish for a digest.

    Args:
        at: local time of day.
        weekdays: 0 (Monday) to 6, ascending.
        sources: ids of the sources wanted; empty means all.
        paused: why it is paused, in the words of the platform or `by hand`; None while it runs.
        next_due_at: instant of the next slot; None while paused.
    """

    id: int
    place: Place
    at: time
    weekdays: tuple[int, ...]
    timezone: str
    language: Language
    sources: tuple[str, ...]
    created_by: str | None
    created_at: datetime
    paused: str | None = None
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One slot of a subscription, and what became of it.

    Args:
        slot: instant at which it is due.
        next_try_at: instant at which to go on with it, while it is not at its end.
        chosen_at: instant at which its items were chosen, None before.
        first_try_at: instant at which the first post was begun, None before.
        last_try_at: instant at which the latest post was begun.
        message: the platform's id of what was posted.
        error: why it failed or stays unconfirmed.
    """

    subscription: int
    slot: datetime
    state: DeliveryState
    next_try_at: datetime
    chosen_at: datetime | None = None
    first_try_at: datetime | None = None
    last_try_at: datetime | None = None
    message: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two refreshes.

    Args:
        etag, last_modified: validators as the server sent them.
        body_hash: of the last document read.
        next_try_at: instant before which it is not asked again.
        failures: how many in a row.
        newest_at: date of the newest item in the last document read, None where none has a date.
        gap_s: seconds that usually lie between two of its items, the median; None where unknown.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    next_try_at: datetime | None = None
    failures: int = 0
    last_good_at: datetime | None = None
    last_new_at: datetime | None = None
    error: str | None = None
    newest_at: datetime | None = None
    gap_s: float | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item that was not kept.

    Args:
        url: as the document has it, shortened; it may lead anywhere.
        fault: see `bot.news.parse`.
        reason: what exactly is wrong, in one line.
        first_seen, last_seen: instants of the first and the latest document that listed it.
    """

    source: str
    url: str
    title: str
    fault: str
    reason: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """A trouble of a source that operators are told of.

    Args:
        cause: in one line, for operators.
        next_try_at: instant before which the source is not asked again; None: at the next round.
        ended_at: instant at which it was found to be over.
    """

    source: str
    trouble: Trouble
    cause: str
    since: datetime
    next_try_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """What writing has cost in a month.

    Args:
        month: such as `2026-11`, in UTC.
        requests: how many were sent, those that failed among them.
        dropped: texts that were written and failed a check.
        held_tokens: set aside for requests that are under way or whose end is not known.
        told_budget: the budget that operators were told is used up.
        error: of the latest failure.
    """

    month: str
    requests: int = 0
    failures: int = 0
    dropped: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    held_tokens: int = 0
    told_budget: int | None = None
    error: str | None = None

    @property
    def tokens(self) -> int:
        """Return how many tokens count against the budget."""
        return self.input_tokens + self.output_tokens + self.held_tokens


@dataclass(frozen=True, slots=True)
class Languages:
    """What is known of a reader's language.

    Args:
        chosen: by the person, else for the channel.
        usual: that of the channel's first digest; a hint, since nobody chose it for answers.
    """

    chosen: Language | None = None
    usual: Language | None = None
