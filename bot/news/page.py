"""Read web pages that list announcements, for sources without a feed."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from bot.news.draft import Changed, Draft, Drafts, Unreadable
from bot.news.json_feed import json_text
from bot.news.listing import dated_links
from bot.news.spec import Extraction, Spec

_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def read_page(text: str, spec: Spec) -> Drafts:
    """Return the items of a page: those that the source declares, else its dated links.

    Raises:
        Changed: it has none, as an error page or one with a new markup.
        Unreadable: it can't be parsed.
    """
    tree = LexborHTMLParser(text)
    if spec.extraction is None:
        found = tuple(dated_links(tree, spec.language))
    elif spec.extraction.script:
        found = tuple(_embedded(tree, spec.extraction))
    else:
        found = tuple(_selected(tree, spec.extraction))
    if not found:
        raise Changed("page without items: its markup may have changed")
    base_url = _base_url(tree, spec.base_url)
    if _END.search(text):
        return Drafts(found, base_url=base_url)
    return Drafts(found[:-1], ("cut document: its last item was left out",), base_url)


def faulty_selectors(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Yield the fields of `extraction` that are no CSS selectors, and what is wrong."""
    nothing = LexborHTMLParser("")
    names = ("script",) if extraction.script else ("item", "title", "link", "date", "summary")
    for name in names:
        selector = getattr(extraction, name)
        try:
            nothing.css((selector or "*").removeprefix("+"))
        except SelectolaxError:
            yield f"extraction.{name}", f"{selector} is no CSS selector that can be used"


def _selected(tree: LexborHTMLParser, extraction: Extraction) -> Iterator[Draft]:
    for item in tree.css(extraction.item):
        link, date = _within(item, extraction.link), _within(item, extraction.date)
        if link is None:
            continue
        yield Draft(
            address=_address(link),
            title=_html(_within(item, extraction.title)),
            dates=((date.attributes.get("datetime") or ""), date.text()) if date else (),
            summary=_html(_within(item, extraction.summary)),
        )


def _address(link: LexborNode) -> str:
    anchor = link.attributes.get("id")
    return link.attributes.get("href") or (f"#{anchor}" if anchor and link.tag != "a" else "")


def _within(item: LexborNode, selector: str | None) -> LexborNode | None:
    if selector is None:
        return None
    if selector.startswith("+"):
        return _after(item, selector.removeprefix("+").strip())
    return item.css_first(selector) if selector else item


def _after(item: LexborNode, selector: str) -> LexborNode | None:
    """Return what `selector` selects nearest after `item`, before the next element of its kind."""
    sibling: LexborNode | None = item.next
    while sibling is not None and sibling.tag != item.tag:
        if sibling.is_element_node and (found := sibling.css_first(selector)):
            return found
        sibling = sibling.next
    return None


def _html(node: LexborNode | None) -> str:
    return (node.html or "") if node else ""


def _embedded(tree: LexborHTMLParser, extraction: Extraction) -> Iterator[Draft]:
    script = tree.css_first(extraction.script or "")
    try:
        data = json.loads(script.text()) if script else None
    except (ValueError, RecursionError) as error:
        raise Unreadable("page whose embedded JSON is broken") from error
    items = _member(data, extraction.item)
    for item in items if isinstance(items, list) else ():
        yield Draft(
            address=_member_text(item, extraction.link),
            title=_member_text(item, extraction.title),
            dates=(_member_text(item, extraction.date),),
            summary=_member_text(item, extraction.summary),
        )


def _member(data: Any, path: str) -> Any:  # noqa: ANN401 -- JSON may hold anything
    for name in path.split("."):
        if isinstance(data, dict):
            data = data.get(name)
        elif isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return data


def _member_text(item: Any, path: str | None) -> str:  # noqa: ANN401 -- as above
    parent, _, name = (path or "").rpartition(".")
    holder = _member(item, parent) if parent else item
    return json_text(holder, name) if isinstance(holder, dict) else ""


def _base_url(tree: LexborHTMLParser, base_url: str) -> str:
    """Return where relative links start from: what the page declares, else its own address."""
    for selector in ("base[href]", *(["link[rel=canonical][href]"] if not base_url else [])):
        if node := tree.css_first(selector):
            try:
                return urljoin(base_url, node.attributes.get("href") or "")
            except ValueError:  # a broken address is none
                continue
    return base_url
