"""What others can read of the glossary, and that nothing of it is lost on the way."""

import csv
import io
import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
import yaml
from msgspec import structs

from bot.terms.entry import Entry
from bot.terms.export import as_csv, as_json, as_tbx
from bot.terms.load import load

TERMS = Path(__file__).parents[3] / "data" / "terms"
TBX = {"t": "urn:iso:std:iso:30042:ed-2"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return load(TERMS).entries


def test_json_can_be_put_back_as_files_without_loss(
    entries: tuple[Entry, ...], tmp_path: Path
) -> None:
    for data in json.loads(as_json(entries)):
        data["checked"] = yaml.safe_load(data["checked"])
        (tmp_path / f"{data['id']}.yaml").write_text(
            yaml.safe_dump(data, allow_unicode=True), encoding="utf-8"
        )

    assert load(tmp_path).entries == entries


def test_csv_has_a_row_an_entry_and_opens_in_excel(entries: tuple[Entry, ...]) -> None:
    text = as_csv(entries)

    assert text.startswith("\ufeffid,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        assert tuple(filter(None, row["aliases.ja"].split("\n"))) == entry.aliases_ja
        assert row["definition.ja"] == entry.definition_ja
        assert all(part in row["article.en"] for part in entry.article_en.texts())
        assert all(source.url in row["sources"] for source in entry.sources)


def test_no_cell_is_a_formula(entries: tuple[Entry, ...]) -> None:
    evil = structs.replace(entries[0], en="=HYPERLINK(1)", aliases_ja=("@SUM(1)",))

    (row,) = csv.DictReader(io.StringIO(as_csv([evil]).removeprefix("\ufeff"), newline=""))

    assert (row["name.en"], row["aliases.ja"]) == ("'=HYPERLINK(1)", "'@SUM(1)")


def test_a_termbase_has_a_concept_an_entry_with_terms_in_both_languages(
    entries: tuple[Entry, ...],
) -> None:
    root = fromstring(as_tbx(entries))  # noqa: S314 -- our own text

    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    concepts = root.findall("t:text/t:body/t:conceptEntry", TBX)
    assert [concept.get("id") for concept in concepts] == [entry.id for entry in entries]
    for concept, entry in zip(concepts, entries, strict=True):
        terms = {
            section.get(LANG): [term.text for term in section.findall("t:termSec/t:term", TBX)]
            for section in concept.findall("t:langSec", TBX)
        }
        assert terms == {
            "en": [entry.en, *entry.aliases_en],
            "ja": [entry.ja, *entry.aliases_ja],
        }
        notes = "\n".join(note.text or "" for note in concept.iter(f"{{{TBX['t']}}}note"))
        assert f"読み：{entry.reading}" in notes
        assert all(part in notes for part in entry.article_ja.texts())
        assert [xref.get("target") for xref in concept.findall("t:xref", TBX)] == [
            source.url for source in entry.sources
        ]


def test_a_termbase_refers_only_to_concepts_that_it_has(entries: tuple[Entry, ...]) -> None:
    root = fromstring(as_tbx(entries))  # noqa: S314 -- our own text
    known = {entry.id for entry in entries}

    assert {ref.get("target") for ref in root.iter(f"{{{TBX['t']}}}ref")} <= known
