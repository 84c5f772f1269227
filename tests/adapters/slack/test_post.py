"""A digest is in its channel once, whatever breaks between us and Slack."""

from datetime import timedelta

import pytest
from fakes.clock import SetClock
from fakes.slack import Fault
from fakes.slack_app import DIGEST, KEY, LONG, PLACE, Start, poster
from fakes.slack_workspace import DIRECT, GENERAL, LEAST_SCOPES, Channel

from adapters.slack.post import takes_proxy, web_client
from adapters.slack.ways import LEAD
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.request import Place
from bot.settings import Settings

HISTORY = (*LEAST_SCOPES, "channels:history")


async def test_a_post_is_found_under_its_key(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    posted = await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())
    since = clock.now() - timedelta(minutes=5)

    assert await poster(slack, clock).find(PLACE, DIGEST, KEY, since) == posted
    assert await poster(slack, clock).find(PLACE, DIGEST, "another", since) is None


async def test_a_post_shows_no_previews_and_mentions_nobody(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())

    (message,) = slack.messages()
    assert message["unfurl_links"] is message["unfurl_media"] is False
    assert message["text"] == "Today's news, with &lt;!channel&gt; &amp; more"


async def test_a_post_whose_answer_was_cut_off_is_there_once(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    slack.faults["chat.postMessage"].append(Fault(cut=True, after=True))
    begun = clock.now()
    with pytest.raises(Unconfirmed):
        await poster(slack, clock).post(PLACE, DIGEST, KEY, begun)

    assert await poster(slack, clock).find(PLACE, DIGEST, KEY, begun - timedelta(minutes=5))
    assert len(slack.messages()) == 1


async def test_a_post_in_a_thread_is_found_there(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    first = await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())
    thread = Place("slack", "T01TEAM", GENERAL, thread=first)
    posted = await poster(slack, clock).post(thread, DIGEST, "other", clock.now())
    since = clock.now() - timedelta(minutes=5)

    assert slack.messages()[1]["thread_ts"] == first
    assert await poster(slack, clock).find(thread, DIGEST, "other", since) == posted


async def test_the_rest_of_a_long_post_stands_in_its_thread(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    first = await poster(slack, clock).post(PLACE, LONG, KEY, clock.now())

    message, *rest = slack.messages()
    assert message["ts"] == first
    assert rest
    assert {part["thread_ts"] for part in rest} == {first}


async def test_what_is_missing_of_a_long_post_is_posted_when_it_is_found(
    start: Start, clock: SetClock
) -> None:
    slack = await start(HISTORY)
    slack.faults["chat.postMessage"].extend((Fault(delay_s=0), Fault(error="internal_error")))
    since = clock.now() - timedelta(minutes=5)
    with pytest.raises(Unconfirmed):
        await poster(slack, clock).post(PLACE, LONG, KEY, clock.now())
    assert len(slack.messages()) == 1

    found = await poster(slack, clock).find(PLACE, LONG, KEY, since)
    again = await poster(slack, clock).find(PLACE, LONG, KEY, since)

    message, *rest = slack.messages()
    assert found == again == message["ts"]
    assert [part["metadata"]["event_payload"]["key"] for part in rest] == [
        f"{KEY}-{number}" for number in range(1, len(rest) + 1)
    ]


async def test_history_that_may_not_be_read_leaves_a_post_unconfirmed(
    start: Start, clock: SetClock
) -> None:
    """The right to read public channels is none to read a private one."""
    slack = await start(HISTORY)
    slack.channels["C02SECRET"] = Channel(private=True)
    secret = Place("slack", "T01TEAM", "C02SECRET")

    with pytest.raises(Unconfirmed):
        await poster(slack, clock).find(secret, DIGEST, KEY, clock.now())


async def test_a_channel_that_is_gone_is_told_when_a_post_is_looked_for(
    start: Start, clock: SetClock
) -> None:
    slack = await start(HISTORY)
    gone = Place("slack", "T01TEAM", "C404")

    with pytest.raises(Unreachable, match="channel_not_found"):
        await poster(slack, clock).find(gone, DIGEST, KEY, clock.now())


async def test_a_direct_message_is_looked_for_in_its_own_history(
    start: Start, clock: SetClock
) -> None:
    """Which is what the least scopes allow."""
    slack = await start()
    direct = Place("slack", "T01TEAM", DIRECT, "direct")
    posted = await poster(slack, clock).post(direct, DIGEST, KEY, clock.now())

    assert slack.messages(DIRECT)[0]["ts"] == posted
    assert await poster(slack, clock).find(direct, DIGEST, KEY, clock.now() - LEAD) == posted


async def test_where_slack_does_not_tell_the_scopes_it_posts_at_the_time(
    start: Start, clock: SetClock
) -> None:
    slack = await start(None)
    handed_over = poster(slack, clock)
    at = clock.now() + timedelta(milliseconds=10)
    posted = await handed_over.post(PLACE, DIGEST, KEY, at)

    assert handed_over.lead() == timedelta()
    assert await handed_over.find(PLACE, DIGEST, KEY, at - LEAD) == posted
    assert len(slack.called("auth.test")) == 1
    await handed_over.close()


@pytest.mark.parametrize(
    "channel",
    [
        Channel(member=False),
        Channel(member=False, private=True),
        Channel(archived=True),
        Channel(restricted=True),
    ],
)
async def test_a_channel_that_needs_a_person_is_unreachable(
    start: Start, clock: SetClock, channel: Channel
) -> None:
    slack = await start(HISTORY)
    slack.channels[GENERAL] = channel

    with pytest.raises(Unreachable):
        await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())


async def test_a_token_that_was_revoked_makes_the_channel_unreachable(
    start: Start, clock: SetClock
) -> None:
    slack = await start(HISTORY)
    slack.faults["chat.postMessage"].append(Fault(error="token_revoked"))

    with pytest.raises(Unreachable, match="token_revoked"):
        await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(cut=True), Unconfirmed),
        (Fault(status=500), Unconfirmed),
        (Fault(error="fatal_error", after=True), Unconfirmed),
        (Fault(status=502, text="Bad gateway", after=True), Unconfirmed),
        (Fault(text="{", headers={"Content-Type": "application/json"}), Unconfirmed),
        (Fault(error="invalid_blocks"), ServiceError),
    ],
)
async def test_a_failed_post_tells_whether_it_may_have_had_an_effect(
    start: Start, clock: SetClock, fault: Fault, error: type[ServiceError]
) -> None:
    slack = await start(HISTORY)
    slack.faults["chat.postMessage"].append(fault)

    with pytest.raises(ServiceError) as raised:
        await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())
    assert (type(raised.value) is Unconfirmed) == (error is Unconfirmed)
    assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize(("header", "wait_s"), [({"Retry-After": "7"}, 7), ({}, 30)])
async def test_slack_may_ask_to_wait(
    start: Start, clock: SetClock, header: dict[str, str], wait_s: float
) -> None:
    slack = await start(HISTORY)
    fault = Fault(error="ratelimited", status=429, headers=header)
    slack.faults["chat.postMessage"].append(fault)

    with pytest.raises(RateLimited) as raised:
        await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())
    assert raised.value.retry_after_s == wait_s


async def test_two_posts_in_a_second_are_one_too_many(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY, paced=True)
    await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())

    with pytest.raises(RateLimited):
        await poster(slack, clock).post(PLACE, DIGEST, "other", clock.now())


async def test_a_slack_that_is_not_there_had_no_effect(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    nowhere = poster(slack, clock)
    await slack.__aexit__()

    with pytest.raises(ServiceError) as raised:
        await nowhere.post(PLACE, DIGEST, KEY, clock.now())
    assert type(raised.value) is ServiceError


@pytest.mark.parametrize(
    "fault", [Fault(cut=True), Fault(status=503), Fault(status=502, text="Bad gateway")]
)
async def test_a_question_that_failed_can_be_asked_again(
    start: Start, clock: SetClock, fault: Fault
) -> None:
    slack = await start(HISTORY)
    slack.faults["conversations.history"].append(fault)

    with pytest.raises(ServiceError) as raised:
        await poster(slack, clock).find(PLACE, DIGEST, KEY, clock.now())
    assert type(raised.value) is ServiceError
    assert await poster(slack, clock).find(PLACE, DIGEST, KEY, clock.now()) is None


async def test_a_proxy_of_the_environment_is_not_for_this_machine(
    start: Start, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    slack = await start(HISTORY)

    assert await poster(slack, clock).post(PLACE, DIGEST, KEY, clock.now())


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("http://127.0.0.1:8765/api/", False),
        ("http://localhost:8765/api/", False),
        ("https://slack.example/api/", False),
        ("https://slack.com/api/", True),
    ],
)
def test_a_proxy_is_for_the_hosts_that_the_environment_says(
    url: str,
    taken: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "slack.example")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    assert takes_proxy(url) is taken
    client = web_client(Settings.model_validate({"slack_api_url": url}), 10)
    assert (client.proxy is not None) is taken


async def test_a_history_without_end_is_not_read_to_its_end(start: Start, clock: SetClock) -> None:
    slack = await start(HISTORY)
    later = f"{clock.now().timestamp():.6f}"
    slack.channels[GENERAL].messages = [{"ts": later} for _ in range(2000)]

    assert await poster(slack, clock).find(PLACE, DIGEST, KEY, clock.now() - LEAD) is None
    assert len(slack.called("conversations.history")) == 10
