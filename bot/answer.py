"""The one door into the core: a request goes in, a reply comes out, whatever happens."""

import asyncio
import logging
import re
from dataclasses import dataclass, replace

from bot.calls import Call
from bot.commands import COMMANDS
from bot.core import Bot
from bot.errors import HayamiError, ServiceError, UsageError
from bot.form import Form
from bot.i18n import N_, Language, texts
from bot.options import Suggestion
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Notice, Reply, Words
from bot.request import Request
from bot.storage.records import Languages

TIME_LIMIT_S = 20.0
"""Seconds for one command: an interaction token lives 15 minutes, a reader's patience less."""

MAX_QUESTION = 3000
"""Characters of a question that are looked at: a longer one is no question."""

log = logging.getLogger(__name__)

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of a request before its command runs.

    Args:
        private: whether only the asker is to see the reply.
        form: what to open instead of running the command, where the platform can open a form.
        fault: why the command can't run; `answer` turns it into the reply.
    """

    language: Language
    private: bool
    form: Form | None = None
    command: Command | None = None
    invocation: Invocation | None = None
    fault: UsageError | None = None


async def prepare(request: Request, bot: Bot) -> Prepared:
    """Return what has to be known of `request` at its acknowledgement; raises nothing."""
    typed = request.via in ("command", "button", "form", "message")
    language = await _language(request, bot)
    try:
        call = _call(request)
        command = COMMANDS.named(call.command)
        values = command.read(call.arguments)
        invocation = Invocation(
            call,
            values,
            actor=request.actor,
            place=request.place,
            via=request.via,
            language=language,
            timezone=request.actor.timezone or bot.timezone,
            commands=COMMANDS,
        )
        if command.managers_only:
            invocation.require_manager()
        missing = command.missing(values)
        form = command.form(invocation, bot) if missing and command.form else None
        return Prepared(language, typed and command.private, form, command, invocation)
    except UsageError as fault:
        return Prepared(language, typed, fault=fault)


async def answer(request: Request, bot: Bot, prepared: Prepared | None = None) -> Reply:
    """Return the reply to `request`; no error leaves this door.

    Args:
        prepared: what `prepare` gave for the same request, where the adapter has asked already.
    """
    known = prepared or await prepare(request, bot)
    try:
        if known.fault:
            raise known.fault  # noqa: TRY301 -- one place turns errors into replies
        async with asyncio.timeout(TIME_LIMIT_S):
            return await _run(known, bot)
    except UsageError as error:
        return notice(known.language, error.message, **error.facts)
    except (HayamiError, TimeoutError) as error:
        log.warning("command_failed", extra={**_which(known), "error": str(error)})
        return notice(
            known.language,
            N_("That does not work at the moment. Please try again in a few minutes."),
        )
    except Exception:
        log.exception("command_broke", extra=_which(known))
        return notice(
            known.language,
            N_("Something went wrong on our side; it has been noted. Please try again later."),
        )


def _which(known: Prepared) -> dict[str, object]:
    """Return what the log may know of a request: never its words."""
    return {"command": known.command and known.command.name}


async def suggest(
    command: str, option: str, typed: str, language: Language, bot: Bot
) -> tuple[Suggestion, ...]:
    """Return completions of an option that is being typed, at most 25, best first."""
    try:
        options = {known.name: known for known in COMMANDS.named(command).options}
    except UsageError:
        return ()
    found = options.get(option)
    return found.suggest(typed[:100], language, bot) if found and found.suggest else ()


def complete(line: str, language: Language, bot: Bot) -> tuple[Suggestion, ...]:
    """Return what a line being typed at a prompt may become, at most 25, best first.

    A suggestion's value replaces the whole line. Names of commands come before terms; after a
    command's name, its first option is completed.
    """
    typed = line.lstrip().casefold()
    named = [
        Suggestion(f"{name}: {texts(language)(command.summary)}"[:100], name)
        for command in COMMANDS.all
        for name in dict.fromkeys((command.name_in(language), command.name))
        if typed and name.casefold().startswith(typed)
    ]
    command, prefix = _command_in(line)
    option = command.options[0] if command.options else None
    values = (
        option.suggest(line.lstrip()[len(prefix) :][:100], language, bot)
        if option and option.suggest
        else ()
    )
    found = [Suggestion(value.label, prefix + value.label) for value in values]
    return tuple((named + found)[:25])


def _command_in(line: str) -> tuple[Command, str]:
    """Return the command that `line` begins with and the part that names it."""
    words = line.lstrip().split(" ")
    for length in (2, 1):
        prefix = " ".join(words[:length]) + " "
        for command in COMMANDS.all:
            if len(words) > length and prefix.strip().casefold() in {
                name.casefold() for name in command.names()
            }:
                return command, prefix
    return COMMANDS.default, ""


async def _run(known: Prepared, bot: Bot) -> Reply:
    assert known.command  # noqa: S101 -- a Prepared without a fault has both
    assert known.invocation  # noqa: S101
    missing = known.command.missing(known.invocation.values)
    if not missing:
        return await known.command.run(known.invocation, bot)
    if known.command.default:
        return await COMMANDS.named("help").run(known.invocation, bot)
    say = texts(known.language)
    raise UsageError(
        N_("“{command}” needs more: {options}. Example: {example}"),
        command=known.command.name_in(known.language),
        options=say.listed([say(option.summary) for option in missing]),
        example=f"/hayami {known.command.example_in(known.language)}",
    )


def _call(request: Request) -> Call:
    content = request.content
    if isinstance(content, str):
        return COMMANDS.parse(well_formed(content[:MAX_QUESTION]))
    arguments = tuple((name, well_formed(value)) for name, value in content.arguments)
    return replace(content, arguments=arguments)


def well_formed(text: str) -> str:
    """Return `text` without lone surrogates, which JSON can carry and no file or page can."""
    return text.encode("utf-8", "replace").decode()


async def _language(request: Request, bot: Bot) -> Language:
    """Return the language to answer in.

    The reply that a button stood in comes first, then what the reader or the channel chose, then
    Japanese where the question has kana or kanji; Latin letters alone may come from anybody, so
    there the reader's client decides, then what the channel reads anyway.
    """
    content = request.content
    if isinstance(content, Call) and content.language:
        return content.language
    known = await _known_languages(request, bot)
    if known.chosen:
        return known.chosen
    text = (
        content if isinstance(content, str) else " ".join(value for _, value in content.arguments)
    )
    if _JAPANESE.search(text):
        return "ja"
    return request.actor.locale or known.usual or ("en" if _LATIN.search(text) else "ja")


async def _known_languages(request: Request, bot: Bot) -> Languages:
    nothing = Languages()
    if request.actor.user is None:
        return nothing
    try:
        stored = await bot.stored()
        return await stored.preferences.languages(request.place, request.actor.user)
    except ServiceError as error:  # an answer in the other language beats none
        log.warning("preference_unknown", extra={"error": str(error)})
        return nothing


def notice(language: Language, message: str, **facts: str | int) -> Reply:
    """Return `message` as a reply that offers help: how every fault is told."""
    say = texts(language)
    help_button = Button(say("Help"), Call("help", (), language))
    return Reply(
        language,
        (Notice("warning", (Words(say(message, **facts)),)), Actions((help_button,))),
        failed=True,
    )
