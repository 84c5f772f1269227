"""The digests of channels, for operators: through the same door as in chat."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from adapters.cli.posters import open_posters
from adapters.terminal.render import render
from bot.answer import answer
from bot.app import open_bot, read_data
from bot.calls import Call
from bot.commands.digest_options import write_weekdays
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import N_, Language, Texts, texts
from bot.request import Actor, Place, Request
from bot.settings import Settings
from bot.storage.records import Delivery, DeliveryState, Subscription

STATES: Mapping[DeliveryState, str] = {
    "due": N_("under way"),
    "posting": N_("under way"),
    "posted": N_("sent"),
    "empty": N_("nothing new"),
    "unconfirmed": N_("sent, unconfirmed"),
    "failed": N_("failed"),
}

LONGEST_WAIT = timedelta(minutes=1)
"""For which an operator is kept at the prompt."""


async def in_place(settings: Settings, place: Place, call: Call) -> int:
    """Run `call` as a manager of `place` would, and print the reply; return 1 where it failed."""
    async with open_bot(read_data(settings), settings) as bot:
        return await _print_answer(bot, place, call)


async def change(settings: Settings, command: str, number: int, language: Language) -> int:
    """Run a command that changes the subscription of that number, and print the reply."""
    async with open_bot(read_data(settings), settings) as bot:
        subscription = await _subscription(bot, number)
        call = Call(command, (("id", str(number)),), language)
        return await _print_answer(bot, subscription.place, call)


async def list_lines(settings: Settings, language: Language) -> list[str]:
    """Return a line for each subscription: where, when, state, last and next slot."""
    say = texts(language)
    async with open_bot(read_data(settings), settings) as bot:
        digests = (await bot.stored()).digests
        lines = [_line(wish, await digests.last(wish.id), say) for wish in await digests.all()]
    return lines or [say("No channel is subscribed yet.")]


def _line(wish: Subscription, last: Delivery | None, say: Texts) -> str:
    """Return a subscription in one line; instants are in its own zone."""
    zone = ZoneInfo(wish.timezone)
    parts = (
        f"#{wish.id}",
        f"{wish.place.platform}/{wish.place.tenant}/{wish.place.channel}",
        f"{wish.at:%H:%M} {write_weekdays(wish.weekdays)} {wish.timezone} {wish.language}",
        say("next {slot}", slot=f"{wish.next_due_at.astimezone(zone):%Y-%m-%d %H:%M}")
        if wish.next_due_at
        else say("paused: {reason}", reason=wish.paused),
        say(
            "last {slot} {state}",
            slot=f"{last.slot.astimezone(zone):%Y-%m-%d %H:%M}",
            state=say(STATES[last.state]),
        )
        if last
        else say("none sent yet"),
    )
    return "\t".join(parts)


async def _print_answer(bot: Bot, place: Place, call: Call) -> int:
    reply = await answer(Request(call, Actor(user=None, may_manage=True), place), bot)
    print(render(reply, styled=False))
    return 1 if reply.failed else 0


async def _subscription(bot: Bot, number: int) -> Subscription:
    known = {wish.id: wish for wish in await (await bot.stored()).digests.all()}
    if number not in known:
        raise UsageError("there is no subscription {number}; see hayami digest list", number=number)
    return known[number]


async def send(settings: Settings, number: int, language: Language) -> int:
    """Send a digest now, beside its regular slots; return 1 where it did not arrive."""
    say = texts(language)
    async with (
        open_bot(read_data(settings), settings) as bot,
        open_posters(settings) as posters,
    ):
        digests = (await bot.stored()).digests
        wish = await _subscription(bot, number)
        if wish.place.platform not in posters:
            raise UsageError(
                N_("{platform} is not set up here: its token is missing."),
                platform=wish.place.platform,
            )
        carrier = digests.carrier(posters, Random())  # noqa: S311 -- jitter
        delivery = await carrier.open_now(wish)
        while (wait := await carrier.attempt(wish.id, delivery.slot)) is not None:
            if wait > LONGEST_WAIT:
                print(say("The platform asks to wait; hayami run goes on with it."))
                return 1
            await asyncio.sleep(wait.total_seconds())
        ended = await digests.last(number)
    state = ended.state if ended else "due"
    print(say("Digest {number}: {state}", number=number, state=say(STATES[state])))
    return 0 if state in ("posted", "empty") else 1
