"""Numbers in words, as they would stand in digits: `two million`, `twice`, `二千五百万`, `半分`."""

import re
from collections.abc import Callable

_ONE_ON = "one two three four five six seven eight nine ten eleven twelve"
_TWENTY_ON = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_ONE_ON.split(), start=1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TWENTY_ON.split(), start=2)}
_DIGITS = {kanji: number for number, kanji in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}

_COUNTER = r"[つ件社人名倍年]|種類|機種|段階|週間|日間|時間|[かカヵヶケ]月|[かカ]国"
"""What is counted with: one kanji before it is a number, in 一部 and 三菱 it is none."""

_TAKES_AN_ARTICLE = r"(?:hundred|[mb]illion|thousand|hour|minute|second|day|week|month|year)\b"

_REWRITTEN: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"\b(?:{'|'.join(_WORDS)})\b", lambda found: str(_WORDS[found[0].lower()])),
    (rf"\b(?:an?|per|every) (?={_TAKES_AN_ARTICLE})", lambda _: "1 "),
    (r"\b(?:twice|doubl(?:e[sd]?|ing))\b|倍増", lambda _: " 2x "),
    (r"\btripl(?:e[sd]?|ing)\b", lambda _: " 3x "),
    (r"\b(?:half|halv(?:es?|ed|ing))\b|半分|半減|半数", lambda _: " 50% "),
    (
        rf"(?<!\d)[〇一二三四五六七八九十百千万億兆]{{2,}}|[一二三四五六七八九](?={_COUNTER})",
        lambda found: str(_kanji_value(found[0])),
    ),
)


def in_digits(text: str) -> str:
    """Return `text` with the numbers that are written in words written in digits."""
    for words, digits in _REWRITTEN:
        text = re.sub(words, digits, text, flags=re.IGNORECASE)
    return text


def _kanji_value(numeral: str) -> int:
    whole = below_ten_thousand = digits = 0
    for kanji in numeral:
        if kanji in _DIGITS:
            digits = 10 * digits + _DIGITS[kanji]
        elif kanji in _SMALL:
            below_ten_thousand += (digits or 1) * _SMALL[kanji]
            digits = 0
        else:
            whole += (below_ten_thousand + digits or 1) * _LARGE[kanji]
            below_ten_thousand = digits = 0
    return whole + below_ten_thousand + digits
