from collections.abc import Callable

import pytest

from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.terms import other_name
from bot.terms.glossary import Glossary

ClaimOf = Callable[..., Claim]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ファインチューニングを提供します。", None),
        ("微調整を提供します。", "微調整"),
        ("AIエージェントを提供します。", None),
        ("エージェントを提供します。", None),
        ("代理人を提供します。", "代理人"),
        ("新しいモデルです。", None),
    ],
)
def test_a_term_goes_by_the_glossarys_japanese_name(
    text: str, fault: str | None, claim: ClaimOf, evidence: Evidence, glossary: Glossary
) -> None:
    assert other_name(claim(text), evidence, glossary) == fault


def test_what_the_item_itself_says_passes(claim: ClaimOf, glossary: Glossary) -> None:
    assert other_name(claim("微調整を提供"), Evidence("微調整に対応"), glossary) is None


def test_english_is_free_in_its_names(
    claim: ClaimOf, evidence: Evidence, glossary: Glossary
) -> None:
    assert other_name(claim("FT is available."), evidence, glossary) is None
