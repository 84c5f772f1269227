"""The glossary in the formats of others."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from msgspec import json

from bot.i18n import LANGUAGES, Language
from bot.terms.entry import Article, Entry, Sense

COLUMNS = (
    "id",
    "name.en",
    "name.ja",
    "reading",
    "aliases.en",
    "aliases.ja",
    "asked_only",
    "senses",
    "elsewhere",
    "category",
    "definition.en",
    "definition.ja",
    "article.en",
    "article.ja",
    "related",
    "sources",
    "checked",
)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def as_json(entries: Iterable[Entry]) -> str:
    """Return a list of objects in the form of the YAML files: each can be put back as one."""
    return json.format(json.encode([as_data(entry) for entry in entries])).decode() + "\n"


def as_data(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry as its YAML file has them."""
    optional = {
        "aliases": {
            language: list(aliases)
            for language, aliases in (("en", entry.aliases_en), ("ja", entry.aliases_ja))
            if aliases
        },
        "asked_only": list(entry.asked_only),
        "senses": [_fields(sense) for sense in entry.senses],
        "elsewhere": [_fields(sense) for sense in entry.elsewhere],
    }
    return {
        "id": entry.id,
        "name": {"en": entry.en, "ja": entry.ja},
        "reading": entry.reading,
        **{field: value for field, value in optional.items() if value},
        "category": entry.category,
        "definition": {"en": entry.definition_en, "ja": entry.definition_ja},
        "article": {language: _article(entry.article(language)) for language in LANGUAGES},
        "related": list(entry.related),
        "sources": [
            {"title": one.title, "url": one.url, "kind": one.kind, "year": one.year}
            for one in entry.sources
        ],
        "checked": entry.checked.isoformat(),
    }


def _fields(sense: Sense) -> dict[str, str]:
    return {"name": sense.name, "en": sense.en, "ja": sense.ja}


def _article(article: Article) -> dict[str, Any]:
    return {
        "introduction": article.introduction,
        "sections": [{"heading": part.heading, "body": part.body} for part in article.sections],
    }


def as_csv(entries: Iterable[Entry]) -> str:
    """Return a table with a head, as RFC 4180 has it; a mark tells Excel that it is UTF-8.

    Lists have a line an item within their cell, articles `##` before their headings.
    """
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for entry in entries:
        table.writerow(
            _inert(cell)
            for cell in (
                entry.id,
                entry.en,
                entry.ja,
                entry.reading,
                "\n".join(entry.aliases_en),
                "\n".join(entry.aliases_ja),
                "\n".join(entry.asked_only),
                "\n".join(f"{sense.name}: {sense.en} / {sense.ja}" for sense in entry.senses),
                "\n".join(f"{sense.name}: {sense.en} / {sense.ja}" for sense in entry.elsewhere),
                entry.category,
                entry.definition_en,
                entry.definition_ja,
                _text(entry.article_en),
                _text(entry.article_ja),
                "\n".join(entry.related),
                "\n".join(f"{s.title} ({s.kind}, {s.year}) {s.url}" for s in entry.sources),
                entry.checked.isoformat(),
            )
        )
    return "\ufeff" + out.getvalue()


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _text(article: Article) -> str:
    parts = (f"## {part.heading}\n\n{part.body}" for part in article.sections)
    return "\n\n".join((article.introduction, *parts))


def as_tbx(entries: Iterable[Entry]) -> str:
    """Return a termbase in TBX-Basic (ISO 30042:2019, style DCA; www.tbxinfo.net).

    What TBX-Basic has no category for (reading, day of the check, article) stands in notes.
    """
    root = Element(
        "tbx",
        {"type": "TBX-Basic", "style": "dca", _LANG: "en", "xmlns": "urn:iso:std:iso:30042:ed-2"},
    )
    file = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    _add(SubElement(file, "titleStmt"), "title", "hayami: AI terms in English and Japanese")
    _add(SubElement(file, "sourceDesc"), "p", "Each concept names its own sources.")
    body = SubElement(SubElement(root, "text"), "body")
    for entry in entries:
        _concept(SubElement(body, "conceptEntry", id=entry.id), entry)
    indent(root)
    return tostring(root, "unicode", xml_declaration=True) + "\n"


def _concept(concept: Element, entry: Entry) -> None:
    _add(concept, "descrip", entry.category, type="subjectField")
    for other in entry.related:
        _add(concept, "ref", other, type="crossReference", target=other)
    for source in entry.sources:
        text = f"{source.title} ({source.kind}, {source.year})"
        _add(concept, "xref", text, type="externalCrossReference", target=source.url)
    _add(concept, "note", f"Checked on {entry.checked.isoformat()}")
    for language in LANGUAGES:
        section = SubElement(concept, "langSec", {_LANG: language})
        _add(section, "descrip", entry.definition(language), type="definition")
        _add(section, "note", _text(entry.article(language)))
        for number, (name, notes) in enumerate(_terms(entry, language)):
            term = SubElement(section, "termSec")
            _add(term, "term", name)
            _add(term, "termNote", "noun", type="partOfSpeech")
            status = "admittedTerm" if number else "preferredTerm"
            _add(term, "termNote", f"{status}-admn-sts", type="administrativeStatus")
            for note in notes:
                _add(term, "note", note)


def _terms(entry: Entry, language: Language) -> Iterator[tuple[str, list[str]]]:
    """Yield each name in `language` with what is to be noted of it, the headword first."""
    aliases = entry.aliases_ja if language == "ja" else entry.aliases_en
    for name in (entry.name(language), *aliases):
        notes = [f"読み：{entry.reading}"] if name == entry.ja and language == "ja" else []
        if name in entry.asked_only:
            notes.append("Found when asked for, left alone in running text")
        notes += [sense.note(language) for sense in entry.senses if sense.name == name]
        notes += [
            f"Outside AI: {sense.note(language)}" for sense in entry.elsewhere if sense.name == name
        ]
        yield name, notes


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text


EXPORTS: dict[str, Callable[[Iterable[Entry]], str]] = {
    "csv": as_csv,
    "json": as_json,
    "tbx": as_tbx,
}
"""What makes each format."""
