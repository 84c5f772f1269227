"""The program, run with the data that ship with it and a folder of its own."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.llm import LlmServer, texts
from typer.testing import CliRunner, Result

from adapters.cli import app
from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item

Run = Callable[..., Result]


@pytest.fixture
def hayami(tmp_path: Path) -> Run:
    """Runs the program as from a shell; further environment is given by name."""

    def run(*words: str, given: str | None = None, **environment: str) -> Result:
        settings = {
            "HAYAMI_DATA_DIR": str(tmp_path / "data"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "LANG": "en_US.UTF-8",
            "LC_ALL": "",
            **environment,
        }
        return CliRunner(env=settings).invoke(app, list(words), input=given)

    return run


@pytest.fixture
def model() -> Iterator[LlmServer]:
    """A model in a loop of its own, since the program has another."""
    serving = LlmServer([texts(headline_ja="新しいモデルを公開", headline_en="Omega launches it")])
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(serving.__aenter__(), loop).result()
    yield serving
    asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def writing(model: LlmServer, tmp_path: Path) -> dict[str, str]:
    """Settings with the model, over a database that holds a new item."""
    asyncio.run(_publish(tmp_path / "data" / "hayami.db"))
    return {
        "HAYAMI_DATA_DIR": str(tmp_path / "data"),
        "HAYAMI_WEB_PORT": "0",
        "HAYAMI_LLM_BASE_URL": model.base_url,
        "HAYAMI_LLM_API_KEY": "secret-key",
        "HAYAMI_LLM_MODEL": "a-model",
        "HAYAMI_LLM_INPUT_USD": "100",
    }


async def _publish(file: Path) -> None:
    now = datetime.now(UTC)
    item = Item("openai-news", "a", "A new model", "https://openai.com/a", now, now)
    async with await Database.open(f"sqlite:///{file}") as database:
        await Items(database).keep([item])
