"""All that hayami can do, on one screen; a new command is one file and one line here."""

from bot.commands import (
    about,
    article,
    brief,
    define,
    digest_change,
    digest_list,
    digest_preview,
    digest_subscribe,
    explain,
    help,  # noqa: A004 -- the command's name
    index,
    language,
    news,
    random,
    search,
    today,
)
from bot.registry import Commands

COMMANDS = Commands(
    (
        define.COMMAND,
        article.COMMAND,
        explain.COMMAND,
        search.COMMAND,
        brief.COMMAND,
        index.COMMAND,
        today.COMMAND,
        random.COMMAND,
        news.COMMAND,
        digest_preview.COMMAND,
        digest_subscribe.COMMAND,
        digest_list.COMMAND,
        digest_change.PAUSE,
        digest_change.RESUME,
        digest_change.REMOVE,
        language.COMMAND,
        help.COMMAND,
        about.COMMAND,
    )
)
