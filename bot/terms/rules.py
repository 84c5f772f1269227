"""What an entry must keep to, beyond the types of its fields.

The figures are those of the guide to writing entries (CONTRIBUTING.md).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.i18n import LANGUAGES, Language
from bot.terms.entry import Article, Entry

MAX_DEFINITION = {"en": 300, "ja": 160}
ARTICLE_LENGTH = {"en": (300, 450), "ja": (1200, 1600)}
"""Words in English; characters without spaces and line breaks in Japanese. Headings count."""

SECTIONS = 4
RELATED = (3, 8)
MIN_SOURCES = 2
FIRST_YEAR = 1900

Fault = tuple[str, str]
"""A field, and its problem with the mend."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def faults_of(entry: Entry, today: date) -> Iterator[Fault]:
    """Yield what is wrong with an entry by itself.

    Args:
        today: the date in UTC.
    """
    if not _ID.fullmatch(entry.id):
        yield "id", f"{entry.id} is not kebab-case; write it with a-z, 0-9 and single hyphens"
    for field, text in _fields(entry):
        yield from _untidy(field, text)
    for language in LANGUAGES:
        yield from _aliases(entry, language)
        yield from _definition(entry, language)
        yield from _article(entry.article(language), language)
    yield from _related(entry)
    yield from _sources(entry, today)
    if entry.checked > today + timedelta(days=1):  # it is tomorrow in Tokyo before it is in UTC
        yield "checked", f"{entry.checked} is in the future; write the day of the last comparison"


def _fields(entry: Entry) -> Iterator[Fault]:
    """Yield every text with its field."""
    yield from (("name.en", entry.en), ("name.ja", entry.ja))
    for language, aliases in (("en", entry.aliases_en), ("ja", entry.aliases_ja)):
        yield from ((f"aliases.{language}[{n}]", alias) for n, alias in enumerate(aliases))
    yield from (("definition.en", entry.definition_en), ("definition.ja", entry.definition_ja))
    for name, article in (("article.en", entry.article_en), ("article.ja", entry.article_ja)):
        yield f"{name}.introduction", article.introduction
        for number, section in enumerate(article.sections):
            yield f"{name}.sections[{number}].heading", section.heading
            yield f"{name}.sections[{number}].body", section.body
    yield from ((f"related[{n}]", other) for n, other in enumerate(entry.related))
    for number, source in enumerate(entry.sources):
        yield f"sources[{number}].title", source.title
        yield f"sources[{number}].url", source.url


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


def _definition(entry: Entry, language: Language) -> Iterator[Fault]:
    length, most = len(entry.definition(language)), MAX_DEFINITION[language]
    if length > most:
        yield f"definition.{language}", f"has {length} characters; shorten it to {most}"


def _article(article: Article, language: Language) -> Iterator[Fault]:
    field = f"article.{language}"
    count = len(article.sections)
    if count != SECTIONS:
        yield f"{field}.sections", f"has {count} sections; write exactly {SECTIONS}"
    words = " ".join(article.texts()).split()
    length, unit = (
        (sum(map(len, words)), "characters") if language == "ja" else (len(words), "words")
    )
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
        if not _is_address(source.url):
            yield f"{field}.url", f"{source.url} is no web address; copy the page's own"
        if source.url in known:
            yield f"{field}.url", "is there already; take it out"
        known.add(source.url)
        if not FIRST_YEAR <= source.year <= today.year:
            yield f"{field}.year", f"{source.year} is no year from {FIRST_YEAR} to {today.year}"


def _is_address(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # e.g. an open bracket
        return False
    return "." in host and url.isascii() and not re.search(r"\s", url)
