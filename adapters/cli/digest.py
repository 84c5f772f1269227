"""The digests of channels, for operators: through the same door as in chat."""

import asyncio
from datetime import timedelta
from random import Random

from adapters.cli.posters import open_posters
from adapters.terminal.render import render
from bot.answer import answer
from bot.app import open_bot, read_data
from bot.calls import Call
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import Language, texts
from bot.request import Actor, Place, Request
from bot.settings import Settings
from bot.storage.records import Subscription

LONGEST_WAIT = timedelta(minutes=1)
"""For which an operator is kept at the prompt."""


async def in_place(settings: Settings, place: Place, call: Call) -> None:
    """Run `call` as a manager of `place` would, and print the reply."""
    async with open_bot(read_data(settings), settings) as bot:
        await _print_answer(bot, place, call)


async def change(settings: Settings, command: str, number: int, language: Language) -> None:
    """Run a command that changes the subscription of that number, and print the reply."""
    async with open_bot(read_data(settings), settings) as bot:
        subscription = await _subscription(bot, number)
        call = Call(command, (("id", str(number)),), language)
        await _print_answer(bot, subscription.place, call)


async def list_lines(settings: Settings, language: Language) -> list[str]:
    """Return a line for each subscription: where, when, state, last and next slot."""
    say = texts(language)
    async with open_bot(read_data(settings), settings) as bot:
        digests = (await bot.stored()).digests
        lines = [
            "\t".join(
                (
                    f"#{wish.id}",
                    f"{wish.place.platform}/{wish.place.tenant}/{wish.place.channel}",
                    f"{wish.at:%H:%M} {wish.timezone} {wish.language}",
                    say("paused: {reason}", reason=wish.paused)
                    if wish.next_due_at is None
                    else say("next {slot}", slot=f"{wish.next_due_at:%Y-%m-%d %H:%MZ}"),
                    say(
                        "last {slot} {state}", slot=f"{last.slot:%Y-%m-%d %H:%MZ}", state=last.state
                    )
                    if (last := await digests.last(wish.id))
                    else say("none sent yet"),
                )
            )
            for wish in await digests.all()
        ]
    return lines or [say("No channel is subscribed yet.")]


async def _print_answer(bot: Bot, place: Place, call: Call) -> None:
    request = Request(call, Actor(user=None, may_manage=True), place)
    print(render(await answer(request, bot), styled=False))


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
        carrier = digests.carrier(posters, Random())  # noqa: S311 -- jitter
        wish = await _subscription(bot, number)
        delivery = await carrier.open_now(wish)
        while (wait := await carrier.attempt(wish.id, delivery.slot)) is not None:
            if wait > LONGEST_WAIT:
                print(say("The platform asks to wait; hayami run goes on with it."))
                return 1
            await asyncio.sleep(wait.total_seconds())
        ended = await digests.last(number)
    state = ended.state if ended else "due"
    print(say("Digest {number}: {state}", number=number, state=state))
    return 0 if state in ("posted", "empty") else 1
