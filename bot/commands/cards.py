"""The card of a term, and the shorter forms in which a term is offered."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.calls import Call
from bot.core import Bot
from bot.errors import ServiceError
from bot.i18n import N_, Language, texts
from bot.registry import Invocation
from bot.reply import (
    MAX_BUTTONS,
    MAX_CHOICES,
    Actions,
    Block,
    Button,
    Choice,
    Field,
    Fields,
    Heading,
    Link,
    Moment,
    Note,
    Ruby,
    Section,
    Select,
    Span,
    Spans,
    Text,
    Words,
)
from bot.terms.entry import Entry, Sense

CATEGORIES = {
    "agents": N_("Agents"),
    "architecture": N_("Model architecture"),
    "business": N_("Business"),
    "data": N_("Data"),
    "evaluation": N_("Evaluation"),
    "foundations": N_("Foundations"),
    "inference-and-infrastructure": N_("Inference and infrastructure"),
    "law-and-governance": N_("Law and governance"),
    "learning-methods": N_("Learning methods"),
    "llm": N_("Language models"),
    "multimodal-and-media": N_("Multimodal and media"),
    "products-and-standards": N_("Products and standards"),
    "prompting": N_("Prompting"),
    "retrieval": N_("Retrieval"),
    "safety-and-security": N_("Safety and security"),
    "training-and-tuning": N_("Training and tuning"),
}

log = logging.getLogger(__name__)

_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

SHOWN_NEWS = 3
"""Announcements that a card names; the button leads to all."""

SHOWN_SOURCES = 3
"""Sources that a card names; the article names them all."""


def other(language: Language) -> Language:
    """Return the language that is not `language`."""
    return "en" if language == "ja" else "ja"


def names(entry: Entry) -> Spans:
    """Return both names of a term, the Japanese one with its reading unless it is its reading."""
    is_kana = entry.ja.translate(_HIRAGANA) == entry.reading
    name = Words(entry.ja) if is_kana else Ruby(entry.ja, entry.reading)
    return (name, Words(f" / {entry.en}"))


def term_card(entry: Entry, asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield the card of a term: what it is, and where to read on."""
    language, say = asked.language, texts(asked.language)
    yield Heading(entry.name(language))
    yield Text(names(entry))
    yield Text((Words(entry.definition(language)),))
    yield Fields(
        (
            Field(say("Category"), (Words(say(CATEGORIES[entry.category])),)),
            Field(say("Checked on"), (Words(entry.checked.isoformat()),)),
        )
    )
    yield Note(tuple(_sources(entry, say("Sources: "))))
    yield Actions(
        (
            Button(say("Read the article"), asked.then("article", term=entry.id), primary=True),
            Button(say("Latest news"), asked.then("news", term=entry.id)),
            other_language(asked, Call("define", (("term", entry.id),))),
        )
    )
    yield from buttons(bot.terms.related(entry), asked)
    yield from _namesakes(entry, asked, bot)
    yield from elsewhere(entry.elsewhere, asked)


def _namesakes(entry: Entry, asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield what the term's names mean in other entries, and buttons that lead there."""
    say = texts(asked.language)
    others: dict[str, Entry] = {}
    for sense, other in bot.terms.namesakes(entry):
        if other.id not in others:
            meaning = say(
                "“{name}” can also mean {other}: {note}",
                name=sense.name,
                other=other.name(asked.language),
                note=sense.note(asked.language),
            )
            yield Note((Words(meaning),))
        others[other.id] = other
    yield from buttons((o for o in others.values() if o.id not in entry.related), asked)


def elsewhere(senses: Iterable[Sense], asked: Invocation) -> Iterator[Block]:
    """Yield what names mean outside of AI."""
    say = texts(asked.language)
    notes = dict[str, list[str]]()
    for sense in senses:
        notes.setdefault(sense.name, []).append(sense.note(asked.language))
    for name, told in notes.items():
        meanings = " / ".join(told)
        yield Note((Words(say("Outside AI, “{name}”: {meanings}", name=name, meanings=meanings)),))


async def card(entry: Entry, asked: Invocation, bot: Bot) -> tuple[Block, ...]:
    """Return the card of a term, with what the news says of it."""
    return (
        *term_card(entry, asked, bot),
        *await _in_the_news(entry, asked, bot),
    )


async def _in_the_news(entry: Entry, asked: Invocation, bot: Bot) -> tuple[Block, ...]:
    """Return how many announcements mention a term, and the newest; nothing where none does.

    A terminal, which knows nobody, does not wait for the database, and a card is worth showing
    without its news.
    """
    if asked.actor.user is None:
        return ()
    try:
        news = (await bot.stored()).news
        found = await news.latest(SHOWN_NEWS, term=entry.id)
    except ServiceError as error:
        log.warning("card_without_news", extra={"error": str(error)})
        return ()
    if not found.items:
        return ()
    say = texts(asked.language)
    spans: list[Span] = []
    for item in found.items:
        spans += [Words("\n")] * bool(spans) + [Link(item.title, item.url)]
        if item.published:
            spans += [Words(" · "), Moment(item.published, asked.timezone)]
    if any(item.recorded for item in found.items):
        spans.append(Words("\n" + say("(recorded demo data)")))
    heading = say.counted(
        "{count} announcement mentions it", "{count} announcements mention it", found.total
    )
    return (Section(heading, tuple(spans)),)


def other_language(asked: Invocation, call: Call) -> Button:
    """Return the button that runs `call` in the other language."""
    language = other(asked.language)
    label = "日本語" if language == "ja" else "English"
    return Button(label, replace(call, language=language))


def paging(
    page: int, to: Callable[[int], Call], asked: Invocation, *, more: bool
) -> Iterator[Button]:
    """Yield the buttons that lead from a page of several to the one before and the one after.

    Args:
        to: gives the call of a page.
        more: whether there is a page after this one.
    """
    say = texts(asked.language)
    if page > 1:
        yield Button(say("Previous"), to(page - 1))
    if more:
        yield Button(say("Next"), to(page + 1))


def buttons(entries: Iterable[Entry], asked: Invocation) -> Iterator[Actions]:
    """Yield a button for each term that leads to its card, in rows."""
    row = [
        Button(entry.name(asked.language), asked.then("define", term=entry.id)) for entry in entries
    ]
    for start in range(0, len(row), MAX_BUTTONS):
        yield Actions(tuple(row[start : start + MAX_BUTTONS]))


def summaries(entries: Sequence[Entry], asked: Invocation) -> Iterator[Block]:
    """Yield name and definition of each term, and a list to open their cards from."""
    for entry in entries:
        definition = Words("\n" + entry.definition(asked.language))
        yield Text((Words(entry.name(asked.language), strong=True), definition))
    yield choose(entries, asked)


def choose(entries: Sequence[Entry], asked: Invocation) -> Select:
    """Return a list that opens the card of one of the first `MAX_CHOICES` terms."""
    say = texts(asked.language)
    return Select(
        say("Choose a term"),
        tuple(
            Choice(
                entry.name(asked.language),
                asked.then("define", term=entry.id),
                entry.name(other(asked.language)),
            )
            for entry in entries[:MAX_CHOICES]
        ),
    )


def _sources(entry: Entry, label: str) -> Iterator[Span]:
    yield Words(label)
    for number, source in enumerate(entry.sources[:SHOWN_SOURCES]):
        if number:
            yield Words(" · ")
        yield Link(f"{source.title} ({source.year})", source.url)
