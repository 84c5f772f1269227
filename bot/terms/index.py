"""The index of the glossary: in 五十音順 by reading, from A to Z, or by category."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter

from bot.i18n import Language
from bot.terms.entry import CATEGORIES, Entry
from bot.terms.fold import fold

_ROWS = "あかさたなはまやらわ"
_BY_VOWEL = {
    "あ": "あかさたなはまやらわがざだばぱ",
    "い": "いきしちにひみりぎじぢびぴ",
    "う": "うくすつぬふむゆるぐずづぶぷゔ",
    "え": "えけせてねへめれげぜでべぺ",
    "お": "おこそとのほもよろをごぞどぼぽ",
}
_VOWEL_OF = {kana: vowel for vowel, row in _BY_VOWEL.items() for kana in row}
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOICING = str.maketrans("", "", "\u3099\u309a")
_OTHER = "#"


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the index.

    Args:
        label: the kana that its row begins with, or a letter, `#` for digits; or a category.
    """

    label: str
    entries: tuple[Entry, ...]


def index(entries: Iterable[Entry], language: Language) -> tuple[Row, ...]:
    """Return the rows of the index that have an entry, each in order."""
    label = _kana_label if language == "ja" else _letter_label
    return _rows(entries, label, language)


def by_category(entries: Iterable[Entry], language: Language) -> tuple[Row, ...]:
    """Return a row for each category that has an entry, each in the order of the index."""
    known = sorted(entries, key=lambda entry: CATEGORIES.index(entry.category))
    return tuple(
        Row(category, tuple(sorted(group, key=partial(_order, language))))
        for category, group in groupby(known, attrgetter("category"))
    )


def newest(entries: Iterable[Entry], language: Language) -> tuple[Entry, ...]:
    """Return the entries, those whose facts were checked last first, of one day in index order.

    A new entry is checked on the day that it is written.
    """
    ordered = sorted(entries, key=partial(_order, language))
    return tuple(sorted(ordered, key=attrgetter("checked"), reverse=True))


def kana_order(reading: str) -> tuple[str, str, str]:
    """Return what sorts readings in 五十音順.

    A long mark counts as the vowel that it lengthens and a small kana as a large one; words that
    are then alike stand unvoiced, voiced, half-voiced, and at last as they are written.
    """
    large = ""
    for kana in reading.translate(_LARGE):
        large += _VOWEL_OF.get(large[-1:], "") if kana == "ー" else kana
    parted = unicodedata.normalize("NFD", large)
    return parted.translate(_VOICING), parted, reading


def _rows(
    entries: Iterable[Entry], label: Callable[[Entry], str], language: Language
) -> tuple[Row, ...]:
    labelled = [(label(entry), _order(language, entry), entry) for entry in entries]
    labelled.sort(key=lambda one: (one[0] == _OTHER, one[1]))
    return tuple(
        Row(name, tuple(entry for _, _, entry in group))
        for name, group in groupby(labelled, itemgetter(0))
    )


def _order(language: Language, entry: Entry) -> tuple[str, ...]:
    if language == "ja":
        return (*kana_order(entry.reading), entry.id)
    return fold(entry.en), entry.en, entry.id


def _kana_label(entry: Entry) -> str:
    first = kana_order(entry.reading)[0][:1]
    return next((row for row in reversed(_ROWS) if row <= first), _OTHER)


def _letter_label(entry: Entry) -> str:
    first = fold(entry.en)[:1].upper()
    return first if first.isascii() and first.isalpha() else _OTHER
