"""What operators see at the shell of their sources, against a server of recorded documents."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

RECORDED = Path(__file__).parents[3] / "data" / "recorded"
Run = Any

SOURCE = """\
  - id: {id}
    company: {company}
    title_en: {company} News
    title_ja: {company} ニュース
    language: en
    kind: {kind}
    url: http://127.0.0.1:{port}/{file}
    domains: [{domain}]
    evidence: replayed
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server of the recorded documents."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=RECORDED)) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving.server_port
        serving.shutdown()
        thread.join()


class Files:
    """Sources on that server, written as an operator would."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port
        self.environment = {
            "HAYAMI_SOURCES_FILE": str(folder / "sources.yaml"),
            "HAYAMI_FETCH_PRIVATE": "true",
            "HAYAMI_WEB_PORT": "0",
        }

    def write(self, *sources: str, own: bool = False) -> None:
        file = self._folder / ("data/sources.yaml" if own else "sources.yaml")
        file.parent.mkdir(exist_ok=True)
        file.write_text("sources:\n" + "".join(sources), "utf-8")

    def source(self, id: str, more: str = "", **changes: object) -> str:  # noqa: A002 -- as the field
        values = {
            "company": id.title(),
            "kind": "rss",
            "file": "openai-news.rss.xml",
            "domain": "openai.com",
        }
        return SOURCE.format(id=id, port=self._port, **(values | changes)) + more


@pytest.fixture
def files(tmp_path: Path, port: int) -> Files:
    return Files(tmp_path, port)


def test_a_check_tells_of_each_source_how_it_is(hayami: Run, files: Files) -> None:
    files.write(
        files.source("good", "    without: [Introducing]\n"),
        files.source("elsewhere", domain="openai.example"),
        files.source("page", kind="html"),
        files.source("gone", file="none.xml"),
        files.source("unread", "    enabled: false\n    reason: too broad\n"),
    )

    result = hayami("news", "check", **files.environment)

    told = result.stdout.splitlines()
    assert told[0] == "silent  good: newest 2026-08-20, 5 kept, 0 rejected, 1 filtered"
    assert told[1].startswith("        nothing new since 2026-08-20; its usual gap is")
    assert told[2] == "ok      elsewhere: newest undated, 0 kept, 6 rejected (6 domain), 0 filtered"
    assert told[3].startswith("changed page: ")
    assert told[4] == "        expected html, got rss"
    assert told[5].startswith("failed  gone: ")
    assert told[6] == "        127.0.0.1 answers 404"
    assert len(told) == 7
    assert result.exit_code == 1


def test_a_check_names_disabled_sources_with_their_reason_if_asked_for(
    hayami: Run, files: Files
) -> None:
    off = "    enabled: false\n    reason: too broad\n"
    files.write(files.source("good"), files.source("unread", off, file="none.xml"))

    every = hayami("news", "check", "--all", **files.environment)
    named = hayami("news", "check", "unread", **files.environment)

    assert every.stdout.splitlines()[-1] == "disabled unread: too broad"
    assert named.stdout.startswith("failed  unread: ")
    assert (every.exit_code, named.exit_code) == (0, 0)  # nobody reads it
    assert hayami("news", "check", "other", **files.environment).exception


def test_a_check_for_scripts_is_an_object_a_line(hayami: Run, files: Files) -> None:
    files.write(
        files.source("good"),
        files.source("unread", "    enabled: false\n    reason: too broad\n"),
        "  - id: bad\n",
    )

    result = hayami("news", "check", "--all", "--json", **files.environment)

    fault, *told = [json.loads(line) for line in result.stdout.splitlines()]
    assert "sources.yaml:" in fault["fault"]
    told = [each for each in told if "source" in each]
    assert told[0] | {"cause": None} == {
        "source": "good",
        "enabled": True,
        "official": True,
        "url": told[0]["url"],
        "status": "silent",
        "cause": None,
        "newest": "2026-08-20T07:00:00+00:00",
        "kept": 6,
        "rejected": {},
        "filtered": 0,
        "moved_to": None,
    }
    assert (told[1]["status"], told[1]["cause"]) == ("disabled", "too broad")
    assert result.exit_code == 1  # for the faulty declaration


def test_what_was_set_aside_is_listed_with_the_reason(hayami: Run, files: Files) -> None:
    files.write(files.source("elsewhere", domain="openai.example"), files.source("good"))
    hayami("news", "refresh", **files.environment)

    listed = hayami(
        "news", "rejected", "--source", "elsewhere", "--since", "7d", **files.environment
    )
    scripted = hayami("news", "rejected", "--json", **files.environment)

    assert len(listed.stdout.splitlines()) == 6
    assert "elsewhere  domain: not on an official domain: openai.com  " in listed.stdout
    first = json.loads(scripted.stdout.splitlines()[0])
    assert (first["source"], first["fault"]) == ("elsewhere", "domain")
    assert first["first_seen"] == first["last_seen"]
    assert hayami("news", "rejected", "--since", "2100-01-01", **files.environment).stdout == ""


@pytest.mark.parametrize("since", ["soon", "7", "99999999w", "2026-13-01"])
def test_a_time_that_is_none_is_told_with_examples(hayami: Run, files: Files, since: str) -> None:
    files.write(files.source("good"))

    result = hayami("news", "rejected", "--since", since, **files.environment)

    assert "--since takes 12h, 7d, 2w or a day" in str(result.exception)


def test_the_self_check_tells_of_a_source_in_trouble(hayami: Run, files: Files) -> None:
    files.write(files.source("good"), files.source("gone", file="none.xml"))
    for _ in range(3):
        hayami("news", "refresh", **files.environment)

    told = hayami("doctor", **files.environment)

    assert "FAULT Gone News (gone) can’t be read: 127.0.0.1 answers 404. Next try:" in told.stdout
    assert "`hayami news check gone` tries it now" in told.stdout
    assert "ok    Good News (good) is silent: nothing new since 2026-08-20" in told.stdout
    assert told.exit_code == 1


def test_a_filter_is_applied_to_recorded_documents_if_asked_for(hayami: Run) -> None:
    file = str(RECORDED / "digital-agency.rss.xml")
    whole = hayami("news", "parse", "--source", "digital-agency", file)
    filtered = hayami("news", "parse", "--source", "digital-agency", "--filtered", file)

    assert ": 21 kept, 0 rejected\n" in whole.stdout
    assert ": 1 kept, 0 rejected, 20 filtered\n" in filtered.stdout


def test_an_operators_channel_that_is_none_is_told(hayami: Run) -> None:
    result = hayami("doctor", HAYAMI_OPERATORS_CHANNEL="#general")

    assert "write slack:T012345:C012345" in str(result.exception)


class TestOwnSources:
    """Sources that an admin has added beside the official list."""

    @pytest.fixture(autouse=True)
    def refreshed(self, hayami: Run, files: Files) -> None:
        files.write(files.source("good"))
        own = {"file": "google-ai.rss.xml", "domain": "blog.google", "company": "Our Lab"}
        files.write(files.source("ours", **own), own=True)
        assert "ours: read, 6 items" in hayami("news", "refresh", **files.environment).stdout

    def test_their_items_are_not_among_the_news(self, hayami: Run, files: Files) -> None:
        everything = hayami("news", "list", "--language", "en", **files.environment).stdout
        words = hayami("news", "list", "gemini", "--language", "en", **files.environment).stdout

        assert "openai.com" in everything
        assert "blog.google" not in everything + words

    def test_asked_for_by_name_they_show_with_a_mark(self, hayami: Run, files: Files) -> None:
        asked = ("news", "list", "our", "lab", "--language")
        english = hayami(*asked, "en", **files.environment).stdout
        japanese = hayami(*asked, "ja", **files.environment).stdout

        assert english.count("Our Lab News (added here, not on the official list)") == 6
        assert (
            japanese.count("Our Lab ニュース (ここで追加した情報源、公式一覧にはありません)") == 6
        )
        assert "openai.com" not in english

    def test_they_are_named_apart_in_about(self, hayami: Run, files: Files) -> None:
        told = hayami("ask", "about", "--language", "en", **files.environment).stdout

        official, added = told.split("Added here, not on the official list")
        assert "1 official source" in official
        assert "Good: Good News" in official
        assert "Our Lab: Our Lab News" in added

    def test_a_check_marks_them(self, hayami: Run, files: Files) -> None:
        assert "ours (added here): newest" in hayami("news", "check", **files.environment).stdout
