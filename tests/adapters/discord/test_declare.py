"""What Discord is told of the commands."""

from dataclasses import replace
from typing import Any

import pytest
from fakes.discord_limits import command_faults
from fakes.discord_sample import SAMPLE, command
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.discord.declare import application_commands
from bot.commands import COMMANDS
from bot.options import choice_option, text_option
from bot.registry import Commands

Json = dict[str, Any]


def declared(commands: Commands, name: str) -> Json:
    return next(entry for entry in application_commands(commands) if entry["name"] == name)


def test_discord_takes_all_commands_of_hayami() -> None:
    assert command_faults(application_commands(COMMANDS)) == []


def test_every_text_is_there_in_japanese_too() -> None:
    for entry in application_commands(COMMANDS):
        for part in (entry, *entry.get("options", ())):
            if "description" in part:
                assert part["description_localizations"]["ja"]
        assert entry["name_localizations"]["ja"]


def test_commands_are_declared_as_recorded(snapshot: SnapshotAssertion) -> None:
    assert application_commands(SAMPLE) == snapshot(extension_class=JSONSnapshotExtension)


def test_the_default_command_has_the_bots_own_name() -> None:
    assert declared(SAMPLE, "hayami")["options"][0] == {
        "type": 3,
        "name": "term",
        "description": "The term",
        "description_localizations": {"ja": "The term"},
        "required": True,
        "max_length": 3000,
        "autocomplete": True,
    }


def test_commands_that_share_a_word_are_sub_commands() -> None:
    group = declared(SAMPLE, "digest")

    assert [sub["name"] for sub in group["options"]] == ["list", "subscribe"]
    assert {sub["type"] for sub in group["options"]} == {1}


def test_options_that_a_form_asks_for_may_be_left_out() -> None:
    subscribe = declared(SAMPLE, "digest")["options"][1]

    assert [option["required"] for option in subscribe["options"]] == [False]


def test_required_options_come_first() -> None:
    late = command("late", options=(text_option("a", "a", default=""), text_option("b", "b")))
    options = declared(Commands((*SAMPLE.all, late)), "late")["options"]

    assert [option["name"] for option in options] == ["b", "a"]


def test_what_concerns_a_channel_is_offered_where_the_bot_is() -> None:
    assert declared(SAMPLE, "digest")["integration_types"] == [0]
    assert declared(SAMPLE, "hayami")["integration_types"] == [0, 1]
    assert declared(SAMPLE, "hayami")["contexts"] == [0, 1, 2]


def test_a_command_for_managers_alone_is_theirs_at_first() -> None:
    only = replace(command("settings"), managers_only=True)

    entry = declared(Commands((*SAMPLE.all, only)), "settings")

    assert entry["default_member_permissions"] == str(1 << 5)
    assert "default_member_permissions" not in declared(SAMPLE, "digest")


def test_the_message_menu_has_a_name_and_no_description() -> None:
    menu = declared(SAMPLE, "Explain the terms")

    assert menu["type"] == 3
    assert "description" not in menu


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (command("digest"), "/digest has sub-commands"),
        (command("no/slash"), "'no/slash' is no name"),
        (
            command("many", options=tuple(text_option(f"o{n}", "x") for n in range(26))),
            "many has 26 parts",
        ),
        (
            command(
                "long",
                options=tuple(
                    choice_option(f"o{n}", "x", tuple((f"{m}" * 90, "y" * 90) for m in range(25)))
                    for n in range(2)
                ),
            ),
            "/long has more than 8000 characters",
        ),
    ],
)
def test_a_command_that_discord_refuses_is_named_before(wrong: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        application_commands(Commands((*SAMPLE.all, wrong)))
