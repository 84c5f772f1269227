"""What people do with a channel's digests in chat."""

from asking import HERE, asked

from bot.answer import answer, prepare
from bot.calls import Call
from bot.core import Bot
from bot.request import Place


async def test_a_channel_subscribes_and_learns_when_the_next_digest_comes(bot: Bot) -> None:
    reply = await answer(asked("ダイジェスト 登録 9時 平日"), bot)

    assert "登録しました" in reply.plain()
    assert "09:00" in reply.plain()
    (subscription,) = await (await bot.stored()).digests.at_place(HERE)
    assert subscription.timezone == "Asia/Tokyo"
    assert subscription.weekdays == (0, 1, 2, 3, 4)
    assert subscription.language == "ja"
    assert subscription.next_due_at
    assert subscription.next_due_at.isoformat() == "2026-11-25T00:00:00+00:00"


async def test_the_form_asks_with_first_values_and_its_answers_subscribe(bot: Bot) -> None:
    call = Call(
        "digest subscribe",
        (("at", "08:30"), ("weekdays", "daily"), ("timezone", "Europe/London"), ("language", "en")),
        "ja",
    )

    reply = await answer(asked(call, via="form"), bot)

    assert "08:30（Europe/London）に英語でお届けします" in reply.plain()


async def test_a_channel_without_digests_is_led_to_subscribe(bot: Bot) -> None:
    reply = await answer(asked("digest list"), bot)

    assert Call("digest subscribe", (), "en") in reply.calls()


async def test_the_only_digest_needs_no_number_to_be_paused_resumed_and_removed(bot: Bot) -> None:
    await answer(asked("digest subscribe 09:00"), bot)

    paused = await answer(asked("digest pause"), bot)
    resumed = await answer(asked("digest resume"), bot)
    removed = await answer(asked("digest remove"), bot)

    assert "paused" in paused.plain()
    assert "sent again" in resumed.plain()
    assert "removed" in removed.plain()
    assert await (await bot.stored()).digests.at_place(HERE) == ()


async def test_among_several_digests_the_number_is_asked_for(bot: Bot) -> None:
    await answer(asked("digest subscribe 09:00"), bot)
    await answer(asked("digest subscribe 18:00"), bot)

    assert "number" in (await answer(asked("digest pause"), bot)).plain()
    assert "paused" in (await answer(asked("digest pause 2"), bot)).plain()


async def test_a_digest_of_another_channel_cannot_be_touched(bot: Bot) -> None:
    await answer(asked("digest subscribe 09:00"), bot)
    for elsewhere in (
        Place("slack", "T2", "C1"),
        Place("slack", "T1", "C2"),
        Place("discord", "T1", "C1"),
    ):
        reply = await answer(asked("digest remove 1", place=elsewhere), bot)
        assert "no digest number 1" in reply.plain()

    assert len(await (await bot.stored()).digests.at_place(HERE)) == 1


async def test_a_place_that_receives_nothing_is_told_where_to_subscribe(bot: Bot) -> None:
    terminal = Place("terminal", "local", "terminal", "direct", receives=False)

    reply = await answer(asked("digest subscribe 09:00", place=terminal), bot)

    assert "in a channel of Slack or Discord" in reply.plain()


async def test_a_preview_shows_the_recorded_news_and_offers_to_subscribe(bot: Bot) -> None:
    await (await bot.stored()).news.ensure_recorded()

    reply = await answer(asked("ダイジェスト"), bot)

    assert "あなたにだけ" in reply.plain()
    assert "収録済みのデモデータ" in reply.plain()
    assert Call("digest subscribe", (), "ja") in reply.calls()


async def test_a_preview_of_nothing_says_so(bot: Bot) -> None:
    assert "no new announcement" in (await answer(asked("digest"), bot)).plain()


async def test_a_change_without_any_digest_leads_to_subscribing_first(bot: Bot) -> None:
    assert "Subscribe to one first" in (await answer(asked("digest pause"), bot)).plain()


async def test_the_list_tells_why_the_platform_stopped_a_digest(bot: Bot) -> None:
    await answer(asked("digest subscribe 09:00 mon,wed"), bot)
    await (await bot.stored()).digests.pause(HERE, 1, "not_in_channel")

    reply = await answer(asked("digest list"), bot)

    assert "not_in_channel" in reply.plain()
    assert "Mon and Wed" in reply.plain()
    assert Call("digest resume", (("id", "1"),), "en") in reply.calls()


async def test_days_of_ones_own_stay_in_the_form(bot: Bot) -> None:
    call = Call("digest subscribe", (("weekdays", "mon,wed"),), "en")

    prepared = await prepare(asked(call), bot)

    assert prepared.form
    days = next(field for field in prepared.form.fields if field.name == "weekdays")
    assert days.value == "mon,wed"


async def test_the_form_opens_however_long_the_values_given(bot: Bot) -> None:
    line = (
        "digest subscribe monday,tuesday,wednesday,thursday,friday America/Argentina/Buenos_Aires"
    )

    prepared = await prepare(asked(line), bot)

    assert prepared.form
    assert prepared.form.call.encode()
    zone = next(field for field in prepared.form.fields if field.name == "timezone")
    assert zone.value == "America/Argentina/Buenos_Aires"
