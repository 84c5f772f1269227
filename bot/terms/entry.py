"""One term of the glossary, in both languages."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from bot.i18n import Language

CATEGORIES = (
    "agents",
    "architecture",
    "business",
    "data",
    "evaluation",
    "foundations",
    "inference-and-infrastructure",
    "law-and-governance",
    "learning-methods",
    "llm",
    "multimodal-and-media",
    "products-and-standards",
    "prompting",
    "retrieval",
    "safety-and-security",
    "training-and-tuning",
)

KINDS = ("paper", "standard", "law", "official-docs", "announcement")
"""What a source may be: all of them are first-hand."""

HEADWORDS = 2
"""How many of `Entry.names` are headwords: the first, one a language."""


class Section(Struct, frozen=True, array_like=True, gc=False):
    """A part of an article, under a heading of its own."""

    heading: str
    body: str


class Article(Struct, frozen=True, array_like=True, gc=False):
    """The long text of a term, in one language."""

    introduction: str
    sections: tuple[Section, ...]

    def texts(self) -> tuple[str, ...]:
        """Return the introduction and every heading and body, in reading order."""
        return tuple(text for _, text in self.fields())

    def length(self, language: Language) -> int:
        """Return how long it is: words in English, characters without white space in Japanese."""
        words = " ".join(self.texts()).split()
        return sum(map(len, words)) if language == "ja" else len(words)

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield each text with the name of its field, in reading order."""
        yield "introduction", self.introduction
        for number, section in enumerate(self.sections):
            yield f"sections[{number}].heading", section.heading
            yield f"sections[{number}].body", section.body


class Source(Struct, frozen=True, array_like=True, gc=False):
    """Where a claim of the entry can be read first-hand.

    Args:
        url: an https address.
        kind: one of `KINDS`.
        year: of first publication; for a living document, of the day it was read.
    """

    title: str
    url: str
    kind: str
    year: int


class Sense(Struct, frozen=True, array_like=True, gc=False):
    """What a name with several meanings means, in a few words of both languages."""

    name: str
    en: str
    ja: str

    def note(self, language: Language) -> str:
        """Return the few words."""
        return self.ja if language == "ja" else self.en


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """One term.

    Args:
        id: kebab-case English, stable for ever.
        reading: how `ja` is read, in hiragana and ー only.
        asked_only: names that are found when asked for and left alone in running text, where they
            mostly mean something else.
        senses: what the names that other entries have too mean here.
        elsewhere: what names of this term mean outside of AI.
        category: one of `CATEGORIES`.
        related: ids, the nearest first; they need not all be in the glossary.
        checked: the day on which the facts were last compared with the sources.
    """

    id: str
    en: str
    ja: str
    reading: str
    aliases_en: tuple[str, ...]
    aliases_ja: tuple[str, ...]
    category: str
    definition_en: str
    definition_ja: str
    article_en: Article
    article_ja: Article
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: date
    asked_only: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
    elsewhere: tuple[Sense, ...] = ()

    def name(self, language: Language) -> str:
        """Return the headword."""
        return self.ja if language == "ja" else self.en

    def definition(self, language: Language) -> str:
        """Return the short text."""
        return self.definition_ja if language == "ja" else self.definition_en

    def article(self, language: Language) -> Article:
        """Return the long text."""
        return self.article_ja if language == "ja" else self.article_en

    def prose(self, language: Language) -> Iterator[tuple[str, str]]:
        """Yield every text that is written in sentences, or heads them, with its field."""
        yield f"definition.{language}", self.definition(language)
        for field, text in self.article(language).fields():
            yield f"article.{language}.{field}", text

    def names(self) -> tuple[str, ...]:
        """Return everything that the term is called: both headwords, then the aliases."""
        return (self.en, self.ja, *self.aliases_en, *self.aliases_ja)

    def name_fields(self) -> Iterator[tuple[str, str]]:
        """Yield each of the names with its field, in their order."""
        fields = (
            "name.en",
            "name.ja",
            *(f"aliases.en[{n}]" for n in range(len(self.aliases_en))),
            *(f"aliases.ja[{n}]" for n in range(len(self.aliases_ja))),
        )
        yield from zip(fields, self.names(), strict=True)
