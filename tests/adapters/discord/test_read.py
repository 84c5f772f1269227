"""What is read from the payloads of Discord."""

import re
from typing import Any

import pytest
from fakes.discord_objects import BOT
from fakes.discord_people import (
    DIRECT,
    HANA,
    MANAGE_GUILD,
    SERVER,
    Act,
    Person,
    Spot,
    choose,
    command,
    fill_in,
    menu,
    press,
    said,
    typing,
)
from fakes.discord_sample import SAMPLE
from hypothesis import given
from hypothesis import strategies as st
from strategies import calls, forms

from adapters.discord import read
from adapters.discord.modal import modal
from adapters.discord.names import path
from bot.calls import Call
from bot.errors import UsageError
from bot.form import Form
from bot.request import Place, Request

Json = dict[str, Any]


def asked(act: Act) -> Request:
    return read.interaction(act.payload("900"), SAMPLE)


def heard(content: str, spot: Spot = SERVER, parts: Json | None = None) -> Request | None:
    return read.message(said(content, spot) | (parts or {}), BOT["id"])


def test_the_command_with_the_bots_name_is_the_default_one() -> None:
    assert asked(command("hayami", term="転移学習")).content == Call(
        "define", (("term", "転移学習"),)
    )


def test_every_command_is_read_by_the_words_that_it_is_declared_with() -> None:
    for known in SAMPLE.all:
        assert asked(command(" ".join(path(known)))).content == Call(known.name)


def test_the_place_and_the_person_are_those_of_the_payload() -> None:
    request = asked(command("digest list", Person("301", "en-GB", MANAGE_GUILD)))

    assert request.place == Place("discord", "100", "200")
    assert (request.actor.user, request.actor.may_manage, request.actor.locale) == (
        "301",
        True,
        "en",
    )
    assert request.via == "command"


@pytest.mark.parametrize(("tag", "language"), [("ja", "ja"), ("en-US", "en"), ("fr", None)])
def test_the_clients_language_is_told_where_it_is_one_of_ours(
    tag: str, language: str | None
) -> None:
    assert asked(command("hayami", Person(locale=tag))).actor.locale == language


@pytest.mark.parametrize(
    ("rights", "may"), [(0, False), (MANAGE_GUILD, True), (1 << 3, True), (1 << 13, False)]
)
def test_whoever_manages_the_server_may_manage(rights: int, may: bool) -> None:
    assert asked(command("digest list", Person(permissions=rights))).actor.may_manage is may


def test_a_direct_message_is_its_own_tenant_and_its_writer_manages_it() -> None:
    request = asked(command("hayami", spot=DIRECT))

    assert request.place == Place("discord", "@me/201", "201", "direct")
    assert request.actor.may_manage


def test_where_the_bot_is_no_member_nothing_can_be_posted_later() -> None:
    group = asked(command("hayami", spot=Spot("202", None, group=True)))
    elsewhere = asked(command("hayami", spot=Spot("203", "102", user_install=True)))

    assert not group.place.receives
    assert not group.actor.may_manage
    assert not elsewhere.place.receives


def test_a_message_in_its_menu_is_the_first_option() -> None:
    request = asked(menu("RAGとは"))

    assert request.content == Call("explain", (("text", "RAGとは"),))
    assert request.via == "message"


def test_the_words_of_a_card_are_explained_too() -> None:
    embeds = [{"type": "rich", "title": "RAG", "description": "LoRA", "url": None}]

    assert asked(menu("", embeds=embeds)).content == Call("explain", (("text", "RAG\nLoRA"),))


@given(calls())
def test_a_button_and_a_choice_are_the_calls_that_they_carry(call: Call) -> None:
    assert asked(press(call.encode())).content == call
    assert asked(press(f"12:{call.encode()}")).content == call
    assert asked(choose("select", call.encode())).content == call
    assert asked(choose("select", call.encode())).via == "button"


@pytest.mark.parametrize("custom_id", ["", "select", "0|define", "page:3", "7:old"])
def test_a_button_of_another_version_is_told_so(custom_id: str) -> None:
    with pytest.raises(UsageError, match="older message"):
        asked(press(custom_id))


@given(forms(), st.text(min_size=1, max_size=20))
def test_a_form_that_is_sent_in_completes_its_call(form: Form, typed: str) -> None:
    answers = {field.name: typed for field in form.fields}

    request = asked(fill_in(modal(form), answers))

    assert request.content == form.completed(answers)
    assert request.via == "form"


def test_an_answer_left_empty_is_left_out() -> None:
    body = {
        "custom_id": "1|digest subscribe|at=9|id=1",
        "components": [{"component": {"type": 4, "custom_id": "at"}}],
    }

    assert asked(fill_in(body, {})).content == Call("digest subscribe", (("id", "1"),))


def test_an_option_that_is_being_typed_is_read_with_its_command() -> None:
    payload = typing("hayami", "term", "てん").payload("900")

    assert read.typing(payload, SAMPLE) == read.Typing("define", "term", "てん", "ja")


@pytest.mark.parametrize(
    "content", ["<@901> RAGって何?", "RAGって何? <@!901>", "<@901>\nRAGって何?"]
)
def test_a_mention_is_a_question_without_the_mention(content: str) -> None:
    request = heard(content)

    assert request
    assert request.content == "RAGって何?"
    assert request.via == "mention"


def test_a_direct_message_needs_no_mention() -> None:
    request = heard("RAG", DIRECT)

    assert request
    assert (request.content, request.actor.may_manage, request.via) == ("RAG", True, "mention")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("RAG", {}),
        ("thanks", {"mentions": [BOT]}),  # a reply to the bot's own message
        ("<@902> RAG", {}),
        ("<@901> RAG", {"author": BOT}),
        ("<@901> RAG", {"author": HANA.user() | {"bot": True}}),
        ("<@901> RAG", {"webhook_id": "5"}),
        ("<@901> RAG", {"type": 6}),
    ],
)
def test_what_nobody_says_to_the_bot_is_not_heard(content: str, parts: Json) -> None:
    assert heard(content, parts=parts) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_any_text_can_be_said(text: str) -> None:
    request = heard(f"<@901> {text}")

    assert request
    assert request.content == re.sub("<@!?901>", " ", text).strip()
