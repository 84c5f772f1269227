"""Look up a term, however it was typed."""

from collections.abc import Iterator, Sequence

from bot.commands.cards import CATEGORIES, buttons, card, elsewhere, summaries, term_card
from bot.core import Bot
from bot.i18n import N_, NP_, Language, texts
from bot.options import Suggestion, text_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Notice, Reply, Text, Words
from bot.terms.entry import Entry
from bot.terms.finding.find import Found
from bot.terms.finding.names import RUNGS
from bot.terms.fold import fold

SHOWN_QUESTION = 60
"""Characters of the question that a reply repeats: enough to recognise it."""


def complete_term(typed: str, language: Language, bot: Bot) -> tuple[Suggestion, ...]:
    """Return the terms that `typed` may become."""
    return tuple(
        Suggestion(label, entry.id) for entry, label in bot.terms.complete(typed, language)
    )


TERM = text_option("term", N_("The term, in any spelling"), suggest=complete_term)


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the card of the term, or what it may have been."""
    entry = bot.terms.get(asked[TERM])  # buttons carry ids, which need no search
    if entry is None:
        found = bot.terms.find(asked[TERM])
        if not found.certain:
            return Reply(asked.language, tuple(_uncertain(found, asked, bot)))
        entry = found.hits[0].entry
    return Reply(asked.language, await card(entry, asked, bot))


def _uncertain(found: Found, asked: Invocation, bot: Bot) -> Iterator[Block]:
    entries = [hit.entry for hit in found.hits]
    if found.match in RUNGS:
        yield from _which(entries, asked)
    elif mentioned := [spot.entry for spot in bot.terms.spot(asked[TERM])]:
        yield from _mentioned(mentioned, asked, bot)
    elif found.match == "none":
        yield from _not_found(found, asked)
    else:
        yield from _guess(found, asked, bot)


def _which(entries: Sequence[Entry], asked: Invocation) -> Iterator[Block]:
    """Yield what each of the terms of one name is, in which field, and a button for each."""
    say = texts(asked.language)
    yield Heading(say("Which one do you mean?"))
    shared = set.intersection(*({fold(s.name) for s in entry.senses} for entry in entries))
    for entry in entries:
        notes = [s.note(asked.language) for s in entry.senses if fold(s.name) in shared]
        told = notes[0] if notes else entry.definition(asked.language)
        field = say(CATEGORIES[entry.category])
        name = Words(entry.name(asked.language), strong=True)
        yield Text((name, Words(f" · {field}\n{told}")))
    yield from buttons(entries, asked)
    others = [s for entry in entries for s in entry.elsewhere if fold(s.name) in shared]
    yield from elsewhere(others, asked)


def _mentioned(entries: list[Entry], asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield what the terms in a sentence mean: one has its card, several a summary each."""
    say = texts(asked.language)
    if len(entries) == 1:
        name = entries[0].name(asked.language)
        told = say("Your question mentions “{name}”.", name=name)
        yield Notice("information", (Words(told),))
        yield from term_card(entries[0], asked, bot)
        return
    yield Heading(say("Terms in your question"))
    yield from summaries(entries, asked)


def _guess(found: Found, asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield the best guess, said to be one.

    A misspelt name has one likely meaning and gets its card at once; a homophone is often
    another real word, and a description fits several terms: there the reader chooses.
    """
    say = texts(asked.language)
    best, *others = (hit.entry for hit in found.hits)
    if found.match == "fuzzy":
        yield Notice(
            "information",
            (Words(say("Did you mean “{name}”?", name=best.name(asked.language))),),
        )
        yield from term_card(best, asked, bot)
        if others:
            yield Text((Words(say("Or one of these:")),))
            yield from buttons(others, asked)
    else:
        yield Heading(say("Perhaps one of these?"))
        yield from summaries([best, *others], asked)


def _not_found(found: Found, asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    question = " ".join(asked[TERM].split())
    shown = question[:SHOWN_QUESTION] + "…" * (len(question) > SHOWN_QUESTION)
    yield Notice(
        "information",
        (Words(say("I could not find “{question}” in the glossary.", question=shown)),),
    )
    if found.hits:
        yield Text((Words(say("These look similar:")),))
        yield from buttons([hit.entry for hit in found.hits], asked)
    yield Text((Words(say("Try another spelling, or look through the index.")),))
    yield Actions(
        (
            Button(say("Index"), asked.then("index")),
            Button(say("Help"), asked.then("help")),
        )
    )


COMMAND = Command(
    name=NP_("command", "define"),
    summary=N_("Look up an AI term"),
    options=(TERM,),
    default=True,
    run=run,
    example="転移学習",
)
