"""Where a call leads on this site."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from bot.calls import Call
from bot.commands import COMMANDS

COMMAND_PAGES = {
    "/glossary": "index",
    "/news": "news",
    "/digest": "digest preview",
    "/about": "about",
}
"""Pages that are a command's reply; their query holds its options."""

_PATHS = {command: path for path, command in COMMAND_PAGES.items()}
_CHANGES = frozenset(command.name for command in COMMANDS.all if command.managers_only)


def address(call: Call) -> str:
    """Return the path and query of the page that `call` leads to.

    What changes the channel leads to the playground, where it stands in the input and waits.
    """
    arguments = dict(call.arguments)
    lang = {"lang": call.language} if call.language else {}
    if call.command in ("define", "article") and "term" in arguments:
        anchor = "#article" if call.command == "article" else ""
        return f"/terms/{quote(arguments['term'], safe='')}{_query(lang)}{anchor}"
    if call.command in _PATHS:
        return _PATHS[call.command] + _query(arguments | lang)
    if call.command in _CHANGES:
        return "/" + _query({"text": _typed(call)} | lang)
    return "/call" + _query({"c": call.encode()} | lang)


def _typed(call: Call) -> str:
    return " ".join([call.command, *(f"{name}:{value}" for name, value in call.arguments)])


def _query(values: Mapping[str, str]) -> str:
    return f"?{urlencode(values)}" if values else ""
