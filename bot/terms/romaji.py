"""Compare romaji with readings: every way to romanise one reading gives one skeleton.

Kana is romanised here, never the other way round: `tenigaku` may be てにがく or てんいがく. The
skeleton knows Hepburn with and without long vowels, Kunrei, Nihon-shiki and what an input method
takes; it is no romanisation to show.
"""

import re

from bot.terms.fold import hiragana

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
}
_KANA.update(zip("やゆよわゐゑをん", ("ya", "yu", "yo", "wa", "i", "e", "o", "n"), strict=True))
_KANA.update(ふ="fu", つ="tsu", ゔ="vu")  # since ふぁ is fa, つぁ tsa, ゔぁ va
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ゎ": "wa"}
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_KEEP_U = ("ku", "gu", "u", "i", "")
_DOUBLER = "っ"

_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # input methods: small letters by x or l, ティ and ディ by an h, トゥ by a w
        (r"[xl]ts?u(.)", r"\1\1"),
        (r"(?<![scdt])hu", "fu"),
        (r"(?<=[bcdfghjkmnpqrstvwz])[aeiou][xl](?=[aeiouy])", ""),
        (r"x(?=[aeiou])", ""),
        (r"([td])h(?=[iu])", r"\1"),
        (r"([td])w", r"\1"),
        # Kunrei and Nihon-shiki to Hepburn
        (r"sy", "sh"),
        (r"ty|cy", "ch"),
        (r"[zjd]y", "j"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"zi|di", "ji"),
        (r"du", "zu"),
        (r"tc(?=h)", "cc"),
        (r"[zd]j", "jj"),
        (r"hf", "ff"),
        (r"fy", "hy"),
        # foreign sounds that fold to two syllables
        (r"w(?=[ieo])", "u"),
        (r"([kg])w", r"\1u"),
        (r"v", "b"),
        # the moraic n, and long vowels
        (r"n+", "n"),
        (r"n(?=[bmp])", "m"),
        (r"o[ou]+", "o"),
        (r"([aiue])\1+", r"\1"),
    )
)


def skeleton(letters: str) -> str:
    """Return what all romanisations of one reading share.

    Args:
        letters: folded romaji: lower case, without macrons, hyphens, apostrophes and spaces.
    """
    for pattern, replacement in _STEPS:
        letters = pattern.sub(replacement, letters)
    return letters


def skeleton_of_kana(kana: str) -> str:
    """Return the skeleton of a text in kana of either kind, marks of any kind left out."""
    parts: list[str] = []
    doubled = False
    for character in hiragana(kana):
        if character == _DOUBLER:
            doubled = True
            continue
        if parts and character in _GLIDES:
            parts[-1] = _with_glide(parts[-1], _GLIDES[character])
        elif parts and character in _SMALL_VOWELS:
            parts[-1] = _with_vowel(parts[-1], _SMALL_VOWELS[character])
        else:
            syllable = _KANA.get(character) or _SMALL_VOWELS.get(character, "")
            parts.append(syllable[:1] + syllable if doubled else syllable)
            doubled = doubled and not syllable
    return skeleton("".join(parts))


def _with_glide(syllable: str, glide: str) -> str:
    """Return e.g. kya for ki and ゃ."""
    return syllable[:-1] + glide if syllable.endswith(("i", "u", "e")) else syllable + glide


def _with_vowel(syllable: str, vowel: str) -> str:
    """Return e.g. fa for fu and ぁ, sye (she) for si and ぇ, kua for ku and ぁ."""
    if syllable.endswith("i") and len(syllable) > 1 and vowel != "i":
        return syllable[:-1] + "y" + vowel
    return syllable + vowel if syllable in _KEEP_U else syllable[:-1] + vowel
