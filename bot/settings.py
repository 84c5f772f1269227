"""The settings of hayami: environment variables, and an optional `.env` beside the process."""

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).parent.parent
"""The checkout: where `data/` lies beside the code."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder
        raise ValueError(f"{name} is no IANA time zone; write one like Asia/Tokyo") from error
    return name


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url} is no web address; write one that begins with https://")
    return url


def _with_slash(url: str) -> str:
    return url.rstrip("/") + "/"


def _without_slash(url: str) -> str:
    return url.rstrip("/")


def _operators_channel(channel: str) -> str:
    if channel and not re.fullmatch(r"(slack|discord|web)(:[\w.-]+){2}", channel):
        raise ValueError(
            f"{channel} is no channel; write slack:T012345:C012345 or discord:SERVER:CHANNEL"
        )
    return channel


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseSettings):
    """Every setting, with its default; the names in the environment are in upper case.

    Raises:
        pydantic.ValidationError: a value is of the wrong form; it names the setting.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    data_dir: Path = Field(default=Path("hayami-data"), validation_alias="HAYAMI_DATA_DIR")
    """Folder of the SQLite databases; made when it is not there."""
    database_url: SecretStr | None = Field(default=None, validation_alias="HAYAMI_DATABASE_URL")
    """PostgreSQL, e.g. postgresql://user:password@host/name; SQLite in the data folder without."""
    terms_dir: Path = Field(default=HOME / "data" / "terms", validation_alias="HAYAMI_TERMS_DIR")
    sources_file: Path = Field(
        default=HOME / "data" / "sources.yaml", validation_alias="HAYAMI_SOURCES_FILE"
    )
    """The official list, instead of the one that ships with hayami."""
    operators_channel: Annotated[str, AfterValidator(_operators_channel)] = Field(
        default="", validation_alias="HAYAMI_OPERATORS_CHANNEL"
    )
    """Channel that is told of sources in trouble, such as slack:T…:C… (workspace, channel)."""
    web_host: str = Field(default="127.0.0.1", validation_alias="HAYAMI_WEB_HOST")
    web_port: int = Field(default=8765, validation_alias="HAYAMI_WEB_PORT", ge=0, le=65535)
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="Asia/Tokyo", validation_alias="HAYAMI_TIMEZONE"
    )
    """Zone of readers whose own is not known."""
    worker: str = Field(default="1", validation_alias="HAYAMI_WORKER", min_length=1)
    """Name of this process among the workers that share a PostgreSQL database."""
    contact: str = Field(default="", validation_alias="HAYAMI_CONTACT")
    """Address of the operator, which feed servers see in the User-Agent."""
    fetch_private: bool = Field(default=False, validation_alias="HAYAMI_FETCH_PRIVATE")
    """Let the news fetcher reach private and loopback addresses, over http too: for tests."""
    llm_base_url: Annotated[WebAddress, AfterValidator(_without_slash)] = Field(
        default="https://api.openai.com/v1", validation_alias="HAYAMI_LLM_BASE_URL"
    )
    """Of any endpoint that speaks OpenAI's chat completions."""
    llm_api_key: SecretStr | None = Field(default=None, validation_alias="HAYAMI_LLM_API_KEY")
    """With it and a model, headlines and summaries are written in both languages."""
    llm_model: str = Field(default="", validation_alias="HAYAMI_LLM_MODEL")
    llm_monthly_tokens: int = Field(
        default=3_000_000, validation_alias="HAYAMI_LLM_MONTHLY_TOKENS", ge=0, le=10**15
    )
    """Tokens, read and written, after which no more is asked until the next month (UTC)."""
    llm_input_usd: float = Field(default=0, validation_alias="HAYAMI_LLM_INPUT_USD", ge=0)
    llm_output_usd: float = Field(default=0, validation_alias="HAYAMI_LLM_OUTPUT_USD", ge=0)
    """US dollars a million tokens, read and written, to tell what it costs."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="HAYAMI_LOG_LEVEL"
    )

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET"
    )
    slack_api_url: Annotated[WebAddress, AfterValidator(_with_slash)] = Field(
        default="https://slack.com/api/", validation_alias="SLACK_API_URL"
    )
    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    discord_api_url: Annotated[
        str, AfterValidator(_web_address), AfterValidator(_without_slash)
    ] = Field(default="https://discord.com/api/v10", validation_alias="DISCORD_API_URL")

    @property
    def own_sources_file(self) -> Path:
        """Where an admin's own sources are declared, beside the official list."""
        return self.data_dir / "sources.yaml"

    @property
    def writes(self) -> bool:
        """Return whether a model is set up that writes headlines and summaries."""
        return bool(self.llm_api_key and self.llm_model)
