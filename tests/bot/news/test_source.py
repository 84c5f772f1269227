from pathlib import Path

import pytest

from bot.news.load import LoadedSources, load_sources

DATA = Path(__file__).parents[3] / "data"
GOOD = """\
  - id: good
    company: OpenAI
    title_en: OpenAI News
    title_ja: OpenAI ニュース
    language: en
    kind: rss
    url: https://openai.com/news/rss.xml
    domains: [openai.com]
    evidence: seen
"""


def load(folder: Path, text: str) -> LoadedSources:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path)


def faults(loaded: LoadedSources) -> list[str]:
    return [f"{fault.line}: {fault.field}: {fault.problem}" for fault in loaded.faults]


def test_the_sources_of_hayami_are_without_fault() -> None:
    loaded = load_sources(DATA / "sources.yaml")

    assert loaded.faults == ()
    assert len(loaded.sources.enabled) >= 18
    assert {source.language for source in loaded.sources} == {"en", "ja"}


def test_a_source_has_names_in_both_languages() -> None:
    source = load_sources(DATA / "sources.yaml").sources.get("soumu")

    assert source
    assert (source.name("ja"), source.name("en")) == ("総務省 新着情報", "MIC news")
    assert source.company_name("ja") == "総務省"
    assert source.company_name("en") == source.company
    assert source.is_by("総務省")
    assert not source.is_by("OpenAI")


def test_a_source_without_a_japanese_company_name_has_one_name(tmp_path: Path) -> None:
    (source,) = load(tmp_path, "sources:\n" + GOOD).sources

    assert source.company_name("ja") == source.company_name("en") == "OpenAI"
    assert source.is_by("openai")


def test_a_disabled_source_is_known_but_not_read(tmp_path: Path) -> None:
    sources = load(tmp_path, "sources:\n" + GOOD + "    enabled: false\n").sources

    assert len(sources) == len(sources.all) == 1
    assert sources.enabled == ()
    assert sources.get("good") in sources.all
    assert sources.get("other") is None


@pytest.mark.parametrize(
    ("line", "written", "fault"),
    [
        (2, "id: Bad_Id", "id: must be small letters and digits, joined by `-`, e.g. openai-news"),
        (3, "company: ''", "company: must be one line of text, without spaces around it"),
        (6, "language: fr", "language: Input should be 'ja' or 'en'"),
        (7, "kind: feed", "kind: Input should be 'rss', 'atom', 'json', 'sitemap' or 'html'"),
        (8, "url: http://openai.com/rss", "url: must begin with https://"),
        (
            8,
            "url: https://openai.com:8443/",
            "url: port in the address: 8443; write an address like https://openai.com/news",
        ),
        (
            8,
            "url: https://evil.example/rss",
            (
                "url: not on an official domain: evil.example; "
                "add its host to the domains if it is official"
            ),
        ),
        (9, "domains: []", "domains: names no domain, so that nothing could be kept"),
        (
            9,
            "domains: [https://openai.com]",
            "domains.0: must be a host in small letters, e.g. openai.com or github.com/openai",
        ),
        (10, "evidence: [seen]", "evidence: Input should be a valid string"),
        (
            10,
            "evidence: seen\n    enabled: maybe",
            "enabled: Input should be a valid boolean, unable to interpret input",
        ),
        (10, "evidence: seen\n    colour: red", "colour: Unexpected keyword argument"),
        (10, "evidence: seen\n    id: good", "id: written twice"),
        (
            10,
            "evidence: seen\n    extraction: {item: li, title: a}",
            "extraction: is for html, not for rss",
        ),
        (
            10,
            "evidence: seen\n    recorded: ../x",
            "recorded: must be the name of a file in recorded/",
        ),
    ],
)
def test_a_faulty_source_is_left_out_with_its_line_and_what_to_write(
    tmp_path: Path, line: int, written: str, fault: str
) -> None:
    lines = ("sources:\n" + GOOD).splitlines()
    indent = "  - " if line == 2 else "    "
    lines[line - 1] = indent + written
    place = line + written.count("\n")

    loaded = load(tmp_path, "\n".join(lines) + "\n" + GOOD.replace("good", "other"))

    assert [source.id for source in loaded.sources] == ["other"]
    assert faults(loaded) == [f"{place}: {fault}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: sources: must be a list: write `sources:` and one `- id: …` for each"),
        ("sources: 1", "1: sources: must be a list: write `sources:` and one `- id: …` for each"),
        ("a: [", "2: file: did not find expected node content"),
        ("sources:\n  - 7", "2: source: Input should be a dictionary or an instance of Source"),
        ("sources:\n  - id: a\n    id: a\n  -\n", "2: company: Field required"),
        ("sources:\n" + GOOD + GOOD, "11: id: good is used twice"),
        ("sources:\n  - {id: a, 1: b}", "2: company: Field required"),
        (
            "sources:\n  - id: a\n    evidence: 2026-13-45\n",
            "3: file: '2026-13-45' is no timestamp; mend it, or put it in quotation marks",
        ),
        (
            "sources:\n  - id: a\n    enabled: !!bool maybe\n",
            "3: file: 'maybe' is no bool; mend it, or put it in quotation marks",
        ),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in faults(load(tmp_path, text))


def test_a_missing_recording_is_a_fault(tmp_path: Path) -> None:
    (fault,) = load(tmp_path, "sources:\n" + GOOD + "    recorded: no.xml\n").faults

    assert fault.path == tmp_path / "sources.yaml"
    assert fault.problem.startswith("there is no file no.xml in ")


def test_a_selector_that_is_none_is_a_fault(tmp_path: Path) -> None:
    page = GOOD.replace("rss\n", "html\n", 1) + "    extraction: {item: 'li[', title: a}\n"

    assert faults(load(tmp_path, "sources:\n" + page)) == [
        "11: extraction.item: li[ is no CSS selector that can be used"
    ]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    loaded = load_sources(tmp_path / "none.yaml")

    assert not loaded.sources.all
    assert loaded.faults[0].problem.startswith("can't be read")


def test_a_server_of_ones_own_may_be_named_over_http(tmp_path: Path) -> None:
    text = "sources:\n" + GOOD.replace("https://openai.com/", "http://127.0.0.1:8000/")

    assert load(tmp_path, text).faults == ()


def test_links_start_from_where_a_document_was_found_but_not_from_this_machine(
    tmp_path: Path,
) -> None:
    (source,) = load(tmp_path, "sources:\n" + GOOD).sources

    assert source.spec.base_url == source.url
    assert source.spec_at("https://openai.com/moved").base_url == "https://openai.com/moved"
    assert source.spec_at("http://127.0.0.1:8000/feed").base_url == ""
