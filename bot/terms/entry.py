"""One term of the glossary, in both languages."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article, under a heading of its own."""

    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Article:
    """The long text of a term, in one language."""

    introduction: str
    sections: tuple[Section, ...]

    def texts(self) -> tuple[str, ...]:
        """Return the introduction and every heading and body, in reading order."""
        parts = (text for part in self.sections for text in (part.heading, part.body))
        return (self.introduction, *parts)


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One term.

    Args:
        id: kebab-case English, stable for ever.
        reading: how `ja` is read, in hiragana and ー only.
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

    def name(self, language: Language) -> str:
        """Return the headword."""
        return self.ja if language == "ja" else self.en

    def definition(self, language: Language) -> str:
        """Return the short text."""
        return self.definition_ja if language == "ja" else self.definition_en

    def article(self, language: Language) -> Article:
        """Return the long text."""
        return self.article_ja if language == "ja" else self.article_en

    def names(self) -> tuple[str, ...]:
        """Return everything that the term is called: both headwords, then the aliases."""
        return (self.en, self.ja, *self.aliases_en, *self.aliases_ja)
