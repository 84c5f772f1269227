"""What has to be known of a document before it is read."""

from dataclasses import dataclass
from typing import Literal

from bot.i18n import Language
from bot.news.filter import EVERYTHING, Filter

Kind = Literal["rss", "atom", "json", "sitemap", "html"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Where the items of a web page stand; declared, so that no source needs code of its own.

    The parts are CSS selectors: `item` within the page, the others within an item, where an empty
    one means the item itself, and `+ ul` the nearest `ul` that follows it, for items that are mere
    headings. With `script` they are dotted paths instead, e.g. `props.posts`: `item` within the
    JSON of that script, the others within an item.

    Args:
        title: without one the first sentence of the summary is the title.
        link: what it selects has a `href`, or an `id` within the page.
        script: CSS selector of a script element that holds JSON.
    """

    item: str
    title: str | None = None
    link: str = ""
    date: str | None = None
    summary: str | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """How to read a document.

    Args:
        domains: the official ones, e.g. `openai.com`; with a path, only what lies below it.
        kind: what it is expected to be; None takes what it is.
        language: decides the zone of a date that names none.
        base_url: the address of the document, which relative links start from.
        extraction: for a web page; without one its dated links are taken.
        filter: what of it is wanted.
    """

    domains: tuple[str, ...]
    kind: Kind | None = None
    language: Language = "en"
    base_url: str = ""
    extraction: Extraction | None = None
    filter: Filter = EVERYTHING

    @property
    def home(self) -> str:
        """Where relative links start from if nothing else tells: the first official host."""
        return f"https://{self.domains[0].partition('/')[0]}/" if self.domains else ""
