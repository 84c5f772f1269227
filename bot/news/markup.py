"""Refuse markup that no publisher writes and that would keep a parser busy for minutes."""

import re
from collections import Counter

from bot.news.draft import Unreadable

MAX_OPEN = 500
"""Elements open at once. Recorded documents have 20; 200,000 take the HTML parser 90 s, and
1,600,000 fill it and the feed parser with 0.7 GB (measured 2026-11)."""
MAX_TAGS = 100_000
"""Tags in a feed or a page: feedparser takes up to 80 µs for each (measured 2026-11). A feed with a
thousand items has 15,000, and the largest recorded page 500."""
MAX_SIGNS = 400_000
"""`<` in a document, those in CDATA sections and comments of XML included: a parser that gave up on
being strict may see others of them. A site map of the size that is read at most has 300,000."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag: the time to parse it grows with their square, for feeds and pages alike;
300,000 take minutes (measured 2026-11)."""

_WORDS = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][\w.:-]*)[^<>]*?(/?)>", re.IGNORECASE)
_CROWDED_TAG = re.compile(
    r"""<[a-z][^\s<>]*+(?:\s++[^\s=<>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>]*+))?+)"""
    f"{{{MAX_ATTRIBUTES}}}",
    re.IGNORECASE,
)
_CLOSES_ITSELF = re.compile(
    r"""area|base|br|col|colgroup|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|rp|rt|source
    |tbody|td|tfoot|th|thead|tr|track|wbr""",
    re.VERBOSE,
)


def check_markup(text: str, most_tags: int = MAX_TAGS) -> None:
    """Make sure that a page has a number and a depth of elements that can be parsed.

    Raises:
        Unreadable: it has more than `most_tags`, more than `MAX_OPEN` within each other, or a tag
            with more than `MAX_ATTRIBUTES`.
    """
    if text.count("<") > most_tags:
        raise Unreadable("too many elements")
    if _CROWDED_TAG.search(text):
        raise Unreadable("too many attributes in a tag")
    _check_depth(text)


def check_xml(text: str, most_tags: int = MAX_TAGS) -> None:
    """Make sure of the same for XML, in whose CDATA sections and comments `<` is no markup.

    Raises:
        Unreadable: as `check_markup`; or it has more than `MAX_SIGNS`.
    """
    if text.count("<") > MAX_SIGNS:
        raise Unreadable("too many elements")
    check_markup(without_words(text), most_tags)


def without_words(xml: str) -> str:
    """Return an XML document without CDATA sections, comments and processing instructions."""
    return _WORDS.sub("", xml)


def _check_depth(text: str) -> None:
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
