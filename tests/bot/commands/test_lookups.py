"""What a reader gets who asks for terms."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from asking import asked
from fakes.clock import SetClock
from fakes.newsroom import entry as made
from msgspec import structs

from bot.answer import answer
from bot.calls import Call
from bot.core import Bot
from bot.i18n import LANGUAGES, Language
from bot.reply import Actions, Heading, Link, Note, Section, Select
from bot.terms.glossary import Glossary


def card(term: str, language: Language) -> Call:
    return Call("define", (("term", term),), language)


async def test_a_card_names_both_languages_the_reading_sources_and_the_way_on(bot: Bot) -> None:
    reply = await answer(asked("RAGとは"), bot)

    text = reply.plain()
    assert "検索拡張生成（けんさくかくちょうせいせい） / Retrieval-Augmented Generation" in text
    assert "確認日" in text
    assert [
        span
        for block in reply.blocks
        if isinstance(block, Note)
        for span in block.spans
        if isinstance(span, Link)
    ]
    assert Call("article", (("term", "retrieval-augmented-generation"),), "ja") in reply.calls()
    assert card("vector-database", "ja") in reply.calls()


async def test_every_related_term_is_a_button_and_leads_back(bot: Bot) -> None:
    for entry in bot.terms.entries:
        reply = await answer(asked(card(entry.id, "en"), via="button"), bot)
        assert {card(near, "en") for near in entry.related} <= set(reply.calls())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_entry_has_its_card_and_article_in_both_languages(
    language: Language, bot: Bot
) -> None:
    for entry in bot.terms.entries:
        definition = await answer(asked(card(entry.id, language)), bot)
        article = await answer(asked(Call("article", (("term", entry.id),), language)), bot)

        assert entry.definition(language) in definition.plain()
        assert sum(isinstance(block, Section) for block in article.blocks) == 4


async def test_the_other_language_is_one_click_away(bot: Bot) -> None:
    reply = await answer(asked("転移学習"), bot)
    other = next(call for call in reply.calls() if call.language == "en")

    english = await answer(asked(other, via="button"), bot)

    assert english.language == "en"
    assert english.blocks[0] == Heading("Transfer Learning")


async def test_a_misspelt_name_gets_its_card_with_a_question(bot: Bot) -> None:
    reply = await answer(asked("ハルシネーシン"), bot)

    assert reply.plain().startswith("もしかして「ハルシネーション」のことでしょうか？")
    assert "ハルシネーション / Hallucination" in reply.plain()


async def test_a_described_meaning_offers_terms_and_defines_none_as_certain(bot: Bot) -> None:
    reply = await answer(asked("モデルに資料を検索させてから回答させる仕組み"), bot)

    assert "もしかして" in reply.plain()
    assert any(isinstance(block, Select) for block in reply.blocks)


async def test_a_question_with_several_terms_explains_each(bot: Bot) -> None:
    reply = await answer(asked("RAGとファインチューニングの違いは？"), bot)

    assert "検索拡張生成" in reply.plain()
    assert "ファインチューニング" in reply.plain()


async def test_suggestions_for_an_unknown_word_answer_in_place(bot: Bot) -> None:
    reply = await answer(asked("プロンプトインジャ"), bot)

    offered = [call for call in reply.calls() if call.command == "define"]
    assert offered
    opened = await answer(asked(offered[0], via="button"), bot)
    assert isinstance(opened.blocks[0], Heading)


async def test_the_article_of_an_uncertain_name_asks_first(bot: Bot) -> None:
    reply = await answer(asked("article ハルシネーシン"), bot)

    assert "もしかして" in reply.plain()


async def test_explain_names_each_term_once_in_order(bot: Bot) -> None:
    reply = await answer(asked("explain LLMのハルシネーションにはRAG。RAGはLLMを助けます"), bot)

    text = reply.plain()
    places = [text.index(name) for name in ("大規模言語モデル", "ハルシネーション", "検索拡張生成")]
    assert places == sorted(places)
    assert "3語" in text


async def test_explain_puts_terms_that_are_common_words_last(bot: Bot) -> None:
    reply = await answer(asked("explain トークンを数える。ハルシネーションにはRAG"), bot)

    text = reply.plain()
    places = [text.index(name) for name in ("ハルシネーション", "検索拡張生成", "トークン")]
    assert places == sorted(places)


async def test_explain_lists_the_rest_of_many_terms(bot: Bot) -> None:
    names = "、".join(entry.ja for entry in bot.terms.entries)

    reply = await answer(asked(Call("explain", (("text", names),)), via="message"), bot)

    assert "ほかに出てきた用語" in reply.plain()


async def test_a_text_without_terms_says_so(bot: Bot) -> None:
    reply = await answer(asked("explain お昼は何にしますか"), bot)

    assert "見つかりませんでした" in reply.plain()


async def test_the_index_leads_to_every_term_in_all_its_orders(bot: Bot) -> None:
    start = await answer(asked("索引"), bot)
    parts = [call for call in start.calls() if call.command == "index"]

    found: dict[str, int] = {}
    for part in parts:
        call: Call | None = part
        while call:
            page = await answer(asked(call, via="button"), bot)
            for term in page.calls():
                if term.command == "define":
                    found[term.arguments[0][1]] = found.get(term.arguments[0][1], 0) + 1
            number = dict(call.arguments).get("page", "1")
            call = next(
                (c for c in page.calls() if dict(c.arguments).get("page") == str(int(number) + 1)),
                None,
            )
    assert found == {entry.id: 4 for entry in bot.terms.entries}


async def test_a_part_that_the_index_lacks_is_told(bot: Bot) -> None:
    assert "索引に「ヴ」はありません" in (await answer(asked("index ヴ"), bot)).plain()


@pytest.mark.parametrize("part", ["agents", "Agents", "エージェント"])
async def test_a_category_is_known_by_its_names(part: str, bot: Bot) -> None:
    reply = await answer(asked(Call("index", (("part", part),), "en")), bot)

    assert reply.plain().startswith("Index: Agents (1/")


@pytest.mark.parametrize("part", ["new", "新着順"])
async def test_the_index_has_the_newest_terms_first(part: str, bot: Bot) -> None:
    latest = structs.replace(bot.terms.entries[7], checked=date(2030, 1, 1))
    terms = Glossary([latest], base=bot.terms)

    reply = await answer(asked(f"index {part}"), replace(bot, terms=terms))

    first = next(call for call in reply.calls() if call.command == "define")
    assert dict(first.arguments)["term"] == latest.id


async def test_the_index_counts_the_terms_of_each_category(bot: Bot) -> None:
    reply = await answer(asked(Call("index", (), "en")), bot)

    agents = [entry for entry in bot.terms.entries if entry.category == "agents"]
    assert f"- Agents ({len(agents)})" in reply.plain().splitlines()


async def test_the_term_of_the_day_changes_at_the_readers_midnight(
    bot: Bot, clock: SetClock
) -> None:
    clock.at = datetime(2026, 11, 24, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    evening = await answer(asked("today"), bot)
    clock.forward(minutes=1)

    midnight = await answer(asked("today"), bot)

    assert evening.plain() != midnight.plain()


async def test_a_random_term_is_a_card(bot: Bot) -> None:
    assert any(isinstance(block, Actions) for block in (await answer(asked("random"), bot)).blocks)


@pytest.mark.parametrize("command", ["today", "random", "index", "help", "about", "転移学習"])
async def test_an_empty_glossary_breaks_nothing(command: str, bot: Bot) -> None:
    reply = await answer(asked(command), replace(bot, terms=Glossary(())))

    assert "on our side" not in reply.plain()
    assert "記録しました" not in reply.plain()


async def test_help_shows_an_example_of_every_command(bot: Bot) -> None:
    text = (await answer(asked("help"), bot)).plain()

    for example in ("転移学習", "article RAG", "digest subscribe 09:00", "news OpenAI"):
        assert f"/hayami {example}" in text


async def test_about_tells_version_policy_and_sources(bot: Bot) -> None:
    text = (await answer(asked("about"), bot)).plain()

    assert bot.version in text
    assert "publisher's own site" in text
    for source in bot.sources.enabled:
        assert source.company in text


async def test_a_name_that_two_terms_share_asks_which_one_is_meant(bot: Bot) -> None:
    reply = await answer(asked("CV"), bot)

    assert reply.plain().splitlines()[:5] == [
        "Which one do you mean?",
        "Computer Vision · Multimodal and media",
        "computer vision: the field of images and video",
        "Cross-Validation · Evaluation",
        "cross-validation: testing a model on rotating splits",
    ]
    assert "Outside AI, “CV”: curriculum vitae" in reply.plain()
    assert {call.arguments[0][1] for call in reply.calls()} == {
        "computer-vision",
        "cross-validation",
    }


async def test_terms_of_one_name_without_notes_are_told_by_their_definitions(bot: Bot) -> None:
    senses = [
        structs.replace(made("ar-one", "One", "一番目", "いち"), aliases_en=("AR",)),
        structs.replace(made("ar-two", "Two", "二番目", "に"), aliases_en=("AR",)),
    ]

    reply = await answer(asked("AR"), replace(bot, terms=Glossary(senses)))

    assert {call.arguments[0][1] for call in reply.calls()} == {"ar-one", "ar-two"}


async def test_a_card_tells_what_else_its_names_mean(bot: Bot) -> None:
    reply = await answer(asked("すいろん"), bot)

    assert "「推論」は推論モデルの意味でも使われます：筋道を立てて" in reply.plain()
    assert "reasoning-model" in {call.arguments[0][1] for call in reply.calls() if call.arguments}


async def test_a_card_tells_what_its_names_mean_outside_of_ai(bot: Bot) -> None:
    reply = await answer(asked("RAG"), bot)

    assert "Outside AI, “RAG”: red, amber, green" in reply.plain()


async def test_one_term_in_a_question_has_its_card(bot: Bot) -> None:
    reply = await answer(asked("昨日の会議で出たRAGの話、どこまで進みましたか"), bot)

    assert reply.plain().startswith("ご質問に「検索拡張生成」が出てきます。")
    assert reply.blocks[1] == Heading("検索拡張生成")


async def test_an_article_may_be_asked_for_in_any_spelling(bot: Bot) -> None:
    reply = await answer(asked("article てんいがくしゅう"), bot)

    assert sum(isinstance(block, Section) for block in reply.blocks) == 4


async def test_near_winners_of_a_misspelling_are_offered_beside_the_best(bot: Bot) -> None:
    names = [
        made("token-budget", "Token Budget", "トークン予算", "とーくんよさん"),
        made("token-gadget", "Token Gadget", "トークンガジェット", "とーくんがじぇっと"),
    ]

    reply = await answer(asked("token budgt"), replace(bot, terms=Glossary(names)))

    assert "Did you mean “Token Budget”?" in reply.plain()
