"""The one door: any request gets a polite reply, in the right language, to the right people."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from asking import asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import answer, complete, prepare, suggest
from bot.calls import Call
from bot.core import Bot, Stored
from bot.errors import ServiceError
from bot.i18n import Language
from bot.reply import Reply
from bot.request import Place, Via

SAME_ENTRY = ["転移学習", "transfer learning", "てんいがくしゅう", "Transfer-Learning", "ﾃﾝｲｶﾞｸｼｭｳ"]


@pytest.mark.parametrize("question", SAME_ENTRY)
async def test_any_spelling_of_a_term_gives_its_card(question: str, bot: Bot) -> None:
    reply = await answer(asked(question), bot)

    assert "転移学習（てんいがくしゅう） / Transfer Learning" in reply.plain()


@pytest.mark.parametrize(
    ("question", "locale", "language"),
    [
        ("転移学習とは", None, "ja"),
        ("what is transfer learning", None, "en"),
        ("転移学習とは", "en", "ja"),
        ("RAG", "ja", "ja"),
        ("RAG", None, "en"),
        (Call("help"), None, "ja"),
        (Call("help"), "en", "en"),
        (Call("help", language="en"), "ja", "en"),
    ],
)
async def test_the_language_is_that_of_the_question_or_of_the_button(
    question: Call | str, locale: Language | None, language: Language, bot: Bot
) -> None:
    reply = await answer(asked(question, locale=locale), bot)

    assert reply.language == language


async def test_a_chosen_language_wins_over_the_question(bot: Bot) -> None:
    await answer(asked("language en"), bot)

    assert (await answer(asked("転移学習"), bot)).language == "en"
    assert (await answer(asked("転移学習", user="U2"), bot)).language == "ja"


async def test_the_languages_of_a_channel_is_for_all_in_it_but_those_who_chose(bot: Bot) -> None:
    await answer(asked("language ja for:me", user="U2"), bot)
    await answer(asked("language en for:channel"), bot)

    assert (await answer(asked("転移学習", user="U1"), bot)).language == "en"
    assert (await answer(asked("RAG", user="U2"), bot)).language == "ja"
    elsewhere = Place("slack", "T1", "C2")
    assert (await answer(asked("転移学習", place=elsewhere), bot)).language == "ja"


async def test_auto_gives_the_choice_back_to_the_question(bot: Bot) -> None:
    await answer(asked("language en"), bot)
    await answer(asked("language auto"), bot)

    assert (await answer(asked("転移学習"), bot)).language == "ja"


@pytest.mark.parametrize("question", ["", "   ", "\n", "\u3000"])
async def test_an_empty_question_gets_help(question: str, bot: Bot) -> None:
    assert "/hayami" in (await answer(asked(question), bot)).plain()


async def test_an_unknown_word_gets_a_polite_way_on(bot: Bot) -> None:
    reply = await answer(asked("ぬるぽがっ"), bot)

    assert "見つかりませんでした" in reply.plain()
    assert Call("index", (), "ja") in reply.calls()


async def test_noise_gets_a_short_polite_answer(bot: Bot) -> None:
    reply = await answer(asked("ｗ草€" * 4000), bot)

    assert len(reply.plain()) < 1000


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.builds(Call, st.text(), st.lists(st.tuples(st.text(), st.text())).map(tuple)))
async def test_no_request_leaves_without_a_reply(bot: Bot, content: Call | str) -> None:
    reply = await answer(asked(content), bot)

    assert reply.plain()
    assert "Traceback" not in reply.plain()


async def test_a_command_of_managers_is_refused_to_others_with_what_to_do(bot: Bot) -> None:
    reply = await answer(asked("digest subscribe 09:00", manager=False), bot)

    assert "ask one of them" in reply.plain()


async def test_a_forged_button_is_checked_like_anything_typed(bot: Bot) -> None:
    forged = Call("digest remove", (("id", "1"),))

    reply = await answer(asked(forged, manager=False, via="button"), bot)

    assert "管理者" in reply.plain()


async def test_a_mistyped_value_is_told_with_how_to_write_it(bot: Bot) -> None:
    reply = await answer(asked("digest subscribe noon"), bot)

    assert "09:00" in reply.plain()


async def test_missing_options_are_named_where_no_form_can_open(bot: Bot) -> None:
    reply = await answer(asked("ダイジェスト 登録", via="mention"), bot)

    assert "/hayami ダイジェスト 登録 09:00" in reply.plain()


async def test_a_command_with_a_form_opens_it_when_a_value_is_missing(bot: Bot) -> None:
    prepared = await prepare(asked("digest subscribe"), bot)

    assert prepared.form
    assert [field.name for field in prepared.form.fields] == [
        "at",
        "weekdays",
        "timezone",
        "language",
    ]


@pytest.mark.parametrize(
    ("question", "via", "private"),
    [
        ("転移学習", "command", True),
        ("転移学習", "mention", False),
        (Call("define", (("term", "token"),)), "button", True),
        ("no such command:", "mention", False),
    ],
)
async def test_only_commands_and_buttons_are_answered_in_private(
    question: Call | str,
    via: Via,
    private: bool,
    bot: Bot,
) -> None:
    assert (await prepare(asked(question, via=via), bot)).private is private


def unreachable(bot: Bot) -> Bot:
    """Return the bot with a database that is away."""

    async def stored() -> Stored:
        raise ServiceError("database is away")

    away: Callable[[], Awaitable[Stored]] = stored
    return replace(bot, stored=away)


async def test_look_ups_go_on_while_the_database_is_away(bot: Bot) -> None:
    reply = await answer(asked("転移学習"), unreachable(bot))

    assert "てんいがくしゅう" in reply.plain()


async def test_what_needs_the_database_asks_to_try_later(bot: Bot) -> None:
    reply = await answer(asked("ニュース"), unreachable(bot))

    assert "もう一度お試しください" in reply.plain()


async def test_a_fault_of_ours_is_told_without_its_details(bot: Bot) -> None:
    async def stored() -> Stored:
        raise RuntimeError("secret detail")

    reply: Reply = await answer(asked("news", user=None), replace(bot, stored=stored))

    assert "secret" not in reply.plain()
    assert "on our side" in reply.plain()


async def test_an_option_is_completed_from_the_glossary(bot: Bot) -> None:
    found = await suggest("define", "term", "てんい", "ja", bot)

    assert found[0].value == "transfer-learning"


async def test_an_option_without_completions_offers_none(bot: Bot) -> None:
    assert await suggest("today", "term", "x", "ja", bot) == ()
    assert await suggest("no-such", "term", "x", "ja", bot) == ()


def test_a_line_is_completed_with_commands_and_terms(bot: Bot) -> None:
    assert [s.value for s in complete("dig", "en", bot)][:2] == [
        "digest preview",
        "digest subscribe",
    ]
    assert any("転移学習" in s.value for s in complete("てんい", "ja", bot))
    assert complete("article trans", "en", bot)[0].value.startswith("article Trans")


async def test_a_language_is_kept_for_nobody_unknown(bot: Bot) -> None:
    reply = await answer(asked("language en", user=None), bot)

    assert "who asks" in reply.plain()
    assert (await answer(asked("転移学習"), bot)).language == "ja"


async def test_a_channels_language_is_its_managers_matter(bot: Bot) -> None:
    reply = await answer(asked("language en for:channel", manager=False), bot)

    assert "ask one of them" in reply.plain()


async def test_the_language_of_a_channels_digest_helps_only_where_the_question_tells_none(
    bot: Bot,
) -> None:
    await answer(asked("digest subscribe 09:00 language:ja"), bot)

    assert (await answer(asked("RAG"), bot)).language == "ja"
    assert (await answer(asked("RAG", locale="en"), bot)).language == "en"

    await answer(asked("digest subscribe 09:00 language:en"), bot)
    assert (await answer(asked("転移学習"), bot)).language == "ja"
