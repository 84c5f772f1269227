"""Read a document of any kind: what it is decides its root element, not what it is called."""

import re

from bot.news.decode import decode
from bot.news.draft import Changed, Drafts, Unreadable
from bot.news.feed import read_feed
from bot.news.json_feed import read_json_feed
from bot.news.markup import MAX_SIGNS, check_markup, check_xml
from bot.news.page import read_page
from bot.news.sitemap import read_sitemap
from bot.news.spec import Kind, Spec

MAX_BYTES = 5_000_000
"""Bytes of a document, unpacked: the largest official feed has 0.8 MB (2026-10)."""

_FEEDS = frozenset({"rss", "atom", "json"})
_KINDS: dict[str, Kind] = {
    "rss": "rss",
    "rdf": "rss",
    "feed": "atom",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "html",
}
_ROOT = re.compile(
    r"<(?:!doctype\s+|[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex|html)\b", re.IGNORECASE
)
_OWN_DTD = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->)*+<!(?:DOCTYPE[^>\[]*\[|ENTITY)", re.DOTALL | re.IGNORECASE
)


def read_document(document: bytes, spec: Spec, content_type: str | None) -> Drafts:
    """Return the drafts of `document`.

    Raises:
        Changed: it is of another kind than expected, or a page without items.
        Unreadable: it is too large, dangerous, broken or empty.
    """
    if len(document) > MAX_BYTES:
        raise Unreadable(f"document larger than {MAX_BYTES:,} bytes")
    text = decode(document, content_type)
    if not text.strip():
        raise Unreadable("empty document")
    if _OWN_DTD.match(text):
        raise Unreadable("document with a DTD")
    kind = _kind(text, spec.kind)
    match kind:
        case "json":
            return read_json_feed(text)
        case "html":
            check_markup(text)
            return read_page(text, spec)
        case "sitemap":
            check_xml(text, MAX_SIGNS)
            return read_sitemap(text)
        case _:
            check_xml(text)
            return read_feed(text, spec.base_url)


def _kind(text: str, expected: Kind | None) -> Kind:
    found = _found_kind(text) or (expected if expected == "html" else None)
    if found is None:
        raise Changed("neither a feed, a site map nor a page")
    if expected in (None, found) or {expected, found} <= _FEEDS:
        return found
    raise Changed(f"expected {expected}, got {found}")


def _found_kind(text: str) -> Kind | None:
    if text.lstrip()[0] in "{[":
        return "json"
    root = _ROOT.search(text)
    return _KINDS[root[1].lower()] if root else None
