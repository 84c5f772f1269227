import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.headlines.claim import Claim, Evidence, normal
from bot.news.headlines.quantities import quantities, unknown_quantity


def proves(source: str, text: str) -> bool:
    """Return whether the numbers in `text` are those of `source`."""
    claim = Claim(text, "summary", "en")
    return unknown_quantity(claim, Evidence(normal(source))) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("No number", "Nor here"),
        ("1 million tokens", "100万トークン"),
        ("1M tokens", "1,000,000 tokens"),
        ("a 70B model", "700億パラメータのモデル"),
        ("$1.5M", "150万ドル"),
        ("$1.50", "1.5ドル"),
        ("1億2,000万人", "120 million people"),
        ("二千五百万件", "25 million"),
        ("5兆円", "5 trillion yen"),
        ("three models, two of them new", "3モデルのうち2つ"),
        ("twice as fast", "2倍の速さ"),
        ("it doubles speed", "a 2x speed-up"),
        ("half the cost", "コストは半分"),
        ("up 10%", "10パーセント増"),
        ("10 percentage points", "10ポイント"),
        ("300 thousand", "30万"),
        ("three hundred thousand", "30万"),
        ("24 hours", "24時間"),
        ("$2 an hour, a million tokens per day", "1時間2ドル、1日に100万トークン"),
        ("within 3 days", "3日以内に"),
        ("over 3 years", "3年間で"),
        ("10 GB", "10ギガバイト"),
        ("１０ＧＢ", "10 GB"),
        ("November 24, 2026", "2026年11月24日"),
        ("24 Nov 2026", "2026年11月24日"),
        ("2026-11-24", "11月24日"),
        ("2026年11月24日", "November 24, 2026"),
        ("It may help", "It may help. May it march on?"),
        ("令和8年6月分", "data of June"),
        ("第一歩、一部、三菱、四半期", "no number"),
        ("version 2.1.233", "バージョン2.1.233"),
    ],
)
def test_a_number_is_the_same_in_other_forms(source: str, text: str) -> None:
    assert proves(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", "3 models"),
        ("1 million", "10万"),
        ("1 million", "1 billion"),
        ("1.5", "15"),
        ("$10", "10円"),
        ("$10", "10 users"),
        ("10 users", "10%"),
        ("10%", "10 percentage points"),
        ("3 hours", "3日"),
        ("3 hours", "3 minutes"),
        ("10 GB", "10 TB"),
        ("November 24", "12月24日"),
        ("in 2026", "in 2027"),
        ("6月分", "data of July"),
        ("a model", "two models"),
        ("fast", "twice as fast"),
        ("H100", "100社"),
        ("version 2.1.233", "2.1.234"),
        ("数社", "三社"),
        ("1億", "二十億"),
        ("1,000", "1.000"),
    ],
)
def test_another_number_or_unit_is_not_proved(source: str, text: str) -> None:
    assert not proves(source, text)


def test_digits_within_a_name_are_no_number() -> None:
    assert quantities("GPT-5, H100, o3, Llama-4-mini") == ()


@given(st.text(alphabet="0123456789,. 万億千兆一二十百$¥%xkMBone two hundred月年日-"))
def test_a_text_proves_its_own_numbers(text: str) -> None:
    assert proves(text, text)


@given(st.text(max_size=900))
def test_any_text_has_numbers_or_none(text: str) -> None:
    assert proves(text, text)
