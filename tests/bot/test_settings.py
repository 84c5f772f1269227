"""A setting of the wrong form is refused with how to write it."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.mark.parametrize("name", ["Asia", "Mars/Phobos", "../etc", "/etc/passwd"])
def test_what_is_no_time_zone_is_said_with_what_to_write(name: str) -> None:
    with pytest.raises(ValidationError, match="is no IANA time zone; write one like Asia/Tokyo"):
        Settings(timezone=name)


@pytest.mark.parametrize("name", ["SLACK_API_URL", "DISCORD_API_URL", "HAYAMI_LLM_BASE_URL"])
def test_what_is_no_web_address_is_said_with_what_to_write(name: str) -> None:
    with pytest.raises(ValidationError, match="begins with https://"):
        Settings.model_validate({name: "foo"})


def test_the_platforms_addresses_have_the_slash_that_their_libraries_want() -> None:
    given = {"SLACK_API_URL": "http://proxy/api", "DISCORD_API_URL": "http://proxy/api/v10/"}

    settings = Settings.model_validate(given)

    assert settings.slack_api_url == "http://proxy/api/"
    assert settings.discord_api_url == "http://proxy/api/v10"


def test_a_model_needs_a_key_and_a_name() -> None:
    assert not Settings.model_validate({}).writes
    assert not Settings.model_validate({"HAYAMI_LLM_API_KEY": "key"}).writes
    assert Settings.model_validate({"HAYAMI_LLM_API_KEY": "key", "HAYAMI_LLM_MODEL": "m"}).writes
