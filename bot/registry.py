"""What a command is: its names, its options, who may use it; and how typed text becomes a call."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from bot.calls import Call
from bot.core import Bot
from bot.errors import UsageError
from bot.form import Form
from bot.i18n import LANGUAGES, N_, Language, texts
from bot.options import MISSING, Option
from bot.reply import Reply
from bot.request import Actor, Place, Via

T = TypeVar("T")


class Invocation:
    """A call that has been checked: what a command runs on.

    `invocation[OPTION]` is the option's value, of the option's own type.
    """

    def __init__(  # noqa: PLR0913 -- a value of independent parts, each by its name
        self,
        call: Call,
        values: Mapping[str, object],
        *,
        actor: Actor,
        place: Place,
        via: Via,
        language: Language,
        timezone: str,
        commands: "Commands",
    ) -> None:
        self.call = call
        self.actor = actor
        self.place = place
        self.via = via
        self.language: Language = language
        self.timezone = timezone
        self.commands = commands
        self.values = dict(values)

    def __getitem__(self, option: Option[T]) -> T:
        """Return the value given for `option`, or its default.

        Raises:
            KeyError: the command has no such option, or it is required and missing.
        """
        value = self.values.get(option.name, option.default)
        if value is MISSING:
            raise KeyError(option.name)
        return cast("T", value)

    def require_manager(self) -> None:
        """Let the actor through.

        Raises:
            UsageError: they do not manage this place.
        """
        if not self.actor.may_manage:
            raise UsageError(
                N_("Only people who manage this place can do that. Please ask one of them.")
            )

    def then(self, command: str, **arguments: str) -> Call:
        """Return a call for a button in the reply: in this reply's language."""
        return Call(command, tuple(arguments.items()), self.language)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that hayami can do, declared once for all platforms.

    Args:
        name: one or two words, e.g. `digest subscribe`; marked with `NP_("command", …)`, so that
            each language has its own name beside the stable English one.
        summary: one line for pickers and help; marked; at most 100 characters in each language.
        options: in the order in which they are typed.
        default: whether text without a command's name means this one.
        private: whether only the asker sees the answer to a command or button. Known before
            `run`, because Discord fixes it with the first acknowledgement.
        managers_only: whether the place's managers alone may use it.
        form: what to ask for when a required option is missing. It must be the acknowledgement
            on both platforms, so it is made without waiting for anything slow.
        example: arguments that one may type after the name, to show how.
        menu: label under which a message's own menu offers it, marked, at most 24 characters in
            each language; the message's text then fills the first option. Empty: not offered.
    """

    name: str
    summary: str
    run: Callable[[Invocation, Bot], Awaitable[Reply]]
    options: tuple[Option[Any], ...] = ()
    default: bool = False
    private: bool = True
    managers_only: bool = False
    form: Callable[[Invocation, Bot], Form] | None = None
    example: str = ""
    menu: str = ""

    def names(self) -> frozenset[str]:
        """Return the name in every language."""
        return frozenset(self.name_in(language) for language in LANGUAGES)

    def name_in(self, language: Language) -> str:
        """Return the name in `language`."""
        return texts(language).in_context("command", self.name)

    def example_in(self, language: Language) -> str:
        """Return what one may type after `/hayami`, for example."""
        return self.example if self.default else f"{self.name_in(language)} {self.example}".strip()

    def read(self, arguments: Sequence[tuple[str, str]]) -> dict[str, object]:
        """Return the values of `arguments` by option.

        Raises:
            UsageError: an option is unknown, or a value not of its form.
        """
        options = {option.name: option for option in self.options}
        values: dict[str, object] = {}
        for name, text in arguments:
            if name not in options:
                raise UsageError(
                    N_("“{command}” has no option “{option}”."), command=self.name, option=name[:40]
                )
            option = options[name]
            if value := text.strip()[: option.max_length]:
                values[name] = option.parse(value)
        return values

    def missing(self, values: Mapping[str, object]) -> tuple[Option[Any], ...]:
        """Return the required options that `values` lacks."""
        return tuple(o for o in self.options if o.required and o.name not in values)


@dataclass(frozen=True, slots=True)
class Commands:
    """All that hayami can do; exactly one command is the default.

    Raises:
        ValueError: two commands share a name, or there is no single default.
    """

    all: tuple[Command, ...]
    _by_name: dict[str, Command] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_name: dict[str, Command] = {}
        for command in self.all:
            for name in command.names():
                if by_name.setdefault(name.casefold(), command) is not command:
                    raise ValueError(f"two commands are called {name!r}")
        for command in self.all:  # a group's name alone means the group's first command
            for name in command.names():
                by_name.setdefault(name.casefold().split()[0], command)
        if sum(command.default for command in self.all) != 1:
            raise ValueError("Commands takes exactly one default command")
        object.__setattr__(self, "_by_name", by_name)

    @property
    def default(self) -> Command:
        """Return the command that text without a name means."""
        return next(command for command in self.all if command.default)

    def named(self, name: str) -> Command:
        """Return the command of that name, in any language.

        Raises:
            UsageError: there is none.
        """
        command = self._by_name.get(name.casefold())
        if command is None:
            raise UsageError(N_("I do not know the command “{name}”."), name=name[:40])
        return command

    def parse(self, text: str) -> Call:
        """Return what `text`, as typed after `/hayami` or a mention, calls.

        A command's name counts only where what follows it fits: `random` is a command, `random
        forest` a question. Options are typed in their order, or as `name:value`.
        """
        words = text.split()
        for length in (2, 1):
            command = self._by_name.get(" ".join(words[:length]).casefold())
            if command is None or len(words) < length:
                continue
            arguments = _assign(words[length:], command.options)
            if arguments is not None and not (command.default and not arguments):
                return Call(command.name, arguments)
        option = self.default.options[0].name
        return Call(self.default.name, ((option, text.strip()),) if text.strip() else ())


def _assign(
    words: Sequence[str], options: Sequence[Option[Any]]
) -> tuple[tuple[str, str], ...] | None:
    """Return the words as arguments of `options`, or None where one finds no place.

    A word fills the first open option that takes it, so that `09:00 daily` needs no names; one
    that none takes goes to the first open option, whose fault then tells how to write it.
    """
    by_name = {option.name: option for option in options}
    given: dict[str, str] = {}
    for word in words:
        name, colon, value = word.partition(":")
        if colon and value and name in by_name and name not in given:
            given[name] = value
            continue
        still_open = [o for o in options if o.rest or o.name not in given]
        if not still_open:
            return None
        option = next((o for o in still_open if _takes(o, word)), still_open[0])
        given[option.name] = f"{given[option.name]} {word}" if option.name in given else word
    return tuple(given.items())


def _takes(option: Option[Any], word: str) -> bool:
    try:
        option.parse(word)
    except UsageError:
        return False
    return True
