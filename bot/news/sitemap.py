"""Read site maps (sitemaps.org, and Google's news extension)."""

import re
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.news.draft import Draft, Drafts, Unreadable
from bot.news.mend import mend


def read_sitemap(text: str) -> Drafts:
    """Return the pages of a site map; one without a title is called by the words of its address.

    Raises:
        Unreadable: it is none, it is cut, or it only lists other site maps.
    """
    root = _parse(mend(text))
    if _name(root) != "urlset":
        raise Unreadable("site map of site maps: name one of them" if len(root) else "no site map")
    return Drafts(tuple(_draft(page) for page in root if _name(page) == "url"))


def _parse(text: str) -> Element:
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except ParseError as error:
        raise Unreadable(f"broken XML: {error}") from error
    except DefusedXmlException as error:
        raise Unreadable("document with a DTD") from error
    return root


def _draft(page: Element) -> Draft:
    news = (element for child in page if _name(child) == "news" for element in child)
    texts = {_name(element): (element.text or "").strip() for element in (*page, *news)}
    address = texts.get("loc", "")
    return Draft(
        address=address,
        title=texts.get("title") or _words(address),
        dates=(texts.get("publication_date", ""), texts.get("lastmod", "")),
    )


def _words(address: str) -> str:
    """Return the last part of an address as words: `…/news/claude-opus-5` is `Claude opus 5`."""
    try:
        path = urlsplit(address).path
    except ValueError:  # it will be refused as a link, with its reason
        return ""
    last = re.sub(
        r"\.(?:html?|php|aspx?)$", "", path.rstrip("/").rpartition("/")[2], flags=re.IGNORECASE
    )
    words = re.sub(r"[-_+]+", " ", unquote(last)).strip()
    return words[:1].upper() + words[1:]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
