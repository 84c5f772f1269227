"""Turn the file of a term into an entry."""

import re
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import Node

from bot.errors import DataError
from bot.terms.entry import CATEGORIES, KINDS, Article, Entry, Section, Sense, Source
from bot.terms.fold import hiragana
from bot.terms.nodes import Sheet

_FIELDS = (
    "id",
    "name",
    "reading",
    "category",
    "definition",
    "article",
    "related",
    "sources",
    "checked",
)
_OPTIONAL = ("aliases", "asked_only", "senses", "elsewhere")
_LANGUAGES = ("en", "ja")
_NOT_HIRAGANA = re.compile(r"[^ぁ-ゖー]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of a file.

    Args:
        entry: None where the file is unusable.
        draft: what could be read of an unusable file, its gaps empty; None where nothing could.
        faults: why it is unusable, and unknown fields, in no order.
        lines: where each field stands, e.g. under `aliases.ja[0]`, counted from 1.
    """

    entry: Entry | None
    draft: Entry | None
    faults: tuple[DataError, ...]
    lines: dict[str, int]


def parse(path: Path) -> Parsed:
    """Return the entry in a file, or why there is none."""
    sheet = Sheet(path)
    root = sheet.root()
    entry = _entry(sheet, root) if root is not None else None
    return Parsed(None if sheet.broken else entry, entry, tuple(sheet.faults), sheet.lines)


def _entry(sheet: Sheet, root: Node) -> Entry:
    fields = sheet.mapping(root, "", _FIELDS, _OPTIONAL)
    name = sheet.mapping(fields.get("name"), "name", _LANGUAGES)
    definition = sheet.mapping(fields.get("definition"), "definition", _LANGUAGES)
    article = sheet.mapping(fields.get("article"), "article", _LANGUAGES)
    aliases = sheet.mapping(fields.get("aliases"), "aliases", (), _LANGUAGES)
    return Entry(
        id=_id(sheet, fields.get("id")),
        en=sheet.text(name.get("en"), "name.en"),
        ja=sheet.text(name.get("ja"), "name.ja"),
        reading=_reading(sheet, fields.get("reading")),
        aliases_en=sheet.texts(aliases.get("en"), "aliases.en"),
        aliases_ja=sheet.texts(aliases.get("ja"), "aliases.ja"),
        category=_choice(sheet, fields.get("category"), "category", CATEGORIES),
        definition_en=sheet.text(definition.get("en"), "definition.en"),
        definition_ja=sheet.text(definition.get("ja"), "definition.ja"),
        article_en=_article(sheet, article.get("en"), "article.en"),
        article_ja=_article(sheet, article.get("ja"), "article.ja"),
        related=sheet.texts(fields.get("related"), "related"),
        sources=tuple(
            _source(sheet, item, item_name)
            for item, item_name in sheet.items(fields.get("sources"), "sources")
        ),
        checked=sheet.day(fields.get("checked"), "checked"),
        asked_only=sheet.texts(fields.get("asked_only"), "asked_only"),
        senses=_senses(sheet, fields.get("senses"), "senses"),
        elsewhere=_senses(sheet, fields.get("elsewhere"), "elsewhere"),
    )


def _id(sheet: Sheet, node: Node | None) -> str:
    value = sheet.text(node, "id")
    if value and value != sheet.path.stem:
        sheet.blame(
            sheet.lines["id"], "id", f"is {value}, the file {sheet.path.name}; name them alike"
        )
    return value


def _reading(sheet: Sheet, node: Node | None) -> str:
    value = sheet.text(node, "reading")
    if value and not value.strip("ー"):
        sheet.blame(sheet.lines["reading"], "reading", f"{value} can't be spoken; write hiragana")
    for wrong in dict.fromkeys(_NOT_HIRAGANA.findall(value)):
        shown = wrong if wrong.isprintable() and not wrong.isspace() else ascii(wrong)
        kana = hiragana(wrong)
        mend = "write it as it is spoken" if _NOT_HIRAGANA.search(kana) else f"write {kana}"
        sheet.blame(sheet.lines["reading"], "reading", f"{shown} is not hiragana; {mend}")
    return value


def _choice(sheet: Sheet, node: Node | None, name: str, choices: tuple[str, ...]) -> str:
    value = sheet.text(node, name)
    if value and value not in choices:
        sheet.blame(
            sheet.lines[name], name, f"{value} is not known; use one of {', '.join(choices)}"
        )
    return value


def _article(sheet: Sheet, node: Node | None, name: str) -> Article:
    fields = sheet.mapping(node, name, ("introduction", "sections"))
    return Article(
        sheet.text(fields.get("introduction"), f"{name}.introduction"),
        tuple(
            _section(sheet, item, item_name)
            for item, item_name in sheet.items(fields.get("sections"), f"{name}.sections")
        ),
    )


def _section(sheet: Sheet, node: Node, name: str) -> Section:
    fields = sheet.mapping(node, name, ("heading", "body"))
    return Section(
        sheet.text(fields.get("heading"), f"{name}.heading"),
        sheet.text(fields.get("body"), f"{name}.body"),
    )


def _senses(sheet: Sheet, node: Node | None, name: str) -> tuple[Sense, ...]:
    senses = []
    for item, item_name in sheet.items(node, name):
        fields = sheet.mapping(item, item_name, ("name", *_LANGUAGES))
        senses.append(
            Sense(
                *(
                    sheet.text(fields.get(field), f"{item_name}.{field}")
                    for field in ("name", *_LANGUAGES)
                )
            )
        )
    return tuple(senses)


def _source(sheet: Sheet, node: Node, name: str) -> Source:
    fields = sheet.mapping(node, name, ("title", "url", "kind", "year"))
    url = sheet.text(fields.get("url"), f"{name}.url")
    if url and not url.startswith("https://"):
        sheet.blame(
            sheet.lines[f"{name}.url"], f"{name}.url", "is no https address; give the page's own"
        )
    return Source(
        sheet.text(fields.get("title"), f"{name}.title"),
        url,
        _choice(sheet, fields.get("kind"), f"{name}.kind", KINDS),
        sheet.number(fields.get("year"), f"{name}.year"),
    )
