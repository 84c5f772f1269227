"""Whoever romanises a reading, by whatever system, writes the same skeleton."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.fold import fold
from bot.terms.romaji import skeleton, skeleton_of_kana

# kana: Hepburn, Kunrei, Nihon-shiki, input method
SYLLABLES = {
    **{
        kana: (romaji,) * 4
        for kana, romaji in zip(
            "あいうえおかきくけこなにぬねのまみむめもらりるれろがぎぐげごばびぶべぼぱぴぷぺぽやゆよわ",
            [
                "a",
                "i",
                "u",
                "e",
                "o",
                "ka",
                "ki",
                "ku",
                "ke",
                "ko",
                "na",
                "ni",
                "nu",
                "ne",
                "no",
                "ma",
                "mi",
                "mu",
                "me",
                "mo",
                "ra",
                "ri",
                "ru",
                "re",
                "ro",
                "ga",
                "gi",
                "gu",
                "ge",
                "go",
                "ba",
                "bi",
                "bu",
                "be",
                "bo",
                "pa",
                "pi",
                "pu",
                "pe",
                "po",
                "ya",
                "yu",
                "yo",
                "wa",
            ],
            strict=True,
        )
    },
    "し": ("shi", "si", "si", "si"),
    "ち": ("chi", "ti", "ti", "ti"),
    "つ": ("tsu", "tu", "tu", "tu"),
    "ふ": ("fu", "hu", "hu", "fu"),
    "じ": ("ji", "zi", "zi", "ji"),
    "ぢ": ("ji", "zi", "di", "di"),
    "づ": ("zu", "zu", "du", "du"),
    "ず": ("zu", "zu", "zu", "zu"),
    "しゃ": ("sha", "sya", "sya", "sya"),
    "しゅ": ("shu", "syu", "syu", "sixyu"),
    "ちょ": ("cho", "tyo", "tyo", "tyo"),
    "じゃ": ("ja", "zya", "zya", "jya"),
    "ぢゅ": ("ju", "zyu", "dyu", "dyu"),
    "きょ": ("kyo", "kyo", "kyo", "kilyo"),
    "りゃ": ("rya", "rya", "rya", "rya"),
    "ふぁ": ("fa", "fa", "fa", "fa"),
    "てぃ": ("ti", "ti", "ti", "thi"),
    "でぃ": ("di", "di", "di", "dhi"),
    "とぅ": ("tu", "tu", "tu", "twu"),
    "しぇ": ("she", "sye", "sye", "she"),
    "じぇ": ("je", "zye", "zye", "je"),
    "うぃ": ("wi", "wi", "wi", "wi"),
    "くぉ": ("kwo", "kwo", "kwo", "kwo"),
    "ゔぁ": ("va", "va", "va", "va"),
    "しん": ("shin", "sin", "sin", "sinn"),
    "かっさ": ("kassa", "kassa", "kassa", "kassa"),
    "かっちゃ": ("katcha", "kattya", "kattya", "kaccha"),
    "いっぷ": ("ippu", "ippu", "ippu", "ixtupu"),
    "こう": ("kō", "kô", "kô", "kou"),
    "じゅう": ("jū", "zyû", "zyû", "juu"),
    "かー": ("kā", "kâ", "kâ", "ka-"),
}


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=12), st.integers(0, 3))
def test_every_romanisation_of_a_reading_has_its_skeleton(
    syllables: list[str], system: int
) -> None:
    kana = "".join(syllables)
    romaji = "".join(SYLLABLES[syllable][system] for syllable in syllables)

    assert skeleton(fold(romaji)) == skeleton_of_kana(kana)


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        ("てんいがくしゅう", "ten'i gakushū"),
        ("しんぶん", "shimbun"),
        ("まっちゃ", "matcha"),
        ("うぉっしんぐ", "uxossingu"),
        ("サーチ", "saachi"),
    ],
)
def test_hepburn_apostrophes_macrons_and_m_are_known(kana: str, romaji: str) -> None:
    assert skeleton(fold(romaji)) == skeleton_of_kana(kana)


@pytest.mark.parametrize(("one", "other"), [("きて", "きって"), ("さか", "しゃか"), ("ほん", "ほ")])
def test_other_readings_keep_apart(one: str, other: str) -> None:
    assert skeleton_of_kana(one) != skeleton_of_kana(other)


@given(st.text(st.characters(), max_size=100))
def test_any_text_has_a_skeleton(text: str) -> None:
    assert isinstance(skeleton_of_kana(text), str)
    assert isinstance(skeleton(fold(text)), str)
