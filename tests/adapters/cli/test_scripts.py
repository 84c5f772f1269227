"""The JSON that scripts rely on keeps its form."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from adapters.cli.scripts import to_json
from bot.errors import UsageError

Run = Any


def objects(result: Result) -> list[dict[str, Any]]:
    """Return the JSON object of each line."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_lookup_tells_how_it_found_what(hayami: Run) -> None:
    (found,) = objects(hayami("lookup", "--json", "transfer", "learning"))

    assert found == {
        "query": "transfer learning",
        "match": "normalized",
        "results": [
            {
                "id": "transfer-learning",
                "en": "Transfer Learning",
                "ja": "転移学習",
                "reading": "てんいがくしゅう",
                "score": 1.0,
            }
        ],
    }


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("転移学習", "exact"),
        ("TRANSFER-LEARNING", "normalized"),
        ("テンイガクシュウ", "reading"),
        ("tennigakusyuu", "romaji"),
        ("transfer lerning", "fuzzy"),
        ("ぬるぽ", "none"),
    ],
)
def test_each_rung_has_its_name(query: str, match: str, hayami: Run) -> None:
    (found,) = objects(hayami("lookup", "--json", query))

    assert found["match"] == match


def test_a_batch_answers_every_line_in_order(hayami: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_text("RAG\n\n転移学習\u2028\r\nzzz\n", encoding="utf-8")

    found = objects(hayami("lookup", "--json", "--batch", str(file)))

    assert [answer["query"] for answer in found] == ["RAG", "", "転移学習\u2028", "zzz"]


def test_a_batch_may_come_from_the_standard_input(hayami: Run) -> None:
    assert len(objects(hayami("lookup", "--json", "--batch", "-", given="RAG\nLLM\n"))) == 2


def test_the_limit_holds(hayami: Run) -> None:
    (found,) = objects(hayami("lookup", "--json", "--limit", "2", "プロンプ"))

    assert len(found["results"]) <= 2


def test_nothing_asked_is_a_mistake_with_its_mend(hayami: Run) -> None:
    result = hayami("lookup", "--json")

    assert isinstance(result.exception, UsageError)
    assert "--batch" in str(result.exception)


def test_explain_tells_places_in_code_points(hayami: Run) -> None:
    (found,) = objects(hayami("explain", "--json", "👩‍👧は㍿でＲＡＧとLLMを使う"))

    text = found["text"]
    assert [text[term["start"] : term["end"]] for term in found["terms"]] == ["ＲＡＧ", "LLM"]
    assert found["terms"][0] | {"start": 0, "end": 0} == {
        "id": "retrieval-augmented-generation",
        "en": "Retrieval-Augmented Generation",
        "ja": "検索拡張生成",
        "start": 0,
        "end": 0,
    }


def test_a_batch_of_texts_names_the_line_that_is_none(hayami: Run, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text": "RAG"}\n{"message": "RAG"}\n', encoding="utf-8")

    result = hayami("explain", "--json", "--batch", str(file))

    assert isinstance(result.exception, UsageError)
    assert "texts.jsonl:2" in str(result.exception)


def test_a_line_of_json_holds_what_ends_lines_and_what_has_no_encoding() -> None:
    line = to_json({"text": "a\u2028b\ud800\x85"})

    assert len(line.splitlines()) == 1
    assert line.encode()
    assert json.loads(line) == {"text": "a\u2028b\ud800\x85"}


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>A new model</title><link>https://openai.com/index/a?utm_source=x</link>
<pubDate>Mon, 23 Nov 2026 09:00:00 +0900</pubDate><description>It reads.</description></item>
<item><title>A copy</title><link>https://example.com/copy</link></item>
</channel></rss>"""


def test_a_document_is_parsed_without_network_or_store(hayami: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEED, encoding="utf-8")

    (found,) = objects(
        hayami(
            "news",
            "parse",
            "--json",
            "--domains",
            "openai.com",
            "--now",
            "2026-11-24T00:00:00Z",
            str(file),
        )
    )

    assert found["file"] == str(file)
    assert found["items"] == [
        {
            "title": "A new model",
            "url": "https://openai.com/index/a",
            "published": "2026-11-23T00:00:00+00:00",
            "summary": "It reads.",
        }
    ]
    assert [rejected["url"] for rejected in found["rejected"]] == ["https://example.com/copy"]
    assert found["error"] is None
    assert not (tmp_path / "data").exists()


def test_a_source_lends_its_domains_and_form(hayami: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEED, encoding="utf-8")

    (found,) = objects(hayami("news", "parse", "--json", "--source", "openai-news", str(file)))

    assert len(found["items"]) == 1


def test_what_is_no_document_is_an_error_of_that_file_alone(hayami: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "feed.xml", tmp_path / "bad.xml"
    good.write_text(FEED, encoding="utf-8")
    bad.write_bytes(b"\x00\xff nothing")

    found = objects(
        hayami(
            "news",
            "parse",
            "--json",
            "--domains",
            "openai.com",
            str(bad),
            str(good),
            str(tmp_path / "none"),
        )
    )

    assert [bool(answer["error"]) for answer in found] == [True, False, True]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "--domains"),
        (("--source", "no-such"), "no-such"),
        (("--domains", "a.com", "--now", "soon"), "--now"),
    ],
)
def test_a_wrong_option_is_told_with_its_mend(
    options: tuple[str, ...], says: str, hayami: Run, tmp_path: Path
) -> None:
    result = hayami("news", "parse", "--json", *options, str(tmp_path / "x"))

    assert isinstance(result.exception, UsageError)
    assert says in str(result.exception)


def test_without_json_the_lines_are_for_people(hayami: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEED, encoding="utf-8")

    assert hayami("lookup", "RAG").stdout.startswith("RAG\texact\t検索拡張生成")
    assert hayami("explain", "RAGとLLM").stdout.splitlines()[0].startswith("0-3\t検索拡張生成")
    parsed = hayami("news", "parse", "--domains", "openai.com", str(file)).stdout
    assert "1 kept, 1 rejected" in parsed
    assert "https://example.com/copy" in parsed


def test_a_file_that_is_not_there_is_told(hayami: Run, tmp_path: Path) -> None:
    result = hayami("lookup", "--json", "--batch", str(tmp_path / "none.txt"))

    assert isinstance(result.exception, UsageError)
    assert "none.txt" in str(result.exception)


def test_an_unknown_source_to_parse_by_is_told(hayami: Run) -> None:
    assert "no-such" in str(hayami("news", "parse", "--source", "no-such", "x").exception)
