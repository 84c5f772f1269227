"""What the tests of writing stand on: an announcement, and the glossary that goes with it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fakes.newsroom import SOURCES, entry
from msgspec.structs import replace

from bot.i18n import Language
from bot.news.headlines.claim import Claim, Evidence, evidence_of
from bot.news.headlines.fields import Field
from bot.storage.records import Item
from bot.terms.glossary import Glossary

SEEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    """A glossary of two terms, one of which goes by another Japanese name, too."""
    tuning = entry("fine-tuning", "Fine-Tuning", "ファインチューニング", "ふぁいんちゅーにんぐ")
    agent = entry("ai-agent", "AI Agent", "AIエージェント", "えーあいえーじぇんと")
    return Glossary(
        (
            replace(tuning, aliases_ja=("微調整",)),
            replace(agent, aliases_ja=("エージェント", "代理人")),
        )
    )


@pytest.fixture
def item() -> Item:
    """An announcement of Alpha with a price, a version, a length and a term."""
    return Item(
        source="alpha",
        key="a",
        title="Alpha launches Orion-5.6 for developers",
        url="https://alpha.example/a",
        published=SEEN - timedelta(hours=1),
        first_seen=SEEN,
        summary=(
            "Orion-5.6 reads 1 million tokens and costs $1.50 an hour. "
            "Fine-tuning is available in 30 countries from November 24, 2026."
        ),
        terms=("fine-tuning",),
    )


@pytest.fixture
def evidence(item: Item, glossary: Glossary) -> Evidence:
    """What may be said of the announcement."""
    return evidence_of(item, SOURCES.get("alpha"), glossary)


ClaimOf = Callable[..., Claim]


@pytest.fixture
def claim() -> ClaimOf:
    """Make a claim out of words, in the language that they are in."""

    def make(text: str, field: Field = "summary", language: Language | None = None) -> Claim:
        is_japanese = any("\u3041" <= character <= "\u9fff" for character in text)
        return Claim(text, field, language or ("ja" if is_japanese else "en"))

    return make
