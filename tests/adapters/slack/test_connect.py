"""Every way of asking in Slack is answered in its place, over Socket Mode and over HTTP."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.clock import SetClock
from fakes.slack import Fault, SlackFake
from fakes.slack_app import connected, served
from fakes.slack_limits import message_faults
from fakes.slack_people import Person, over_http
from fakes.slack_workspace import BOT_USER, DIRECT, GENERAL, Channel, Json
from msgspec import structs

from adapters.slack.connect import SlackFace
from adapters.slack.declare import SCOPES
from bot.app import Data, open_bot
from bot.core import Bot, Stored
from bot.settings import Settings
from bot.terms.glossary import Glossary


def elements(message: Json, kind: str) -> list[Json]:
    """Return the buttons or selects of a message, in order."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == kind]


async def answers(slack: SlackFake, count: int = 1, channel: str = GENERAL) -> list[Json]:
    """Return the messages that the app posted, as soon as there are so many."""

    def posted() -> list[Json]:
        return [message for message in slack.messages(channel) if "bot_id" in message]

    await slack.until(lambda: len(posted()) >= count)
    return posted()


async def responses(slack: SlackFake, count: int = 1) -> list[Json]:
    """Return what came to response URLs, as soon as there is so much."""
    await slack.until(lambda: len(slack.responses) >= count)
    return slack.responses


@pytest.mark.parametrize(
    "question", ["転移学習", "transfer learning", "てんいがくしゅう", "Transfer-Learning"]
)
async def test_a_command_is_answered_to_the_asker_alone(alice: Person, question: str) -> None:
    answer = await alice.command(question)

    assert answer["response_type"] == "ephemeral"
    assert "転移学習" in answer["text"]
    assert message_faults(answer) == []


async def test_a_command_without_words_is_answered_with_help(alice: Person) -> None:
    answer = await alice.command("")

    assert "/hayami" in answer["text"] or "hayami" in answer["text"]
    assert elements(answer, "button")


async def test_noise_of_any_length_is_answered_politely(alice: Person) -> None:
    answer = await alice.command("&lt;!channel&gt; zzqx " * 500)

    assert answer["response_type"] == "ephemeral"
    assert "<!" not in answer["text"]


async def test_a_mention_is_answered_in_the_thread_of_the_question(
    alice: Person, slack: SlackFake
) -> None:
    payload = await alice.mention("転移学習って何？")

    (answer,) = await answers(slack)
    assert answer["thread_ts"] == payload["event"]["ts"]
    assert "転移学習" in answer["text"]
    assert answer["unfurl_links"] is answer["unfurl_media"] is False


async def test_a_mention_in_a_thread_is_answered_there(alice: Person, slack: SlackFake) -> None:
    first = await alice.mention("転移学習")
    thread = first["event"]["ts"]
    await alice.mention("プロンプト", thread_ts=thread)

    assert {answer["thread_ts"] for answer in await answers(slack, 2)} == {thread}


async def test_a_direct_message_needs_no_mention(alice: Person, slack: SlackFake) -> None:
    await alice.write("転移学習")

    (answer,) = await answers(slack, channel=DIRECT)
    assert "転移学習" in answer["text"]
    assert "thread_ts" not in answer


async def test_the_menu_of_a_message_explains_its_terms(alice: Person, slack: SlackFake) -> None:
    await alice.explain("<@U02BOB> 転移学習 &amp; プロンプト", thread="1795000000.0")

    (answer,) = await responses(slack)
    assert answer["response_type"] == "ephemeral"
    assert answer["thread_ts"] == "1795000000.0"
    assert "転移学習" in answer["text"]


async def test_a_button_is_answered_beside_the_card_and_in_its_thread(
    alice: Person, slack: SlackFake
) -> None:
    card = await alice.command("転移学習")
    await alice.press(elements(card, "button")[0], thread="1795000000.0")

    (answer,) = await responses(slack)
    assert answer["response_type"] == "ephemeral"
    assert answer["replace_original"] is False
    assert answer["thread_ts"] == "1795000000.0"


async def test_a_choice_opens_what_was_chosen(alice: Person, slack: SlackFake) -> None:
    await alice.explain("転移学習とプロンプト")
    (listed,) = await responses(slack)
    (select,) = elements(listed, "static_select")
    await alice.choose(select, 0)

    _, answer = await responses(slack, 2)
    assert select["options"][0]["text"]["text"] in answer["text"]


async def test_a_button_that_opens_a_page_is_not_answered(alice: Person, slack: SlackFake) -> None:
    await alice.press({"action_id": "1.1"})
    await alice.explain("転移学習")

    assert len(await responses(slack)) == 1


async def test_a_button_of_an_older_version_is_told_from_a_fault(
    alice: Person, slack: SlackFake
) -> None:
    await alice.press({"action_id": "1.1", "value": "0|define|term=x"})

    (answer,) = await responses(slack)
    assert elements(answer, "button")


async def test_a_form_is_opened_filled_in_and_answered(alice: Person, slack: SlackFake) -> None:
    acknowledged = await alice.command("digest subscribe")
    (view,) = slack.views
    submitted = await alice.submit(view, {"at": "9:30"})

    assert acknowledged == submitted == {}
    (answer,) = await responses(slack)
    assert answer["response_type"] == "ephemeral"
    assert "09:30" in answer["text"] or "9:30" in answer["text"]


async def test_a_button_can_open_a_form(alice: Person, slack: SlackFake) -> None:
    await alice.press({"action_id": "1.1", "value": "1en|digest%20subscribe"})

    assert await slack.until(lambda: slack.views)
    assert slack.responses == []


async def test_a_wrong_answer_is_told_at_its_field(alice: Person, slack: SlackFake) -> None:
    await alice.command("digest subscribe")
    (view,) = slack.views
    acknowledged = await alice.submit(view, {"at": "soon"})

    assert acknowledged["response_action"] == "errors"
    assert "soon" in acknowledged["errors"]["at"]


async def test_a_form_that_slack_does_not_open_is_told_in_words(
    alice: Person, slack: SlackFake
) -> None:
    slack.faults["views.open"].append(Fault(error="expired_trigger_id"))
    answer = await alice.command("digest subscribe")

    assert answer["response_type"] == "ephemeral"
    assert "09:00" in answer["text"]


async def test_an_answer_whose_address_is_too_old_is_shown_to_the_asker(
    alice: Person, slack: SlackFake
) -> None:
    """A form may stay open for longer than the half hour of its response URL."""
    slack.clock = clock = SetClock(datetime.now(UTC))
    await alice.command("digest subscribe")
    clock.forward(minutes=31)
    await alice.submit(slack.views[0], {})

    await slack.until(lambda: slack.ephemeral)
    (answer,) = slack.ephemeral
    assert answer["user"] == alice.user
    assert answer["channel"] == GENERAL


async def test_a_repeated_event_is_answered_once(alice: Person, slack: SlackFake) -> None:
    payload = await alice.mention("転移学習")
    await alice.again(payload)
    await alice.event(payload["event"])  # the same message under another id
    await alice.mention("プロンプト")

    assert len(await answers(slack, 2)) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B02OTHER"},
        {"subtype": "message_changed"},
        {"edited": {"user": "U01ALICE", "ts": "1795000000.9"}},
        {"user": BOT_USER},
    ],
)
async def test_bots_edits_and_itself_are_not_answered(
    alice: Person, slack: SlackFake, more: dict[str, object]
) -> None:
    await alice.write("転移学習", **more)
    await alice.write("プロンプト")

    (answer,) = await answers(slack, channel=DIRECT)
    assert "プロンプト" in answer["text"]


async def test_events_of_other_kinds_are_acknowledged_and_left(
    alice: Person, slack: SlackFake
) -> None:
    await alice.event({"type": "app_home_opened", "channel": DIRECT, "ts": "1795000000.5"})
    await alice.event(
        {"type": "message", "channel": GENERAL, "channel_type": "channel", "ts": "1795000000.6"}
    )
    await alice.mention("転移学習")

    assert len(await answers(slack)) == 1


async def test_where_it_may_not_post_the_asker_is_told_privately(
    alice: Person, slack: SlackFake
) -> None:
    slack.channels["C02QUIET"] = Channel(restricted=True)
    await alice.mention("転移学習", "C02QUIET")
    await slack.until(lambda: alice.user in slack.channels)

    why, answer = await answers(slack, 2, alice.user)
    assert why["text"]
    assert "転移学習" in answer["text"]


async def test_an_answer_waits_as_long_as_slack_asks(alice: Person, slack: SlackFake) -> None:
    wait = Fault(error="ratelimited", status=429, headers={"Retry-After": "0"})
    slack.faults["chat.postMessage"].extend((wait, wait))
    await alice.mention("転移学習")

    assert len(await answers(slack)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(error="ratelimited", status=429, headers={"Retry-After": "3600"}),
        Fault(error="internal_error"),
        Fault(cut=True),
    ],
)
async def test_an_answer_that_can_not_be_posted_ends_nothing(
    alice: Person, slack: SlackFake, fault: Fault
) -> None:
    slack.faults["chat.postMessage"].append(fault)
    await alice.mention("転移学習")
    await slack.until(lambda: slack.called("chat.postMessage"))
    await alice.mention("プロンプト")

    assert len(await answers(slack)) == 1


async def test_an_answer_that_is_lost_on_the_way_ends_nothing(
    alice: Person, slack: SlackFake
) -> None:
    """It may have arrived, so it is not sent again."""
    slack.faults["response_url"].append(Fault(cut=True))
    await alice.explain("転移学習")
    await slack.until(lambda: not slack.faults["response_url"])
    await alice.explain("プロンプト")

    assert len(await responses(slack)) == 1
    assert slack.ephemeral == []


async def test_nobody_sees_an_answer_that_neither_address_takes(
    alice: Person, slack: SlackFake
) -> None:
    """The asker's own channel may be one that the bot is not in."""
    slack.clock = clock = SetClock(datetime.now(UTC))
    slack.faults["chat.postEphemeral"].append(Fault(error="not_in_channel"))
    await alice.command("digest subscribe")
    clock.forward(minutes=31)
    await alice.submit(slack.views[0], {})
    await slack.until(lambda: slack.called("chat.postEphemeral"))

    assert (await alice.command("転移学習"))["response_type"] == "ephemeral"


async def test_a_slow_answer_follows_a_word_of_patience(
    bot: Bot, settings: Settings, slack: SlackFake
) -> None:
    arrived = asyncio.Event()

    async def slow() -> Stored:
        await arrived.wait()
        return await bot.stored()

    async with connected(SlackFace(replace(bot, stored=slow), settings), slack) as alice:
        acknowledged = await alice.command("転移学習")
        assert acknowledged["response_type"] == "ephemeral"
        assert "転移学習" not in acknowledged["text"]
        arrived.set()
        (answer,) = await responses(slack)

    assert answer["replace_original"] is True
    assert "転移学習" in answer["text"]


async def test_a_form_that_opens_late_follows_a_word_of_patience(
    bot: Bot, settings: Settings, slack: SlackFake
) -> None:
    arrived = asyncio.Event()

    async def slow() -> Stored:
        await arrived.wait()
        return await bot.stored()

    async with connected(SlackFace(replace(bot, stored=slow), settings), slack) as alice:
        assert await alice.command("digest subscribe")
        arrived.set()
        assert await slack.until(lambda: slack.views)


async def test_a_long_answer_comes_whole(data: Data, settings: Settings, slack: SlackFake) -> None:
    """Beyond the five uses of the response URL, the rest is shown to the asker as well."""
    entry = data.terms.get("transfer-learning")
    assert entry
    sentences = " ".join(f"Sentence {number} of many." for number in range(4000))
    longer = Glossary([structs.replace(entry, definition_en=sentences)])
    async with (
        open_bot(replace(data, terms=longer), settings) as bot,
        connected(SlackFace(bot, settings), slack) as alice,
    ):
        first = await alice.command("transfer learning")
        await slack.until(lambda: "Sentence 3999 " in json.dumps(slack.ephemeral))

    whole = json.dumps([first, *slack.responses, *slack.ephemeral])
    assert all(f"Sentence {number} of" in whole for number in range(4000))
    assert len(slack.responses) == 5


async def test_a_fault_of_ours_is_told_to_the_asker(
    bot: Bot, settings: Settings, slack: SlackFake
) -> None:
    async def broken() -> Stored:
        raise RuntimeError("a bug")

    face = SlackFace(replace(bot, stored=broken), settings)
    async with served(face) as url:
        alice = Person(slack, over_http(url))
        await alice.explain("転移学習")
        (answer,) = await responses(slack)
        await alice.mention("転移学習")

    assert "転移学習" not in answer["text"]
    assert slack.called("chat.postMessage") == []


async def test_the_manifest_asks_for_the_rights_that_are_used_and_no_others(
    alice: Person, slack: SlackFake
) -> None:
    await alice.command("転移学習")
    await alice.mention("転移学習")
    await alice.write("転移学習")
    await answers(slack, channel=DIRECT)

    assert slack.used_scopes == set(SCOPES)
