"""What an entry must keep to, beyond the types of its fields.

The figures are those of the guide to writing entries (CONTRIBUTING.md).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from bot.i18n import LANGUAGES, Language
from bot.terms.addresses import problem_of_address
from bot.terms.entry import Article, Entry, Sense
from bot.terms.fold import fold

MAX_DEFINITION = {"en": 300, "ja": 160}
ARTICLE_LENGTH = {"en": (300, 450), "ja": (1200, 1600)}
"""Words in English; characters without spaces and line breaks in Japanese. Headings count."""

MAX_SENSE = {"en": 80, "ja": 50}
"""Characters of a note that tells senses apart: it stands beside a name in a list."""

SECTIONS = 4
RELATED = (3, 8)
MIN_SOURCES = 2
FIRST_YEAR = 1900

Fault = tuple[str, str]
"""A field, and its problem with the mend."""

_BY_CHANCE = 2
"""Latin letters or kana of a name that stands in texts by chance."""

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What an id looks like: kebab-case; other formats want a letter first."""

_KANA = re.compile(r"[ぁ-ゖ]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ㐀-鿿]")
_ENDS = re.compile(r"[。！？]")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）")
_POLITE = re.compile(r"(?:です|ます|でした|ました|でしょう|ましょう|ください)$")
_PLAIN = re.compile(r"[うくぐすつぬぶむるいただ]$")
"""How a sentence in the plain style ends; one that ends in a noun or in か has no style."""


def faults_of(entry: Entry, today: date) -> Iterator[Fault]:
    """Yield what is wrong with an entry by itself.

    Args:
        today: the date in UTC.
    """
    if not ID.fullmatch(entry.id):
        yield "id", f"{entry.id} is not kebab-case; begin with a letter, then a-z, 0-9 and hyphens"
    for field, text in _fields(entry):
        yield from _untidy(field, text)
    for language in LANGUAGES:
        yield from _aliases(entry, language)
        yield from _definition(entry, language)
        yield from _article(entry.article(language), language)
    yield from _marks(entry)
    yield from _languages(entry)
    yield from _style(entry)
    yield from _related(entry)
    yield from _sources(entry, today)
    if entry.checked > today + timedelta(days=1):  # it is tomorrow in Tokyo before it is in UTC
        yield "checked", f"{entry.checked} is in the future; write the day of the last comparison"


def _fields(entry: Entry) -> Iterator[Fault]:
    """Yield every text with its field."""
    yield from entry.name_fields()
    for language in LANGUAGES:
        yield from entry.prose(language)
    yield from ((f"related[{n}]", other) for n, other in enumerate(entry.related))
    for number, source in enumerate(entry.sources):
        yield f"sources[{number}].title", source.title
        yield f"sources[{number}].url", source.url
    for field, sense in _senses(entry):
        yield f"{field}.en", sense.en
        yield f"{field}.ja", sense.ja


def _senses(entry: Entry) -> Iterator[tuple[str, Sense]]:
    yield from ((f"senses[{n}]", sense) for n, sense in enumerate(entry.senses))
    yield from ((f"elsewhere[{n}]", sense) for n, sense in enumerate(entry.elsewhere))


def _untidy(field: str, text: str) -> Iterator[Fault]:
    if text != text.strip():
        yield field, "begins or ends with a space or line break; take it out (>- folds without)"
    if wrong := [letter for letter in text.strip() if unicodedata.category(letter)[0] == "C"]:
        yield field, f"has the invisible character U+{ord(wrong[0]):04X}; take it out"


def _aliases(entry: Entry, language: Language) -> Iterator[Fault]:
    aliases = entry.aliases_ja if language == "ja" else entry.aliases_en
    known = {entry.name(language)}
    for number, alias in enumerate(aliases):
        if alias in known:
            yield f"aliases.{language}[{number}]", f"{alias} is there already; take it out"
        known.add(alias)


def _marks(entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong with the names that are marked, or that should be."""
    for number, name in enumerate(entry.asked_only):
        if name not in entry.names():
            yield f"asked_only[{number}]", f"{name} is no name of the entry; take it out"
        elif name in entry.asked_only[:number]:
            yield f"asked_only[{number}]", f"{name} is there already; take it out"
    for field, name in entry.name_fields():
        if not fold(name):
            yield field, f"{name} has no letter; take it out"
        elif is_by_chance(name) and name not in entry.asked_only:
            yield field, f"{name} stands in texts by chance; list it under asked_only"
    yield from _notes(entry)


def _notes(entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong with the notes on names with several meanings."""
    known: set[Sense] = set()
    for field, sense in _senses(entry):
        if sense in known:
            yield field, "is there already; take it out"
        known.add(sense)
        if sense.name not in entry.names():
            yield f"{field}.name", f"{sense.name} is no name of the entry; take the note out"
        for language in LANGUAGES:
            length, most = len(sense.note(language)), MAX_SENSE[language]
            if length > most:
                yield f"{field}.{language}", f"has {length} characters; shorten it to {most}"


def is_by_chance(name: str) -> bool:
    """Return whether a name is too short to mean its term in running text: DL, ガン."""
    key = fold(name)
    if key.isascii() or _KANA.fullmatch(key):
        return len(key) <= _BY_CHANCE
    return len(key) == 1


def _languages(entry: Entry) -> Iterator[Fault]:
    """Yield each text that is not in the language of its field."""
    if _JAPANESE.search(entry.en):
        yield "name.en", f"{entry.en} has Japanese letters; write the English name"
    for field, text in entry.prose("en"):
        if 2 * len(_JAPANESE.findall(text)) > len(text):
            yield field, "is not in English; write it so"
    for field, text in entry.prose("ja"):
        if not field.endswith("heading") and text and not _HIRAGANA.search(text):
            yield field, "is not in Japanese; write it so"


def _style(entry: Entry) -> Iterator[Fault]:
    """Yield each Japanese sentence in the plain style: です and ます are kept to throughout."""
    for field, text in entry.prose("ja"):
        if field.endswith("heading"):
            continue
        for sentence in _ENDS.split(_QUOTED.sub("", text)):
            if _PLAIN.search(sentence) and not _POLITE.search(sentence):
                yield field, f"{sentence[-20:]}。 is not in です・ます; write it so"


def _definition(entry: Entry, language: Language) -> Iterator[Fault]:
    length, most = len(entry.definition(language)), MAX_DEFINITION[language]
    if length > most:
        yield f"definition.{language}", f"has {length} characters; shorten it to {most}"


def _article(article: Article, language: Language) -> Iterator[Fault]:
    field = f"article.{language}"
    count = len(article.sections)
    if count != SECTIONS:
        yield f"{field}.sections", f"has {count} sections; write exactly {SECTIONS}"
    length, unit = article.length(language), "characters" if language == "ja" else "words"
    least, most = ARTICLE_LENGTH[language]
    if not least <= length <= most:
        mend = f"lengthen it to {least}" if length < least else f"shorten it to {most}"
        yield field, f"has {length:,} {unit}; {mend}"


def _related(entry: Entry) -> Iterator[Fault]:
    least, most = RELATED
    if not least <= len(entry.related) <= most:
        yield "related", f"has {len(entry.related)} ids; give {least} to {most}"
    for number, other in enumerate(entry.related):
        if other == entry.id:
            yield f"related[{number}]", "is the entry itself; take it out"
        elif other in entry.related[:number]:
            yield f"related[{number}]", f"{other} is there already; take it out"


def _sources(entry: Entry, today: date) -> Iterator[Fault]:
    if len(entry.sources) < MIN_SOURCES:
        yield "sources", f"has {len(entry.sources)}; give at least {MIN_SOURCES}"
    known: set[str] = set()
    for number, source in enumerate(entry.sources):
        field = f"sources[{number}]"
        if problem := problem_of_address(source.url):
            yield f"{field}.url", f"{source.url} {problem}"
        if source.url in known:
            yield f"{field}.url", "is there already; take it out"
        known.add(source.url)
        if not FIRST_YEAR <= source.year <= today.year:
            yield f"{field}.year", f"{source.year} is no year from {FIRST_YEAR} to {today.year}"
