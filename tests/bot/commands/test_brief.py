"""What a reader gets who asks for a topic in brief."""

import asyncio
from dataclasses import replace

import pytest
from asking import asked

from bot.answer import answer
from bot.app import database_url
from bot.calls import Call
from bot.core import Bot, Stored
from bot.errors import ServiceError
from bot.news.news import News, Page
from bot.news.source import Sources
from bot.reply import Link, Reply, Section, Select, Words
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item
from bot.terms.glossary import Glossary


class StuckNews(News):
    """News whose database does not answer."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    async def latest(self, *_: object, **__: object) -> Page:
        await asyncio.Event().wait()
        raise AssertionError


@pytest.fixture
async def recorded(bot: Bot) -> Bot:
    """A bot that holds the recorded announcements."""
    await (await bot.stored()).news.ensure_recorded()
    return bot


def offered(reply: Reply) -> list[str]:
    """Return the ids of the terms whose cards the list opens, in order."""
    selects = [block for block in reply.blocks if isinstance(block, Select)]
    return [choice.call.arguments[0][1] for block in selects for choice in block.choices]


def linked(reply: Reply) -> list[str]:
    """Return the addresses of the announcements, in order."""
    sections = [block for block in reply.blocks if isinstance(block, Section)]
    return [span.url for block in sections for span in block.spans if isinstance(span, Link)]


@pytest.mark.parametrize(
    "topic", ["RAG", "けんさくかくちょうせいせい", "retrieval-augmented-generation"]
)
async def test_a_term_comes_with_its_nearest(topic: str, recorded: Bot) -> None:
    reply = await answer(asked(Call("brief", (("topic", topic),), "en")), recorded)

    entry = recorded.terms.get("retrieval-augmented-generation")
    assert entry is not None
    assert offered(reply) == [entry.id, *entry.related[:4]]
    assert reply.plain().startswith("In brief: Retrieval-Augmented Generation")


@pytest.mark.parametrize("company", ["OpenAI", "anthropic"])
async def test_a_company_has_its_own_latest_announcements(company: str, recorded: Bot) -> None:
    reply = await answer(asked(f"brief {company}"), recorded)

    news = (await recorded.stored()).news
    latest = await news.latest(50, company=company)
    said = await news.latest(50, words=company)
    assert len(linked(reply)) == 5
    assert set(linked(reply)) <= {item.url for item in latest.items + said.items}
    assert latest.items[0].url in linked(reply)
    assert len(offered(reply)) == 5


async def test_an_announcement_without_a_date_has_none(bot: Bot, settings: Settings) -> None:
    undated = Item(
        source="gone",
        key="1",
        title="A zzzqqq is announced",
        url="https://example.org/1",
        published=None,
        first_seen=bot.clock.now(),
    )
    async with await Database.open(database_url(settings)) as database:
        await Items(database).keep([undated])

    reply = await answer(asked("brief zzzqqq"), bot)

    section = next(block for block in reply.blocks if isinstance(block, Section))
    assert section.spans == (Link(undated.title, undated.url), Words("\ngone"))
    assert "recorded" not in reply.plain()


async def test_a_topic_in_words_has_the_terms_that_say_most_of_it(recorded: Bot) -> None:
    reply = await answer(asked("brief 著作権"), recorded)

    found = recorded.terms.search("著作権", "ja", 5).results
    assert offered(reply) == [result.entry.id for result in found]


async def test_few_announcements_are_joined_by_those_on_its_terms(recorded: Bot) -> None:
    news = (await recorded.stored()).news
    counts = {
        entry.id: (await news.latest(1, term=entry.id)).total for entry in recorded.terms.entries
    }
    lonely, *_ = [
        entry
        for entry in recorded.terms.entries
        if not counts[entry.id]
        and any(counts[near] for near in entry.related[:4])
        and not (await news.latest(1, words=entry.en)).total
    ]

    reply = await answer(asked(Call("brief", (("topic", lonely.en),), "en")), recorded)

    near = [await news.latest(5, term=entry_id) for entry_id in lonely.related[:4]]
    assert linked(reply)
    assert set(linked(reply)) <= {item.url for page in near for item in page.items}


async def test_announcements_are_newest_first_and_say_that_they_are_recorded(
    recorded: Bot,
) -> None:
    reply = await answer(asked("brief OpenAI"), recorded)

    page = await (await recorded.stored()).news.latest(1000)
    order = [item.url for item in page.items]
    places = [order.index(url) for url in linked(reply)]
    assert places == sorted(places)
    assert "recorded demo data" in reply.plain()


async def test_a_described_topic_is_guessed(recorded: Bot) -> None:
    reply = await answer(asked("brief モデルに資料を検索させてから回答させる仕組み"), recorded)

    assert "retrieval-augmented-generation" in offered(reply)


async def test_what_is_unknown_says_so_and_leads_on(recorded: Bot) -> None:
    reply = await answer(asked("brief zzzqqq"), recorded)

    assert "no term on it" in reply.plain()
    assert "no such announcement" in reply.plain()
    assert {"search", "news"} <= {call.command for call in reply.calls()}


async def test_the_terms_are_there_while_the_store_is_away(bot: Bot) -> None:
    async def away() -> Stored:
        raise ServiceError("the database does not answer")

    reply = await answer(asked("brief RAG"), replace(bot, stored=away))

    assert len(offered(reply)) == 5
    assert "can’t be reached" in reply.plain()


async def test_the_terms_do_not_wait_for_a_store_that_is_stuck(bot: Bot) -> None:
    opened = await bot.stored()

    async def stuck() -> Stored:
        return replace(opened, news=StuckNews(bot.sources))

    reply = await answer(asked("brief RAG"), replace(bot, stored=stuck))

    assert len(offered(reply)) == 5
    assert "can’t be reached" in reply.plain()


@pytest.mark.parametrize("topic", ["x" * 3000, "語 " * 60, "\ud800", "%" * 200, "𠮷" * 100])
async def test_any_topic_gets_a_card(topic: str, recorded: Bot) -> None:
    reply = await answer(asked(Call("brief", (("topic", topic),), "en")), recorded)

    assert reply.plain().startswith("In brief")


async def test_an_empty_glossary_leaves_the_news(recorded: Bot) -> None:
    reply = await answer(asked("brief OpenAI"), replace(recorded, terms=Glossary(())))

    assert linked(reply)


async def test_the_card_is_one_click_away_in_the_other_language(recorded: Bot) -> None:
    reply = await answer(asked("brief OpenAI"), recorded)

    assert Call("brief", (("topic", "OpenAI"),), "ja") in reply.calls()
