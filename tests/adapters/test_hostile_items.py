"""What a hostile feed says is shown on every platform as the words it is, and leads nowhere else.

Each platform's text is read here by a small reader of its markup, apart from the code that writes
it.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from fakes.newsroom import SOURCES, TERMS
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from strategies import HOSTILE

from adapters.discord.render import render as discord
from adapters.slack.render import render as slack
from adapters.terminal.render import render as terminal
from adapters.web.render import render as web
from bot.digest.compose import compose
from bot.news.links import MAX_ADDRESS
from bot.news.parse import ParsedItem, parse
from bot.news.spec import Spec
from bot.reply import Reply
from bot.storage.records import Item

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LINK = "https://alpha.example/a"

texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=8).map("".join)


def read(title: str, summary: str, link: str = LINK) -> tuple[ParsedItem, ...]:
    """Return what a feed with one item of these texts gives."""
    item = {"id": "1", "url": link, "title": title, "content_html": summary}
    document = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})
    return parse(document.encode(), Spec(("alpha.example",)), NOW).items


def digest(found: ParsedItem) -> Reply:
    """Return the digest that shows `found`."""
    item = Item(
        source="alpha",
        key=found.key,
        title=found.title,
        url=found.url,
        published=NOW,
        first_seen=NOW,
        summary=found.summary,
    )
    return compose(
        (item,),
        day=date(2026, 11, 24),
        language="en",
        timezone="UTC",
        terms=TERMS,
        sources=SOURCES,
    )


def parts(value: object) -> Iterator[dict[str, object]]:
    """Yield every JSON object within `value`."""
    if isinstance(value, dict):
        yield value
        yield from parts(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(texts, texts)
def test_on_slack_it_mentions_nobody_and_links_only_to_itself(title: str, summary: str) -> None:
    for found in read(title, summary):
        messages = slack(digest(found))

        assert {part["url"] for part in parts(messages) if "url" in part} == {LINK}
        for part in parts(messages):
            if part.get("type") == "mrkdwn":
                assert not re.search(r"<[!@#]", str(part["text"]))
        assert not any("<" in str(message["text"]) for message in messages)
        shown = "".join(str(p["text"]) for p in parts(messages) if isinstance(p.get("text"), str))
        assert letters(found.title) in letters(shown)


LINKS = re.compile(r"\]\(([^)]*)\)|<(https?://[^>]*)>")
"""What Discord takes for links, once its escaped characters are gone."""


@given(texts, texts)
def test_on_discord_it_mentions_nobody_and_links_only_to_itself(title: str, summary: str) -> None:
    for found in read(title, summary):
        messages = discord(digest(found))

        written = [str(part["description"]) for part in parts(messages) if "description" in part]
        bare = [re.sub(r"\\.", "", text, flags=re.DOTALL) for text in written]
        assert {a or b for text in bare for a, b in LINKS.findall(text)} == {LINK}
        for text in bare:
            assert not re.search(r"[@`|~]|<(?!t:\d+:f>)|https?:", LINKS.sub("", text))
        assert all(message["allowed_mentions"] == {"parse": []} for message in messages)
        assert letters(found.title) in letters("".join(written))


@given(texts, texts)
def test_on_the_web_it_is_text_and_links_only_to_itself(title: str, summary: str) -> None:
    for found in read(title, summary):
        page = LexborHTMLParser(str(web(digest(found), lambda _: "/call")))

        links = {node.attributes.get("href") for node in page.css("a")}
        assert links == {LINK, "/call"}
        assert not page.css("script, img, iframe, style, [onerror], [onclick], [style]")
        assert [node.text() for node in page.css(f'a[href="{LINK}"]')] == [found.title]


@given(texts, texts)
def test_in_a_terminal_it_steers_nothing(title: str, summary: str) -> None:
    for found in read(title, summary):
        shown = terminal(digest(found), styled=False)

        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert LINK in shown
        assert found.title in shown


def test_the_longest_link_is_one_on_every_platform() -> None:
    longest = f"{LINK}?b={'%E7%94%A8' * 100}"[:MAX_ADDRESS]
    (found,) = read("Title", "", longest)
    reply = digest(found)

    pages = (str(web(reply, lambda _: "")), terminal(reply, styled=False))
    for shown in (discord(reply), slack(reply), *pages):
        assert longest in json.dumps(shown)
