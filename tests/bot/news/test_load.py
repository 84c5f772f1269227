"""An admin's own sources stand beside the official list and can't be taken for it."""

from pathlib import Path

import pytest

from bot.news.load import LoadedSources, load_all_sources, load_sources

DATA = Path(__file__).parents[3] / "data"
SOURCE = """\
  - id: {id}
    company: {company}
    title_en: {company} News
    title_ja: {company} ニュース
    language: en
    kind: rss
    url: https://{id}.example/feed
    domains: [{id}.example]
    evidence: seen
"""
ALPHA = SOURCE.format(id="alpha", company="Alpha").replace(
    "    title_en", "    company_ja: アルファ\n    title_en"
)
BETA = SOURCE.format(id="beta", company="Beta")


def load(folder: Path, own: str, official: str = ALPHA) -> LoadedSources:
    listed, added = folder / "official.yaml", folder / "own.yaml"
    listed.write_text("sources:\n" + official, "utf-8")
    added.write_text("sources:\n" + own, "utf-8")
    return load_all_sources(listed, added)


def faults(loaded: LoadedSources) -> list[str]:
    return [f"{fault.line}: {fault.field}: {fault.problem}" for fault in loaded.faults]


def test_own_sources_come_after_the_official_ones(tmp_path: Path) -> None:
    loaded = load(tmp_path, BETA)

    assert [(source.id, source.official) for source in loaded.sources] == [
        ("alpha", True),
        ("beta", False),
    ]
    assert loaded.faults == ()


def test_without_a_file_of_ones_own_there_is_the_official_list(tmp_path: Path) -> None:
    listed = tmp_path / "sources.yaml"
    listed.write_text("sources:\n" + ALPHA, "utf-8")

    for own in (tmp_path / "none.yaml", listed):
        assert [source.official for source in load_all_sources(listed, own).sources] == [True]


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (BETA.replace("id: beta", "id: alpha"), "2: id: alpha is on the official list"),
        (
            BETA.replace("company: Beta", "company: alpha"),
            "3: company: alpha is on the official list; write e.g. alpha (added here)",
        ),
        (
            BETA.replace("title_en", "company_ja: アルファ\n    title_en"),
            "4: company_ja: アルファ is on the official list; write e.g. アルファ (added here)",
        ),
        (BETA + "    official: true\n", "11: official: follows from the file"),
        (BETA + "    recorded: own.yaml\n", "11: recorded: is for the official list"),
    ],
)
def test_an_own_source_that_looks_official_is_left_out(
    tmp_path: Path, own: str, fault: str
) -> None:
    (tmp_path / "recorded").mkdir()
    (tmp_path / "recorded" / "own.yaml").touch()
    loaded = load(tmp_path, own)

    assert [source.id for source in loaded.sources] == ["alpha"]
    assert any(told.startswith(fault) for told in faults(loaded)), faults(loaded)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("categories: [gossip]", "11: categories.0: Input should be 'model', 'product'"),
        ("priority: urgent", "11: priority: Input should be 'high' or 'normal'"),
        ("only: [' AI']", "11: only.0: must be one line of text, without spaces around it"),
        ("without: ['*']", "11: without.0: must be a word of titles, e.g. AI, or a path"),
        ("reason: none", "11: reason: says why a source is not read, and this one is"),
    ],
)
def test_a_field_that_is_wrong_says_what_to_write(tmp_path: Path, line: str, fault: str) -> None:
    loaded = load(tmp_path, BETA + f"    {line}\n")

    assert any(told.startswith(fault) for told in faults(loaded)), faults(loaded)


def test_the_shipped_list_is_long_and_says_of_each_source_what_there_is_to_know() -> None:
    loaded = load_sources(DATA / "sources.yaml")

    assert loaded.faults == ()
    assert len(loaded.sources) >= 100
    assert len(loaded.sources.enabled) >= 90
    assert sum(source.language == "ja" for source in loaded.sources) >= 30
    for source in loaded.sources:
        assert source.categories, source.id
        assert source.enabled == (source.reason is None), source.id
        assert "2026-" in source.evidence, source.id


def test_no_source_of_a_shared_host_takes_in_the_others_on_it() -> None:
    shared = ("github.com", "huggingface.co", "note.com", "prtimes.jp", "aws.amazon.com")

    for source in load_sources(DATA / "sources.yaml").sources:
        assert not set(source.domains) & set(shared), source.id


def test_every_source_of_releases_leaves_out_what_comes_before_one() -> None:
    for source in load_sources(DATA / "sources.yaml").sources.enabled:
        if source.url.endswith("/releases.atom"):
            link = f"{source.url.removesuffix('.atom')}/tag/x"
            wants = source.spec.filter.wants
            assert wants("v1.2.3", link)
            for title in ("0.50.0-alpha.3", "v1.0.0rc1", "Release v0.9.0-nightly.20261001"):
                assert not wants(title, link), (source.id, title)
