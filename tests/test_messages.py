"""Every text that people read stands in every catalogue, with the same places to fill."""

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from bot.i18n import LANGUAGES, Language, texts
from bot.reply import Reply, Text, Words

ROOT = Path(__file__).parent.parent
TRANSLATED = [known for known in LANGUAGES if known != "en"]
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "N_": None,
    "say": None,
    "NP_": ((1, "c"), 2),
    "counted": (1, 2),
}


def messages() -> set[tuple[str | None, str]]:
    """Return the context and English text of every message of the program."""
    found = set()
    for folder in ("bot", "adapters"):
        for _, _, message, _, context in extract_from_dir(
            ROOT / folder, METHODS, keywords=KEYWORDS
        ):
            found.add((context, message if isinstance(message, str) else message[0]))
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing(language: Language) -> None:
    catalogue = texts(language).catalogue

    assert sorted(m for _, m in messages() - catalogue.keys()) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_source(language: Language) -> None:
    for (_, message), forms in texts(language).catalogue.items():
        for form in forms:
            assert places(form) <= places(message) | {"count"}, message


def test_plain_text_holds_every_word() -> None:
    assert Reply("ja", (Text((Words("一"), Words("二", strong=True))),)).plain() == "一二"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
