import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.calls import Call
from bot.core import Bot
from bot.request import Place

Client = TestClient[web.Request, web.Application]

HOSTILE = '"><script>alert(1)</script>'


async def page(client: Client, path: str, status: int = 200) -> str:
    response = await client.get(path)
    assert response.status == status
    assert response.content_type == "text/html"
    return await response.text()


async def test_the_playground_loads_its_script_from_here_and_no_other(client: Client) -> None:
    html = await page(client, "/")

    assert 'src="/static/playground.js"' in html
    assert "https://" not in html


async def test_what_the_playground_loads_is_there(client: Client) -> None:
    html = await page(client, "/")
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    for name in (*linked, "/static/slack.js", "/static/discord.js", "/static/eye.svg"):
        assert (await client.get(name)).status == 200


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/glossary", "転移学習"),
        ("/glossary?part=た", "/terms/"),
        ("/news", "<h1>"),
        ("/digest", "/?text=digest+subscribe"),
        ("/about", "<h1>"),
        ("/terms/transfer-learning", "<ruby>転移学習"),
        ("/ask?text=てんいがくしゅう", "<ruby>転移学習"),
    ],
)
async def test_a_page_is_there_without_a_script(client: Client, path: str, expected: str) -> None:
    html = await page(client, path)

    assert expected in html
    assert "<script" not in html
    assert html.count("<h1") == 1


async def test_the_page_of_a_term_has_everything_about_it(client: Client) -> None:
    """Name with reading, definition, article, sources, related terms, the other language."""
    html = await page(client, "/terms/transfer-learning?lang=ja")

    assert "<ruby>転移学習<rp>（</rp><rt>てんいがくしゅう</rt>" in html
    assert "関連する別の課題の出発点として使う機械学習の手法です" in html
    assert "知識を引き継ぐ二つのやり方" in html
    assert 'href="https://doi.org/10.1109/TKDE.2009.191"' in html
    assert 'href="/terms/fine-tuning?lang=ja"' in html
    assert 'href="/terms/transfer-learning?lang=en"' in html


async def test_the_page_of_a_term_is_there_in_english(client: Client) -> None:
    html = await page(client, "/terms/transfer-learning?lang=en")

    assert '<html lang="en">' in html
    assert "Two ways to hand knowledge over" in html


async def test_a_browser_that_speaks_english_reads_english(client: Client) -> None:
    response = await client.get("/glossary", headers={"Accept-Language": "en-GB"})

    assert '<html lang="en">' in await response.text()


async def test_a_term_that_is_not_there_leads_on(client: Client) -> None:
    assert "<a " in await page(client, "/terms/transfer-learing", 404)


async def test_a_call_of_an_older_version_is_the_readers_fault(client: Client) -> None:
    await page(client, "/call?c=0|define", 400)


@pytest.mark.parametrize(
    "path", ["/ask", "/call", "/", "/terms/x", "/glossary", "/news", "/no-such-page"]
)
async def test_no_word_of_a_reader_becomes_markup(client: Client, path: str) -> None:
    names = ("text", "c", "lang", "part", "term", "page")
    response = await client.get(path, params=dict.fromkeys(names, HOSTILE))

    assert "<script>" not in await response.text()


@pytest.mark.parametrize("path", ["/ask", "/call", "/", "/terms/x", "/news", "/no-such-page"])
async def test_no_word_of_a_reader_turns_the_page_around(client: Client, path: str) -> None:
    """A link of another site could make a command in the input read like a harmless one."""
    names = ("text", "c", "lang", "part", "term", "page")
    response = await client.get(path, params=dict.fromkeys(names, "digest \u202ebircsbus"))

    assert "\u202e" not in await response.text()


async def test_opening_a_page_changes_nothing(client: Client, bot: Bot) -> None:
    """Another site can make a browser open a page."""
    await client.get("/ask", params={"text": "digest subscribe 09:00"})
    await client.get("/call", params={"c": Call("language", (("for", "channel"),)).encode()})
    refused = await page(client, "/call?c=1|language|language=en&lang=en")
    stored = await bot.stored()
    place = Place("web", "local", "playground")

    assert await stored.digests.at_place(place) == ()
    assert (await stored.preferences.languages(place, "visitor")).chosen is None
    assert "I can’t tell who asks" in refused
