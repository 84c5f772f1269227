"""A writer is there where a key and a model are, and openai is imported only then."""

import subprocess
import sys

import pytest

from bot.clock import SystemClock
from bot.news.headlines.start import open_writer
from bot.news.source import Sources
from bot.settings import Settings
from bot.storage.database import Database
from bot.terms.glossary import Glossary

PROGRAM = """
import asyncio, sys
import bot.stored
print("openai" in sys.modules)
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("given", "writes"),
    [
        ({}, False),
        ({"HAYAMI_LLM_API_KEY": "key"}, False),
        ({"HAYAMI_LLM_MODEL": "a-model"}, False),
        ({"HAYAMI_LLM_API_KEY": "key", "HAYAMI_LLM_MODEL": "a-model"}, True),
    ],
)
async def test_a_key_and_a_model_make_a_writer(
    given: dict[str, str], database: Database, *, writes: bool
) -> None:
    settings = Settings.model_validate(given)

    async with open_writer(settings, database, Glossary(()), Sources(), SystemClock()) as writer:
        assert (writer is not None) == writes


def test_the_package_is_not_imported_without_a_key() -> None:
    asked = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)

    assert asked.stdout.split() == [b"False"]
