from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.headlines.claim import Claim, Evidence, normal
from bot.news.headlines.names import unknown_katakana, unknown_name

ClaimOf = Callable[..., Claim]


@pytest.mark.parametrize(
    "text",
    [
        "Alpha offers Orion-5.6 to developers.",
        "The model is new. Developers can use it. It’s Alpha’s.",
        "Alpha、開発者向けにOrion-5.6を公開",
        "AI開発に使えます。",
        "ALPHA、公開",
        "The Alphas are here.",
        "FT is available.",  # another name of a term that the item mentions
    ],
)
def test_the_items_own_names_pass(text: str, claim: ClaimOf, evidence: Evidence) -> None:
    evidence = Evidence(evidence.text, f"{evidence.known}\nFT", evidence.terms)

    assert unknown_name(claim(text), evidence) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alpha and Google launch it.", "Google"),
        ("Google launches it.", "Google"),
        ("It runs on iPhone.", "iPhone"),
        ("The model is Claude.", "Claude"),
        ("AlphaとMetaが公開", "Meta"),
        ("Alphaがchatgptを公開", "chatgpt"),
        ("Éclair is new.", "Éclair"),
    ],
)
def test_a_name_that_the_item_does_not_have_is_found(
    text: str, name: str, claim: ClaimOf, evidence: Evidence
) -> None:
    assert unknown_name(claim(text), evidence) == name


def test_a_word_that_may_begin_a_sentence_is_a_name_within_one(
    claim: ClaimOf, evidence: Evidence
) -> None:
    assert unknown_name(claim("Teams can use it."), evidence) is None
    assert unknown_name(claim("Alpha launches Teams."), evidence) == "Teams"


@pytest.mark.parametrize(
    "text",
    [
        "新しいモデルを開発者に提供します。",
        "サイバーセキュリティとクラウドサービス",
        "ファインチューニングを提供",
        "ユーザー・データを守る",
        "人が使う",
    ],
)
def test_everyday_katakana_and_the_terms_pass(
    text: str, claim: ClaimOf, evidence: Evidence
) -> None:
    assert unknown_katakana(claim(text), evidence) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("グーグルが公開", "グーグル"),
        ("サム・アルトマン氏", "サム"),
        ("アンソロピック、マイクロソフトと提携", "アンソロピック"),
        ("オリオンを公開", "オリオン"),
        ("モデル" * 14, "モデル" * 14),
    ],
)
def test_a_katakana_name_is_found(text: str, name: str, claim: ClaimOf, evidence: Evidence) -> None:
    assert unknown_katakana(claim(text), evidence) == name


def test_a_katakana_name_of_the_item_passes(claim: ClaimOf) -> None:
    assert unknown_katakana(claim("グーグルが公開"), Evidence("グーグルのモデル")) is None


@given(st.text(max_size=300))
def test_a_text_has_no_name_that_it_does_not_have(text: str) -> None:
    claim = Claim(text, "summary", "ja")

    assert unknown_name(claim, Evidence(normal(text))) is None
