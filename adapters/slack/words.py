"""Words as Slack takes them: without control characters, and escaped where Slack reads markup."""

import re
from urllib.parse import quote, urlsplit

from adapters.fitting import ELLIPSIS, shorten

BlockKit = dict[str, object]
"""A piece of Block Kit, or a message of it, ready to be written as JSON."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of the text that follows."""

_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"


def visible(text: str) -> str:
    """Return `text` without what can't be seen but changes how the rest reads."""
    return _INVISIBLE.sub("", text)


def line(text: str) -> str:
    """Return `text` as one line."""
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """Return `text` such that Slack reads no markup in it (docs.slack.dev, formatting)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return what `escape` made `text` of."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(text: str, limit: int) -> BlockKit:
    """Return a text object of one line without markup; Slack takes no empty one."""
    return {"type": "plain_text", "text": shorten(line(text), limit) or ELLIPSIS, "emoji": False}


def address(url: str) -> str | None:
    """Return `url` with what would end it written in %-form, None where it leads nowhere."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or not re.search(r"\w", host):
        return None
    return "".join(c if c.isalnum() else quote(c, safe=_IN_ADDRESS) for c in url)
