"""Write kana in Latin letters, as five kinds of people do."""

import re

SYSTEMS = ("hepburn", "macrons", "kunrei", "nihon", "ime")

_VOWELS = "aiueo"
_ROWS = {
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
    "": "あいうえお",
}
_NIHON = {
    **{
        kana: consonant + vowel
        for consonant, row in _ROWS.items()
        for kana, vowel in zip(row, _VOWELS, strict=True)
    },
    "や": "ya",
    "ゆ": "yu",
    "よ": "yo",
    "わ": "wa",
    "を": "wo",
    "ゔ": "vu",
}
_KUNREI = {"di": "zi", "du": "zu", "dya": "zya", "dyu": "zyu", "dyo": "zyo", "wo": "o"}
_HEPBURN = {
    "si": "shi",
    "ti": "chi",
    "tu": "tsu",
    "hu": "fu",
    "zi": "ji",
    "di": "ji",
    "du": "zu",
    **{
        f"{c}y{v}": f"{h}{v}"
        for c, h in (("s", "sh"), ("t", "ch"), ("z", "j"), ("d", "j"))
        for v in "auo"
    },
    "wo": "o",
}
_FOREIGN = {
    "ふぁ": "fa",
    "ふぃ": "fi",
    "ふぇ": "fe",
    "ふぉ": "fo",
    "てぃ": "ti",
    "とぅ": "tu",
    "どぅ": "du",
    "でぃ": "di",
    "しぇ": "she",
    "じぇ": "je",
    "ちぇ": "che",
    "うぃ": "wi",
    "うぇ": "we",
    "うぉ": "wo",
    "ゔぁ": "va",
    "ゔぃ": "vi",
    "ゔぇ": "ve",
    "くぉ": "kuo",
    "くぁ": "kua",
}
_IME_FOREIGN = {"てぃ": "thi", "でぃ": "dhi", "とぅ": "twu", "どぅ": "dwu"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_LONG = {"aa": "ā", "ii": "ii", "uu": "ū", "ee": "ē", "oo": "ō", "ou": "ō"}


def romanise(kana: str, system: str) -> str:
    """Return a reading in hiragana as somebody of `system` types it."""
    letters = ""
    at = 0
    while at < len(kana):
        pair, one = kana[at : at + 2], kana[at]
        if one == "ー":
            letters += "-" if system == "ime" else letters[-1:]
        elif one == "っ":
            following = romanise(kana[at + 1 :], system)
            letters += "t" if following.startswith("ch") and system != "ime" else following[:1]
        elif one == "ん":
            letters += (
                "nn"
                if system == "ime"
                else "n"
                + "'" * (kana[at + 1 : at + 2] in "あいうえおやゆよ" and at + 1 < len(kana))
            )
        elif pair in _FOREIGN:
            letters += _IME_FOREIGN.get(pair, _FOREIGN[pair]) if system == "ime" else _FOREIGN[pair]
            at += 1
        elif pair[1:] in _SMALL:
            letters += _in(system, _NIHON[one][:-1] + _SMALL[pair[1]])
            at += 1
        else:
            letters += _in(system, _NIHON.get(one, ""))
        at += 1
    if system == "macrons":
        letters = re.sub("|".join(_LONG), lambda match: _LONG[match[0]], letters)
    return letters


def _in(system: str, syllable: str) -> str:
    tables = {"hepburn": _HEPBURN, "macrons": _HEPBURN, "kunrei": _KUNREI}
    return tables.get(system, {}).get(syllable, syllable)
