"""What a reader gets who searches the texts."""

from dataclasses import replace

import pytest
from asking import asked
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import answer
from bot.calls import Call
from bot.commands.carried import carried
from bot.core import Bot
from bot.reply import Reply, Select, Text, Words
from bot.terms.glossary import Glossary


def offered(reply: Reply) -> list[str]:
    """Return the ids of the terms whose cards the list opens, in order."""
    selects = [block for block in reply.blocks if isinstance(block, Select)]
    return [choice.call.arguments[0][1] for block in selects for choice in block.choices]


async def test_each_term_is_shown_with_the_sentence_in_which_the_words_stand_out(bot: Bot) -> None:
    reply = await answer(asked("search 著作権"), bot)

    texts = [block.spans for block in reply.blocks if isinstance(block, Text)]
    assert texts[0][0] == Words("AIと著作権", strong=True)
    assert all(Words("著作権", strong=True) in spans[1:] for spans in texts)


async def test_the_place_is_named_in_the_readers_language(bot: Bot) -> None:
    reply = await answer(asked("search copyright law"), bot)

    lines = reply.plain().splitlines()
    headings = {
        f"{entry.en} · {section.heading}"
        for entry in bot.terms.entries
        for section in entry.article_en.sections
    }
    assert "Copyright and AI · Definition" in lines
    assert headings.intersection(lines)


async def test_a_name_that_no_sentence_has_is_shown_as_one(bot: Bot) -> None:
    reply = await answer(asked(Call("search", (("words", '"生成AIと著作権"'),), "en")), bot)

    assert reply.plain().splitlines()[1:3] == ["Copyright and AI · Name", "生成AIと著作権"]
    assert {call.command for call in reply.calls()} == {"define"}  # one page has no way on


async def test_every_result_opens_its_card(bot: Bot) -> None:
    reply = await answer(asked("search copyright"), bot)

    results = [block for block in reply.blocks if isinstance(block, Text)]
    assert len(offered(reply)) == len(results) == 10
    assert all(bot.terms.get(entry_id) for entry_id in offered(reply))


async def test_pages_of_ten_lead_through_all_results(bot: Bot) -> None:
    seen: list[str] = []
    call: Call | None = Call("search", (("words", "「個人情報」 学習"),), "ja")
    page = 0
    while call:
        reply = await answer(asked(call, via="button"), bot)
        seen += offered(reply)
        page += 1
        following = (("words", "「個人情報」 学習"), ("page", str(page + 1)))
        call = next((c for c in reply.calls() if c.arguments == following), None)

    total = bot.terms.search("「個人情報」 学習", "ja", 1).total
    assert page == -(-total // 10) > 2
    assert len(seen) == len(set(seen)) == total


async def test_a_page_beyond_the_last_is_the_last(bot: Bot) -> None:
    reply = await answer(asked(Call("search", (("words", "copyright"), ("page", "99")), "en")), bot)

    total = bot.terms.search("copyright", "en", 1).total
    assert f"{total} of {total}" in reply.plain()


async def test_nothing_found_is_said_with_what_to_do_next(bot: Bot) -> None:
    reply = await answer(asked("search zzzqqq"), bot)

    assert "no definition or article with “zzzqqq”" in reply.plain()
    assert {call.command for call in reply.calls()} == {"index", "news"}


async def test_a_name_in_another_spelling_is_offered_where_no_text_has_it(bot: Bot) -> None:
    reply = await answer(asked("search tennigakusyuu"), bot)

    assert Call("define", (("term", "transfer-learning"),), "en") in reply.calls()


@pytest.mark.parametrize(
    "words", ["a " * 40, "語 " * 60, "x" * 3000, "%|=" * 50, "😀" * 90, "\ud800"]
)
async def test_words_that_no_button_carries_are_cut(words: str, bot: Bot) -> None:
    reply = await answer(asked(Call("search", (("words", words),), "en")), bot)

    assert "on our side" not in reply.plain()


@given(st.text(st.characters(), max_size=200))
def test_what_is_carried_fits_a_button(text: str) -> None:
    words = carried(text, "search", "words")

    assert Call("search", (("words", words), ("page", "1000")), "ja").encode()


async def test_an_empty_glossary_has_no_results(bot: Bot) -> None:
    reply = await answer(asked("search copyright"), replace(bot, terms=Glossary(())))

    assert "no definition or article" in reply.plain()
