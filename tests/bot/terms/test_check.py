"""`check` reports every fault of the files, where it is and how to mend it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DataError
from bot.terms.check import check
from bot.terms.load import load

NEIGHBOURS = {"alpha": "あ", "beta": "い", "gamma": "う", "delta": "え"}
"""Four terms, each related to the other three; alpha is the one that the tests spoil."""

BODY_EN = " ".join(["Word."] * 80)
BODY_JA = "長く書きます。" * 46


class November:
    """A clock that stands."""

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 12, tzinfo=UTC)


def good(term: str) -> str:
    related = ", ".join(other for other in NEIGHBOURS if other != term)
    sections = {
        language: "\n".join(
            f"      - heading: {heading}{n}\n        body: >-\n          {body}" for n in range(4)
        )
        for language, heading, body in (("en", "Part", BODY_EN), ("ja", "節", BODY_JA))
    }
    return f"""\
id: {term}
name: {{en: {term.title()}, ja: 用語{NEIGHBOURS[term]}}}
reading: ようご{NEIGHBOURS[term]}
aliases:
  en:
    - {term} one
  ja: [別名{NEIGHBOURS[term]}]
category: foundations
definition:
  en: >-
    A thing.
  ja: ものです。
article:
  ja:
    introduction: はじめに。
    sections:
{sections["ja"]}
  en:
    introduction: To begin with.
    sections:
{sections["en"]}
related: [{related}]
sources:
  - {{title: A paper, url: "https://example.org/paper", kind: paper, year: 2020}}
  - {{title: A law, url: "https://example.org/law", kind: law, year: 2021}}
checked: 2026-11-24
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for term in NEIGHBOURS:
        (tmp_path / f"{term}.yaml").write_text(good(term), encoding="utf-8")
    return tmp_path


def faults(folder: Path) -> list[DataError]:
    return list(check(folder, November()))


def spoil(folder: Path, old: str, new: str, term: str = "alpha") -> int:
    """Replace `old`, and return the number of the line where it stood."""
    path = folder / f"{term}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_good_glossary_has_no_fault(folder: Path) -> None:
    assert faults(folder) == []
    assert load(folder).faults == ()


class Case(NamedTuple):
    """One way to spoil alpha, and what is to be said of it.

    Args:
        below: how many lines below the spoilt one the fault stands.
    """

    old: str
    new: str
    field: str
    problem: str
    below: int = 0


UNUSABLE = [
    Case("id: alpha", "id: alhpa", "id", "is alhpa, the file alpha.yaml; name them alike"),
    Case("id: alpha", "id: [alpha]", "id", "takes a text"),
    Case("id: alpha\n", "", "id", "is missing; add it"),
    Case("ja: 用語あ", "ja: 42001", "name.ja", "42001 is read as a number; put it in quotes"),
    Case("ja: 用語あ", "ja: no", "name.ja", "no is read as yes or no; put it in quotes"),
    Case("ja: 用語あ", "ja: ''", "name.ja", "is empty; fill it in"),
    Case("ja: 用語あ", "ja: ", "name.ja", "is empty; fill it in"),
    Case("name: {en: Alpha, ja: 用語あ}", "name: Alpha", "name", "takes fields (en, ja)"),
    Case("ようごあ", "ヨウゴあ", "reading", "ヨウゴ is not hiragana; write ようご"),
    Case("ようごあ", "用語あ", "reading", "用語 is not hiragana; write it as it is spoken"),
    Case("ようごあ", "よう ごあ", "reading", "' ' is not hiragana; write it as it is spoken"),
    Case("reading:", "reading: い\nreading:", "reading", "is given twice; keep one", below=1),
    Case("  en:\n    - alpha one", "  en: alpha one", "aliases.en", "takes a list, like [a, b]"),
    Case("- alpha one", "- 2026", "aliases.en[0]", "2026 is read as a number; put it in quotes"),
    Case("foundations", "basics", "category", "basics is not known; use one of agents, "),
    Case("kind: law", "kind: blog", "sources[1].kind", "blog is not known; use one of paper, "),
    Case("https://example.org/law", "http://a.org", "sources[1].url", "is no https address; give"),
    Case("year: 2021", "year: next", "sources[1].year", "takes a whole number"),
    Case("year: 2021", "year: 0x7E5", "sources[1].year", "0x7E5 is no whole number in digits"),
    Case("year: 2021", f"year: {'9' * 5000}", "sources[1].year", "is no whole number in digits"),
    Case(", year: 2021", "", "sources[1].year", "is missing; add it"),
    Case("checked: 2026-11-24", "checked: 2026-11-31", "checked", "2026-11-31 is no date like"),
    Case("checked: 2026-11-24", "checked: 2026-11-24 10:00:00", "checked", "is no date like 2026"),
    Case("checked: 2026-11-24", "checked: '2026'", "checked", "takes a date, like 2026-11-24"),
    Case(
        "    body: >-", "    bodies: >-", "article.ja.sections[0].bodies", "is no field here; use"
    ),
    Case("sections:", "sections: 0\n    x:", "article.ja.sections", "takes a list, like [a, b]"),
    Case("name: {en", "\tname: {en", "file", "is not YAML ("),
    Case("name:", "name: \x07", "file", "is not YAML ("),
]


@pytest.mark.parametrize("case", UNUSABLE, ids=lambda case: f"{case.field}: {case.problem}")
def test_a_fault_that_makes_a_file_unusable_is_reported_and_leaves_the_term_out(
    folder: Path, case: Case
) -> None:
    line = spoil(folder, case.old, case.new) + case.below

    found = [fault for fault in faults(folder) if case.problem in fault.problem]
    loaded = load(folder)

    assert [(fault.line, fault.field) for fault in found] == [(line, case.field)]
    assert [entry.id for entry in loaded.entries] == ["beta", "delta", "gamma"]
    assert all(fault in loaded.faults for fault in found)


@pytest.mark.parametrize(
    ("raw", "line", "problem"),
    [
        (b"", 1, "is empty; write the entry or delete the file"),
        ("id: alpha\nname: 用語".encode("cp932"), 2, "is not UTF-8; save it as UTF-8"),
        (b"x" * 200_000, 1, "has more than 100,000 bytes; shorten it"),
        (b"- alpha", 1, "takes fields (id, name, "),
        (b"[" * 50_000, 1, "is not YAML ("),
        (b"id: &a [*a]", 1, "takes a text"),
    ],
)
def test_a_file_that_is_no_entry_is_reported_and_left_out(
    folder: Path, raw: bytes, line: int, problem: str
) -> None:
    (folder / "alpha.yaml").write_bytes(raw)

    assert (line, True) in [(fault.line, problem in fault.problem) for fault in faults(folder)]
    assert len(load(folder).entries) == 3


def test_a_file_that_cannot_be_read_is_reported_and_left_out(folder: Path) -> None:
    (folder / "alpha.yaml").unlink()
    (folder / "alpha.yaml").mkdir()

    assert faults(folder)[0].problem == "is no file; take it out"
    assert len(load(folder).entries) == 3


LONG_EN = "A thing" + " and more" * 40
USABLE = [
    Case("category:", "? [a]\n: b\ncategory:", "…", "is no field here; use one of id, name"),
    Case("category:", "categry: x\ncategory:", "categry", "is no field here; use one of id, name"),
    Case("    A thing", f"    {LONG_EN}", "definition.en", "has 368 characters; shorten it", -1),
    Case(
        "ja: ものです。", "ja: " + "ものです。" * 33, "definition.ja", "has 165 characters; shorten"
    ),
    Case("- alpha one", "- Alpha", "aliases.en[0]", "Alpha is there already; take it out"),
    Case("- alpha one", '- "alpha one "', "aliases.en[0]", "begins or ends with a space or line"),
    Case("- alpha one", '- "al\\u200Bpha"', "aliases.en[0]", "has the invisible character U+200B"),
    Case("- alpha one", "- Beta", "aliases.en[0]", "Beta is also a name of beta; leave it to one"),
    Case("- alpha one", "- AL", "aliases.en[0]", "AL stands in texts by chance; list it under"),
    Case("[別名あ]", "[アル]", "aliases.ja[0]", "アル stands in texts by chance; list it"),
    Case("category:", "asked_only: [al]\ncategory:", "asked_only[0]", "al is no name of the entry"),
    Case(
        "category:",
        "senses:\n  - {name: al, en: a, ja: あ}\ncategory:",
        "senses[0].name",
        "al is no name of the entry; take the note out",
        below=1,
    ),
    Case(
        "category:",
        "senses:\n  - {name: Alpha, en: a, ja: あ}\ncategory:",
        "senses[0]",
        "no other entry is called Alpha; take the note out",
        below=1,
    ),
    Case(
        "category:",
        f"elsewhere:\n  - {{name: Alpha, en: a, ja: {'あ' * 51}}}\ncategory:",
        "elsewhere[0].ja",
        "has 51 characters; shorten it to 50",
        below=1,
    ),
    Case("ja: ものです。", "ja: ものだ。", "definition.ja", "ものだ。 is not in です・ます; write"),
    Case("はじめに。", "始める。", "article.ja.introduction", "始める。 is not in です・ます"),
    Case(
        "[beta, gamma, delta]", "[beta, gamma, delta, alpha]", "related[3]", "is the entry itself"
    ),
    Case(
        "[beta, gamma, delta]", "[beta, gamma, delta, beta]", "related[3]", "beta is there alread"
    ),
    Case(
        "[beta, gamma, delta]", "[beta, gamma, delta, no-one]", "related[3]", "no-one is no entry"
    ),
    Case("example.org/law", "example.org/paper", "sources[1].url", "is there already; take it out"),
    Case("- alpha one", "- ・・", "aliases.en[0]", "・・ has no letter; take it out"),
    Case(
        "category:",
        "asked_only: [Alpha, Alpha]\ncategory:",
        "asked_only[1]",
        "Alpha is there already; take it out",
    ),
    Case(
        "category:",
        "elsewhere:\n  - {name: Alpha, en: a, ja: あ}\n  - {name: Alpha, en: a, ja: あ}\ncategory:",
        "elsewhere[1]",
        "is there already; take it out",
        below=2,
    ),
    Case(
        "{en: Alpha,", "{en: アルファ,", "name.en", "アルファ has Japanese letters; write the Engl"
    ),
    Case(
        "    A thing.",
        "    これはものです。",
        "definition.en",
        "is not in English; write it so",
        -1,
    ),
    Case("ja: ものです。", "ja: A thing.", "definition.ja", "is not in Japanese; write it so"),
    Case(
        "はじめに。",
        "早い！元気です。",
        "article.ja.introduction",
        "早い。 is not in です・ます",
    ),
    Case("example.org/law", "a..org/law", "sources[1].url", "is no web address; copy the page's"),
    Case("example.org/law", "me:pw@example.org:9/x", "sources[1].url", "is no web address; copy"),
    Case("example.org/law", "127.0.0.1/law", "sources[1].url", "is no web address; copy the page"),
    Case("example.org/law", "www.arxiv.org/abs/1706.03762", "sources[1].url", "leads to no paper;"),
    Case("example.org/law", "example/law", "sources[1].url", "https://example/law is no web addr"),
    Case("example.org/law", "[example.org", "sources[1].url", "is no web address; copy the page's"),
    Case("example.org/law", "ja.wikipedia.org/x", "sources[1].url", "tells at second hand; name"),
    Case(
        "example.org/law", "arxiv.org/pdf/1706.03762", "sources[1].url", "leads to no paper; write"
    ),
    Case(
        "example.org/law", "doi.org/323533a0", "sources[1].url", "leads to no paper; write it like"
    ),
    Case("year: 2021", "year: 2027", "sources[1].year", "2027 is no year from 1900 to 2026"),
    Case("year: 2021", "year: 202", "sources[1].year", "202 is no year from 1900 to 2026"),
    Case("checked: 2026-11-24", "checked: 2026-11-26", "checked", "2026-11-26 is in the future; "),
]


@pytest.mark.parametrize("case", USABLE, ids=lambda case: f"{case.field}: {case.problem}")
def test_a_fault_that_leaves_the_term_usable_is_reported(folder: Path, case: Case) -> None:
    line = spoil(folder, case.old, case.new) + case.below

    found = [fault for fault in faults(folder) if fault.path.stem == "alpha"]

    assert [(fault.line, fault.field) for fault in found] == [(line, case.field)]
    assert case.problem in found[0].problem
    assert len(load(folder).entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        (BODY_JA, "短文です。", "article.ja", "has 984 characters; lengthen it to 1200"),
        (BODY_JA, BODY_JA * 3, "article.ja", "has 1,945 characters; shorten it to 1600"),
        (BODY_EN, "Word.", "article.en", "has 248 words; lengthen it to 300"),
        (BODY_EN, " ".join([BODY_EN] * 4), "article.en", "has 567 words; shorten it to 450"),
    ],
)
def test_the_length_of_an_article_is_reported_where_it_begins(
    folder: Path, old: str, new: str, field: str, problem: str
) -> None:
    spoil(folder, old, new)
    lines = good("alpha").splitlines()
    line = lines.index(f"  {field[-2:]}:", lines.index("article:")) + 1

    assert [(fault.line, fault.field, fault.problem) for fault in faults(folder)] == [
        (line, field, problem)
    ]


def test_too_few_parts_are_reported(folder: Path) -> None:
    lines = good("alpha").splitlines()
    first = lines.index("      - heading: 節0")
    kept = lines[:first] + lines[first + 3 :]
    text = "\n".join(line for line in kept if "A law" not in line)
    text = text.replace("[beta, gamma, delta]", "[beta, gamma]")
    (folder / "alpha.yaml").write_text(text, encoding="utf-8")

    problems = {fault.field: fault.problem for fault in faults(folder)}

    assert problems["article.ja.sections"] == "has 3 sections; write exactly 4"
    assert problems["sources"] == "has 1; give at least 2"
    assert problems["related"] == "has 2 ids; give 3 to 8"


def test_an_id_that_is_no_kebab_case_is_reported(folder: Path) -> None:
    text = good("alpha").replace("id: alpha", "id: Al_pha")
    (folder / "Al_pha.yaml").write_text(text, encoding="utf-8")

    assert "Al_pha is not kebab-case; begin with a letter, then a-z, 0-9 and hyphens" in [
        fault.problem for fault in faults(folder)
    ]


def test_a_shared_name_is_reported_at_both_owners_however_it_is_written(folder: Path) -> None:
    mend = "leave it to one, or write under senses what it means here"
    spoil(folder, "- alpha one", "- ＢＥＴＡ－ｏｎｅ")

    assert [(fault.path.stem, fault.field, fault.problem) for fault in faults(folder)] == [
        ("alpha", "aliases.en[0]", f"ＢＥＴＡ－ｏｎｅ is also a name of beta; {mend}"),
        ("beta", "aliases.en[0]", f"beta one is also a name of alpha; {mend}"),
    ]


def test_a_shared_name_that_each_owner_explains_is_no_fault(folder: Path) -> None:
    spoil(folder, "- alpha one", "- BETA-one")
    for term, name in (("alpha", "BETA-one"), ("beta", "beta one")):
        note = f"senses:\n  - {{name: {name}, en: of {term}, ja: {term}のもの}}\ncategory:"
        spoil(folder, "category:", note, term)

    assert faults(folder) == []


def test_what_words_are_quoted_in_may_be_in_any_style(folder: Path) -> None:
    spoil(folder, "はじめに。", "合言葉は「早く帰る。」です（残業はない）。")

    assert faults(folder) == []


def test_a_sentence_of_two_entries_is_reported_at_both_even_a_little_changed(folder: Path) -> None:
    one, other = "誰もが毎日使っているものです。", "誰もが毎日使っているものでした。"
    spoil(folder, "ja: ものです。", f"ja: {one}")
    spoil(folder, "ja: ものです。", f"ja: {other}", "beta")

    assert [(fault.path.stem, fault.field, fault.problem) for fault in faults(folder)] == [
        (
            "alpha",
            "definition.ja",
            f"“{one}” stands in beta, definition.ja (“{other}”); say it anew",
        ),
        (
            "beta",
            "definition.ja",
            f"“{other}” stands in alpha, definition.ja (“{one}”); say it anew",
        ),
    ]


def test_entries_that_no_relation_leads_to_are_reported(folder: Path) -> None:
    islands = {"epsilon": "お", "eta": "か", "theta": "き", "zeta": "く"}
    for term, kana in islands.items():
        text = good("alpha").replace("alpha", term).replace("Alpha", term.title())
        text = text.replace("あ", kana).replace(
            "[beta, gamma, delta]", f"[{', '.join(other for other in islands if other != term)}]"
        )
        (folder / f"{term}.yaml").write_text(text, encoding="utf-8")

    found = [(fault.path.stem, fault.problem) for fault in faults(folder)]

    assert [term for term, _ in found] in (sorted(NEIGHBOURS), sorted(islands))
    assert {problem for _, problem in found} == {
        "leads to no other part of the glossary; relate it to one"
    }


def test_what_a_file_that_cannot_be_used_says_otherwise_is_reported_too(folder: Path) -> None:
    spoil(folder, "foundations", "basics")
    spoil(folder, "ja: ものです。", "ja: ものだ。")
    spoil(folder, "example.org/law", "localhost/law")

    assert {fault.field for fault in faults(folder)} == {
        "category",
        "definition.ja",
        "sources[1].url",
    }


def test_senses_that_say_the_same_are_reported(folder: Path) -> None:
    spoil(folder, "- alpha one", "- beta one")
    for term in ("alpha", "beta"):
        note = f"senses:\n  - {{name: beta one, en: a {term}, ja: もの}}\ncategory:"
        spoil(folder, "category:", note, term)

    assert [(fault.path.stem, fault.problem) for fault in faults(folder)] == [
        ("alpha", "says the same of beta one as beta; tell them apart"),
        ("beta", "says the same of beta one as alpha; tell them apart"),
    ]


def test_a_relation_must_point_back(folder: Path) -> None:
    line = spoil(folder, "[alpha, gamma, delta]", "[gamma, delta]", term="beta")

    reported = [
        (fault.path.stem, fault.line, fault.field, fault.problem) for fault in faults(folder)
    ]

    assert ("beta", line, "related", "has 2 ids; give 3 to 8") in reported
    assert (
        "alpha",
        line,
        "related[0]",
        "beta does not name alpha; add alpha there or take beta out here",
    ) in reported


def test_a_relation_to_a_file_that_cannot_be_read_is_no_fault_of_its_own(folder: Path) -> None:
    (folder / "beta.yaml").write_bytes(b"")

    assert {fault.path.stem for fault in faults(folder)} == {"beta"}


def test_the_date_of_tomorrow_is_today_in_tokyo(folder: Path) -> None:
    spoil(folder, "checked: 2026-11-24", "checked: 2026-11-25")

    assert faults(folder) == []


def test_all_faults_come_at_once_by_file_and_line(folder: Path) -> None:
    spoil(folder, "foundations", "basics", term="gamma")
    spoil(folder, "ようごあ", "ヨウゴあ")
    spoil(folder, "foundations", "basics")

    places = [(fault.path.name, fault.line) for fault in faults(folder)]

    assert places == sorted(places)
    assert len(places) == 3


def test_a_fault_reads_as_file_line_field_and_mend(folder: Path) -> None:
    spoil(folder, "ようごあ", "ラグ")

    assert str(faults(folder)[0]) == (
        f"{folder}/alpha.yaml:3: reading: ラグ is not hiragana; write らぐ"
    )


def test_a_file_that_would_be_overlooked_is_reported(folder: Path) -> None:
    (folder / "alpha.yml").write_text(good("alpha"), encoding="utf-8")
    (folder / "notes.txt").touch()
    (folder / "more").mkdir()

    assert [fault.problem for fault in faults(folder)] == [
        "is not read; name it alpha.yaml",
        "is not read; take it out",
        "is not read; take it out",
    ]


@given(st.binary(max_size=200), st.integers(0, 5000))
def test_whatever_is_in_a_file_is_reported_and_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("terms")
    text = good("alpha").encode()
    (folder / "alpha.yaml").write_bytes(text[:place] + raw + text[place:])

    reported = check(folder, November())

    assert all(fault.line >= 1 and fault.problem for fault in reported)
    assert reported


def test_without_a_folder_there_is_one_fault(tmp_path: Path) -> None:
    missing = tmp_path / "none"

    assert "does not exist" in check(missing)[0].problem
    assert load(missing).entries == ()
    assert "does not exist" in load(missing).faults[0].problem


def test_the_glossary_of_this_repository_has_no_fault() -> None:
    terms = Path(__file__).parents[3] / "data" / "terms"

    assert [str(fault) for fault in check(terms)] == []
