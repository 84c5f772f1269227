"""Ask the core as an adapter would."""

from bot.calls import Call
from bot.i18n import Language
from bot.reply import Reply
from bot.request import Actor, Place, Request, Via

HERE = Place("slack", "T1", "C1")


def asked(  # noqa: PLR0913 -- keywords, each with its own meaning
    content: Call | str,
    *,
    place: Place = HERE,
    user: str | None = "U1",
    manager: bool = True,
    locale: Language | None = None,
    via: Via = "command",
) -> Request:
    """Return the request of somebody who asks."""
    return Request(content, Actor(user, may_manage=manager, locale=locale), place, via)


def labels(reply: Reply) -> list[str]:
    """Return what stands on the reply's buttons and in its lists, in order."""
    lines = reply.plain().splitlines()
    return [
        part.strip("[] ") for line in lines if line.startswith("[") for part in line.split("] [")
    ]
