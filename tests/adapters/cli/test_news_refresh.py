"""Refreshing at the shell, against a server that replays a recorded feed."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

RECORDED = Path(__file__).parents[3] / "data" / "recorded"
Run = Any

SOURCE = """
sources:
  - id: openai-news
    company: OpenAI
    title_en: OpenAI News
    title_ja: OpenAI ニュース
    language: en
    kind: rss
    url: http://127.0.0.1:{port}/{file}
    domains: [openai.com]
    evidence: replayed
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[int]:
    """The port of a server of the recorded feeds."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=RECORDED)) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving.server_port
        serving.shutdown()
        thread.join()


def settings(folder: Path, port: int, file: str = "openai-news.rss.xml") -> dict[str, str]:
    sources = folder / "sources.yaml"
    sources.write_text(SOURCE.format(port=port, file=file), "utf-8")
    return {"HAYAMI_SOURCES_FILE": str(sources), "HAYAMI_FETCH_PRIVATE": "true"}


def test_a_refresh_says_what_each_source_gave(hayami: Run, tmp_path: Path, server: int) -> None:
    first = hayami("news", "refresh", **settings(tmp_path, server))
    again = hayami("news", "refresh", "openai-news", **settings(tmp_path, server))

    assert first.stdout.startswith("openai-news: read, 6 items, 6 new")
    assert again.stdout.startswith("openai-news: unchanged")
    assert (first.exit_code, again.exit_code) == (0, 0)


def test_what_was_fetched_is_listed_with_official_links(
    hayami: Run, tmp_path: Path, server: int
) -> None:
    known = settings(tmp_path, server)
    hayami("news", "refresh", **known)

    listed = hayami("news", "list", "--language", "ja", **known).stdout

    assert "公式AIニュース" in listed
    assert "<https://openai.com/index/" in listed
    assert "127.0.0.1" not in listed


def test_a_source_that_fails_is_told_with_the_cause(
    hayami: Run, tmp_path: Path, server: int
) -> None:
    result = hayami("news", "refresh", **settings(tmp_path, server, "no-such.xml"))

    assert result.exit_code == 1
    assert "openai-news: failed" in result.stdout
    assert "404" in result.stdout


def test_private_addresses_are_not_fetched_unless_allowed(
    hayami: Run, tmp_path: Path, server: int
) -> None:
    known = settings(tmp_path, server) | {"HAYAMI_FETCH_PRIVATE": "false"}

    assert "openai-news: failed" in hayami("news", "refresh", **known).stdout
