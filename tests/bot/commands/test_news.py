"""What a reader gets who asks for news."""

import pytest
from asking import asked

from bot.answer import answer
from bot.calls import Call
from bot.core import Bot
from bot.reply import Link, Text


@pytest.fixture
async def recorded(bot: Bot) -> Bot:
    """A bot that holds the recorded announcements."""
    await (await bot.stored()).news.ensure_recorded()
    return bot


async def test_recorded_news_says_what_it_is(recorded: Bot) -> None:
    assert "収録済みのデモデータ" in (await answer(asked("ニュース"), recorded)).plain()


async def test_every_item_links_to_an_official_domain(recorded: Bot) -> None:
    reply = await answer(asked("news"), recorded)

    domains = tuple(d.split("/")[0] for source in recorded.sources for d in source.domains)
    links = [
        span.url
        for block in reply.blocks
        if isinstance(block, Text)
        for span in block.spans
        if isinstance(span, Link)
    ]
    assert len(links) == 8
    for url in links:
        host = url.removeprefix("https://").split("/")[0]
        assert any(host == domain or host.endswith("." + domain) for domain in domains)


async def test_pages_lead_through_all_news_without_repeating_any(recorded: Bot) -> None:
    first = await answer(asked("news"), recorded)
    following = next(call for call in first.calls() if dict(call.arguments).get("page") == "2")

    second = await answer(asked(following, via="button"), recorded)

    assert not set(titles(first)) & set(titles(second))
    assert any(dict(call.arguments).get("page") == "1" for call in second.calls())


async def test_a_company_is_known_in_any_case(recorded: Bot) -> None:
    assert "公式ニュース：OpenAI" in (await answer(asked("ニュース openai"), recorded)).plain()


async def test_a_term_in_any_spelling_gives_the_news_that_mentions_it(recorded: Bot) -> None:
    reply = await answer(asked("ニュース てんいがくしゅう"), recorded)

    assert "公式ニュース：転移学習" in reply.plain()


async def test_words_are_looked_for_in_headlines(recorded: Bot) -> None:
    (title, *_) = titles(await answer(asked("news"), recorded))
    word = title.split()[0]

    assert title in titles(await answer(asked(f"news {word}"), recorded))


@pytest.mark.parametrize("question", ["news term:転移学習", "news term:transfer-learning"])
async def test_a_term_by_its_option_may_be_written_in_any_spelling(
    question: str, recorded: Bot
) -> None:
    reply = await answer(asked(question, locale="ja"), recorded)

    assert reply.plain().startswith("公式ニュース：転移学習")


@pytest.mark.parametrize("term", ["x" * 200, "\ud800", "あ" * 200])
async def test_a_forged_term_breaks_nothing(term: str, recorded: Bot) -> None:
    reply = await answer(asked(Call("news", (("term", term),), "en"), via="button"), recorded)

    assert "Official news" in reply.plain()


async def test_no_news_is_said_politely_with_a_way_on(bot: Bot) -> None:
    reply = await answer(asked("news zzzzqqq"), bot)

    assert "no such announcement" in reply.plain()
    assert reply.calls()


def titles(reply: object) -> list[str]:
    blocks = getattr(reply, "blocks", ())
    spans = [span for block in blocks if isinstance(block, Text) for span in block.spans]
    return [span.text for span in spans if isinstance(span, Link)]


async def test_a_card_counts_the_news_of_its_term_as_the_store_does(recorded: Bot) -> None:
    news = (await recorded.stored()).news
    counts = {
        entry.id: (await news.latest(1, term=entry.id)).total for entry in recorded.terms.entries
    }
    most, count = max(counts.items(), key=lambda pair: pair[1])
    none = next(term for term, number in counts.items() if not number)

    card = await answer(asked(Call("define", (("term", most),), "en")), recorded)
    silent = await answer(asked(Call("define", (("term", none),), "en")), recorded)

    assert count > 0
    assert f"{count} announcement" in card.plain()
    assert "recorded demo data" in card.plain()
    assert "announcement" not in silent.plain()
