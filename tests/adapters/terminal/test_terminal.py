"""hayami in a terminal."""

from pathlib import Path

import pytest
from asking import asked
from hypothesis import given, settings
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from strategies import replies

from adapters.fitting import visible
from adapters.terminal.chat import LineCompleter, chat, chosen_step
from adapters.terminal.read import read
from adapters.terminal.render import BOLD, render, steps
from bot.answer import answer
from bot.core import Bot
from bot.reply import Heading, Reply, Text, Words


@settings(max_examples=60)
@given(replies())
def test_any_reply_is_written_without_what_could_steer_it(reply: Reply) -> None:
    written = render(reply, styled=False, numbered=True)

    assert visible(written) == written


def test_a_heading_stands_out_where_the_terminal_can() -> None:
    reply = Reply("ja", (Heading("題"), Text((Words("文"),))))

    assert BOLD in render(reply, styled=True)
    assert render(reply, styled=False) == "題\n文"


@settings(max_examples=60)
@given(replies())
def test_each_step_has_the_number_of_its_call(reply: Reply) -> None:
    known = steps(reply)

    assert [chosen_step(str(number), known) for number in range(1, len(known) + 1)] == list(known)
    assert chosen_step("0", known) is None
    assert chosen_step(str(len(known) + 1), known) is None


@pytest.mark.parametrize("line", ["/hayami 転移学習", "@hayami 転移学習", " 転移学習 "])
def test_a_line_may_be_written_as_in_chat(line: str) -> None:
    assert read(line).content == "転移学習"


async def test_a_numbered_step_leads_on(bot: Bot) -> None:
    card = await answer(asked("転移学習"), bot)
    assert "[1] 解説を読む" in render(card, styled=False, numbered=True)

    article = await answer(read(chosen_step("1", steps(card)) or ""), bot)

    assert "仕訳" in article.plain()


def test_a_line_is_completed_while_it_is_typed(bot: Bot) -> None:
    completer = LineCompleter(bot, "ja")

    found = list(completer.get_completions(Document("てんい"), CompleteEvent()))

    assert any("転移学習" in completion.text for completion in found)
    assert all(completion.start_position == -3 for completion in found)


async def test_a_conversation_goes_on_until_it_is_ended(
    bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("転移学習\r1\rexit\r")
        await chat(bot, "ja", tmp_path / "history")

    said = capsys.readouterr().out
    assert "てんいがくしゅう" in said
    assert "仕訳" in said  # the article behind step 1
    assert "転移学習" in (tmp_path / "history").read_text("utf-8")


async def test_a_conversation_ends_with_its_input(
    bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("\x04")
        await chat(bot, None, tmp_path / "history")

    assert "終了" in capsys.readouterr().out
