from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.news.parse import Parsed, parse
from bot.news.spec import Extraction, Spec

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PAGE = Spec(("openai.com",), "html", base_url="https://openai.com/news/")


def read(body: str, spec: Spec = PAGE, end: str = "</html>") -> Parsed:
    return parse(f"<!doctype html><html><body>{body}{end}".encode(), spec, NOW)


def found(parsed: Parsed) -> list[tuple[str, str]]:
    return [(item.title, item.url.removeprefix("https://openai.com/")) for item in parsed.items]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='a'><time>Sep 22, 2026</time><h3>Title</h3><p>Text.</p></a>",
        "<a href='a'><div><i>N</i><time datetime='2026-09-22'>Now</time></div><i>Title</i></a>",
        "<li><span>2026/09/22</span><a href='a'>Title</a></li>",
        "<li><a href='a'>Title</a><small>22 September 2026</small></li>",
        "<li>\n <a href='a'>Title</a>\n &middot; <i>22 September 2026</i> by us\n</li>",
        "<li><p><a href='a'>Title</a></p><p><b><b><b><b>2026-09-22</b></b></b></b></p></li>",
        "<a href='a'>T<b>it</b>le <span>2026-09-22</span></a>",
        "<dl><dt>2026-09-22</dt><dd><a href='a'>Title</a></dd></dl>",
        "<table><tr><td>2026年9月22日</td><td>x</td><td><a href='a'>Title</a></td></tr></table>",
        "<div><h3><a href='a'>Title</a></h3><footer><time>Sep 22, 2026</time></footer></div>",
    ],
)
def test_a_link_with_a_date_beside_it_is_an_item(body: str) -> None:
    parsed = read(f"<nav><a href='/jobs'>Jobs</a></nav><main>{body}</main>")

    assert found(parsed) == [("Title", "news/a")]
    assert parsed.items[0].published == datetime(2026, 9, 22, tzinfo=UTC)


def test_each_date_of_a_list_finds_its_own_link() -> None:
    rows = "".join(
        f"<dt>2026-09-{day}</dt><dd><a href='{day}'>News of {day}</a></dd>" for day in (24, 23, 22)
    )

    assert [item.title[-2:] for item in read(f"<dl>{rows}</dl>").items] == ["24", "23", "22"]


def test_a_link_that_is_listed_twice_is_one_item() -> None:
    card = "<a href='a'><time>Sep 22, 2026</time><h3>Title</h3></a>"

    assert len(read(card + card.replace("h3", "h2")).items) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<a href='a'>Far</a>" + "<b>" * 9 + "2026-09-22" + "</b>" * 9,
        "",
        "Sorry, try later.",
        "<a href='a'>Undated</a>",
        "<time>Sep 22, 2026</time>",
    ],
)
def test_a_page_without_items_is_an_error(body: str) -> None:
    assert read(body).error == "page without items: its markup may have changed"


def test_the_last_item_of_a_cut_page_is_left_out() -> None:
    cards = "".join(
        f"<a href='{n}'><time>Sep 2{n}, 2026</time><b>Title {n}</b></a>" for n in (1, 2)
    )

    parsed = read(cards, end="")

    assert found(parsed) == [("Title 1", "news/1")]
    assert parsed.warnings == ("cut document: its last item was left out",)


@pytest.mark.parametrize(
    ("head", "base_url", "address"),
    [
        ("<base href='/other/'>", "https://openai.com/news/", "other/a"),
        ("<base href='http://[bad'>", "https://openai.com/news/", "news/a"),
        ("<link rel='canonical' href='https://openai.com/page/'>", "", "page/a"),
        ("", "", "a"),
    ],
)
def test_relative_links_start_from_the_page(head: str, base_url: str, address: str) -> None:
    body = f"{head}<a href='a'><time>Sep 22, 2026</time><h3>Title</h3></a>"

    assert found(read(body, replace(PAGE, base_url=base_url))) == [("Title", address)]


SELECTED = replace(
    PAGE, extraction=Extraction(item="li", title="b", link="a", date="i", summary="p")
)


def test_declared_selectors_say_where_the_items_stand() -> None:
    parsed = read(
        "<a href='/jobs'>Jobs</a><ul><li><i>Sep 22, 2026</i><a href='a'>more</a><b>R&amp;D</b>"
        "<p>Text.</p></li><li><b>No link</b></li><li><a>No address</a><b>x</b></li></ul>",
        SELECTED,
    )

    assert found(parsed) == [("R&D", "news/a")]
    assert parsed.items[0].summary == "Text."
    assert parsed.items[0].published == datetime(2026, 9, 22, tzinfo=UTC)
    assert [rejected.reason for rejected in parsed.rejected] == ["no link"]


def test_an_item_can_be_the_link_itself_and_have_no_date() -> None:
    spec = replace(PAGE, extraction=Extraction(item="a.card", title=""))

    assert found(read("<a class='card' href='a'>Title</a>", spec)) == [("Title", "news/a")]


EMBEDDED = replace(
    PAGE,
    extraction=Extraction(
        script="script#data", item="props.0.posts", title="title", link="link.path", date="at"
    ),
)


def test_items_are_read_from_the_json_in_a_page() -> None:
    script = (
        '{"props": [{"posts": [{"title": "Title", "link": {"path": "/a"}, "at": "2026-09-22"},'
        ' {"title": "No link"}, "no post"]}]}'
    )

    parsed = read(f"<script id='data' type='application/json'>{script}</script>", EMBEDDED)

    assert found(parsed) == [("Title", "a")]
    assert parsed.items[0].published == datetime(2026, 9, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<script id='data'>{</script>", "page whose embedded JSON is broken"),
        ("<script id='data'>{}</script>", "page without items: its markup may have changed"),
        ("<script id='data'>{'props': [1]}</script>", "page whose embedded JSON is broken"),
        (
            '<script id="data">{"props": [1]}</script>',
            "page without items: its markup may have changed",
        ),
        (
            '<script id="data">{"props": []}</script>',
            "page without items: its markup may have changed",
        ),
        ("<p>", "page without items: its markup may have changed"),
    ],
)
def test_json_that_is_not_as_declared_is_an_error(body: str, error: str) -> None:
    assert read(body, EMBEDDED).error == error


def test_a_link_with_a_thousand_dates_is_read_once() -> None:
    dates = "<time>Sep 22, 2026</time>" * 1000
    body = f"<a href='a'><b>Title of the page</b>{dates}{'<i>x</i>' * 20_000}</a>"

    assert found(read(body)) == [("Title of the page", "news/a")]


def test_a_page_may_have_many_elements_beside_each_other() -> None:
    rows = "<li><b>x</b><br><img src='i' alt=\"a b c\"></li><p>y" * 10_000

    assert len(read(rows + "<a href='a'><time>Sep 22, 2026</time><b>Title</b></a>").items) == 1


CHANGELOG = replace(PAGE, extraction=Extraction(item="h2[id]", date="", summary="+ ul"))


def test_a_changelog_of_headings_has_its_texts_in_what_follows_them() -> None:
    parsed = read(
        "<h1>Changes</h1><h2 id='10-09-2026'>October 9, 2026</h2><h3>Models</h3>"
        "<ul><li>A new model. It is small.</li></ul>"
        "<h2 id='10-01-2026'>October 1, 2026</h2><div><ul><li>A fix.</li></ul></div>"
        "<h2 id='09-01-2026'>September 1, 2026</h2><p>Nothing.</p><h2>More</h2><ul><li>x</ul>",
        CHANGELOG,
    )

    assert found(parsed) == [
        ("A new model.", "news/#10-09-2026"),
        ("A fix.", "news/#10-01-2026"),
    ]
    assert parsed.items[0].published == datetime(2026, 10, 9, tzinfo=UTC)
    assert parsed.items[0].summary == "A new model. It is small."
    assert [(rejected.fault, rejected.reason) for rejected in parsed.rejected] == [
        ("title", "no title")
    ]


def test_a_link_without_an_address_is_none_also_where_it_has_an_id() -> None:
    spec = replace(PAGE, extraction=Extraction(item="li", title="", link="a"))

    assert [each.reason for each in read("<li><a id='x'>Title</a></li>", spec).rejected] == [
        "no link"
    ]
