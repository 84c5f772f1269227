"""The numbers in a text with their units, so that `$1.5M` and `150万ドル` are one quantity.

Digits that belong to a name (`GPT-5`, `H100`) are no quantity: `bot.news.headlines.names` has them.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.numerals import in_digits

Quantity = tuple[str, str]
"""A number without digits that say nothing (`1.50` is `1.5`), and its unit, which may be empty."""

_UNITS = {
    "points": r"percentage points?\b|(?:%|パーセント)?ポイント",
    "%": r"%|per ?cent\b|パーセント",
    "USD": r"(?:US )?dollars?\b|USD\b|米?ドル",
    "JPY": r"yen\b|JPY\b|円",
    "EUR": r"euros?\b|EUR\b|ユーロ",
    "GBP": r"pounds?\b|GBP\b|ポンド",
    "times": r"[x×](?![a-z])|times\b|fold\b|倍",
    "ms": r"ms\b|milliseconds?\b|ミリ秒",
    "s": r"s\b|secs?\b|seconds?\b|秒",
    "min": r"mins?\b|minutes?\b|分(?!の|野|析|類|散|割|岐)",
    "h": r"h\b|hrs?\b|hours?\b|時間",
    "days": r"days?\b|日間",
    "weeks": r"weeks?\b|週間?",
    "months": r"months?\b|[かカヵヶケ箇]月",
    "years": r"years?\b|年間",
    "kB": r"[kK]i?B\b|kilobytes?\b|キロバイト",
    "MB": r"Mi?B\b|megabytes?\b|メガバイト",
    "GB": r"Gi?B\b|gigabytes?\b|ギガバイト",
    "TB": r"Ti?B\b|terabytes?\b|テラバイト",
    "kW": r"kW\b|kilowatts?\b|キロワット",
    "MW": r"MW\b|megawatts?\b|メガワット",
    "GW": r"GW\b|gigawatts?\b|ギガワット",
    "th month": r"月(?!間)",
}
"""How a unit is written, by its name. Units that are not here count as none, in either language."""
_UNIT = re.compile(
    r"[\s-]?(?:" + "|".join(f"(?P<u{n}>{form})" for n, form in enumerate(_UNITS.values())) + ")"
)
_UNIT_NAMES = tuple(_UNITS)
_OPEN = {"年": ("", "years"), "日": ("", "days")}
"""Marks of a date as well as of a length of time."""
_CURRENCIES = {"$": "USD", "¥": "JPY", "€": "EUR", "£": "GBP"}

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALES |= {"k": 3, "m": 6, "b": 9, "bn": 9, "t": 12, "千": 3, "万": 4, "億": 8, "兆": 12}
_NUMBER = re.compile(
    r"""
    (?:(?P<currency>[$¥€£])\s?)?
    (?<![a-zA-Z\d.])(?<![a-zA-Z]-)
    (?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*)
    (?:
        (?P<kanji>[千万億兆](?:[\d,.]*[千万億兆])*(?:\d+(?![\d.]))?)
        |(?i:(?P<words>(?:[\s-]?(?:hundred|thousand|million|billion|trillion)\b)+))
        |(?P<letter>[kKMBT]|bn)(?![a-zA-Z\d])
    )?
    """,
    re.VERBOSE,
)
_KANJI_PART = re.compile(r"([\d,.]+)([千万億兆]*)")
_YEAR = "January February March April May June July August September October November December"
_FULL = _YEAR.split()
MONTHS = (*_FULL, *(month[:3] for month in _FULL), "Sept")
"""The names of months, as dates have them."""
_WORDS_TOO = ("March", "May", "Mar")
_ALONE = f"(?:{'|'.join(month for month in MONTHS if month not in _WORDS_TOO)})"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_MONTH_NAME = re.compile(rf"\b{_ALONE}\b|\b{_MONTH}\b(?=\.?,? \d)|(?<=\d ){_MONTH}\b")
"""`May` and `March` are words, too, unless a number is beside them."""
_DATE = re.compile(r"\b\d{4}[-/](\d{1,2})[-/]\d{1,2}\b")


def unknown_quantity(claim: Claim, evidence: Evidence) -> str | None:
    """Return a number, with its unit, that is not the item's."""
    known = frozenset[Quantity]().union(*quantities(evidence.text))
    unknown = (readings for readings in quantities(claim.text) if not readings & known)
    return next((" ".join(min(readings)).strip() for readings in unknown), None)


def quantities(text: str) -> tuple[frozenset[Quantity], ...]:
    """Return each number in `text` as all that it may mean.

    Args:
        text: as `bot.news.headlines.claim.normal` writes it.
    """
    text = in_digits(text)
    found = [_readings(number, text) for number in _NUMBER.finditer(text)]
    return (*found, *(frozenset({(month, "th month")}) for month in _months(text)))


def _readings(number: re.Match[str], text: str) -> frozenset[Quantity]:
    value = _value(number)
    if number["currency"]:
        return frozenset({(value, _CURRENCIES[number["currency"]])})
    unit = _UNIT.match(text, number.end())
    if unit and unit.lastgroup:
        return frozenset({(value, _UNIT_NAMES[int(unit.lastgroup[1:])])})
    units = _OPEN.get(text[number.end() : number.end() + 1], ("",))
    return frozenset((value, name) for name in units)


def _months(text: str) -> Iterator[str]:
    """Yield the numbers of the months that dates name otherwise than with 月."""
    for name in _MONTH_NAME.findall(text):
        yield str(1 + next(n for n, month in enumerate(_FULL) if month[:3] == name[:3]))
    for number in _DATE.findall(text):
        yield _written(Decimal(number))


def _value(number: re.Match[str]) -> str:
    digits = number["digits"]
    if digits.count(".") > 1:  # of a version
        return digits
    if number["kanji"]:
        parts = _KANJI_PART.findall(digits + number["kanji"])
        return _written(sum((_scaled(*part) for part in parts), start=Decimal(0)))
    words = re.findall(r"[a-z]+", (number["words"] or number["letter"] or "").lower())
    return _written(_scaled(digits, words))


def _scaled(digits: str, scales: Iterable[str]) -> Decimal:
    exponent = sum(_SCALES[scale] for scale in scales)
    return Decimal(digits.replace(",", "").strip(".") or 0).scaleb(exponent)


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
