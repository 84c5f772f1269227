"""The index of the glossary: by reading in 五十音順, from A to Z, or by category."""

from collections.abc import Iterator

from bot.calls import Call
from bot.commands.cards import CATEGORIES, choose, other, paging
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

NEWEST, NEWEST_NAME = "new", N_("Newest")
"""The part that has all terms, the newest first."""

PART = text_option(
    "part", N_("A kana row such as か, a letter, a category, or new"), default="", rest=False
)
PAGE = whole_number_option("page", N_("Which page"), default=1)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the parts of the index, or a page of one part."""
    part = asked[PART].casefold()
    if not part:
        return Reply(asked.language, tuple(_parts(asked, bot)))
    for row, language, names in _rows(asked, bot):
        if part in {row.label.casefold(), *(name.casefold() for name in names.values())}:
            name = names.get(asked.language, row.label)
            return Reply(asked.language, tuple(_page(row, name, language, asked)))
    raise UsageError(
        N_("The index has no part “{part}”. Open the index to see its parts."), part=part[:20]
    )


def _rows(asked: Invocation, bot: Bot) -> Iterator[tuple[Row, Language, dict[Language, str]]]:
    """Yield all parts, each with the language of its order and its names beside the label."""
    for language in LANGUAGES:
        yield from ((row, language, {}) for row in bot.terms.index(language))
    for row in bot.terms.categories(asked.language):
        yield row, asked.language, _translated(CATEGORIES[row.label])
    yield Row(NEWEST, bot.terms.newest(asked.language)), asked.language, _translated(NEWEST_NAME)


def _translated(name: str) -> dict[Language, str]:
    return {language: texts(language)(name) for language in LANGUAGES}


def _parts(asked: Invocation, bot: Bot) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("Index of the glossary"))
    yield Text((Words(say.counted("{count} term", "{count} terms", len(bot.terms.entries))),))
    for language in (asked.language, other(asked.language)):
        placeholder = say("By reading (あ–わ)") if language == "ja" else say("A to Z")
        choices = [_choice(row, row.label, language, asked) for row in bot.terms.index(language)]
        yield from _lists(placeholder, choices)
    choices = [
        _choice(row, say(CATEGORIES[row.label]), asked.language, asked)
        for row in bot.terms.categories(asked.language)
    ]
    yield from _lists(say("By category"), choices)
    yield Actions((Button(say(NEWEST_NAME), asked.then("index", part=NEWEST)),))


def _choice(row: Row, name: str, language: Language, asked: Invocation) -> Choice:
    """Return a line that opens a part: its name, how many terms it has, and the first of them."""
    say = texts(asked.language)
    first = say.listed([entry.name(language) for entry in row.entries[:3]])
    return Choice(f"{name} ({len(row.entries)})", asked.then("index", part=row.label), first)


def _lists(placeholder: str, choices: list[Choice]) -> Iterator[Select]:
    for start in range(0, len(choices), MAX_CHOICES):
        yield Select(placeholder, tuple(choices[start : start + MAX_CHOICES]))


def _page(row: Row, name: str, language: Language, asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    pages = -(-len(row.entries) // PAGE_SIZE)
    page = min(asked[PAGE], pages)
    shown = row.entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    yield Heading(say("Index: {part} ({page}/{pages})", part=name, page=page, pages=pages))
    for entry in shown:
        beside = f"（{entry.reading}） {entry.en}" if language == "ja" else f" {entry.ja}"
        yield Text((Words(entry.name(language), strong=True), Words(beside)))
    yield choose(shown, asked)
    yield Actions(tuple(_steps(row.label, page, pages, asked)))


def _steps(part: str, page: int, pages: int, asked: Invocation) -> Iterator[Button]:
    say = texts(asked.language)

    def to(number: int) -> Call:
        return asked.then("index", part=part, page=str(number))

    yield from paging(page, to, asked, more=page < pages)
    yield Button(say("Index"), asked.then("index"))


COMMAND = Command(
    name=NP_("command", "index"),
    summary=N_("Browse the glossary: あ–わ, A–Z, categories"),
    options=(PART, PAGE),
    run=run,
    example="か",
)
