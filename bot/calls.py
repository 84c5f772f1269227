"""A call: a command's name and its arguments, short enough to travel inside a button."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, Language

VERSION = "1"
MAX_ENCODED = 96
"""Characters of an encoded call: four less than Discord's `custom_id`, the narrowest carrier
(docs.discord.com, components reference; read 2026-11), because a renderer numbers equal ones."""


@dataclass(frozen=True, slots=True)
class Call:
    """What to run next.

    Args:
        command: a command's name, e.g. `define`.
        arguments: pairs of an option's name and its value as text, in the order given.
        language: the language of the reply that the call stood in, so that the next one keeps it.
    """

    command: str
    arguments: tuple[tuple[str, str], ...] = ()
    language: Language | None = None

    def encode(self) -> str:
        """Return the call as one line of ASCII, at most `MAX_ENCODED` characters.

        Raises:
            ValueError: it would be longer; a button carries ids, never free text.
        """
        parts = [VERSION + (self.language or ""), quote(self.command)]
        parts += [f"{name}={quote(value)}" for name, value in self.arguments]
        encoded = "|".join(parts)
        if len(encoded) > MAX_ENCODED:
            raise ValueError(f"{encoded!r} is longer than {MAX_ENCODED} characters")
        return encoded

    @classmethod
    def decode(cls, text: str) -> "Call":
        """Return the call that `encode` wrote as `text`.

        Whoever sends it may have written it by hand: the answer door checks the command, the
        options and the permission again.

        Raises:
            UsageError: it is none of this version.
        """
        version, _, rest = text.partition("|")
        command, *arguments = rest.split("|")
        language = next((known for known in LANGUAGES if version == VERSION + known), None)
        if not command or (version != VERSION and language is None):
            raise UsageError(N_("This button is from an older message. Please ask again."))
        pairs = (argument.partition("=") for argument in arguments)
        return cls(
            unquote(command),
            tuple((name, unquote(value)) for name, _, value in pairs),
            language,
        )
