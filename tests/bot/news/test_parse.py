import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.feeds import item, rss
from hypothesis import given
from hypothesis import strategies as st

from bot.news.document import MAX_BYTES
from bot.news.parse import Parsed, parse
from bot.news.spec import Kind, Spec

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OPENAI = Spec(("openai.com",))


def titles(parsed: Parsed) -> list[str]:
    return [found.title for found in parsed.items]


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"", "empty document"),
        (b" \n\0", "empty document"),
        (b"hello", "neither a feed, a site map nor a page"),
        (b"<opml version='2.0'><body/></opml>", "neither a feed, a site map nor a page"),
        (b"<!doctype html><html><body>504 Gateway</body></html>", "expected rss, got html"),
        (b"<urlset></urlset>", "expected rss, got sitemap"),
        (b'{"error": "not found"}', "JSON, but no feed"),
        (b'{"items": [', "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b"<rss", "not a feed"),
        (b"<rss version='2.0'><channel><item></width>", "feed that can't be parsed: TypeError"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "document with a DTD"),
        (
            b'<?xml version="1.0"?><!-- < --> <!DOCTYPE rss SYSTEM "x" [<!ENTITY a "b">]><rss/>',
            "document with a DTD",
        ),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'.encode("utf-16"), "document with a DTD"),
        (bytes(MAX_BYTES + 1), "document larger than 5,000,000 bytes"),
    ],
)
def test_a_document_that_is_no_feed_gives_its_error_and_no_items(
    document: bytes, error: str
) -> None:
    parsed = parse(document, replace(OPENAI, kind="rss"), NOW)

    assert str(parsed.error).startswith(error)
    assert (parsed.items, parsed.rejected) == ((), ())


def test_entities_that_multiply_are_refused_before_they_do() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'.encode() + rss(item(1, title="&l9;"))

    assert parse(document, OPENAI, NOW).error == "document with a DTD"


def test_the_doctype_of_old_rss_is_harmless() -> None:
    doctype = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.com/rss.dtd">'

    assert len(parse(doctype + rss(item(1)), OPENAI, NOW).items) == 1


def test_an_empty_feed_is_no_error() -> None:
    assert parse(rss(), OPENAI, NOW) == Parsed()


@pytest.mark.parametrize("kind", ["rss", "atom", "json", None])
def test_feeds_may_be_of_another_kind_than_declared(kind: Kind | None) -> None:
    assert len(parse(rss(item(1)), replace(OPENAI, kind=kind), NOW).items) == 1


def test_bad_links_are_set_aside_and_the_others_kept() -> None:
    links = ["https://evil.example/a", "javascript:alert(1)", "http://[bad", "https://10.0.0.1/"]
    bad = (item(n, link=link) for n, link in enumerate(links))

    parsed = parse(rss(*bad, item(9)), OPENAI, NOW)

    assert titles(parsed) == ["News 9"]
    assert [rejected.url for rejected in parsed.rejected] == links


def test_a_feed_can_add_no_domain() -> None:
    document = rss("<link>https://evil.example/</link>", item(1, link="/a")).replace(
        b"<channel>", b'<channel xml:base="https://evil.example/">'
    )

    assert parse(document, OPENAI, NOW).items == ()


def test_relative_links_start_from_the_document() -> None:
    spec = replace(OPENAI, base_url="https://openai.com/news/rss.xml")

    assert parse(rss(item(1, link="a")), spec, NOW).items[0].url == "https://openai.com/news/a"


def test_relative_links_start_from_what_the_feed_calls_its_page() -> None:
    document = rss("<link>https://openai.com/news/</link>", item(1, link="a"))

    assert parse(document, OPENAI, NOW).items[0].url == "https://openai.com/news/a"


def test_relative_links_start_from_the_first_domain_if_nothing_else_tells() -> None:
    document = rss(item(1, link="/a"))

    assert parse(document, OPENAI, NOW).items[0].url == "https://openai.com/a"
    assert parse(document, Spec(()), NOW).rejected[0].reason == "relative address"


def test_the_last_item_of_a_cut_document_is_left_out() -> None:
    whole = rss(item(1), item(2))
    for end in range(whole.index(b"<item>", 100) + 6, whole.rindex(b"</item>")):
        parsed = parse(whole[:end], OPENAI, NOW)

        assert titles(parsed) in ([], ["News 1"])
        assert not parsed.items or parsed.items[0].url == "https://openai.com/index/news-1"


def test_a_document_cut_after_an_item_keeps_it() -> None:
    whole = rss(item(1), item(2))

    parsed = parse(whole[: whole.rindex(b"</item>") + 7], OPENAI, NOW)

    assert titles(parsed) == ["News 1", "News 2"]
    assert parsed.warnings[0].startswith("broken XML")


def test_broken_xml_between_the_items_breaks_only_what_it_touches() -> None:
    document = rss(item(1), item(2, title="a <b c"), item(3))

    assert titles(parse(document, OPENAI, NOW))[::2] == ["News 1", "News 3"]


def test_a_stray_ampersand_or_an_entity_of_html_stands_for_itself() -> None:
    link = "https://openai.com/a?x=1&copy=2&y=3"
    title = "R&D &amp; &eacute;&nbsp;&LT;b&#33; &nosuch; <![CDATA[& &amp; &eacute;]]>"

    parsed = parse(rss(item(1, title=title, link=link)), OPENAI, NOW)

    assert titles(parsed) == ["R&D & é <b! &nosuch; & & é"]
    assert (parsed.items[0].url, parsed.warnings) == (link, ())


def test_an_item_says_what_it_is_called() -> None:
    media = (
        "<item><media:description>A picture</media:description><media:title>pic.jpg</media:title>"
        "<title>&amp;lt;b&gt; tags &lt;b&gt;and&lt;/b&gt; R&amp;amp;D</title>"
        "<link>https://openai.com/a</link><description>&lt;p&gt;First.&lt;/p&gt;</description></item>"
    )
    document = rss(media).replace(b"<rss", b'<rss xmlns:media="http://search.yahoo.com/mrss/"')

    found = parse(document, OPENAI, NOW).items[0]

    assert (found.title, found.summary) == ("<b> tags and R&D", "First.")


def test_an_item_without_a_title_is_called_by_its_first_sentence() -> None:
    nameless = "<item><link>https://openai.com/a</link><description>New. More.</description></item>"
    empty = "<item><link>https://openai.com/b</link></item>"

    parsed = parse(rss(nameless, empty), OPENAI, NOW)

    assert titles(parsed) == ["New."]
    assert [rejected.reason for rejected in parsed.rejected] == ["no title"]


def test_a_date_in_the_future_becomes_now_and_an_unreadable_one_unknown() -> None:
    parsed = parse(
        rss(item(1, date="Tue, 24 Nov 2026 19:00:00 GMT"), item(2, date="soon")), OPENAI, NOW
    )

    assert [(i.published, i.clamped) for i in parsed.items] == [(NOW, True), (None, False)]
    assert parsed.warnings == (
        "date in the future: https://openai.com/index/news-1",
        "date that can't be read: soon",
    )


def test_japanese_time_is_read_as_such() -> None:
    parsed = parse(rss(item(1, date="Wed, 19 Aug 2026 15:00:00 JST")), OPENAI, NOW)

    assert parsed.items[0].published == datetime(2026, 8, 19, 6, 0, tzinfo=UTC)


def test_one_guid_is_one_item_unless_link_and_title_both_differ() -> None:
    document = rss(
        item(1, guid="same"),
        item(1, guid="same", title="Edited"),
        item(1, guid="same", link="https://openai.com/moved"),
        item(2, guid="same"),
        item(2, guid="same"),
    )

    assert titles(parse(document, OPENAI, NOW)) == ["News 1", "News 2"]


def test_two_guids_are_two_items_even_with_the_same_link() -> None:
    page = "https://openai.com/procurement"
    document = rss(item(1, guid="a", link=page), item(2, guid="b", link=page))

    assert len(parse(document, OPENAI, NOW).items) == 2


def test_a_long_or_dirty_guid_is_a_short_clean_key() -> None:
    parsed = parse(rss(item(1, guid="g" * 5000), item(2, guid="&#8238; a\nb ")), OPENAI, NOW)

    assert [len(found.key) for found in parsed.items] == [64, 3]


def test_json_feed_gives_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": "https://openai.com/news/",
        "items": [
            {
                "id": 7,
                "url": "a",
                "title": "Half \ud83d",
                "content_html": "<p>First.</p>",
                "date_published": "2026-08-19T15:00:00+09:00",
            },
            {"id": "https://openai.com/b", "content_text": "No title. But text."},
            {"id": None, "title": ["wrong", "types"], "url": {}},
            "no item",
        ],
    }

    parsed = parse(json.dumps(feed).encode(), replace(OPENAI, kind="json"), NOW)

    assert [(i.key, i.title, i.url, i.summary) for i in parsed.items] == [
        ("7", "Half", "https://openai.com/news/a", "First."),
        ("https://openai.com/b", "No title.", "https://openai.com/b", "No title. But text."),
    ]
    assert parsed.items[0].published == datetime(2026, 8, 19, 6, tzinfo=UTC)
    assert [rejected.reason for rejected in parsed.rejected] == ["no link"]


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://openai.com/news/gpt-5.6-luna</loc><lastmod>2026-08-19</lastmod></url>
<url><image:image><image:loc>https://evil.example/x.png</image:loc></image:image>
<loc>https://openai.com/a?x=1&y=2</loc><news:news><news:title>Named</news:title>
<news:publication_date>2026-08-20T00:00:00Z</news:publication_date></news:news></url>
<url><loc>https://openai.com/%E6%97%A5%E6%9C%AC_%E8%AA%9E.html</loc></url>
<url><loc>https://openai.com/</loc></url>
<url><loc>https://[bad/</loc></url>
</urlset>"""


def test_a_site_map_gives_its_pages_by_their_titles_or_addresses() -> None:
    parsed = parse(SITEMAP.encode(), replace(OPENAI, kind="sitemap"), NOW)

    assert [(i.title, i.url, i.published and i.published.day) for i in parsed.items] == [
        ("Gpt 5.6 luna", "https://openai.com/news/gpt-5.6-luna", 19),
        ("Named", "https://openai.com/a?x=1&y=2", 20),
        ("日本 語", "https://openai.com/%E6%97%A5%E6%9C%AC_%E8%AA%9E.html", None),
    ]
    assert [rejected.reason for rejected in parsed.rejected] == ["no title", "no valid address"]


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ("<sitemapindex><sitemap/></sitemapindex>", "site map of site maps: name one of them"),
        (SITEMAP[:400], "broken XML"),
        ("<urlset><!DOCTYPE a></urlset>", "broken XML"),
        ("<!DOCTYPE urlset><urlset/>", "document with a DTD"),
    ],
)
def test_a_site_map_that_can_not_be_read_gives_its_error(document: str, error: str) -> None:
    assert str(parse(document.encode(), OPENAI, NOW).error).startswith(error)


PARTS = """\
<rss> <channel> <item> </item> <title> </title> <link> https://openai.com/a <guid> <entry>
<feed> <![CDATA[ ]]> <!-- --> &amp; &x; <urlset> <url> <loc> <html> <a/href='/x'> <time> 2026-08-19
</ > < { [ " <?xml <!DOCTYPE \ud83d"""
TAGS = st.sampled_from(PARTS.split())


@given(
    st.binary() | st.lists(TAGS).map(lambda parts: " ".join(parts).encode(errors="replace")),
    st.sampled_from([None, "rss", "atom", "json", "sitemap", "html"]),
)
def test_any_bytes_give_items_or_an_error(document: bytes, kind: Kind | None) -> None:
    parsed = parse(document, replace(OPENAI, kind=kind), NOW)

    assert parsed.error is None or parsed.items == ()
    assert all(found.url.startswith("https://openai.com/") for found in parsed.items)
    assert all(found.title and found.key for found in parsed.items)


@given(st.integers(0, 3000), st.binary(max_size=3))
def test_a_damaged_recording_gives_only_whole_links(place: int, damage: bytes) -> None:
    whole = (DATA / "recorded" / "openai-news.rss.xml").read_bytes()
    known = {found.url for found in parse(whole, OPENAI, NOW).items}

    parsed = parse(whole[:place], OPENAI, NOW)

    assert {found.url for found in parsed.items} <= known
    assert (
        parse(whole[:place] + damage + whole[place:], OPENAI, NOW).error is None or not parsed.items
    )
