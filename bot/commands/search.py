"""Search the definitions and articles for words."""

from collections.abc import Iterator
from functools import partial

from bot.calls import Call
from bot.commands.cards import buttons, choose, paging
from bot.commands.carried import carried
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.options import text_option, whole_number_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Note, Notice, Reply, Text, Words
from bot.terms.searching.excerpt import Excerpt
from bot.terms.searching.search import Result, Results

PAGE_SIZE = 10
"""Terms on a page: two screens of a phone."""

WORDS = text_option("words", N_("Words to look for; quotation marks make a phrase"))
PAGE = whole_number_option("page", N_("Which page"), default=1)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return a page of the terms whose texts hold the words; the last one where there are fewer."""
    words = carried(asked[WORDS], COMMAND.name, WORDS.name)
    page = asked[PAGE]
    found = bot.terms.search(words, asked.language, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    if found.total and not found.results:
        page = -(-found.total // PAGE_SIZE)
        found = bot.terms.search(words, asked.language, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    blocks = _page(words, page, found, asked) if found.total else _nothing(words, asked, bot)
    return Reply(asked.language, tuple(blocks))


def _page(words: str, page: int, found: Results, asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("Search: {words}", words=words))
    for result in found.results:
        yield _result(result, asked)
    first = (page - 1) * PAGE_SIZE + 1
    last = first + len(found.results) - 1
    yield Note(
        (Words(say("{first}–{last} of {total}", first=first, last=last, total=found.total)),)
    )
    yield choose([result.entry for result in found.results], asked)
    to = partial(_to, words=words, asked=asked)
    if steps := tuple(paging(page, to, asked, more=last < found.total)):
        yield Actions(steps)


def _to(page: int, words: str, asked: Invocation) -> Call:
    return asked.then(COMMAND.name, words=words, page=str(page))


def _result(result: Result, asked: Invocation) -> Text:
    """Return a term, which part of it has the words, and the sentence, in which they stand out."""
    name = Words(result.entry.name(asked.language), strong=True)
    part = Words(f" · {_part(result.excerpt, asked)}\n")
    pieces = (Words(piece, strong=found) for piece, found in result.excerpt.pieces)
    return Text((name, part, *pieces))


def _part(excerpt: Excerpt, asked: Invocation) -> str:
    say = texts(asked.language)
    names = {
        "name": say("Name"),
        "definition": say("Definition"),
        "introduction": say("Introduction"),
    }
    return names.get(excerpt.part, excerpt.heading)


def _nothing(words: str, asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield that nothing was found, and what to do next: what is called so, other words, news."""
    say = texts(asked.language)
    notice = say("I found no definition or article with “{words}”.", words=words)
    yield Notice("information", (Words(notice),))
    if similar := [hit.entry for hit in bot.terms.find(words).hits]:
        yield Text((Words(say("These look similar:")),))
        yield from buttons(similar, asked)
    yield Text((Words(say("Try fewer or other words, or look through the index.")),))
    yield Actions(
        (
            Button(say("Index"), asked.then("index")),
            Button(say("Search the news"), asked.then("news", words=words)),
        )
    )


COMMAND = Command(
    name=NP_("command", "search"),
    summary=N_("Search the definitions and articles"),
    options=(WORDS, PAGE),
    run=run,
    example="著作権",
)
