"""All spellings of one name fold to one key, and each letter of the key knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.fold import fold, fold_mapped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｔｒａｎｓｆｅｒ　Ｌｅａｒｎｉｎｇ", "transfer-learning"),
        ("ﾃﾞｰﾀ", "データ"),
        ("か\u3099くしゅう", "ガクシュウ"),
        ("サーバー", "サーバ"),
        ("エ-ジェント", "エージェント"),
        ("ヴァイブ", "バイブ"),
        ("ウィンドウ", "ウインドウ"),
        ("マルティ", "マルテイ"),
        ("つづく", "つずく"),
        ("轉移學習", "転移学習"),
        ("人々", "人人"),
        ("gakushū", "gakushu"),
        ("naïve", "naive"),
        ("A.I.", "AI"),
        ("㍿", "株式会社"),
        ("STRASSE", "straße"),
        ("モデル・カード", "モデルカード"),
        ("「学習」", "学習"),
        ("R\u200bA\u202eG", "rag"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("はか", "ばか"), ("きや", "きゃ")])
def test_two_names_keep_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["", " ", "。、・", "\ud800\0", "\u0300"])
def test_text_without_a_letter_has_an_empty_key(text: str) -> None:
    assert fold(text) == ""


def test_places_are_those_of_the_letters_as_written() -> None:
    folded = fold_mapped("ﾃﾞｨ-プ ㍿")

    assert folded.key == "でいぷ株式会社"
    assert folded.starts == (0, 0, 4, 6, 6, 6, 6)
    assert folded.ends == (3, 3, 5, 7, 7, 7, 7)
    assert [at for at in range(1, 7) if folded.gap(at)] == [2, 3]
    assert not folded.is_whole(3, 5)
    assert folded.is_whole(3, 7)


@given(st.text(st.characters(), max_size=200))
def test_each_letter_of_a_key_has_a_place_in_the_text(text: str) -> None:
    folded = fold_mapped(text)

    assert len(folded.key) == len(folded.starts) == len(folded.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
    )
    assert list(folded.starts) == sorted(folded.starts)


@given(st.text(st.sampled_from("あガｶﾞーィAb-・學 "), max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)
