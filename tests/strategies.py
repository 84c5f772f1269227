"""Hypothesis strategies for any reply and any form that the core could hand to an adapter."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from hypothesis import strategies as st

from bot.calls import Call
from bot.form import MAX_FORM_FIELDS, ChoiceField, Form, FormChoice, TextField
from bot.i18n import LANGUAGES
from bot.reply import (
    MAX_BUTTONS,
    MAX_CHOICES,
    MAX_FIELDS,
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

HOSTILE = (
    "<!channel>",
    "<!here|x>",
    "<@U012AB3CD>",
    "<#C012AB3CD|general>",
    "<https://evil.example|safe>",
    "@everyone",
    "@here",
    "<@1>",
    "<@&2>",
    "<t:0:R>",
    ":smile:",
    "<:x:1>",
    "&amp;",
    "&lt;",
    "<",
    "&",
    "*bold*",
    "_it_",
    "~x~",
    "`code`",
    "```",
    "**b**",
    "||x||",
    "[a](https://evil.example)",
    "https://evil.example",
    "www.evil.example",
    "<script>alert(1)</script>",
    "\\",
    "転移学習",
    "ﾃﾝｲ",
    "か\u3099",
    "\u202e",
    "\u200b",
    "\x00",
    "\x1b[31m",
    "👩\u200d👩\u200d👧\u200d👦",
    "> quote",
    "# title",
    "- item",
    "\n",
    "\n\n",
    "\t",
    " ",
)
"""What a feed, a term or a question may hold to mention somebody or to break out of the text."""

T = TypeVar("T")

_characters = st.characters(exclude_categories=["Cs"])
_hostile = st.lists(st.sampled_from(HOSTILE) | st.text(_characters, max_size=5), max_size=6)


def words() -> st.SearchStrategy[str]:
    """Return any text of some dozen characters, empty and blank ones included."""
    return st.text(_characters, max_size=40) | _hostile.map("".join)


def long_words(most: int = 13_000) -> st.SearchStrategy[str]:
    """Return a text of up to `most` characters, of one kind of words.

    By itself it may be longer than any message can be.
    """
    of = ("A sentence. ", "文です。", "word\n", "x", "&", "<", "*", "🤖")
    return st.builds(
        lambda text, length: text * (length // len(text)),
        st.sampled_from(of),
        st.sampled_from([n for n in (80, 160, 300, 1100, 3100, 5000, 13_000) if n <= most]),
    )


def urls() -> st.SearchStrategy[str]:
    """Return any address that `Link` takes, broken and overlong ones included."""
    special = ("", "a.example/a b", "a.example/<x>|y", "[", "例え.jp/用語?q=語#節", "a.example")
    schemes = st.sampled_from(("https://", "http://", "https://example.com/"))
    rest = st.sampled_from(special) | st.text(_characters, max_size=30)
    long = st.sampled_from(("x" * 2100, "&" * 600, "語" * 3100)).map("https://example.com/".__add__)
    return st.one_of(st.builds("{}{}".format, schemes, rest), long)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Return any call that fits into a button."""
    name = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
    value = st.text(_characters, min_size=1, max_size=4) | st.text("a-z0", min_size=1, max_size=30)
    call = Call(
        draw(st.sampled_from(("define", "digest subscribe", "news", "用語"))),
        tuple(draw(st.dictionaries(name, value, max_size=2)).items()),
        draw(st.sampled_from((None, *LANGUAGES))),
    )
    try:
        call.encode()
    except ValueError:
        return Call(call.command)
    return call


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    """Return any run of spans, the empty one included."""
    instants = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- the strategy adds the zone
    zones = st.sampled_from(("Asia/Tokyo", "UTC", "America/New_York"))
    return st.lists(
        st.one_of(
            st.builds(Words, words(), st.booleans()),
            st.builds(Link, words(), urls()),
            st.builds(Ruby, words(), words()),
            st.builds(Moment, instants, zones),
        ),
        max_size=5,
    ).map(tuple)


def blocks() -> st.SearchStrategy[Block]:
    """Return any block."""
    buttons = st.builds(Button, words(), calls(), st.booleans()) | st.builds(
        LinkButton, words(), urls()
    )
    fields = _up_to(MAX_FIELDS, st.builds(Field, words(), spans()), st.just(Field("", ())))
    row = st.lists(buttons, min_size=1, max_size=MAX_BUTTONS)
    choices = _up_to(
        MAX_CHOICES,
        st.builds(Choice, words(), calls(), words()),
        st.builds(Choice, st.text(_characters, max_size=5), calls()),
    )
    return st.one_of(
        st.builds(Heading, words()),
        st.builds(Text, spans()),
        st.builds(Section, words(), spans()),
        st.builds(Note, spans()),
        st.builds(Notice, st.sampled_from(("information", "warning")), spans()),
        fields.map(Fields),
        row.map(tuple).map(Actions),
        st.builds(Select, words(), choices),
        st.just(Divider()),
    )


def replies() -> st.SearchStrategy[Reply]:
    """Return any reply, from one empty block to more than one message can hold."""
    few = st.lists(blocks(), min_size=1, max_size=5)
    headings = st.text(_characters, max_size=5).map(Heading)
    many = st.builds(lambda block, times: [block] * times, headings, st.integers(40, 120))
    with_long = st.builds(lambda some, long: [*some, long], few, _long_blocks())
    kinds = st.one_of(few, few, many, with_long)
    return st.builds(Reply, st.sampled_from(LANGUAGES), kinds.map(tuple))


def forms() -> st.SearchStrategy[Form]:
    """Return any form; the names of its fields differ, and each choice has its own value."""
    name = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
    fields = st.lists(name, min_size=1, max_size=MAX_FORM_FIELDS, unique=True).flatmap(
        lambda names: st.tuples(*(_text_field(name) | _choice_field(name) for name in names))
    )
    return st.builds(Form, st.sampled_from(LANGUAGES), words(), fields, words(), words(), calls())


def _long_blocks() -> st.SearchStrategy[Block]:
    text = long_words()
    spans = st.one_of(
        st.builds(Words, text, st.booleans()),
        st.builds(Link, text, urls()),
        st.builds(Ruby, text, words()),
    ).map(lambda span: (span,))
    return st.one_of(
        st.builds(Heading, text),
        st.builds(Text, spans),
        st.builds(Section, words(), spans),
        st.builds(Note, spans),
        st.builds(Notice, st.just("information"), spans),
        st.builds(Field, words(), spans).map(lambda field: Fields((field,))),
        st.builds(LinkButton, text, urls()).map(lambda button: Actions((button,))),
        st.builds(Choice, text, calls()).map(lambda choice: Select("", (choice,))),
    )


def _up_to(
    most: int, any_part: st.SearchStrategy[T], short_part: st.SearchStrategy[T]
) -> st.SearchStrategy[tuple[T, ...]]:
    """Return a few parts of any kind, or as many short ones as there may be.

    Not as many of any kind: Hypothesis warns of examples that nobody can read.
    """
    few = st.lists(any_part, min_size=1, max_size=3).map(tuple)
    return few | short_part.map(lambda part: (part,) * most)


def _text_field(name: str) -> st.SearchStrategy[TextField]:
    return st.builds(
        TextField,
        st.just(name),
        words(),
        words() | long_words(3100),
        words(),
        st.integers(1, 3000),
        st.booleans(),
        st.booleans(),
    )


def _choice_field(name: str) -> st.SearchStrategy[ChoiceField]:
    value = st.text(_characters, min_size=1, max_size=30).filter(str.strip)
    build: Callable[..., ChoiceField] = lambda values, label, chosen: ChoiceField(  # noqa: E731 -- names its type
        name,
        label,
        tuple(FormChoice(f"{label}{number}", value) for number, value in enumerate(values)),
        values[chosen % len(values)],
    )
    values = st.lists(value, min_size=1, max_size=MAX_CHOICES, unique=True)
    return st.builds(build, values, words(), st.integers(0, MAX_CHOICES))
