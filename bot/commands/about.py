"""What hayami is, and where its news and facts come from."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.calls import Call
from bot.commands.cards import other_language
from bot.core import Bot
from bot.i18n import N_, NP_, Language, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Note, Reply, Section, Span, Text, Words

if TYPE_CHECKING:  # as in `bot.core`
    from bot.news.source import Source


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the version, the source policy and the sources."""
    return Reply(asked.language, tuple(_blocks(asked, bot)))


def _blocks(asked: Invocation, bot: Bot) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("About hayami"))
    terms = say.counted("{count} term", "{count} terms", len(bot.terms.entries))
    yield Text(
        (
            Words(
                say(
                    "Version {version}, {terms} in Japanese and English.",
                    version=bot.version,
                    terms=terms,
                )
            ),
        )
    )
    yield Section(
        say("Where the news comes from"),
        (
            Words(
                say(
                    "Official announcements only: an item is kept only if its link lies on the "
                    "publisher's own site. No rumours, no leaks, no advertising. What else a "
                    "broad source has is left out by words that its declaration names."
                )
            ),
        ),
    )
    yield from _sources(asked, bot)
    yield Section(
        say("Where the terms come from"),
        (
            Words(
                say(
                    "Each entry names its sources (papers, standards, laws, official documents) "
                    "and the day on which they were last checked."
                )
            ),
        ),
    )
    yield Actions((Button(say("Help"), asked.then("help")), other_language(asked, Call("about"))))


def _sources(asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield the official sources by company, then those that an admin has added."""
    say = texts(asked.language)
    official = [source for source in bot.sources.enabled if source.official]
    added = [source for source in bot.sources.enabled if not source.official]
    count = len(official)
    yield Section(
        say.counted("{count} official source", "{count} official sources", count),
        tuple(_listed(official, asked.language)),
    )
    if added:
        yield Section(
            say("Added here, not on the official list"), tuple(_listed(added, asked.language))
        )
        yield Note(
            (
                Words(
                    say(
                        "Their announcements show only where the company or the source is asked "
                        "for by name."
                    )
                ),
            )
        )


def _listed(sources: "Iterable[Source]", language: Language) -> Iterator[Span]:
    """Yield a line for each company: its name, and its sources."""
    say = texts(language)
    by_company: dict[str, list[str]] = {}
    for source in sources:
        by_company.setdefault(source.company_name(language), []).append(source.name(language))
    for number, (company, names) in enumerate(by_company.items()):
        yield Words("\n" * bool(number) + f"{company}: ", strong=True)
        yield Words(say.listed(names))


COMMAND = Command(
    name=NP_("command", "about"),
    summary=N_("Version, source policy and sources"),
    run=run,
)
