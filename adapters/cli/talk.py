"""Answer in the terminal: once, or line after line."""

import sys

from adapters.cli.folder import make_data_folder
from adapters.terminal.read import read
from adapters.terminal.render import render
from bot.answer import answer
from bot.app import open_bot, read_data
from bot.commands import COMMANDS
from bot.i18n import Language
from bot.settings import Settings

ABOUT_NEWS = ("news", "digest preview")
"""Commands for which recorded announcements stand in, where hayami has not run yet."""


async def ask(settings: Settings, question: str, language: Language | None) -> None:
    """Print the answer to one question."""
    async with open_bot(read_data(settings), settings) as bot:
        if COMMANDS.parse(question).command in ABOUT_NEWS:
            await (await bot.stored()).news.ensure_recorded()
        reply = await answer(read(question, language), bot)
    print(render(reply, styled=sys.stdout.isatty()))


async def talk(settings: Settings, language: Language | None) -> None:
    """Answer at a prompt until the input ends."""
    make_data_folder(settings)
    from adapters.terminal.chat import chat

    async with open_bot(read_data(settings), settings) as bot:
        await (await bot.stored()).news.ensure_recorded()
        await chat(bot, language, settings.data_dir / "chat-history")
