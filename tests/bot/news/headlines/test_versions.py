import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.headlines.claim import Claim, Evidence, normal
from bot.news.headlines.versions import unknown_version


def found(source: str, text: str) -> str | None:
    """Return the version in `text` that is not in `source`."""
    return unknown_version(Claim(text, "summary", "en"), Evidence(normal(source)))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("GPT-5.6 is here", "GPT-5.6を公開"),
        ("GPT-5.6 is here", "GPT 5.6を公開"),
        ("GPT\u20115.6 is here", "GPT-5.6を公開"),
        ("Gemini 3 Pro is here", "Gemini 3 Proを公開"),
        ("Gemini 3 Pro is here", "Gemini 3が登場"),
        ("a GPT-4-based tool", "GPT-4を使うツール"),
        ("o3 and H100", "o3とH100"),
        ("version v2.1.233", "v2.1.233を公開"),
        ("a 70B model", "a model with 70 billion parameters"),
        ("70 billion", "a 70B model, 4-bit, 2nd, 10x, 5GB"),
        ("", "In 2026, About 30 countries, November 24"),
    ],
)
def test_the_items_own_versions_pass(source: str, text: str) -> None:
    assert found(source, text) is None


@pytest.mark.parametrize(
    ("source", "text", "version"),
    [
        ("GPT-5.6 is here", "GPT-5を公開", "GPT-5"),
        ("GPT-5.6 is here", "GPT-5.7を公開", "GPT-5.7"),
        ("GPT-5.6-turbo is here", "GPT-5.6を公開", "GPT-5.6"),
        ("GPT-5.6 is here", "GPT-5.6 Proを公開", "GPT-5.6 Pro"),
        ("Claude Opus 4.5 in 5 regions", "Claude Opus 5を公開", "Opus 5"),
        ("Gemini 3 Flash and Claude Pro", "Gemini 3 Proを公開", "Gemini 3 Pro"),
        ("o3", "o4を公開", "o4"),
        ("a 3D model", "a 4D model", "4D"),
    ],
)
def test_another_version_is_found(source: str, text: str, version: str) -> None:
    assert found(source, text) == version


@given(st.text(alphabet="GPTClaude 45.6-_o3Bxk、"))
def test_a_text_proves_its_own_versions(text: str) -> None:
    assert found(text, text) is None
