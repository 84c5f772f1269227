"""Typed text becomes a call, and a call's values are checked."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls import Call
from bot.commands import COMMANDS
from bot.commands.digest_options import parse_weekdays, write_weekdays
from bot.errors import UsageError
from bot.options import time_option, timezone_option
from bot.registry import Command, Commands


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("転移学習", Call("define", (("term", "転移学習"),))),
        ("transfer learning", Call("define", (("term", "transfer learning"),))),
        ("", Call("define")),
        ("  ", Call("define")),
        ("define news", Call("define", (("term", "news"),))),
        ("調べる 索引", Call("define", (("term", "索引"),))),
        ("define", Call("define", (("term", "define"),))),
        ("random", Call("random")),
        ("random forest", Call("define", (("term", "random forest"),))),
        ("help", Call("help")),
        ("ヘルプしてください", Call("define", (("term", "ヘルプしてください"),))),
        ("使い方", Call("help")),
        ("NEWS", Call("news")),
        ("news OpenAI の発表", Call("news", (("words", "OpenAI の発表"),))),
        ("ニュース RAG", Call("news", (("words", "RAG"),))),
        ("index か 2", Call("index", (("part", "か"), ("page", "2")))),
        ("digest", Call("digest preview")),
        ("ダイジェスト", Call("digest preview")),
        ("digest list", Call("digest list")),
        ("ダイジェスト　一覧", Call("digest list")),
        ("digest subscribe", Call("digest subscribe")),
        ("digest subscribe 9:30", Call("digest subscribe", (("at", "9:30"),))),
        (
            "digest subscribe language:en 09:00 Europe/London",
            Call(
                "digest subscribe",
                (("language", "en"), ("at", "09:00"), ("timezone", "Europe/London")),
            ),
        ),
        (
            "digest subscribe 9 毎日 ja",
            Call("digest subscribe", (("at", "9"), ("weekdays", "毎日"), ("language", "ja"))),
        ),
        ("digest subscribe noon", Call("digest subscribe", (("at", "noon"),))),
        ("what is RAG: a method?", Call("define", (("term", "what is RAG: a method?"),))),
    ],
)
def test_text_is_read_as_the_call_that_its_author_means(text: str, call: Call) -> None:
    assert COMMANDS.parse(text) == call


@given(st.text())
def test_any_text_is_a_call_of_a_known_command(text: str) -> None:
    call = COMMANDS.parse(text)

    assert COMMANDS.named(call.command).name == call.command


def test_each_name_has_a_japanese_one_that_means_the_same() -> None:
    for command in COMMANDS.all:
        assert COMMANDS.named(command.name_in("ja")) is command
        assert command.name_in("ja") != command.name


def test_an_unknown_command_of_a_button_is_a_polite_refusal() -> None:
    with pytest.raises(UsageError, match="do not know the command"):
        COMMANDS.named("format-disk")


def test_an_unknown_option_names_the_command_and_the_option() -> None:
    with pytest.raises(UsageError, match="“today” has no option “term”"):
        COMMANDS.named("today").read((("term", "rag"),))


async def _nothing(*_: Any) -> Any: ...


def test_two_commands_of_one_name_are_refused_at_start() -> None:
    first = Command("news", "News", _nothing, default=True)
    with pytest.raises(ValueError, match="two commands"):
        Commands((first, Command("News", "More news", _nothing)))


def test_there_is_exactly_one_default_command() -> None:
    with pytest.raises(ValueError, match="one default"):
        Commands((Command("news", "News", _nothing),))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", time(9)),
        ("09:00", time(9)),
        ("23:59", time(23, 59)),
        ("9時", time(9)),
        ("9時30分", time(9, 30)),
        ("９：３０", time(9, 30)),
        ("午前9時", time(9)),
        ("午後3時30分", time(15, 30)),
        ("午後12時", time(12)),
    ],
)
def test_a_time_of_day_may_be_written_as_people_do(text: str, value: time) -> None:
    assert time_option("at", "").parse(text) == value


@pytest.mark.parametrize("text", ["24:00", "9:60", "noon", "9:00:00", "-1", "9 am", "::", "99"])
def test_what_is_no_time_of_day_is_shown_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="09:00"):
        time_option("at", "").parse(text)


@pytest.mark.parametrize(
    "text", ["Tokyo", "Asia", "../etc/passwd", "", "Asia/Tokyo/", "\x00", "localtime", "right/UTC"]
)
def test_what_is_no_zone_is_shown_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="Asia/Tokyo"):
        timezone_option("timezone", "").parse(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("毎日", (0, 1, 2, 3, 4, 5, 6)),
        ("平日", (0, 1, 2, 3, 4)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Mon, Wed", (0, 2)),
        ("fri-mon", (0, 4, 5, 6)),
        ("saturday", (5,)),
        ("月水金", (0, 2, 4)),
    ],
)
def test_weekdays_may_be_written_as_people_do(text: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "someday", "mon-", "月X", "mon-fri-sun"])
def test_what_names_no_weekdays_is_shown_with_how_to_write_them(text: str) -> None:
    with pytest.raises(UsageError, match="mon-fri"):
        parse_weekdays(text)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_are_read_back_as_they_are_written(days: set[int]) -> None:
    ordered = tuple(sorted(days))

    assert parse_weekdays(write_weekdays(ordered)) == ordered


def test_a_zone_may_be_written_in_any_case() -> None:
    assert timezone_option("timezone", "").parse("asia/tokyo") == "Asia/Tokyo"
