"""The model is asked in one way, and whatever comes back is an answer or a typed error."""

from collections.abc import AsyncIterator

import pytest
from fakes.llm import (
    Answer,
    LlmServer,
    document,
    fails,
    hang_up,
    pour,
    refuses,
    says,
    silence,
)

from bot.errors import RateLimited, ServiceError, Unconfirmed
from bot.news.headlines.answer import Answered
from bot.news.headlines.endpoint import Endpoint
from bot.news.headlines.prompt import INSTRUCTIONS, KEYS


@pytest.fixture
async def server() -> AsyncIterator[LlmServer]:
    async with LlmServer([says("words")]) as serving:
        yield serving


@pytest.fixture
async def endpoint(server: LlmServer) -> AsyncIterator[Endpoint]:
    async with Endpoint.open(server.base_url, "secret-key", "a-model", time_s=5) as opened:
        yield opened


async def test_the_question_goes_apart_from_the_instructions_with_every_bound(
    server: LlmServer, endpoint: Endpoint
) -> None:
    answered = await endpoint.ask('{"title": "T"}')

    (body,) = server.asked
    assert answered == Answered("words", (900, 200))
    assert body["model"] == "a-model"
    assert body["messages"] == [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": '{"title": "T"}'},
    ]
    assert (body["temperature"], body["max_tokens"]) == (0, 1500)
    assert body["response_format"]["json_schema"]["schema"]["required"] == list(KEYS)
    assert server.keys == ["Bearer secret-key"]


@pytest.mark.parametrize("parameter", ["response_format", "temperature", "max_tokens"])
async def test_a_parameter_that_a_model_does_not_take_is_left_out_from_then_on(
    parameter: str, server: LlmServer, endpoint: Endpoint
) -> None:
    server.answers = [refuses(parameter, says("words"))]

    assert (await endpoint.ask("{}")).text == "words"
    assert (await endpoint.ask("{}")).text == "words"

    assert [parameter in body for body in server.asked] == [True, False, False]
    assert "max_completion_tokens" not in server.asked[0]
    assert ("max_completion_tokens" in server.asked[1]) == (parameter == "max_tokens")


async def test_a_refusal_that_names_no_parameter_is_tried_without_a_form_of_answer(
    server: LlmServer, endpoint: Endpoint
) -> None:
    server.answers = [fails(400, message="bad request"), says("words")]

    assert (await endpoint.ask("{}")).text == "words"
    assert "response_format" not in server.asked[1]


async def test_an_endpoint_that_refuses_everything_is_asked_no_more_than_twice(
    server: LlmServer, endpoint: Endpoint
) -> None:
    server.answers = [fails(400, message="no such model", code="model_not_found")]

    with pytest.raises(ServiceError, match="answers 400 model_not_found"):
        await endpoint.ask("{}")

    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        (says("words", usage=None), Answered("words")),
        (says(None, refusal="I can't help."), Answered("I can't help.", (900, 200))),
        (says(None), Answered("", (900, 200))),
        (says("words", usage=(-1, 10**30)), Answered("")),
        (document(b""), Answered("")),
        (document(b"<html>a page</html>", "text/html"), Answered("")),
        (document(b'{"choices": []}'), Answered("")),
        (document(b'{"choices": "none"}'), Answered("")),
        (document(b'{"object": "error"}'), Answered("")),
        (document(b"\xff\xfe"), Answered("")),
        (document(b"[" * 100_000), Answered("")),
    ],
)
async def test_an_answer_of_any_form_is_words_or_none(
    answer: Answer, answered: Answered, server: LlmServer, endpoint: Endpoint
) -> None:
    server.answers = [answer]

    assert await endpoint.ask("{}") == answered


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "7"}, 7),
        ({}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "-5"}, 60),
        ({"Retry-After": "9" * 9}, 86_400),
    ],
)
async def test_a_wish_to_wait_is_told_and_not_tried_against(
    headers: dict[str, str], wait_s: float, server: LlmServer, endpoint: Endpoint
) -> None:
    server.answers = [fails(429, headers)]

    with pytest.raises(RateLimited) as raised:
        await endpoint.ask("{}")

    assert raised.value.retry_after_s == wait_s
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (fails(500), ServiceError, "answers 500"),
        (fails(401, message="Incorrect key: secret-key", code="bad\nkey"), ServiceError, "badkey"),
        (fails(307, {"Location": "https://elsewhere.example/"}), ServiceError, "answers 307"),
        (hang_up, Unconfirmed, "no answer"),
        (pour, Unconfirmed, "no answer"),
        (
            document(b"{}", **{"Content-Encoding": "gzip"}),
            Unconfirmed,
            "no answer",
        ),
    ],
)
async def test_a_failure_is_a_typed_error_that_repeats_no_key(
    answer: Answer,
    error: type[ServiceError],
    words: str,
    server: LlmServer,
    endpoint: Endpoint,
) -> None:
    server.answers = [answer]

    with pytest.raises(error, match=words) as raised:
        await endpoint.ask("{}")

    assert "secret-key" not in str(raised.value)
    assert len(server.asked) == 1


async def test_an_answer_that_does_not_come_is_given_up(server: LlmServer) -> None:
    server.answers = [silence]

    async with Endpoint.open(server.base_url, "key", "a-model", time_s=0.2) as endpoint:
        with pytest.raises(Unconfirmed, match="no answer"):
            await endpoint.ask("{}")


async def test_an_address_where_nobody_listens_is_no_request_that_cost_anything() -> None:
    async with Endpoint.open("http://127.0.0.1:1/v1", "key", "a-model") as endpoint:
        with pytest.raises(ServiceError, match="reached") as raised:
            await endpoint.ask("{}")

    assert not isinstance(raised.value, Unconfirmed)
