"""Refuse markup that no publisher writes and that would keep a parser busy for minutes."""

import re
from collections import Counter

from bot.news.draft import Unreadable

MAX_OPEN = 500
"""Elements open at once. Recorded documents have 20; 200,000 take the HTML parser 90 s, and
1,600,000 fill it and the feed parser with 0.7 GB (measured 2026-11)."""

MAX_TAGS = 400_000
"""Tags in a document: feedparser takes up to 80 µs for each (measured 2026-11). A site map of the
size that is read at most has 300,000."""

_TAG = re.compile(r"<(/?)([a-z][\w.:-]*)[^<>]*?(/?)>", re.IGNORECASE)
_CLOSES_ITSELF = re.compile(
    r"""area|base|br|col|colgroup|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|rp|rt|source
    |tbody|td|tfoot|th|thead|tr|track|wbr""",
    re.VERBOSE,
)


def check_markup(text: str) -> None:
    """Make sure that a document has a number and a depth of elements that can be parsed.

    Raises:
        Unreadable: it has more than `MAX_TAGS`, or more than `MAX_OPEN` within each other.
    """
    if text.count("<") > MAX_TAGS:
        raise Unreadable("too many elements")
    open_by_name: Counter[str] = Counter()
    now = 0
    for tag in _TAG.finditer(text):
        closing, name, closed = tag[1], tag[2].lower(), tag[3]
        if closed or _CLOSES_ITSELF.fullmatch(name) or (closing and not open_by_name[name]):
            continue
        change = -1 if closing else 1
        open_by_name[name] += change
        now += change
        if now > MAX_OPEN:
            raise Unreadable("too many elements within each other")
