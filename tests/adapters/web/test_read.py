import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.read import PLAYGROUND, preferred, read
from bot.calls import Call
from bot.errors import UsageError
from bot.request import Actor, Request

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def asked(**body: object) -> Request:
    return read(body, "reader", "ja")


@pytest.mark.parametrize("text", ["転移学習", "/hayami 転移学習", " ／HAYAMI　転移学習"])
def test_a_command_needs_no_name(text: str) -> None:
    assert asked(text=text) == Request(
        "転移学習", Actor("reader", may_manage=True, locale="ja"), PLAYGROUND
    )


@pytest.mark.parametrize(
    "text", ["@hayami RAGって何?", "＠hayami　RAGって何?", "@hayami:RAGって何?"]
)
def test_a_mention_is_known_by_its_sign(text: str) -> None:
    request = asked(text=text)

    assert request.via == "mention"
    assert str(request.content).endswith("RAGって何?")


def test_a_longer_name_is_no_address_of_ours() -> None:
    assert asked(text="@hayami-fan").content == "@hayami-fan"


def test_the_language_chosen_goes_with_the_question() -> None:
    assert asked(text="RAG", language="en").content == Call("define", (("term", "RAG"),), "en")


@pytest.mark.parametrize("language", ["", "fr", None, 1])
def test_any_other_language_leaves_the_choice_to_the_core(language: object) -> None:
    assert asked(text="RAG", language=language).content == "RAG"


def test_a_button_brings_its_call_back() -> None:
    call = Call("define", (("term", "transfer-learning"),), "en")

    assert asked(call=call.encode(), language="ja").content == call


def test_the_answers_of_a_form_complete_its_call() -> None:
    """An empty answer leaves the option out, so that it has its default."""
    call = Call("digest subscribe", (("weekdays", "daily"), ("at", "8")), "ja")
    request = asked(call=call.encode(), answers={"at": "09:00", "weekdays": "", "timezone": "UTC"})

    assert request.via == "form"
    assert request.content == Call("digest subscribe", (("at", "09:00"), ("timezone", "UTC")), "ja")


def test_the_readers_zone_is_known() -> None:
    assert asked(text="x", timezone="Europe/Paris").actor.timezone == "Europe/Paris"


@pytest.mark.parametrize("timezone", ["Mars/Base", "../../etc/passwd", "Europe", "x" * 999, 9, ""])
def test_a_zone_that_is_none_is_left_out(timezone: object) -> None:
    assert asked(text="x", timezone=timezone).actor.timezone is None


def test_half_a_character_becomes_a_mark_that_every_file_can_hold() -> None:
    request = read(json.loads(r'{"text": "\ud800か"}'), "reader", None)

    assert request.content == "?か"


@given(json_values)
def test_any_json_is_a_request_or_the_readers_fault(body: object) -> None:
    try:
        request = read(body, "reader", None)
    except UsageError:
        return
    assert request.place == PLAYGROUND


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ja,en-US;q=0.7,en;q=0.3", "ja"),
        ("en-GB", "en"),
        ("fr-FR, en;q=0.5", "en"),
        ("fr", None),
        ("", None),
    ],
)
def test_the_browsers_first_language_of_ours_counts(header: str, expected: str | None) -> None:
    assert preferred(header) == expected
