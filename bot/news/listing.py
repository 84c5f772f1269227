"""Find the announcements of a page that declares nothing: links with a date beside them.

Class names are hashed and change; links, headings and dates last longer.
"""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.i18n import Language
from bot.news.dates import MAX_LENGTH, read_date
from bot.news.draft import Draft

MAX_ITEMS = 500
MAX_CLIMB = 6
"""Elements between a date and what it has in common with its link."""
MAX_PARTS = 1_000
"""Elements of a link among which its title is looked for."""
NEIGHBOURS = 3
"""Elements before or after a date in which its link is looked for."""

_MAY_BE_DATE = re.compile(r"\d\D+\d")
_HEADINGS = "h1, h2, h3, h4, h5, h6"


def dated_links(tree: LexborHTMLParser, language: Language) -> Iterator[Draft]:
    """Yield a draft for each link that has a date within it, before it or after it."""
    root = tree.body
    dates = (_dated(node, language) for node in (root.traverse() if root else ()))
    seen = set()
    for node, date in islice(filter(None, dates), MAX_ITEMS):
        link = _link_of(node)
        if link is None or link.mem_id in seen:
            continue
        seen.add(link.mem_id)
        title = _title_node(link, node)
        paragraph = link.css_first("p")
        is_summary = paragraph is not None and paragraph.mem_id not in (title.mem_id, node.mem_id)
        yield Draft(
            address=link.attributes.get("href") or "",
            title=(title.html or "").replace(node.html or "", ""),
            dates=(date,),
            summary=(paragraph.html or "") if paragraph and is_summary else "",
        )


def _dated(node: LexborNode, language: Language) -> tuple[LexborNode, str] | None:
    """Return `node` with the date that is all that it says, or None."""
    for text in (node.attributes.get("datetime") or "", node.text(deep=False)):
        date = text.strip()
        if len(date) <= MAX_LENGTH and _MAY_BE_DATE.search(date) and read_date(date, language):
            return node, date
    return None


def _link_of(date: LexborNode) -> LexborNode | None:
    around = list(_ancestors(date))
    for node in around:
        if _is_link(node):
            return node
    for branch in (date, *around):
        for neighbour in (*_neighbours(branch, "next"), *_neighbours(branch, "prev")):
            if link := _first_link(neighbour):
                return link
    return None


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(MAX_CLIMB):
        if parent is None or parent.tag == "body":
            return
        yield parent
        parent = parent.parent


def _neighbours(node: LexborNode, direction: str) -> Iterator[LexborNode]:
    found = 0
    neighbour: LexborNode | None = getattr(node, direction)
    while neighbour is not None and found < NEIGHBOURS:
        if neighbour.is_element_node:
            yield neighbour
            found += 1
        neighbour = getattr(neighbour, direction)


def _is_link(node: LexborNode) -> bool:
    return node.tag == "a" and bool(node.attributes.get("href"))


def _first_link(node: LexborNode) -> LexborNode | None:
    return node if _is_link(node) else node.css_first("a[href]")


def _title_node(link: LexborNode, date: LexborNode) -> LexborNode:
    """Return what names the page in `link`: a heading, else its longest text beside the date."""
    if heading := link.css_first(_HEADINGS):
        return heading
    leaves = [node for node in islice(link.traverse(), MAX_PARTS) if node.mem_id != date.mem_id]
    return max((link, *leaves), key=lambda node: len(node.text(deep=False).strip()))
