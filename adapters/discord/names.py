"""How the commands are called on Discord.

A command with sub-commands can't be used by itself there, so the default command has the bot's own
name (`/hayami term:…`) and the others stand beside it: `news` is `/news`, `digest subscribe` is
`/digest subscribe`.
"""

from bot.i18n import Language
from bot.registry import Command, Commands

BASE = "hayami"


def path(command: Command, language: Language = "en") -> tuple[str, ...]:
    """Return the one or two words by which `command` is called."""
    if command.default:
        return (BASE,)
    return tuple(command.name_in(language).lower().split())


def command_name(words: tuple[str, ...], commands: Commands) -> str:
    """Return the name of the command that is called by `words`, its stable English words."""
    return commands.default.name if words == (BASE,) else " ".join(words)
