"""Read JSON Feed (jsonfeed.org, version 1.1)."""

import json
from typing import Any

from bot.news.draft import Draft, Drafts, Unreadable


def read_json_feed(text: str) -> Drafts:
    """Return the items of a JSON feed.

    Raises:
        Unreadable: it is none, or it is cut.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"broken JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Unreadable("JSON, but no feed")
    drafts = tuple(_draft(item) for item in items if isinstance(item, dict))
    return Drafts(drafts, base_url=json_text(feed, "home_page_url"))


def json_text(holder: dict[str, Any], name: str) -> str:
    """Return a member as text; nothing where it is missing or of another type."""
    value = holder.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _draft(item: dict[str, Any]) -> Draft:
    guid = json_text(item, "id")
    texts = ("summary", "content_html", "content_text")
    return Draft(
        address=json_text(item, "url") or guid,
        title=json_text(item, "title"),
        dates=(json_text(item, "date_published"), json_text(item, "date_modified")),
        summary=next(filter(None, (json_text(item, name) for name in texts)), ""),
        guid=guid,
    )
