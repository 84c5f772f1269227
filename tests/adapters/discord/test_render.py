"""How replies look on Discord."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.discord_limits import check_message, embed_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import replies, words
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.discord import ids
from adapters.discord.render import render
from adapters.fitting import visible
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
    Text,
    Words,
)

Json = dict[str, Any]

unhurried = settings(max_examples=250)
"""The longest replies take a busy machine a while."""

ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
OWN_MARKUP = re.compile(r"\]\(https?://[^\s()<>]+\)|<https?://[^\s<>]+>|<t:-?\d+:f>")


def texts(messages: list[Json]) -> list[str]:
    return [text for m in messages for embed in m.get("embeds", []) for text in embed_texts(embed)]


def carried(messages: list[Json]) -> Iterator[Call]:
    """Yield the calls of all components, in reading order."""
    for message in messages:
        for row in message.get("components", []):
            for part in row["components"]:
                if "options" in part:
                    yield from (ids.call(option["value"]) for option in part["options"])
                elif "custom_id" in part:
                    yield ids.call(part["custom_id"])


def shown(*blocks: Block) -> list[Json]:
    return render(Reply("en", blocks))


def description(*blocks: Block) -> str:
    (message,) = shown(*blocks)
    return str(message["embeds"][0]["description"])


@unhurried
@given(replies())
def test_discord_takes_every_message_of_any_reply(reply: Reply) -> None:
    messages = render(reply)

    assert messages
    for message in messages:
        check_message(message, rows_suffice=False)


@unhurried
@given(replies())
def test_each_component_comes_back_as_the_call_it_was_made_from(reply: Reply) -> None:
    assert tuple(carried(render(reply))) == reply.calls()


@unhurried
@given(replies())
def test_no_reply_mentions_anybody_or_writes_markup_of_its_own(reply: Reply) -> None:
    messages = render(reply)

    assert all(message["allowed_mentions"] == {"parse": []} for message in messages)
    for text in texts(messages):
        bare = ESCAPED.sub("", OWN_MARKUP.sub("", text))
        assert not re.search(r"[@<`|~_\[:]", bare.replace("[", "", text.count("](")))


@unhurried
@given(
    st.lists(
        st.one_of(
            st.builds(Heading, words()),
            st.builds(lambda text: Text((Words(text), Words(text, strong=True))), words()),
            st.builds(lambda text: Section(text, (Words(text),)), words()),
            st.builds(lambda text: Note((Words(text),)), words()),
            st.builds(lambda text: Notice("warning", (Words(text),)), words()),
            st.builds(lambda text: Text((Ruby(text, text),)), words()),
            st.just(Divider()),
        ),
        min_size=1,
        max_size=6,
    ).map(tuple)
)
def test_no_word_is_lost(blocks: tuple[Block, ...]) -> None:
    """Given texts of any length, then their letters stand in the messages in the same order."""
    reply = Reply("en", blocks)
    rest = iter("".join(texts(render(reply))))

    for letter in reply.plain():
        if letter.isalnum():
            assert letter in rest


@pytest.mark.parametrize(
    "hostile",
    [
        "@everyone",
        "@here",
        "<@1>",
        "<@&2>",
        "<#3>",
        "<t:0:R>",
        "<:x:1>",
        ":smile:",
        "**b**",
        "__u__",
        "||x||",
        "`c`",
        "# title",
        "> quote",
        "-# small",
        "- item",
        "[a](https://evil.example)",
        "https://evil.example",
        "\\",
        "1. one",
    ],
)
def test_words_are_shown_as_the_words_they_are(hostile: str) -> None:
    text = description(Text((Words(hostile),)))

    assert ESCAPED.sub(lambda found: found[0][1], text) == hostile
    assert not re.search(r"[@<`|~_\[:*>]|^#|^-|\d\.\s", ESCAPED.sub("", text))


def test_a_link_keeps_its_page_whatever_its_address_holds() -> None:
    text = description(Text((Link("a [b] c", "https://example.com/x (1)/用語?q=<a>|b"),)))

    assert text == (
        r"[a \[b\] c](https://example.com/x%20%281%29/%E7%94%A8%E8%AA%9E?q=%3Ca%3E%7Cb)"
    )


@pytest.mark.parametrize(
    ("label", "url", "text"),
    [
        ("https://example.com/a", "https://example.com/a", "<https://example.com/a>"),
        ("", "https://example.com/a", "<https://example.com/a>"),
        ("see https://x.org", "https://a.org", r"see https\://x.org <https://a.org>"),
        ("two\nlines", "https://a.org", "[two lines](https://a.org)"),
        ("IDN", "https://例え.jp/", "[IDN](https://xn--r8jz45g.jp/)"),
        ("port", "http://127.0.0.1:8765/terms", "[port](http://127.0.0.1:8765/terms)"),
        ("a disguise", "https://bank.example@evil.example/", "a disguise"),
        ("no host", "https://", "no host"),
        ("broken", "https://[", "broken"),
        ("endless", "https://a.org/" + "x" * 900, "endless"),
    ],
)
def test_a_link_is_written_so_that_discord_shows_it(label: str, url: str, text: str) -> None:
    assert description(Text((Link(label, url),))) == text


def test_nothing_unseen_is_written() -> None:
    turned = "\u202eab\u202c"
    (message,) = shown(
        Heading(turned),
        Text((Words(turned, strong=True), Link(turned, "https://a.org"), Ruby(turned, turned))),
        Text((Words("\u202e", strong=True),)),
        Fields((Field(turned, (Words(turned),)), Field("\u202e", ()))),
        Actions((Button(turned, Call("index")), Button("\u202e", Call("help")))),
        Select(turned, (Choice(turned, Call("index"), turned),)),
    )

    assert message["embeds"][0]["description"] == "**ab**[ab](https://a.org)ab（ab）"
    written = json.dumps(message, ensure_ascii=False)
    assert visible(written) == written


def test_a_heading_of_what_is_unseen_is_none() -> None:
    assert shown(Heading("\u202e")) == shown(Text(()))


def test_neighbouring_strong_words_stay_strong() -> None:
    spans = (Words("a", strong=True), Words("b", strong=True), Words("\nc", strong=True))

    assert description(Text((*spans, Words("")))) == "**ab**\n**c**"


def test_a_moment_is_shown_in_the_readers_own_zone() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)

    assert description(Text((Moment(at, "Asia/Tokyo"),))) == f"<t:{int(at.timestamp())}:f>"


def test_a_notice_and_small_print_are_marked_on_every_line() -> None:
    text = description(
        Notice("warning", (Words("a\nb"),)), Note((Words("c\nd"),)), Note((Words("e"),))
    )

    assert text == "> a\n> b\n\n-# c\n-# d\n-# e"


def test_a_paragraph_after_facts_stands_below_them_in_the_same_embed() -> None:
    (message,) = shown(Fields((Field("Category", (Words("LLM"),)),)), Note((Words("Source"),)))

    assert [field["inline"] for field in message["embeds"][0]["fields"]] == [True, False]


def test_a_heading_that_is_too_long_for_a_title_goes_on_below_it() -> None:
    (message,) = shown(Heading("word " * 100))
    embed = message["embeds"][0]

    assert (embed["title"] + " " + embed["description"].strip("*")).split() == ["word"] * 100


def test_a_text_longer_than_a_message_goes_on_in_the_next() -> None:
    messages = shown(Text((Words("これは長い文です。" * 1000),)))

    assert len(messages) > 1
    assert all(text.endswith("。") for text in texts(messages))


def fact(number: int) -> Fields:
    return Fields((Field(f"Fact {number}", (Words("so"),)),))


def step(number: int) -> Actions:
    return Actions((Button(f"Step {number}", Call("index", (("page", str(number)),))),))


@pytest.mark.parametrize(
    ("blocks", "messages", "embeds"),
    [
        ([fact(number) for number in range(26)], 1, 2),
        ([step(number) for number in range(6)], 2, 0),
        ([Heading(f"Part {number}") for number in range(11)], 2, 11),
        ([Text((Words("x" * 148),)) for number in range(41)], 2, 3),
        ([fact(0), *(Note((Words("x" * 1000),)) for _ in range(6))], 2, 2),
    ],
)
def test_messages_are_filled_to_the_limits_and_no_further(
    blocks: list[Block], messages: int, embeds: int
) -> None:
    bodies = shown(*blocks)

    assert (len(bodies), sum(len(body.get("embeds", ())) for body in bodies)) == (messages, embeds)
    for body in bodies:
        check_message(body)


def test_buttons_that_read_alike_and_differ_never_share_a_message() -> None:
    """Given two digests with a Pause button each, then each stands in the message of its text."""

    def digest(number: str) -> tuple[Block, ...]:
        pause = Button("Pause", Call("digest pause", (("id", number),)))
        return Text((Words(f"Digest {number}"),)), Actions((pause,))

    messages = shown(
        Heading("Digests"), *digest("1"), *digest("2"), Actions((Button("Help", Call("help")),))
    )

    assert [len(message["components"]) for message in messages] == [1, 2]
    assert messages[1]["embeds"][0]["description"] == "Digest 2"


def test_the_same_button_twice_has_two_ids_and_one_call() -> None:
    button = Button("Help", Call("help"))
    (message,) = shown(Text((Words("x"),)), Actions((button, button)))
    first, second = (part["custom_id"] for part in message["components"][0]["components"])

    assert (first, second) == ("1|help", "2:1|help")
    assert ids.call(first) == ids.call(second) == Call("help")


def test_a_page_whose_address_no_button_takes_is_linked_above_the_row() -> None:
    long = "https://example.com/" + "a" * 600
    (message,) = shown(Actions((LinkButton("Page", long), Button("Help", Call("help")))))

    assert message["embeds"][0]["description"] == f"[Page]({long})"
    assert [part["label"] for part in message["components"][0]["components"]] == ["Help"]


def test_a_reply_without_words_is_still_a_message() -> None:
    (message,) = shown(Text(()), Divider())

    assert message == {"content": "…", "allowed_mentions": {"parse": []}}


def card(language: Language) -> Reply:
    """Return a reply with every kind of block, as a term's card has them."""
    english = language == "en"
    call = Call("article", (("term", "transfer-learning"),), language)
    return Reply(
        language,
        (
            Notice("information", (Words("Did you mean this?" if english else "もしかして"),)),
            Heading("Transfer learning" if english else "転移学習"),
            Text((Ruby("転移学習", "てんいがくしゅう"), Words(" / transfer learning"))),
            Text((Words("A way to train a model." if english else "モデルを作る手法です。"),)),
            Fields(
                (
                    Field("Category" if english else "分類", (Words("Learning methods"),)),
                    Field("Checked on" if english else "確認日", (Words("2026-11-24"),)),
                )
            ),
            Section(
                "News" if english else "ニュース",
                (
                    Link("A new model (2026)", "https://example.com/new"),
                    Words(" "),
                    Moment(datetime(2026, 11, 24, tzinfo=UTC), "Asia/Tokyo"),
                ),
            ),
            Note((Words("Sources: "), Link("A survey", "https://doi.org/10.1109/X"))),
            Actions(
                (
                    Button("Read" if english else "記事を読む", call, primary=True),
                    LinkButton("Web", "https://example.com/terms/transfer-learning"),
                )
            ),
            Select(
                "Choose a term" if english else "用語を選ぶ",
                (Choice("Fine-tuning", Call("define", (("term", "fine-tuning"),)), "微調整"),),
            ),
        ),
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_card_looks_as_recorded(language: Language, snapshot: SnapshotAssertion) -> None:
    assert render(card(language)) == snapshot(extension_class=JSONSnapshotExtension)
