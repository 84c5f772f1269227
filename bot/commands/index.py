"""The index of the glossary: by reading in 五十音順, or from A to Z."""

from collections.abc import Iterator

from bot.calls import Call
from bot.commands.cards import choose, other
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, NP_, Language, texts
from bot.options import text_option, whole_number_option
from bot.registry import Command, Invocation
from bot.reply import (
    MAX_CHOICES,
    Actions,
    Block,
    Button,
    Choice,
    Heading,
    Reply,
    Select,
    Text,
    Words,
)
from bot.terms.index import Row

PAGE_SIZE = 10
"""Terms on a page: a screen of a phone."""

PART = text_option("part", N_("A kana row such as か, or a letter"), default="", rest=False)
PAGE = whole_number_option("page", N_("Which page"), default=1)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the rows of the index, or a page of one row."""
    part = asked[PART].casefold()
    if not part:
        return Reply(asked.language, tuple(_rows(asked, bot)))
    for language in LANGUAGES:
        for row in bot.terms.index(language):
            if row.label.casefold() == part:
                return Reply(asked.language, tuple(_page(row, language, asked)))
    raise UsageError(
        N_("The index has no part “{part}”. Open the index to see its parts."), part=part[:20]
    )


def _rows(asked: Invocation, bot: Bot) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("Index of the glossary"))
    yield Text((Words(say.counted("{count} term", "{count} terms", len(bot.terms.entries))),))
    for language in (asked.language, other(asked.language)):
        placeholder = say("By reading (あ–わ)") if language == "ja" else say("A to Z")
        choices = [
            Choice(
                f"{row.label} ({len(row.entries)})",
                asked.then("index", part=row.label),
                say.listed([entry.name(language) for entry in row.entries[:3]]),
            )
            for row in bot.terms.index(language)
        ]
        for start in range(0, len(choices), MAX_CHOICES):
            yield Select(placeholder, tuple(choices[start : start + MAX_CHOICES]))


def _page(row: Row, language: Language, asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    pages = -(-len(row.entries) // PAGE_SIZE)
    page = min(asked[PAGE], pages)
    shown = row.entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    yield Heading(say("Index: {part} ({page}/{pages})", part=row.label, page=page, pages=pages))
    for entry in shown:
        beside = f"（{entry.reading}） {entry.en}" if language == "ja" else f" {entry.ja}"
        yield Text((Words(entry.name(language), strong=True), Words(beside)))
    yield choose(shown, asked)
    yield Actions(tuple(_steps(row.label, page, pages, asked)))


def _steps(part: str, page: int, pages: int, asked: Invocation) -> Iterator[Button]:
    say = texts(asked.language)

    def to(number: int) -> Call:
        return asked.then("index", part=part, page=str(number))

    if page > 1:
        yield Button(say("Previous"), to(page - 1))
    if page < pages:
        yield Button(say("Next"), to(page + 1))
    yield Button(say("Index"), asked.then("index"))


COMMAND = Command(
    name=NP_("command", "index"),
    summary=N_("Browse the glossary, あ–わ and A–Z"),
    options=(PART, PAGE),
    run=run,
    example="か",
)
