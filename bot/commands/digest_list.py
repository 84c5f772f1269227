"""List the digests of a channel, with what can be done to each."""

from collections.abc import Iterator

from babel.dates import get_day_names

from bot.commands.digest_options import WEEKDAYS_CHOICES, write_weekdays
from bot.core import Bot
from bot.i18n import N_, NP_, Language, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Moment, Reply, Span, Spans, Text, Words
from bot.storage.records import Subscription


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return one paragraph for each subscription of the place."""
    subscriptions = await (await bot.stored()).digests.at_place(asked.place)
    return Reply(asked.language, tuple(_blocks(subscriptions, asked)))


def describe(subscription: Subscription, language: Language) -> Spans:
    """Return when a digest comes, in which language, and when next, as one paragraph."""
    return (*settings(subscription, language), *_state(subscription, language))


def settings(subscription: Subscription, language: Language) -> Spans:
    """Return at what times and in which language a digest is wished for."""
    say = texts(language)
    wish = say(
        "{days} at {time} ({timezone}), in {language}.",
        days=_days(subscription.weekdays, language),
        time=f"{subscription.at:%H:%M}",
        timezone=subscription.timezone,
        language=say("Japanese") if subscription.language == "ja" else say("English"),
    )
    return (Words(f"#{subscription.id} ", strong=True), Words(wish))


def _state(subscription: Subscription, language: Language) -> Iterator[Span]:
    say = texts(language)
    if subscription.next_due_at:
        yield Words(" " + say("Next:") + " ")
        yield Moment(subscription.next_due_at, subscription.timezone)
    elif subscription.paused == "by hand":
        yield Words(" " + say("Paused."))
    else:
        reason = subscription.paused or "?"
        yield Words(" " + say("Paused, because the platform answered: {reason}", reason=reason))


def _days(weekdays: tuple[int, ...], language: Language) -> str:
    say = texts(language)
    if write_weekdays(weekdays) in dict(WEEKDAYS_CHOICES):
        return say(dict(WEEKDAYS_CHOICES)[write_weekdays(weekdays)])
    names = get_day_names("abbreviated", locale=language)
    return say.listed([names[day] for day in weekdays])


def _blocks(subscriptions: tuple[Subscription, ...], asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("Digests of this channel"))
    if not subscriptions:
        yield Text((Words(say("There is none yet.")),))
    for subscription in subscriptions:
        number = str(subscription.id)
        yield Text(describe(subscription, asked.language))
        yield Actions(
            (
                Button(say("Resume"), asked.then("digest resume", id=number))
                if subscription.next_due_at is None
                else Button(say("Pause"), asked.then("digest pause", id=number)),
                Button(say("Remove"), asked.then("digest remove", id=number)),
            )
        )
    yield Actions(
        (
            Button(say("Subscribe"), asked.then("digest subscribe"), primary=not subscriptions),
            Button(say("Preview"), asked.then("digest preview")),
        )
    )


COMMAND = Command(
    name=NP_("command", "digest list"),
    summary=N_("List the digests of this channel"),
    run=run,
)
