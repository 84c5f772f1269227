"""Any reply becomes messages that Slack takes, with every word and every call in them."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.slack_limits import message_faults
from hypothesis import given
from slack_sdk.models.blocks import Block as SdkBlock
from strategies import replies
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.slack.render import render
from adapters.slack.words import unescape
from bot.calls import Call
from bot.i18n import Language
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
    Span,
    Text,
    Words,
)

ELEMENTS = {"text", "link", "date"}
"""What may stand in rich text: nothing that mentions a person, a group or a channel."""


def shown(*blocks: Block) -> list[Any]:
    """Return the blocks of the one message that shows a reply of `blocks`."""
    (message,) = render(Reply("en", blocks))
    assert message_faults(message) == []
    made = message["blocks"]
    assert isinstance(made, list)
    return made


def objects(part: object) -> Iterator[dict[str, Any]]:
    """Yield every JSON object in `part`, outermost first."""
    if isinstance(part, dict):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from objects(inner)


def said(part: dict[str, Any]) -> str:
    """Return the words of one JSON object, without those of the objects in it."""
    text = part.get("text", "")
    if not isinstance(text, str):
        return ""
    return unescape(text) if part.get("type") == "mrkdwn" else text


def squeezed(text: str) -> str:
    """Return `text` without spaces and invisible characters."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")


def words(reply: Reply) -> Iterator[str]:
    """Yield the words that a reader must get, in order."""
    for block in reply.blocks:
        match block:
            case Heading(text):
                yield text
            case Text(spans) | Note(spans) | Notice(_, spans):
                yield from map(_word, spans)
            case Section(heading, spans):
                yield heading
                yield from map(_word, spans)
            case Fields(fields):
                for field in fields:
                    yield field.label
                    yield from map(_word, field.spans)
            case _:
                pass


def _word(span: Span) -> str:
    return "" if isinstance(span, Moment) else span.text


@given(replies())
def test_slack_accepts_every_reply(reply: Reply) -> None:
    for message in render(reply):
        assert message_faults(message) == []
        for block in SdkBlock.parse_all(message["blocks"]):  # type: ignore[arg-type]  # the SDK's own judge
            block.validate_json()


@given(replies())
def test_no_word_is_lost(reply: Reply) -> None:
    blocks = [message["blocks"] for message in render(reply)]
    there = squeezed("".join(map(said, objects(blocks))))

    position = 0
    for word in map(squeezed, words(reply)):
        position = there.find(word, position)
        assert position >= 0, word
        position += len(word)


@given(replies())
def test_a_button_comes_back_as_the_call_it_was_made_from(reply: Reply) -> None:
    values = [part["value"] for part in objects(render(reply)) if "value" in part]

    assert tuple(map(Call.decode, values)) == reply.calls()


@given(replies())
def test_nobody_is_mentioned(reply: Reply) -> None:
    """Rich text holds words, links and dates; where Slack reads markup, no word is any."""
    for message in render(reply):
        assert "<" not in str(message["text"])
        for part in objects(message["blocks"]):
            if part.get("type") == "mrkdwn":
                assert part["text"].startswith(("<http", "<!date^"))
                assert part["text"].count("<") == 1
            elif part.get("type", "").startswith("rich_text_"):
                assert {element["type"] for element in part["elements"]} <= ELEMENTS


@given(replies())
def test_action_ids_differ_within_a_message(reply: Reply) -> None:
    for message in render(reply):
        ids = [part["action_id"] for part in objects(message) if "action_id" in part]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_card_looks_as_agreed(language: Language, snapshot: SnapshotAssertion) -> None:
    assert render(card(language)) == snapshot(extension_class=JSONSnapshotExtension)


def test_a_reply_of_nothing_still_gives_a_message() -> None:
    (message,) = render(Reply("en", (Text(()), Heading(" "), Note((Words("\n"),)))))

    assert message["text"] == "…"


def test_a_heading_longer_than_a_header_goes_on_in_the_next() -> None:
    blocks = shown(Heading("word " * 60))

    assert [block["type"] for block in blocks] == ["header", "header"]


def test_a_long_reply_becomes_several_messages() -> None:
    messages = render(Reply("en", (Text((Words("A sentence. " * 3000),)),)))

    assert len(messages) > 3
    assert all(message_faults(message) == [] for message in messages)


def test_more_blocks_than_a_message_takes_become_the_next_message() -> None:
    messages = render(Reply("en", (Divider(),) * 51))

    assert [len(list(objects(message))) - 1 for message in messages] == [50, 1]


@pytest.mark.parametrize("url", ["https://", "https://[", "https://a.example/" + "x" * 2000])
def test_a_link_that_slack_would_refuse_is_written_out(url: str) -> None:
    (text,) = shown(Text((Link("Paper", url),)))

    assert text["elements"][0]["elements"] == [{"type": "text", "text": f"Paper <{url}>"}]


def test_a_link_button_that_slack_would_refuse_is_written_out() -> None:
    """The buttons beside it stay, and the link follows them."""
    row, text = shown(
        Actions((LinkButton("Paper", "https://["), LinkButton("Site", "https://a.example")))
    )

    assert [button["url"] for button in row["elements"]] == ["https://a.example"]
    assert text["elements"][0]["elements"] == [{"type": "text", "text": "Paper <https://[>"}]


def test_an_address_can_not_leave_its_link() -> None:
    (note,) = shown(Note((Link("Paper & <co>", "https://a.example/?q=a&b|c>d"),)))

    assert note["elements"] == [
        {
            "type": "mrkdwn",
            "text": "<https://a.example/?q=a&amp;b%7Cc%3Ed|Paper &amp; &lt;co&gt;>",
            "verbatim": True,
        }
    ]


def test_a_link_without_words_shows_its_address() -> None:
    (text,) = shown(Text((Link(" ", "https://a.example"),)))

    assert text["elements"][0]["elements"][0]["text"] == "https://a.example"


def test_small_print_longer_than_a_context_block_goes_on_in_the_next() -> None:
    links = tuple(Link(f"Source {n}", f"https://a.example/{n}") for n in range(12))
    blocks = shown(Note(links))

    assert [len(block["elements"]) for block in blocks] == [10, 2]


def card(language: Language) -> Reply:
    """Return a reply with a block of every kind, much as the card of a term."""
    at = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    ja = language == "ja"
    define = Call("define", (("term", "transfer-learning"),), language)
    return Reply(
        language,
        (
            Notice(
                "information", (Words("「転位学習」の結果です。" if ja else "Did you mean this?"),)
            ),
            Notice("warning", (Words("録画です。" if ja else "This is a recording."),)),
            Heading("転移学習" if ja else "Transfer Learning"),
            Text((Ruby("転移学習", "てんいがくしゅう"), Words(" / Transfer Learning"))),
            Text((Words("A model for one task, "), Words("reused", strong=True), Words("."))),
            Section("例" if ja else "Example", (Words("Cats & <dogs>"),)),
            Fields(
                (
                    Field("分類" if ja else "Category", (Words("学習手法" if ja else "Learning"),)),
                    Field("確認日" if ja else "Checked on", (Moment(at, "Asia/Tokyo"),)),
                )
            ),
            Note((Words("Sources: "), Link("A Survey (2009)", "https://doi.org/10.1109/x"))),
            Note((Words("Read "), Moment(at, "Asia/Tokyo"))),
            Divider(),
            Actions(
                (
                    Button(
                        "記事を読む" if ja else "Read", Call("article", (), language), primary=True
                    ),
                    Button("ニュース" if ja else "News", Call("news", (), language)),
                    LinkButton("Paper", "https://doi.org/10.1109/x"),
                )
            ),
            Select(
                "用語を選ぶ" if ja else "Choose a term",
                (Choice("転移学習", define, "Transfer Learning"), Choice("転移学習", define)),
            ),
        ),
    )
