"""Pause, resume or remove a digest of a channel."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.commands.digest_list import describe, settings
from bot.commands.digest_options import ID
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import N_, NP_, Language, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Notice, Reply, Spans, Text, Words
from bot.request import Place
from bot.storage.records import Subscription

if TYPE_CHECKING:
    from bot.digest.digests import Digests

Change = Callable[["Digests", Place, int], Awaitable[Subscription]]


def _command(
    name: str,
    summary: str,
    change: Change,
    done: str,
    shown: Callable[[Subscription, Language], Spans] = settings,
) -> Command:
    async def run(asked: Invocation, bot: Bot) -> Reply:
        digests = (await bot.stored()).digests
        number = asked[ID] or await _only(digests, asked.place)
        subscription = await change(digests, asked.place, number)
        say = texts(asked.language)
        return Reply(
            asked.language,
            (
                Notice("information", (Words(say(done)),)),
                Text(shown(subscription, asked.language)),
                Actions((Button(say("Digests of this channel"), asked.then("digest list")),)),
            ),
        )

    return Command(name=name, summary=summary, run=run, options=(ID,), managers_only=True)


async def _only(digests: "Digests", place: Place) -> int:
    """Return the number of the place's only subscription.

    Raises:
        UsageError: it has none, or several.
    """
    subscriptions = await digests.at_place(place)
    if not subscriptions:
        raise UsageError(N_("This channel has no digest yet. Subscribe to one first."))
    if len(subscriptions) > 1:
        raise UsageError(
            N_("This channel has several digests. Name one by its number: {numbers}"),
            numbers=", ".join(str(subscription.id) for subscription in subscriptions),
        )
    return subscriptions[0].id


PAUSE = _command(
    NP_("command", "digest pause"),
    N_("Pause a digest of this channel"),
    lambda digests, place, number: digests.pause(place, number),
    N_("The digest is paused. Nothing is sent until you resume it."),
)
RESUME = _command(
    NP_("command", "digest resume"),
    N_("Resume a paused digest"),
    lambda digests, place, number: digests.resume(place, number),
    N_("The digest is sent again."),
    describe,
)
REMOVE = _command(
    NP_("command", "digest remove"),
    N_("Stop a digest of this channel for good"),
    lambda digests, place, number: digests.remove(place, number),
    N_("This digest is removed:"),
)
