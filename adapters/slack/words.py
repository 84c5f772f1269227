"""Words as Slack takes them: on one line, or escaped where Slack reads markup."""

import re
from urllib.parse import quote, urlsplit

from adapters.fitting import ELLIPSIS, one_line, shorten

BlockKit = dict[str, object]
"""A piece of Block Kit, or a message of it, ready to be written as JSON."""

_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"


def escape(text: str) -> str:
    """Return `text` such that Slack reads no markup in it (docs.slack.dev, formatting)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return what `escape` made `text` of."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(text: str, limit: int) -> BlockKit:
    """Return a text object of one line without markup; Slack takes no empty one."""
    return {
        "type": "plain_text",
        "text": shorten(one_line(text), limit) or ELLIPSIS,
        "emoji": False,
    }


def address(url: str) -> str | None:
    """Return `url` with what would end it written in %-form, None where it leads nowhere."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or not re.search(r"\w", host):
        return None
    return "".join(c if c.isalnum() else quote(c, safe=_IN_ADDRESS) for c in url)
