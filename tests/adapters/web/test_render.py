from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from strategies import replies

from adapters.fitting import visible
from adapters.web.render import render
from bot.calls import Call
from bot.reply import (
    Actions,
    Block,
    Button,
    Choice,
    Divider,
    Field,
    Fields,
    Heading,
    Link,
    LinkButton,
    Moment,
    Note,
    Notice,
    Reply,
    Ruby,
    Section,
    Select,
    Text,
    Words,
)

OUR_ELEMENTS = {
    *("h1", "h2", "p", "section", "dl", "div", "dt", "dd", "nav", "ul", "li", "hr"),
    *("a", "b", "small", "strong", "span", "ruby", "rp", "rt", "time"),
}
unhurried = settings(max_examples=50)

OUR_ATTRIBUTES = {"class", "href", "rel", "role", "aria-label", "datetime"}


class Reader(HTMLParser):
    """Reads HTML as a browser would, and keeps its elements, attributes, links and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def address(call: Call) -> str:
    return f"/call?c={call.encode()}"


def html(*blocks: Block) -> str:
    return str(render(Reply("ja", blocks), address))


@unhurried
@given(replies())
def test_no_word_of_any_reply_becomes_markup(reply: Reply) -> None:
    read = Reader(str(render(reply, address)))

    assert set(read.elements) <= OUR_ELEMENTS
    assert read.attributes <= OUR_ATTRIBUTES
    assert all(link.startswith(("/call?c=", "https://", "http://")) for link in read.links)


@unhurried
@given(replies())
def test_every_step_of_any_reply_is_a_link_to_its_call(reply: Reply) -> None:
    links = Reader(str(render(reply, address))).links

    assert [link for link in links if link.startswith("/call")] == [
        address(call) for call in reply.calls()
    ]


@unhurried
@given(replies())
def test_the_first_heading_of_any_reply_is_the_pages_own_and_none_is_lost(reply: Reply) -> None:
    read = Reader(str(render(reply, address)))
    headings = [block.text for block in reply.blocks if isinstance(block, Heading)]

    assert read.elements.count("h1") == bool(headings)
    assert all(visible(heading) in read.words for heading in headings)


@unhurried
@given(replies())
def test_nothing_unseen_turns_the_words_of_any_reply_around(reply: Reply) -> None:
    written = str(render(reply, address))

    assert visible(written) == written


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Text((Words("a < b"),)), "<p>a &lt; b</p>"),
        (Text((Words("重要", strong=True),)), "<p><strong>重要</strong></p>"),
        (
            Text((Ruby("転移学習", "てんいがくしゅう"),)),
            "<p><ruby>転移学習<rp>（</rp><rt>てんいがくしゅう</rt><rp>）</rp></ruby></p>",
        ),
        (
            Text((Moment(datetime(2026, 11, 24, tzinfo=UTC), "Asia/Tokyo"),)),
            '<p><time datetime="2026-11-24T00:00:00+00:00">11月24日 09:00 (Asia/Tokyo)</time></p>',
        ),
        (
            Text((Link("論文", "https://example.com/?a=1&b=2"),)),
            (
                '<p><a class="link" href="https://example.com/?a=1&amp;b=2"'
                ' rel="external noopener noreferrer">論文</a></p>'
            ),
        ),
        (Section("使い方", (Words("x"),)), "<section><h2>使い方</h2><p>x</p></section>"),
        (Note((Words("出典"),)), '<p class="note">出典</p>'),
        (
            Notice("warning", (Words("録画です"),)),
            '<p class="notice warning" role="note">録画です</p>',
        ),
        (
            Fields((Field("分野", (Words("学習"),)),)),
            "<dl><div><dt>分野</dt><dd>学習</dd></div></dl>",
        ),
        (
            Actions((Button("次へ", Call("index"), primary=True),)),
            '<div class="actions"><a class="button primary" href="/call?c=1|index">次へ</a></div>',
        ),
        (
            Actions((LinkButton("開く", "https://example.com/"),)),
            (
                '<div class="actions"><a class="button" href="https://example.com/" '
                'rel="external noopener noreferrer">開く</a></div>'
            ),
        ),
        (
            Select("選ぶ", (Choice("か", Call("index"), "5件"),)),
            (
                '<nav class="choices" aria-label="選ぶ"><p>選ぶ</p><ul><li>'
                '<a href="/call?c=1|index"><b>か</b> <small>5件</small></a></li></ul></nav>'
            ),
        ),
        (Divider(), "<hr>"),
    ],
)
def test_each_kind_of_block_has_its_element(block: Block, expected: str) -> None:
    assert html(block) == expected
