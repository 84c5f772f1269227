"""Read what is typed in a terminal as a request."""

from dataclasses import replace

from bot.calls import Call
from bot.commands import COMMANDS
from bot.i18n import Language
from bot.request import Actor, Place, Request

PLACE = Place("terminal", "local", "terminal", "direct", receives=False)


def read(content: Call | str, language: Language | None = None) -> Request:
    """Return the request that `content` makes, a line typed or the call of a step chosen.

    Args:
        language: the language to answer in; None leaves it to the question.
    """
    if isinstance(content, str):
        content = content.removeprefix("/hayami").removeprefix("@hayami").strip()
        if language:
            content = replace(COMMANDS.parse(content), language=language)
    return Request(content, Actor(user=None, may_manage=True), PLACE)
