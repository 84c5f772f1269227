"""The playground as a person meets it: in a real Chromium, over a real connection."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from aiohttp import web
from playwright.async_api import ConsoleMessage, Page, async_playwright, expect

from adapters.web.app import serve
from adapters.web.post import WebPoster
from adapters.web.read import PLAYGROUND
from bot.calls import Call
from bot.reply import (
    Actions,
    Button,
    Choice,
    Divider,
    Field,
    Fields,
    Heading,
    Link,
    LinkButton,
    Moment,
    Note,
    Notice,
    Reply,
    Ruby,
    Section,
    Select,
    Text,
    Words,
)

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("The browser test needs Chromium; on Debian: apt-get install chromium")
    return found


@pytest.fixture
async def address(make_app: Callable[..., web.Application]) -> AsyncIterator[str]:
    """Where the web face is served."""
    started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(make_app(), "127.0.0.1", 0, started.set_result))
    yield await started
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    """The playground in a browser that speaks Japanese; a complaint in its console is a fault."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        opened = await browser.new_page(locale="ja-JP", timezone_id="Asia/Tokyo")
        opened.on("console", hear)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        await opened.goto(address)
        yield opened
        await browser.close()
    assert complaints == []


async def test_a_newcomer_asks_and_takes_the_next_step(page: Page) -> None:
    """The question is typed, both looks answer, and a button of Slack's look leads on."""
    await page.get_by_role("combobox").fill("転移学習")
    await page.keyboard.press("Enter")
    first, second = page.locator(".exchange").nth(0), page.locator(".exchange").nth(1)
    for look in (".slack", ".discord"):
        await expect(first.locator(f"{look} h4").first).to_have_text("転移学習")
    await first.locator(".slack .row > button.primary").click()

    for look in (".slack", ".discord"):
        await expect(second.locator(look)).to_contain_text("知識を引き継ぐ二つのやり方")


async def test_every_button_and_list_of_discords_look_works_too(page: Page) -> None:
    await page.get_by_role("button", name="索引").click()
    discord = page.locator(".exchange").nth(0).locator(".discord")
    await discord.locator("summary").first.click()
    await discord.locator(".menu li button").first.click()

    await expect(page.locator(".exchange").nth(1).locator(".discord h4").first).to_be_visible()


async def test_a_suggestion_is_chosen_with_the_keyboard(page: Page) -> None:
    line = page.get_by_role("combobox")
    await line.press_sequentially("/hayami 転移")
    await expect(page.get_by_role("option").first).to_be_visible()
    await line.press("ArrowDown")
    await line.press("Enter")

    await expect(line).to_have_value(re.compile("^/hayami 転移学習"))
    await expect(page.get_by_role("option")).to_have_count(0)


async def test_a_channel_is_subscribed_by_its_form_and_shows_it(page: Page) -> None:
    await page.get_by_role("combobox").fill("digest subscribe")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("07:30")
    await dialog.locator("button[value=submit]").click()
    await expect(page.locator(".exchange .slack")).to_contain_text("07:30")
    await page.get_by_role("tab").nth(1).click()

    await expect(page.locator("#subscriptions .slack")).to_contain_text("07:30")
    await expect(page.locator("#subscriptions .discord")).to_contain_text("07:30")


async def test_a_form_that_is_left_asks_nothing(page: Page) -> None:
    await page.get_by_role("combobox").fill("digest subscribe")
    await page.keyboard.press("Enter")
    await page.get_by_role("dialog").locator("button[value=cancel]").click()

    await expect(page.locator(".exchange")).to_have_count(0)


async def test_every_kind_of_block_is_drawn_and_no_word_becomes_markup(
    page: Page, poster: WebPoster
) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** <!channel> `c` [a](https://evil.example) \\"
    link = Link(hostile, "https://example.com/?a=1&b=2")
    moment = Moment(datetime(2026, 11, 24, 3, 4, tzinfo=UTC), "Asia/Tokyo")
    words = (Words(f"1 {hostile}"), Words(f"2 {hostile}", strong=True), link, moment)
    blocks = (
        Heading(f"3 {hostile}"),
        Text((*words, Ruby("転移学習", "てんいがくしゅう"))),
        Section(f"4 {hostile}", words),
        Divider(),
        Notice("warning", (Words(f"5 {hostile}"),)),
        Fields((Field(f"6 {hostile}", (Words(f"7 {hostile}"),)),)),
        Note((Words(f"8 {hostile}"), link, moment)),
        Actions((Button("次へ", Call("help")), LinkButton("開く", "https://example.com/"))),
        Select("選ぶ", (Choice("<b>9</b>", Call("help"), "説明"),)),
    )
    await poster.post(PLAYGROUND, Reply("ja", blocks), "s1", datetime(2026, 11, 24, tzinfo=UTC))
    await page.get_by_role("tab").nth(1).click()

    for look in (".slack", ".discord"):
        shot = page.locator(f"#posts {look} .shot")
        for number in range(1, 9):
            await expect(shot).to_contain_text(f"{number} {hostile}")
        await expect(shot).to_contain_text("<b>9</b>")
        await expect(shot).to_contain_text("転移学習（てんいがくしゅう）")
        await expect(shot.locator("time[datetime='2026-11-24T03:04:00.000Z']")).to_have_count(3)
        await expect(shot.locator("a[href*=evil]")).to_have_count(0)
        await expect(shot.locator("img:not([src='/static/mark.svg'])")).to_have_count(0)
