from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from hypothesis import given
from strategies import forms

from adapters.discord.render import render as discord
from adapters.slack.render import render as slack
from adapters.web.api import READER_COOKIE, SHOWN_SUGGESTIONS, form_json
from adapters.web.post import WebPoster
from adapters.web.read import PLAYGROUND, completed
from bot.calls import Call
from bot.form import Form
from bot.reply import Heading, Reply, Text, Words

Client = TestClient[web.Request, web.Application]


async def ask(client: Client, **body: object) -> dict[str, Any]:
    response = await client.post("/api/ask", json=body)
    assert response.status == 200, await response.text()
    content: dict[str, Any] = await response.json()
    return content


async def reply(client: Client, **body: object) -> dict[str, Any]:
    content: dict[str, Any] = (await ask(client, **body))["reply"]
    return content


def button(shown: Mapping[str, Any], command: str) -> str:
    """Return the call of the button in Slack's look that runs `command`."""
    values = (
        element["value"]
        for message in shown["looks"]["slack"]
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if f"|{command}|" in element.get("value", "")
    )
    return str(next(values))


@pytest.mark.parametrize(
    "text", ["転移学習", "/hayami transfer learning", "てんいがくしゅう", "Transfer-Learning"]
)
async def test_any_spelling_gives_the_card_in_both_looks(client: Client, text: str) -> None:
    shown = await reply(client, text=text, language="ja")

    assert shown["plain"].startswith("転移学習\n")
    assert shown["looks"]["slack"][0]["blocks"][0]["text"]["text"] == "転移学習"
    assert shown["looks"]["discord"][0]["embeds"][0]["title"] == "転移学習"


async def test_a_command_is_answered_in_private_and_a_mention_is_not(client: Client) -> None:
    assert (await reply(client, text="/hayami RAG"))["private"]
    assert not (await reply(client, text="@hayami RAGって何?"))["private"]


async def test_a_button_of_the_reply_leads_on(client: Client) -> None:
    card = await reply(client, text="転移学習", language="ja")
    article = await reply(client, call=button(card, "article"))

    assert "知識を引き継ぐ二つのやり方" in article["plain"]


async def test_the_answer_is_in_the_language_chosen(client: Client) -> None:
    assert (await reply(client, text="転移学習", language="en"))["language"] == "en"
    assert (await reply(client, text="RAG", language=""))["language"] == "ja"


async def test_the_setting_of_one_reader_is_not_that_of_another(client: Client) -> None:
    await reply(client, text="/hayami language en")
    first = await reply(client, text="転移学習")
    client.session.cookie_jar.clear()
    second = await reply(client, text="転移学習")

    assert (first["language"], second["language"]) == ("en", "ja")


async def test_the_readers_name_is_random_and_no_script_can_see_it(client: Client) -> None:
    names = set()
    for _ in range(2):
        client.session.cookie_jar.clear()
        response = await client.post("/api/ask", json={"text": "RAG"})
        cookie = response.cookies[READER_COOKIE]
        names.add(cookie.value)
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"

    assert len(names) == 2


async def test_a_name_that_is_none_of_ours_is_replaced(client: Client) -> None:
    response = await client.post(
        "/api/ask", json={"text": "RAG"}, cookies={READER_COOKIE: "x" * 4000}
    )

    assert len(response.cookies[READER_COOKIE].value) == 22


async def test_a_command_that_needs_more_opens_its_form_and_takes_the_answers(
    client: Client,
) -> None:
    opened = await ask(client, text="digest subscribe", language="ja")
    form = opened["form"]
    answers = {field["name"]: field["value"] for field in form["fields"]} | {"at": "07:30"}
    done = await reply(client, call=form["call"], answers=answers)
    channel = await (await client.get("/api/channel?language=ja")).json()

    assert opened["reply"] is None
    assert "07:30" in done["plain"]
    assert "07:30" in channel["subscriptions"]["plain"]


@given(forms())
def test_any_form_as_json_names_the_call_that_its_answers_complete(form: Form) -> None:
    told: Any = form_json(form)
    answers = {field["name"]: field["value"] for field in told["fields"]}

    assert completed(Call.decode(told["call"]), answers) == form.completed(answers)


async def test_the_channel_shows_preview_subscriptions_and_posts(
    client: Client, poster: WebPoster
) -> None:
    digest = Reply("ja", (Heading("今日のダイジェスト"), Text((Words("<b>新着</b>"),))))
    await poster.post(PLAYGROUND, digest, "s1", datetime(2026, 11, 24, tzinfo=UTC))
    channel = await (await client.get("/api/channel")).json()

    assert channel["preview"]["plain"]
    assert channel["subscriptions"]["plain"]
    assert [post["looks"]["slack"] for post in channel["posts"]] == [slack(digest)]
    assert [post["looks"]["discord"] for post in channel["posts"]] == [discord(digest)]


async def test_posts_that_cannot_be_read_are_told_politely(client: Client, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "s1.json").write_text("{")
    response = await client.get("/api/channel")

    assert response.status == 503
    assert (await response.json())["error"]


@pytest.mark.parametrize("text", ["転", "/hayami 転", "@hayami 転"])
async def test_a_term_is_suggested_while_it_is_typed_and_found_as_suggested(
    client: Client, text: str
) -> None:
    response = await client.get("/api/suggest", params={"text": text, "language": "ja"})
    suggested = (await response.json())["suggestions"]
    shown = await reply(client, text=suggested[0]["value"], language="ja")

    assert len(suggested) <= SHOWN_SUGGESTIONS
    assert shown["plain"].startswith("転移学習\n")


async def test_nothing_is_suggested_for_nothing(client: Client) -> None:
    response = await client.get("/api/suggest", params={"text": "/hayami "})

    assert await response.json() == {"suggestions": []}


@pytest.mark.parametrize(
    "text", ["", "\x00", "あ" * 10_000, "<script>alert(1)</script>", "\ud800", "{0}{x}"]
)
async def test_whatever_is_typed_gets_an_answer(client: Client, text: str) -> None:
    shown = await reply(client, text=text)

    assert shown["plain"]
    assert shown["looks"]["slack"]
    assert shown["looks"]["discord"]
