"""Answer in the terminal: once, or line after line."""

import sys

from adapters.terminal.read import read
from adapters.terminal.render import render
from bot.answer import answer
from bot.app import open_bot, read_data
from bot.i18n import Language
from bot.settings import Settings


async def ask(
    settings: Settings, question: str, language: Language | None, *, with_news: bool = False
) -> None:
    """Print the answer to one question.

    Args:
        with_news: let the recorded announcements stand in where there is no other.
    """
    async with open_bot(read_data(settings), settings) as bot:
        if with_news:
            await (await bot.stored()).news.ensure_recorded()
        reply = await answer(read(question, language), bot)
    print(render(reply, styled=sys.stdout.isatty()))


async def talk(settings: Settings, language: Language | None) -> None:
    """Answer at a prompt until the input ends."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    from adapters.terminal.chat import chat

    async with open_bot(read_data(settings), settings) as bot:
        await chat(bot, language, settings.data_dir / "chat-history")
