"""Broken and hostile documents: what exactly each gives, and that it takes only itself along."""

import json
from datetime import UTC, datetime

import pytest
from fakes.feeds import item, rss
from hypothesis import given
from hypothesis import strategies as st

from bot.news.document import MAX_BYTES
from bot.news.parse import Parsed, parse
from bot.news.spec import Extraction, Spec
from bot.news.text import MAX_SUMMARY, MAX_TITLE

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OPENAI = Spec(("openai.com",))
WHOLE = '<rss version="2.0"><channel>{}</channel></rss>'


def titles(parsed: Parsed) -> list[str]:
    return [found.title for found in parsed.items]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;!channel&gt; &lt;!here|x&gt;", "<!channel> <!here|x>"),
        ("@everyone @here &lt;@U1&gt; &lt;@&amp;2&gt;", "@everyone @here <@U1> <@&2>"),
        (
            "**b** _i_ ~s~ `c` [a](https://evil.example)",
            "**b** _i_ ~s~ `c` [a](https://evil.example)",
        ),
        ("&lt;https://evil.example|safe&gt;", "<https://evil.example|safe>"),
        ("<![CDATA[<script>alert(1)</script>New <b>model</b>]]>", "New model"),
        ("&amp;lt;b&amp;gt; &amp;amp; R&amp;amp;D", "<b> & R&D"),
        ("It&#146;s &#8220;new&#8221; &#x1f600;", "It’s “new” 😀"),
        ("a&#8;b&#27;c&#0;d&#xFFFF;e", "abc�de"),
        ("&#99999999; &#xFFFFFFFF; &#9999999999;", "� � �"),
        ("\u202eevil\u202c \u2066x\u2069 z\u200bero\u2060\ufeff", "evil x zero"),
        ("two\nlines\u2028and\u2029more", "two lines and more"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "Ｆｕｌｌ　ｗｉｄｔｈ"),
        ("👩\u200d👩\u200d👧 葛\U000e0100", "👩\u200d👩\u200d👧 葛\U000e0100"),
        ("x" * 5000, "x" * (MAX_TITLE - 1) + "…"),
        ("Zalgo" + "\u0301" * 5000, "Zalg…"),
    ],
)
def test_a_hostile_title_becomes_the_words_it_is(title: str, shown: str) -> None:
    assert titles(parse(rss(item(1, title=title), item(2)), OPENAI, NOW)) == [shown, "News 2"]


@pytest.mark.parametrize("title", ["&#8203;", "\u202e\u2800\u3164", "&lt;b&gt;&lt;/b&gt;", " "])
def test_a_title_that_shows_nothing_is_none(title: str) -> None:
    parsed = parse(rss(item(1, title=title), item(2)), OPENAI, NOW)

    assert titles(parsed) == ["News 2"]
    assert [rejected.reason for rejected in parsed.rejected] == ["no title"]


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        (
            "&lt;p&gt;First &lt;b&gt;bold&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;",
            "First bold. Second.",
        ),
        ("<![CDATA[<style>p{}</style><!-- c --><img src=x onerror=alert(1)>Words.]]>", "Words."),
        ("<p>Markup that is <i>not</i> escaped.</p>", "Markup that is not escaped."),
        (
            "U.S. firms agree. " + "More words follow here. " * 40,
            "U.S. firms agree. " + "More words follow here. " * 24,
        ),
        ("「新モデルです。」と発表しました。" * 60, "「新モデルです。」と発表しました。" * 35),
        ("News 1", ""),
    ],
)
def test_a_summary_is_plain_text_to_the_end_of_a_sentence(summary: str, shown: str) -> None:
    described = item(1).replace("</item>", f"<description>{summary}</description></item>")

    found, _ = parse(rss(described, item(2)), OPENAI, NOW).items

    assert found.summary == shown.rstrip()
    assert len(found.summary) <= MAX_SUMMARY


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("", ["News 1", "News 2"]),
        ("stray & text &copy; &nosuch; &#xD800;", ["News 1", "News 2"]),
        ("<unclosed>", ["News 1", "News 2"]),
        ("</never-opened>", ["News 1", "News 2"]),
        ("<a b=c d>", ["News 1", "News 2"]),
        ("<?php echo 1 ?>", ["News 1", "News 2"]),
        ("<x:y z:a='b'/>", ["News 1", "News 2"]),
        ("<item></item>", ["News 1", "News 2"]),
        ("<item/>" * 1000, ["News 1", "News 2"]),
        ("\x00\x01\x0b\ufffe", ["News 1", "News 2"]),
        ("<dc:creator>" + "a." * 100_000 + "</dc:creator>", ["News 1", "News 2"]),
        ("<![CDATA[" + "<b>" * 50_000 + "]]>", ["News 1", "News 2"]),
    ],
)
def test_what_is_broken_between_two_items_breaks_neither(between: str, kept: list[str]) -> None:
    document = WHOLE.format(item(1) + between + item(2)).encode()

    assert titles(parse(document, OPENAI, NOW)) == kept


@pytest.mark.parametrize(
    ("field", "reasons"),
    [
        ("<link>javascript:alert(1)</link>", ["not https: javascript"]),
        ("<link>https://evil.example/</link>", ["not on an official domain: evil.example"]),
        (
            "<link>https://openai.com/" + "a" * 3000 + "</link>",
            ["address longer than 800 characters"],
        ),
        ("<link></link>", ["no link"]),
        ("", ["no link"]),
    ],
)
def test_a_bad_link_sets_its_item_aside_with_the_reason(field: str, reasons: list[str]) -> None:
    bad = f"<item><title>Bad</title>{field}</item>"

    parsed = parse(rss(item(1), bad, item(2)), OPENAI, NOW)

    assert titles(parsed) == ["News 1", "News 2"]
    assert [rejected.reason for rejected in parsed.rejected] == reasons


def test_a_guid_that_all_items_share_loses_none_of_them() -> None:
    parsed = parse(rss(*(item(n, guid="same") for n in range(50))), OPENAI, NOW)

    assert len(parsed.items) == len({found.key for found in parsed.items}) == 50


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ('{"items": [' + "1" * 5000 + "]}", "broken JSON: Exceeds the limit (4300 digits)"),
        ('{"items": [' + "[" * 100_000, "broken JSON: maximum recursion depth exceeded"),
        ('{"items": ' + '{"a":' * 100_000, "broken JSON: maximum recursion depth exceeded"),
        ('{"items": [1e999, NaN]} x', "broken JSON: Extra data"),
        ('{"items": null}', "JSON, but no feed"),
        ("[]", "JSON, but no feed"),
    ],
)
def test_broken_json_is_an_error_in_one_line(document: str, error: str) -> None:
    parsed = parse(document.encode(), OPENAI, NOW)

    assert str(parsed.error).startswith(error)
    assert "\n" not in str(parsed.error)
    assert parsed.items == ()


def test_odd_numbers_in_json_are_texts_or_nothing() -> None:
    odd = {"id": 10**4000, "title": 1e300, "url": True, "date_published": -1}
    good = {"id": 7, "title": "Good", "url": "https://openai.com/a", "date_published": 10**100}

    parsed = parse(json.dumps({"items": [odd, good]}).encode(), OPENAI, NOW)

    assert [(found.key, found.title, found.published) for found in parsed.items] == [
        ("7", "Good", None)
    ]


FLOODS = {
    "elements within each other": "<a>",
    "elements beside each other": "<a></a>",
    "items": "<item><title>t</title></item>",
    "entries": "<entry><link href='https://openai.com/a'/></entry>",
    "attributes": " a='b'",
    "quotation marks": "<a b='\">",
    "stray ampersands": "&",
    "entities": "&eacute;",
    "numbered characters": "&#1114112;",
    "open comments": "<!--",
    "open CDATA sections": "<![CDATA[",
    "declarations": "<!ENTITY a 'b'>",
    "instructions": "<?x",
    "links": "<a href='a'><time>Sep 22, 2026</time>",
    "dates": "<time>2026-09-22</time>",
    "list items": "<li><b>t</b>",
    "white space": " \n",
    "addresses": "a@b.c ",
    "letters": "a",
}
BEGINNINGS = (
    "",
    "<rss version='2.0'><channel><item><title>",
    "<rss version='2.0'><channel><item><author>",
    "<rss version='2.0' ",
    "<rss version='2.0'><channel><item><pubDate>2026-",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>",
    "<urlset><url><loc>https://openai.com/",
    "<!doctype html><html><body><a href='",
    "<!doctype html><html><body><ul><li>",
    '{"items": [{"url": "https://openai.com/a", "title": "',
)
EXTRACTED = Spec(("openai.com",), "html", "en", "", Extraction("li", "b", "a", "time", "p"))


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_gives_items_or_an_error(flood: str, beginning: str) -> None:
    """It ends, too: each of these took minutes at some time, with one parser or another."""
    size = MAX_BYTES // 50
    document = (beginning + FLOODS[flood] * size)[:size].encode()

    for spec in (OPENAI, EXTRACTED):
        parsed = parse(document, spec, NOW)

        assert parsed.error is None or parsed.items == ()
        assert len(parsed.items) <= size // 10


SOUP = """\
<rss> <rss/version='2.0'> <channel> </channel> <item> </item> <title> </title> <link> </link>
<guid> <pubDate> <description> <feed> <feed/xmlns='http://www.w3.org/2005/Atom'> <entry> </entry>
<link/href='https://openai.com/b'/> <urlset> <url> <loc> </loc> <html> <body> <base/href='x'> <ul>
<li> <a/href='/x'> </a> <time> </time> <script/type='application/json'> </script> <author> <![CDATA[
]]> <!-- --> <? ?> <!DOCTYPE <!ENTITY <!channel> @everyone &amp; &x; &#8; &#x110000; & < > { } [ ] "
\\ : , {"items":[ {"title":"a","url":"https://openai.com/c"} ]} https://openai.com/a 2026-08-19
令和8年9月22日 JST \x00 \ufffe \ud83d \u202e"""
BYTES = st.binary(max_size=200) | st.lists(st.sampled_from(SOUP.split()), max_size=60).map(
    lambda parts: " ".join(parts).encode(errors="surrogatepass")
)
SPECS = st.sampled_from(
    [OPENAI, EXTRACTED]
    + [Spec(("openai.com",), kind) for kind in ("rss", "atom", "json", "sitemap", "html")]
    + [Spec(("openai.com",), "html", "ja", "", Extraction("a.b", "c", "d", script="script"))]
)
CONTENT_TYPES = st.none() | st.sampled_from(["text/xml; charset=utf-16", "x; charset=utf-7"])


@given(BYTES, SPECS, CONTENT_TYPES)
def test_any_bytes_give_items_or_an_error(
    document: bytes, spec: Spec, content_type: str | None
) -> None:
    parsed = parse(document, spec, NOW, content_type)

    assert parsed.error is None or (parsed.items, parsed.rejected) == ((), ())
    assert len(parsed.items) + len(parsed.rejected) <= max(
        1, document.count(b"<")
    ) + 1 + document.count(b"{")
    for found in parsed.items:
        assert found.url.startswith("https://openai.com/")
        assert found.title == " ".join(found.title.split(" "))
        assert 0 < len(found.title) <= MAX_TITLE
        assert found.title.isprintable() or "\u3000" in found.title
        assert found.published is None or found.published <= NOW


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3))
def test_any_texts_of_an_item_leave_the_others_as_they_are(texts: list[str]) -> None:
    title, link, date = (text.replace("<", "").replace("]", "") for text in texts)
    hostile = item(1, title=title or "x", link=link or "x", date=date)

    found = titles(parse(rss(item(2), hostile, item(3)), OPENAI, NOW))

    assert (found[0], found[-1]) == ("News 2", "News 3")
