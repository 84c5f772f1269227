"""From items to the message that a channel reads; no clock, no database, no platform."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.calls import Call
from bot.digest.show import announcement, policy, recorded_notice, terms_in
from bot.i18n import Language, Texts, texts
from bot.news.source import Sources
from bot.reply import (
    Actions,
    Block,
    Button,
    Heading,
    Note,
    Reply,
    Section,
    Span,
    Spans,
    Text,
    Words,
)
from bot.storage.records import Item
from bot.terms.glossary import Glossary

SHOWN = 10
"""Items that a digest shows: more are not read."""


def compose(  # noqa: PLR0913 -- keywords, each with its own meaning
    items: Sequence[Item],
    *,
    day: date,
    language: Language,
    timezone: str,
    terms: Glossary,
    sources: Sources,
    more: int = 0,
    recorded: bool = False,
) -> Reply:
    """Return the digest of `items`, which come best first and are shown grouped by company.

    Args:
        items: at least one, and those to be shown.
        day: local date of the digest.
        timezone: IANA name of the zone to show times in.
        more: how many new items are not shown.
        recorded: whether they are demo data, which the digest then says first.
    """
    say = texts(language)
    blocks: list[Block] = [Heading(_heading(len(items) + more, day, say))]
    if recorded:
        blocks.append(recorded_notice(items, language, timezone))
    for company, group in _by_company(items, sources, language):
        shown = (announcement(item, language, timezone, sources) for item in group)
        blocks.append(Section(company, _joined(shown)))
    if more:
        rest = say.counted(
            "And {count} more announcement.", "And {count} more announcements.", more
        )
        blocks.append(Text((Words(rest),)))
    blocks += terms_in(items, language, terms)
    blocks.append(Note((Words(policy(language, items)),)))
    blocks.append(
        Actions(
            (
                Button(say("More news"), Call("news", (), language)),
                Button(say("Digest settings"), Call("digest list", (), language)),
            )
        )
    )
    return Reply(language, tuple(blocks))


def nothing_new(language: Language) -> Reply:
    """Return what a preview says when a digest would hold nothing."""
    say = texts(language)
    words = say(
        "There is no new announcement at the moment. A digest comes only when there is one."
    )
    return Reply(language, (Text((Words(words),)), Note((Words(policy(language)),))))


def rank(items: Iterable[Item], sources: Sources) -> tuple[Item, ...]:
    """Return `items`, given newest first, in the order in which they are worth showing.

    The newest of each company comes first, then the second of each, and so on: a company that
    publishes ten times a day does not hide one that publishes once.
    """
    taken: dict[str, int] = {}
    rounds: list[tuple[int, Item]] = []
    for item in items:
        company = _company(item, sources, "en")
        taken[company] = taken.get(company, 0) + 1
        rounds.append((taken[company], item))
    return tuple(item for _, item in sorted(rounds, key=lambda pair: pair[0]))


def _heading(count: int, day: date, say: Texts) -> str:
    return say.counted(
        "{day}: {count} official AI announcement",
        "{day}: {count} official AI announcements",
        count,
        day=say.day(day),
    )


def _company(item: Item, sources: Sources, language: Language) -> str:
    source = sources.get(item.source)
    return source.company_name(language) if source else item.source


def _by_company(
    items: Iterable[Item], sources: Sources, language: Language
) -> Iterator[tuple[str, list[Item]]]:
    """Yield the items of each company, the company of the best item first."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_company(item, sources, language), []).append(item)
    yield from groups.items()


def _joined(paragraphs: Iterable[Spans]) -> Spans:
    """Return paragraphs as one run of spans, an empty line between two."""
    spans: list[Span] = []
    for paragraph in paragraphs:
        spans += [Words("\n\n")] * bool(spans) + list(paragraph)
    return tuple(spans)
