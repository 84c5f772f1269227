"""The manifest is one that Slack takes, and asks for little."""

from collections.abc import Iterator
from typing import Any

import pytest
from fakes.slack_limits import SENT_UNDER, manifest_faults

from adapters.slack.declare import EVENTS, SCOPES, manifest
from bot.commands import COMMANDS
from bot.i18n import LANGUAGES, Language, texts

URL = "https://hayami.example/slack/events"


@pytest.mark.parametrize("http_url", [None, URL])
@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_accepts_the_manifest(language: Language, http_url: str | None) -> None:
    assert list(manifest_faults(manifest(COMMANDS, language, http_url=http_url))) == []


def test_socket_mode_needs_no_address() -> None:
    declared = manifest(COMMANDS)

    assert settings(declared)["socket_mode_enabled"] is True
    assert list(values(declared, "request_url")) == list(values(declared, "url")) == []


def test_over_http_every_address_is_the_one_given() -> None:
    declared = manifest(COMMANDS, http_url=URL)

    assert settings(declared)["socket_mode_enabled"] is False
    assert [*values(declared, "request_url"), *values(declared, "url")] == [URL, URL, URL]


def test_no_channel_is_read() -> None:
    assert not {scope for scope in SCOPES if scope.endswith("history")} - {"im:history"}


def test_every_event_has_the_right_under_which_it_is_sent() -> None:
    for event in EVENTS:
        assert SENT_UNDER[event.partition(".")[0]] in SCOPES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_right_has_a_reason_in_each_language(language: Language) -> None:
    assert all(texts(language)(reason).endswith((".", "。")) for reason in SCOPES.values())


def test_every_command_for_messages_is_in_their_menu() -> None:
    offered = [command.name for command in COMMANDS.all if command.menu]

    assert list(values(manifest(COMMANDS), "callback_id")) == offered


def settings(declared: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a manifest."""
    found: dict[str, Any] = declared["settings"]
    return found


def values(part: object, name: str) -> Iterator[object]:
    """Yield every value of that name in a manifest."""
    if isinstance(part, list):
        for inner in part:
            yield from values(inner, name)
    if isinstance(part, dict):
        for key, inner in part.items():
            if key == name:
                yield inner
            else:
                yield from values(inner, name)
