"""However a text spells a name, the quick search finds what the thorough one finds."""

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.glossary import Glossary
from bot.terms.spotting.light import JOINERS, LONG_MARKS, lighten, unusual
from bot.terms.spotting.search import Search
from bot.terms.spotting.spelling import Name, Place

ODD = (
    *sorted(JOINERS),
    *LONG_MARKS,
    *("  ", "'", "’", "/", "(", ".", "、", "。", "々", "ゝ", "ﾞ", "\u3099", "\u0301"),
    *("ァ", "ぃ", "ィ", "ゅ", "ュ", "s", "の", "型", "中", "水", "é", "①", "Ａ", "\ud800", "😀"),
)
"""What may come between, before or after the letters of a name."""

SWAPS = (
    *(
        ("ティ", "テイ"),
        ("ディ", "デイ"),
        ("ウィ", "ウイ"),
        ("ブ", "ヴ"),
        ("バ", "ヴァ"),
        ("ズ", "ヅ"),
    ),
    *(("ツ", "トゥ"), ("ー", ""), ("ル", "ルー"), (" ", ""), (" ", "-"), ("-", " "), ("・", "")),
    *(("学", "學"), ("(", " ("), (" (", "("), ("/", " / "), ("ず", "づ"), ("め", "メ")),
)
"""Other ways to write parts of a name."""


@pytest.fixture(scope="module")
def search(glossary: Glossary) -> Search:
    return Search(glossary.entries)


def misspelled(name: str, dice: random.Random) -> str:
    """Return `name` in a spelling that may or may not be its own."""
    for one, other in SWAPS:
        if dice.random() < 0.1:
            name = name.replace(one, other)
    letters: list[str] = []
    for letter in name:
        if dice.random() < 0.06:
            letters.append(dice.choice(ODD))
        others = (letter.swapcase(), chr(ord(letter) ^ 0x20), "")
        letters.append(dice.choice(others) if dice.random() < 0.04 else letter)
    spelled = "".join(letters)
    return unicodedata.normalize("NFKD", spelled) if dice.random() < 0.05 else spelled


def together(places: Iterable[Place]) -> dict[tuple[int, int], set[Name]]:
    found: dict[tuple[int, int], set[Name]] = defaultdict(set)
    for start, end, names in places:
        found[start, end].update(names)
    return found


@given(st.randoms(use_true_random=False))
def test_the_quick_search_misses_no_spelling(
    glossary: Glossary, search: Search, dice: random.Random
) -> None:
    names = [name for entry in glossary.entries for name in entry.names()]
    parts = (misspelled(dice.choice(names), dice) + dice.choice(ODD) for _ in range(6))
    text = dice.choice(ODD) + "".join(parts)

    assert together(search.find(text)) == together(search.find_thoroughly(text))


@given(st.text(st.characters(), max_size=100), st.text(st.characters(), max_size=100))
def test_the_quick_search_misses_no_name_among_any_characters(
    search: Search, before: str, after: str
) -> None:
    text = before + "転移学習" + after + "Fine-Tuning" + before

    assert together(search.find(text)) == together(search.find_thoroughly(text))


def test_every_character_is_searched_for_as_its_key_or_is_unusual() -> None:
    known, usual = set(unusual()), {*"・\u3000\u2013’ーづぢ"}
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in ("Cn", "Co"):
            continue
        light = lighten(character)
        assert len(light.decode()) == 1
        if character in usual or any(light[:size] in known for size in range(1, 5)):
            continue
        assert fold(character) in ("", character, chr(code - 0x60)), hex(code)
        assert not unicodedata.combining(character), hex(code)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ISO/IEC 42001",
            "iso iec 42001",
            "ISO/IEC\n42001",
            "Act on AI Japan",
        ),
        *("グラウンドトゥルース", "グラウンドツルース", "位置ずけ", "位置づけ", "位置ヅケ"),
        *(
            "AI エージェント",
            "AI・エージェント",
            "AIエー・ジェント",
            "データー・セット",
            "デー タセット",
        ),
    ],
)
def test_marks_sounds_and_joiners_may_differ(make_entry: Callable[..., Entry], text: str) -> None:
    entry = make_entry(
        "one",
        "ISO/IEC 42001",
        "グラウンドトゥルース",
        aliases_en=("Act on AI (Japan)",),
        aliases_ja=("位置づけ", "AIエージェント", "データセット"),
    )

    spots = Glossary([entry]).spot(f"、{text}。")

    assert [(spot.start, spot.end) for spot in spots] == [(1, 1 + len(text))]


def test_a_mark_after_the_last_letter_is_not_of_the_name(make_entry: Callable[..., Entry]) -> None:
    (spot,) = Glossary([make_entry("one", "Act on AI (Japan)", "法律")]).spot("Act on AI (Japan)")

    assert (spot.start, spot.end) == (0, 16)


@pytest.mark.parametrize("text", ["フ ァ イ ン tun", "ISO(IEC 42001", "RA G", "L-L-M", "埋め込ミ"])
def test_other_marks_and_half_a_script_are_another_word(glossary: Glossary, text: str) -> None:
    assert glossary.spot(text) == ()


@pytest.mark.parametrize(
    "flood",
    [
        "ＲＡＧ",
        "\u0301",
        "ﾃﾞ",
        "RAG ",
        "l a r g e ",
        "トーークン",
        "a@",
        "<http:",
        "`",
        "推論、",
        "\ud800",
        "é",
    ],
)
def test_a_million_characters_are_read_as_far_as_one_looks(glossary: Glossary, flood: str) -> None:
    spots = glossary.spot("転移学習、" + flood * (1_000_000 // len(flood)))

    assert spots[0].entry.id == "transfer-learning"
