"""Only what is official passes: each kind of forgery is tried in every form of document."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import forged
from fakes.feeds import item, rss
from fakes.forged import Site

from bot.news.load import load_sources
from bot.news.parse import parse
from bot.news.spec import Spec

SOURCES = load_sources(Path(__file__).parents[3] / "data" / "sources.yaml").sources
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OPENAI = Spec(("openai.com",))
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'

HOST = Site.of("openai.com")
ACCOUNT = Site.of("github.com/openai")
KINDS = forged.addresses(HOST) | {
    kind: forge(ACCOUNT)
    for table in (forged.SHARED_HOSTS, forged.REPOSITORIES)
    for kind, forge in table.items()
}
ON_ACCOUNT = KINDS.keys() - forged.addresses(HOST).keys()


@pytest.mark.parametrize("form", forged.FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_no_forged_item_passes_and_the_true_one_beside_it_does(
    kind: str, form: Callable[[str, str], bytes]
) -> None:
    site = ACCOUNT if kind in ON_ACCOUNT else HOST
    true = f"{site.root}/true"

    parsed = parse(form(KINDS[kind], true), Spec((f"{site.host}/{site.path}".strip("/"),)), NOW)

    assert [found.url for found in parsed.items] == [true]
    assert [bool(rejected.reason) for rejected in parsed.rejected] == [True]


def test_there_are_a_hundred_kinds() -> None:
    assert len(KINDS) >= 100


def test_no_forged_item_passes_as_one_of_any_source() -> None:
    for source in SOURCES:
        site = Site.of(source.domains[0])
        spec = Spec(source.domains)
        for kind, address in forged.addresses(site).items():
            parsed = parse(forged.rss(address, f"{site.root}/true"), spec, NOW)

            assert [found.title for found in parsed.items] == ["True"], (source.id, kind)


ODD_ITEMS = {
    "guid as the only link": "<guid>https://forged.example/</guid>",
    "enclosure": "<enclosure url='https://openai.com/a.mp3'/>",
    "link in the text": "<description>&lt;a href='https://openai.com'&gt;</description>",
    "comments": "<comments>https://openai.com/a</comments>",
    "source element": "<source url='https://openai.com/rss'>OpenAI</source>",
    "second link": "<link>https://openai.com/a</link><link>https://forged.example/</link>",
    "link with markup": "<link><a href='https://openai.com/a'>https://forged.example/</a></link>",
    "link in another namespace": "<x:link xmlns:x='urn:x'>https://openai.com/a</x:link>",
    "original link elsewhere": "<link>https://openai.com/a</link>"
    "<feedburner:origLink>https://forged.example/</feedburner:origLink>",
    "picture": "<media:content url='https://openai.com/a.png'/>",
    "podcast": "<itunes:image href='https://openai.com/a.png'/>",
}
NAMESPACES = (
    "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
    "xmlns:media='http://search.yahoo.com/mrss/'"
)


@pytest.mark.parametrize("kind", ODD_ITEMS)
def test_an_item_of_rss_is_judged_by_its_link_alone(kind: str) -> None:
    odd = f"<item {NAMESPACES}><title>t</title>{ODD_ITEMS[kind]}</item>"

    parsed = parse(rss(odd, item(1)), OPENAI, NOW)

    assert [found.title for found in parsed.items] == ["News 1"]
    assert len(parsed.rejected) == 1


ODD_ENTRIES = {
    "alternate elsewhere": '<link rel="self" href="https://openai.com/a"/>'
    '<link rel="alternate" href="https://forged.example/"/>',
    "link without a relation": '<link rel="edit" href="https://openai.com/a"/>'
    '<link href="https://forged.example/"/>',
    "only related": '<link rel="related" href="https://openai.com/a"/>',
    "only via": '<link rel="via" href="https://openai.com/a"/>',
    "only an enclosure": '<link rel="enclosure" href="https://openai.com/a.mp3"/>',
    "base elsewhere": '<link xml:base="https://forged.example/" href="a"/>',
    "content elsewhere": '<content src="https://openai.com/a"/>',
    "id as the only address": "<id>https://forged.example/a</id>",
}


@pytest.mark.parametrize("kind", ODD_ENTRIES)
def test_an_entry_of_atom_is_judged_by_its_alternate_link(kind: str) -> None:
    document = ATOM.format(f"<entry><title>t</title>{ODD_ENTRIES[kind]}</entry>")

    parsed = parse(document.encode(), OPENAI, NOW)

    assert parsed.items == ()
    assert len(parsed.rejected) == 1


@pytest.mark.parametrize(
    "document",
    [
        '{"items": [{"title": "t", "external_url": "https://openai.com/a"}]}',
        '{"items": [{"title": "t", "id": "https://forged.example/a"}]}',
        '{"items": [{"title": "t", "url": ["https://openai.com/a"]}]}',
        '{"items": [{"title": "t", "url": "https://openai.com\\u0000.forged.example/"}]}',
        '{"items": [{"title": "t", "url": "https://openai.com\\ud800.forged.example/"}]}',
        '{"home_page_url": "https://forged.example/", "items": [{"title": "t", "url": "a"}]}',
    ],
)
def test_an_item_of_json_feed_is_judged_by_its_address(document: str) -> None:
    parsed = parse(document.encode(), OPENAI, NOW)

    assert parsed.items == ()
    assert len(parsed.rejected) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<base href='https://forged.example/'><a href='a'><time>Sep 22, 2026</time>Title</a>",
        "<a href='//forged.example/'><time>Sep 22, 2026</time>Title</a>",
        "<a href='javascript:open(\"https://openai.com/a\")'><time>Sep 22, 2026</time>Title</a>",
        "<a href='&#x68;ttps://openai.com@forged.example'><time>Sep 22, 2026</time>Title</a>",
    ],
)
def test_a_link_of_a_page_is_judged_by_where_it_leads(body: str) -> None:
    page = f"<!doctype html><html><body>{body}</body></html>"

    parsed = parse(page.encode(), Spec(("openai.com",), base_url="https://openai.com/news"), NOW)

    assert parsed.items == ()
    assert len(parsed.rejected) == 1


def test_a_site_map_lists_only_pages_of_the_site_itself() -> None:
    document = (
        '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><url>'
        '<loc>https://forged.example/a</loc><xhtml:link href="https://openai.com/a"/></url></urlset>'
    )

    parsed = parse(document.encode(), OPENAI, NOW)

    assert [rejected.url for rejected in parsed.rejected] == ["https://forged.example/a"]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fopenai.com%2Fa%3Fx%3D1", "a?x=1"),
        ("https://www.google.co.jp/url?q=http://openai.com/a&usg=x", "a"),
        ("https://www.google.com/amp/s/openai.com/a", "a"),
        ("https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fopenai.com%2Fa", "a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fopenai.com%2Fa%3Ffbclid%3D1&h=x", "a"),
        ("https://slack-redir.net/link?url=https%3A%2F%2Fopenai.com%2Fa", "a"),
    ],
)
def test_a_redirector_that_names_an_official_page_is_replaced_by_it(
    address: str, link: str
) -> None:
    (found,) = parse(forged.json_feed(address, ""), OPENAI, NOW).items

    assert found.url == f"https://openai.com/{link}"


def test_the_original_link_of_a_feed_that_counts_clicks_is_taken() -> None:
    document = rss(
        f"<item {NAMESPACES}><title>t</title>"
        "<link>http://feedproxy.google.com/~r/openai/~3/abc/</link>"
        "<feedburner:origLink>http://openai.com/a</feedburner:origLink></item>"
    )

    assert parse(document, OPENAI, NOW).items[0].url == "https://openai.com/a"
