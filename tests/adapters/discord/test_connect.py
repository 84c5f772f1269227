"""Each way of asking on Discord, through the real discord.py."""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from fakes.discord import DiscordFake
from fakes.discord_people import (
    DIRECT,
    MANAGE_GUILD,
    Person,
    Spot,
    choose,
    command,
    fill_in,
    menu,
    press,
    typing,
)

from bot.core import Bot, Stored
from bot.request import Place

Json = dict[str, Any]
Serve = Callable[[Bot], AbstractAsyncContextManager[None]]

PRIVATE = 64
MANAGER = Person("301", "ja", MANAGE_GUILD)
READER = Person("302", "en-US")
HERE = Place("discord", "100", "200")


def words(message: Json) -> str:
    """Return all that is to be read in the embeds of a message."""
    parts = []
    for embed in message["embeds"]:
        parts += [embed.get("title", ""), embed.get("description", "")]
        parts += [field[key] for field in embed.get("fields", []) for key in ("name", "value")]
    return re.sub(r"\\(?=\W)", "", "\n".join(parts))


def buttons(message: Json) -> dict[str, str]:
    """Return the ids of a message's buttons by their labels."""
    parts = [part for row in message["components"] for part in row["components"]]
    return {part["label"]: part.get("custom_id", "") for part in parts if "label" in part}


def options(message: Json) -> list[str]:
    """Return the values of the first select of a message."""
    parts = [part for row in message["components"] for part in row["components"]]
    return next([line["value"] for line in part["options"]] for part in parts if "options" in part)


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize(
    "term", ["転移学習", "transfer learning", "てんいがくしゅう", "Transfer-Learning"]
)
async def test_a_command_is_answered_with_a_card_for_the_asker_alone(
    discord: DiscordFake, term: str
) -> None:
    asked = await discord.do(command("hayami", term=term))

    (card,) = await discord.answers(asked)
    assert "転移学習（てんいがくしゅう）" in words(card)
    assert card["flags"] == PRIVATE
    assert card["allowed_mentions"] == {"parse": []}


@pytest.mark.usefixtures("face")
async def test_the_answer_is_in_the_language_of_the_readers_client(discord: DiscordFake) -> None:
    japanese = await discord.do(command("help"))
    english = await discord.do(command("help", READER))

    assert "用語" in words((await discord.answers(japanese))[0])
    assert "用語" not in words((await discord.answers(english))[0])


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("term", ["zzzzqqqq", "@everyone **x** <@1>", "？" * 6000])
async def test_an_unknown_word_is_answered_politely(discord: DiscordFake, term: str) -> None:
    asked = await discord.do(command("hayami", READER, term=term))

    (answer,) = await discord.answers(asked)
    assert "I could not find" in words(answer)
    assert "Help" in buttons(answer)


@pytest.mark.usefixtures("face")
async def test_a_term_completes_itself_while_it_is_typed(discord: DiscordFake) -> None:
    asked = await discord.do(typing("hayami", "term", "てんい"))

    await discord.until(lambda: asked.first is not None)
    assert asked.first
    assert "transfer-learning" in [c["value"] for c in asked.first["data"]["choices"]]


@pytest.mark.usefixtures("face")
async def test_buttons_and_choices_of_an_answer_lead_on(discord: DiscordFake) -> None:
    asked = await discord.do(command("hayami", READER, term="transfer learning"))
    (card,) = await discord.answers(asked)
    read = await discord.do(press(buttons(card)["Read the article"], READER))
    text = await discord.do(menu("RAG and fine-tuning", READER))
    (listed,) = await discord.answers(text)
    chosen = await discord.do(choose("select", options(listed)[0], READER))

    assert "Transfer Learning" in words((await discord.answers(read))[0])
    assert "Retrieval-Augmented Generation" in words((await discord.answers(chosen))[0])


@pytest.mark.usefixtures("face")
async def test_the_terms_of_a_message_are_explained_to_the_asker_alone(
    discord: DiscordFake,
) -> None:
    asked = await discord.do(menu("転移学習とRAGを比べる"))

    (answer,) = await discord.answers(asked)
    assert "転移学習" in words(answer)
    assert "検索拡張生成" in words(answer)
    assert answer["flags"] == PRIVATE


@pytest.mark.usefixtures("face")
async def test_a_button_of_an_older_version_is_answered_politely(discord: DiscordFake) -> None:
    asked = await discord.do(press("0|gone", READER))

    (answer,) = await discord.answers(asked)
    assert "older message" in words(answer)
    assert answer["flags"] == PRIVATE


@pytest.mark.usefixtures("face")
async def test_what_is_left_out_of_a_command_is_asked_for_in_a_form(
    discord: DiscordFake, bot: Bot
) -> None:
    """Given a manager who subscribes without an hour, then the form that opens subscribes."""
    asked = await discord.do(command("digest subscribe", MANAGER))
    await discord.until(lambda: asked.first is not None)
    sent = await discord.do(fill_in(asked.modal, {"at": "08:30"}, MANAGER))
    await discord.answers(sent)

    (subscription,) = await (await bot.stored()).digests.at_place(HERE)
    assert f"{subscription.at:%H:%M}" == "08:30"
    assert subscription.created_by == MANAGER.id


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("typed", [" ", "25:00"])
async def test_a_form_that_is_filled_in_wrongly_is_told_so(
    discord: DiscordFake, typed: str
) -> None:
    asked = await discord.do(command("digest subscribe", MANAGER))
    await discord.until(lambda: asked.first is not None)
    sent = await discord.do(fill_in(asked.modal, {"at": typed}, MANAGER))

    assert "09:00" in words((await discord.answers(sent))[0])


@pytest.mark.usefixtures("face")
async def test_only_managers_change_the_digests_of_a_server(discord: DiscordFake) -> None:
    asked = await discord.do(command("digest subscribe", READER, at="09:00"))

    assert "Only people who manage" in words((await discord.answers(asked))[0])


@pytest.mark.usefixtures("face")
async def test_an_answer_of_several_messages_is_shown_whole_and_private(
    discord: DiscordFake,
) -> None:
    """Given two digests, each with its own Pause button, then each stands in its own message."""
    for hour in ("08:00", "18:00"):
        subscribed = await discord.do(command("digest subscribe", MANAGER, at=hour))
        await discord.answers(subscribed)

    asked = await discord.do(command("digest list", MANAGER))

    answers = await discord.answers(asked, 2)
    assert [hour in words(a) for a, hour in zip(answers, ("08:00", "18:00"), strict=True)]
    assert {answer["flags"] for answer in answers} == {PRIVATE}


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("spot", [Spot(), Spot("210", type=11)])
async def test_a_mention_is_answered_as_a_reply_that_pings_nobody(
    discord: DiscordFake, spot: Spot
) -> None:
    question = await discord.say("<@901> RAGって何?", spot)

    (answer,) = await discord.posted(spot.channel)
    assert "検索拡張生成" in words(answer)
    assert answer["message_reference"]["message_id"] == question["id"]
    assert answer["allowed_mentions"] == {"parse": []}


@pytest.mark.usefixtures("face")
async def test_a_direct_message_needs_no_command(discord: DiscordFake) -> None:
    await discord.say("transfer learning", DIRECT)

    assert "Transfer Learning" in words((await discord.posted(DIRECT.channel))[0])


@pytest.mark.usefixtures("face")
async def test_in_a_direct_message_an_answer_stays(discord: DiscordFake) -> None:
    asked = await discord.do(command("help", spot=DIRECT))

    assert (await discord.answers(asked))[0]["flags"] == 0


@pytest.mark.usefixtures("face")
async def test_talk_without_a_mention_is_left_alone(discord: DiscordFake) -> None:
    await discord.say("RAG is nice")
    await discord.say("<@901> RAG", person=Person(), author=Person().user() | {"bot": True})
    await discord.say("<@901> transfer learning")

    (answer,) = await discord.posted()
    assert "Transfer Learning" in words(answer)


@pytest.mark.usefixtures("face")
async def test_a_manager_is_known_in_a_mention_too(discord: DiscordFake, bot: Bot) -> None:
    member = MANAGER.member() | {"roles": ["110"]}
    await discord.say("<@901> digest subscribe 09:00", person=MANAGER, member=member)
    await discord.posted()

    assert len(await (await bot.stored()).digests.at_place(HERE)) == 1


async def test_a_slow_answer_is_announced_and_comes_as_private_as_it_began(
    discord: DiscordFake, bot: Bot, serve: Serve
) -> None:
    """Given a database that answers late, then the asker sees that the answer is coming."""
    waiting = asyncio.Event()

    async def stored() -> Stored:
        await waiting.wait()
        return await bot.stored()

    async with serve(replace(bot, stored=stored)):
        asked = await discord.do(command("help"))
        await discord.until(lambda: asked.was_deferred)
        waiting.set()

        (answer,) = await discord.answers(asked)
        assert answer["flags"] == PRIVATE
        assert "用語" in words(answer)


async def test_a_form_that_comes_too_late_says_what_to_write_instead(
    discord: DiscordFake, bot: Bot, serve: Serve
) -> None:
    waiting = asyncio.Event()

    async def stored() -> Stored:
        await waiting.wait()
        return await bot.stored()

    async with serve(replace(bot, stored=stored)):
        asked = await discord.do(command("digest subscribe", Person("301", "en", MANAGE_GUILD)))
        await discord.until(lambda: asked.was_deferred)
        waiting.set()

        assert "digest subscribe 09:00" in words((await discord.answers(asked))[0])
