"""Judge links: only an https address on a source's official domains is ever shown.

The link of an item is the final one as far as its words tell: no item's link is fetched, which
would be a request for each item to sites that we only read one document of.
"""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from bot.news.address import read_address
from bot.news.draft import Refused
from bot.news.open_places import is_open
from bot.news.redirects import carried, hides_target, target
from bot.news.trackers import without_trackers

MAX_ADDRESS = 800
"""Characters: every platform shows it as a link (Discord's renderer, the strictest, up to 900).
The longest of 550 recorded links has 127."""

MAX_REDIRECTORS = 3
"""Redirectors within each other that are looked through."""
MAX_REASON = 200
"""Characters of a reason, which repeats a part of the address."""

_TRAVERSING = re.compile(r"%2f|%5c|%25|(?:\.|%2e){2};", re.IGNORECASE)
"""What some servers take for a slash, or for a step up, where others see a name."""


def final_link(address: str, base: str = "") -> str:
    """Return the link that `address` leads to: itself, or what a known redirector names in it.

    Raises:
        Refused: as `clean_link`; or it leads on from redirector to redirector.
    """
    link = clean_link(address, base)
    for _ in range(MAX_REDIRECTORS):
        onward = target(urlsplit(link))
        if onward is None:
            return link
        link = clean_link(onward)
    raise Refused("leads on from redirector to redirector")


def clean_link(address: str, base: str = "") -> str:
    """Return `address` in its canonical form: absolute, https, without what tracks its reader.

    Args:
        base: where a relative address starts from.

    Raises:
        Refused: it is none, or could lead elsewhere than it seems to.
    """
    parts = read_address(address, base)
    link = urlunsplit(
        parts._replace(
            query=without_trackers(parts.query, parts.netloc),
            fragment=parts.fragment.partition(":~:")[0],  # a place in the text, after the anchor
        )
    )
    if len(link) > MAX_ADDRESS:
        raise Refused(f"address longer than {MAX_ADDRESS} characters")
    return link


def check_official(link: str, domains: tuple[str, ...]) -> None:
    """Make sure that `link`, as `clean_link` returned it, lies on one of `domains`.

    Args:
        domains: `openai.com` takes in its subdomains; `github.com/openai` is that host alone, and
            only below that path.

    Raises:
        Refused: it does not.
    """
    parts = urlsplit(link)
    around = [domain for domain in domains if _lies_on(parts, domain)]
    if not around:
        raise Refused(f"not on an official domain: {parts.netloc}")
    if is_open(parts.netloc, parts.path) and not any(map(_is_declared_open, around)):
        raise Refused(f"anybody can publish there: {parts.netloc}")
    if hides_target(parts):
        raise Refused(f"hides where it leads to: {parts.netloc}")
    for place in carried(parts):
        there = SplitResult("https", place, "/", "", "")
        if not any(_lies_on(there, domain.partition("/")[0]) for domain in domains):
            raise Refused(f"leads on to another site: {place}"[:MAX_REASON])


def identity(link: str) -> str:
    """Return the form in which two links of the same page are equal."""
    parts = urlsplit(link)
    return urlunsplit(parts._replace(path=parts.path.removesuffix("/")))


def _lies_on(parts: SplitResult, domain: str) -> bool:
    host, _, path = domain.partition("/")
    if not path:
        return parts.netloc == host or parts.netloc.endswith("." + host)
    if _TRAVERSING.search(parts.path):
        return False
    return parts.netloc == host and f"{parts.path}/".startswith(f"/{path}/")


def _is_declared_open(domain: str) -> bool:
    host, _, path = domain.partition("/")
    return is_open(host, f"/{path}/.")
