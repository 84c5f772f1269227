"""What hayami is, and where its news and facts come from."""

from collections.abc import Iterator

from bot.calls import Call
from bot.commands.cards import other_language
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Note, Reply, Section, Text, Words


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
                    "publisher's own site. No rumours, no leaks, no advertising."
                )
            ),
        ),
    )
    by_company: dict[str, list[str]] = {}
    for source in bot.sources.enabled:
        by_company.setdefault(source.company_name(asked.language), []).append(
            source.name(asked.language)
        )
    for company, sources in by_company.items():
        yield Note((Words(f"{company}: ", strong=True), Words(say.listed(sources))))
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


COMMAND = Command(
    name=NP_("command", "about"),
    summary=N_("Version, source policy and sources"),
    run=run,
)
