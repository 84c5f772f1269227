"""Choose the language of hayami, for oneself or for a channel."""

from bot.calls import Call
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, NP_, texts
from bot.options import choice_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Notice, Reply, Words

LANGUAGE = choice_option(
    "language",
    N_("The language to answer in"),
    (("ja", N_("Japanese")), ("en", N_("English")), ("auto", N_("As the question"))),
)
SCOPE = choice_option(
    "for",
    N_("For whom"),
    (("me", N_("Only for me")), ("channel", N_("For this channel"))),
    default="me",
)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Keep the choice, and say so in the language chosen."""
    choice = asked[LANGUAGE]
    language = next((known for known in LANGUAGES if known == choice), None)
    if asked[SCOPE] == "channel":
        asked.require_manager()
    elif asked.actor.user is None:
        raise UsageError(N_("I can’t keep a language for you here, because I can’t tell who asks."))
    user = None if asked[SCOPE] == "channel" else asked.actor.user
    preferences = (await bot.stored()).preferences
    await preferences.set_language(asked.place, user, language)
    reply_language = language or asked.language
    say = texts(reply_language)
    message = {
        "ja": say("From now on I answer in Japanese."),
        "en": say("From now on I answer in English."),
        "auto": say("From now on I answer in the language of the question."),
    }[choice]
    help_button = Button(say("Help"), Call("help", (), reply_language))
    return Reply(
        reply_language, (Notice("information", (Words(message),)), Actions((help_button,)))
    )


COMMAND = Command(
    name=NP_("command", "language"),
    summary=N_("Choose the language of the answers"),
    options=(LANGUAGE, SCOPE),
    run=run,
    example="ja",
)
