"""Send a digest to this channel, every day at a chosen hour."""

from datetime import time
from typing import cast

from bot.commands.digest_list import describe
from bot.commands.digest_options import (
    COMMON_ZONES,
    WEEKDAYS,
    WEEKDAYS_CHOICES,
    complete_timezone,
    write_weekdays,
)
from bot.core import Bot
from bot.errors import UsageError
from bot.form import ChoiceField, Form, FormChoice, TextField
from bot.i18n import N_, NP_, Language, texts
from bot.options import choice_option, time_option, timezone_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Notice, Reply, Text, Words

AT = time_option("at", N_("Local time of day, such as 09:00"))
TIMEZONE = timezone_option(
    "timezone", N_("Time zone, such as Asia/Tokyo"), default="", suggest=complete_timezone
)
LANGUAGE = choice_option(
    "language",
    N_("Language of the digest"),
    (("ja", N_("Japanese")), ("en", N_("English"))),
    default="",
)
DEFAULT_HOUR = time(9)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Subscribe the place of the request, and say when the first digest comes."""
    if not asked.place.receives:
        raise UsageError(
            N_("A digest needs a channel to arrive in. Subscribe in a channel of Slack or Discord.")
        )
    digests = (await bot.stored()).digests
    subscription = await digests.subscribe(
        asked.place,
        at=asked[AT],
        weekdays=asked[WEEKDAYS],
        timezone=asked[TIMEZONE] or asked.timezone,
        language=cast("Language", asked[LANGUAGE]) if asked[LANGUAGE] else asked.language,
        created_by=asked.actor.user,
    )
    say = texts(asked.language)
    return Reply(
        asked.language,
        (
            Notice("information", (Words(say("This channel is subscribed to the digest.")),)),
            Text(describe(subscription, asked.language)),
            Actions(
                (
                    Button(say("Preview"), asked.then("digest preview")),
                    Button(say("Digests of this channel"), asked.then("digest list")),
                )
            ),
        ),
    )


def form(asked: Invocation, bot: Bot) -> Form:  # noqa: ARG001 -- every form may ask the bot
    """Return the form that asks for what a subscription needs, with sensible first values."""
    say = texts(asked.language)
    zones = dict.fromkeys((asked[TIMEZONE] or asked.timezone, *COMMON_ZONES))
    days = write_weekdays(asked[WEEKDAYS])
    day_choices = dict(WEEKDAYS_CHOICES) | ({} if days in dict(WEEKDAYS_CHOICES) else {days: days})
    return Form(
        asked.language,
        say("Daily digest"),
        (
            TextField(
                AT.name, say("Time of day"), f"{DEFAULT_HOUR:%H:%M}", say(AT.summary), max_length=5
            ),
            ChoiceField(
                WEEKDAYS.name,
                say("Days"),
                tuple(FormChoice(say(label), value) for value, label in day_choices.items()),
                days,
            ),
            ChoiceField(
                TIMEZONE.name,
                say("Time zone"),
                tuple(FormChoice(zone, zone) for zone in zones),
                asked[TIMEZONE] or asked.timezone,
            ),
            ChoiceField(
                LANGUAGE.name,
                say("Language"),
                tuple(FormChoice(say(label), value) for value, label in LANGUAGE.choices),
                asked[LANGUAGE] or asked.language,
            ),
        ),
        say("Subscribe"),
        say("Cancel"),
        asked.then("digest subscribe"),  # the fields carry what is known of the values
    )


COMMAND = Command(
    name=NP_("command", "digest subscribe"),
    summary=N_("Send a digest to this channel every day"),
    options=(AT, TIMEZONE, LANGUAGE, WEEKDAYS),
    managers_only=True,
    form=form,
    run=run,
    example="09:00",
)
