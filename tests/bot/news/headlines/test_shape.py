from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Language
from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.fields import Field
from bot.news.headlines.shape import (
    link_or_mention,
    odd_sentences,
    other_language,
    tidy,
    too_long,
)

ClaimOf = Callable[..., Claim]
NOTHING = Evidence("")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("**Bold** and `code`", "Bold and code"),
        ("<b>Bold</b><script>alert(1)</script>", "Bold"),
        ("# Heading", "Heading"),
        ("- point", "point"),
        ("two\nlines", "two lines"),
        ("\u202eevil\u202c", "evil"),
        ("snake_case stays", "snake_case stays"),
    ],
)
def test_markup_is_taken_off(raw: str, words: str) -> None:
    assert tidy(raw) == words


@pytest.mark.parametrize(
    ("field", "language", "most"),
    [("headline", "ja", 40), ("headline", "en", 70), ("why", "ja", 80)],
)
def test_a_text_may_be_as_long_as_its_field_and_no_longer(
    field: Field, language: Language, most: int
) -> None:
    assert too_long(Claim("あ" * most, field, language), NOTHING) is None
    assert too_long(Claim("あ" * (most + 1), field, language), NOTHING)
    assert too_long(Claim("か\u3099" * most, field, language), NOTHING)  # two, shown as one


@pytest.mark.parametrize(
    ("text", "field", "fault"),
    [
        ("One. Two.", "summary", None),
        ("一つ。二つ。", "summary", None),
        ("One. Two. Three.", "summary", "3 sentences"),
        ("One without an end", "summary", "no end"),
        ("One. Two.", "why", "2 sentences"),
        ("A headline", "headline", None),
        ("A headline. And more", "headline", "2 sentences"),
    ],
)
def test_a_summary_has_two_sentences_and_the_others_one(
    text: str, field: Field, fault: str | None, claim: ClaimOf
) -> None:
    assert odd_sentences(claim(text, field), NOTHING) == fault


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/x",
        "See www.evil.example",
        "See evil.com",
        "mailto:a@evil.example",
        "[here](x)",
        "Ask @everyone",
        "<!channel> look",
        "<@U123> look",
        "＠here look",
        "write to a@b",
        "javascript://x",
    ],
)
def test_a_link_or_a_mention_is_found(text: str, claim: ClaimOf, evidence: Evidence) -> None:
    assert link_or_mention(claim(text), evidence)


def test_a_name_that_looks_like_a_host_passes_where_the_item_has_it(claim: ClaimOf) -> None:
    assert link_or_mention(claim("x.aiが公開"), Evidence("x.ai launches it")) is None
    assert link_or_mention(claim("Node.js 3.5 is new."), NOTHING) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("OpenAI、GPT-5.6を公開", "ja"),
        ("新しいモデルです。", "ja"),
        ("Alpha launches it.", "en"),
        ("Éclair costs $1.50.", "en"),
    ],
)
def test_a_text_in_its_language_passes(text: str, language: Language, claim: ClaimOf) -> None:
    assert other_language(claim(text, language=language), NOTHING) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Alpha launches it.", "ja"),
        ("我们发布了新模型", "ja"),
        ("새 모델을 공개", "ja"),
        ("Alpha launches the new model for developersの", "ja"),
        ("新しいモデルです。", "en"),
        ("Новая модель", "en"),
        ("Alpha 発表", "en"),
        ("123", "en"),
    ],
)
def test_a_text_in_another_language_is_found(text: str, language: Language, claim: ClaimOf) -> None:
    assert other_language(claim(text, language=language), NOTHING)


@given(st.text())
def test_any_text_becomes_one_line(raw: str) -> None:
    assert len(tidy(raw).splitlines()) <= 1
