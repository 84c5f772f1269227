"""A call: a command's name and its arguments, short enough to travel inside a button."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, Language

VERSION = "1"
MAX_ENCODED = 96
"""UTF-16 units of an encoded call: four less than Discord's `custom_id`, the narrowest carrier
(docs.discord.com, components reference; read 2026-11), because a renderer numbers equal ones."""

_UNSAFE = re.compile(r"[%|=\s\x00-\x1f\x7f-\x9f]")
"""What separates the parts, and what a platform may trim."""


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
        """Return the call as one line without white space, at most `MAX_ENCODED` long.

        Raises:
            ValueError: it would be longer, or has no encoding; a button carries ids and a few
                words, never a text.
        """
        parts = [VERSION + (self.language or ""), _escape(self.command)]
        parts += [f"{_escape(name)}={_escape(value)}" for name, value in self.arguments]
        encoded = "|".join(parts)
        if len(encoded.encode("utf-16-le")) // 2 > MAX_ENCODED:
            raise ValueError(f"a call of {self.command} is longer than {MAX_ENCODED} characters")
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
            tuple((unquote(name), unquote(value)) for name, _, value in pairs),
            language,
        )


def _escape(text: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0]), text)
