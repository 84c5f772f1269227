"""A prompt to talk to hayami: with completion, and numbers for the steps of the last reply."""

from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory

from adapters.terminal.read import read
from adapters.terminal.render import render, steps
from bot.answer import answer, complete
from bot.calls import Call
from bot.core import Bot
from bot.i18n import Language, texts

LEAVE = {"exit", "quit", "終了"}


class LineCompleter(Completer):
    """Completes a line as the core does it for every prompt."""

    def __init__(self, bot: Bot, language: Language) -> None:
        self.bot = bot
        self.language: Language = language

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 -- the base class's form
    ) -> Iterable[Completion]:
        """Return the lines that the text before the cursor may become."""
        line = document.text_before_cursor
        for suggestion in complete(line, self.language, self.bot):
            yield Completion(suggestion.value, -len(line), display=suggestion.label)


async def chat(bot: Bot, language: Language | None, history: Path) -> None:
    """Answer line after line until the input ends.

    Args:
        language: the language to answer in; None leaves it to each question.
        history: the file that keeps the lines typed.
    """
    say = texts(language or "ja")
    session: PromptSession[str] = PromptSession(
        "hayami> ",
        completer=LineCompleter(bot, language or "ja"),
        complete_while_typing=True,
        history=FileHistory(str(history)),
    )
    print(say("Type a term or a question; a number takes that step; “exit” leaves."))  # noqa: T201 -- this is a terminal
    known: tuple[Call, ...] = ()
    while True:
        try:
            line = (await session.prompt_async()).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line.casefold() in LEAVE:
            return
        reply = await answer(read(chosen_step(line, known) or line, language), bot)
        known = steps(reply)
        print(render(reply, styled=True, numbered=True))  # noqa: T201


def chosen_step(line: str, known: tuple[Call, ...]) -> Call | None:
    """Return the step of the last reply that `line` names by its number."""
    if line.isdecimal() and len(line) < 4 and 1 <= int(line) <= len(known):  # noqa: PLR2004 -- no reply has 1,000 steps
        return known[int(line) - 1]
    return None
