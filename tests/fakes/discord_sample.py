"""A few commands, one of each kind that Discord treats in its own way."""

from typing import Any

from bot.core import Bot
from bot.form import Form, TextField
from bot.i18n import Language
from bot.options import Option, Suggestion, choice_option, text_option
from bot.registry import Command, Commands, Invocation
from bot.reply import Reply, Text, Words


async def run(asked: Invocation, bot: Bot) -> Reply:  # noqa: ARG001 -- the shape of a command
    """Say which command was run."""
    return Reply(asked.language, (Text((Words(asked.call.command),)),))


def suggest(typed: str, language: Language, bot: Bot) -> tuple[Suggestion, ...]:  # noqa: ARG001 -- as above
    """Suggest what is typed."""
    return (Suggestion(typed, typed),)


def form(asked: Invocation, bot: Bot) -> Form:  # noqa: ARG001 -- as above
    """Ask for the time."""
    return Form(asked.language, "Digest", (TextField("at", "Time"),), "OK", "No", asked.call)


def command(name: str, options: tuple[Option[Any], ...] = (), **more: Any) -> Command:
    """Return a command that does nothing of its own."""
    return Command(name, f"What {name} does", run, options, **more)


SAMPLE = Commands(
    (
        command("define", (text_option("term", "The term", suggest=suggest),), default=True),
        command("explain", (text_option("text", "The text"),), menu="Explain the terms"),
        command(
            "language",
            (choice_option("language", "Which", (("ja", "Japanese"), ("en", "English"))),),
        ),
        command("digest list"),
        command("digest subscribe", (text_option("at", "When"),), managers_only=True, form=form),
    )
)
