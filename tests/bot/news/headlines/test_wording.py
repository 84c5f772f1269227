from collections.abc import Callable

import pytest

from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.wording import unknown_sales_talk, unknown_superlative, unknown_voice

ClaimOf = Callable[..., Claim]


@pytest.mark.parametrize(
    ("text", "praise"),
    [
        ("It is the best model.", "best"),
        ("最速のモデルです。", "最速"),
        ("世界初のモデルです。", "世界初"),
        ("A revolutionary tool.", "revolutionary"),
        ("画期的なツール", "画期的"),
        ("The leading model", "leading"),
    ],
)
def test_praise_that_the_item_does_not_have_is_found(
    text: str, praise: str, claim: ClaimOf, evidence: Evidence
) -> None:
    assert unknown_superlative(claim(text), evidence) == praise


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Our fastest model yet", "最速のモデルを公開"),
        ("当社で最大のモデル", "Their largest model"),
        ("The latest release", "最新版を公開"),
        ("世界初の機能", "The first such feature"),
        ("Nothing special", "ベストプラクティスを紹介"),
    ],
)
def test_praise_of_the_item_itself_passes_in_either_language(
    source: str, text: str, claim: ClaimOf
) -> None:
    assert unknown_superlative(claim(text), Evidence(source)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Buy it now.",
        "You should adopt it.",
        "Sign up today.",
        "今すぐ使いましょう。",
        "導入すべきです。",
    ],
)
def test_advice_to_buy_is_found(text: str, claim: ClaimOf, evidence: Evidence) -> None:
    assert unknown_sales_talk(claim(text), evidence)


def test_an_item_about_buying_may_be_told(claim: ClaimOf) -> None:
    evidence = Evidence("You can now purchase credits")

    assert unknown_sales_talk(claim("Teams can purchase credits."), evidence) is None


@pytest.mark.parametrize(
    "text",
    ["I cannot help with that.", "Sorry, I can't.", "As an AI, it is hard.", "申し訳ありません。"],
)
def test_a_refusal_is_found(text: str, claim: ClaimOf, evidence: Evidence) -> None:
    assert unknown_voice(claim(text), evidence)


def test_plain_words_are_left_alone(claim: ClaimOf, evidence: Evidence) -> None:
    for text in ("The model reads long texts.", "長い文章を読めます。"):
        for check in (unknown_superlative, unknown_sales_talk, unknown_voice):
            assert check(claim(text), evidence) is None
