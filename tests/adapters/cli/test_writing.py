"""Headlines and summaries at the shell, with a model on 127.0.0.1."""

import sys
from typing import Any

import pytest
from fakes.llm import Answer, LlmServer, fails

Run = Any


def test_what_was_written_is_told_and_shown(hayami: Run, writing: dict[str, str]) -> None:
    written = hayami("news", "write", **writing)
    listed = hayami("news", "list", "--language", "ja", **writing)
    told = hayami("doctor", **writing)

    assert written.exit_code == 0
    assert written.stdout.splitlines() == [
        "1 items written, 0 failed",
        "  left out headline (en): name: Omega",
    ]
    assert "新しいモデルを公開 <https://openai.com/a>" in listed.stdout
    assert "機械による見出し · 原題：A new model" in listed.stdout
    assert "ok    Headlines and summaries by a-model: 1100 of 3000000 tokens" in told.stdout
    assert "1 requests, 0 failed, 1 texts left out" in told.stdout
    assert "Cost this month: 0.09 US dollars" in told.stdout


def test_a_failure_is_told_without_the_key(
    hayami: Run, writing: dict[str, str], model: LlmServer
) -> None:
    answer: Answer = fails(401, message="Incorrect key: secret-key", code="invalid_api_key")
    model.answers = [answer]

    written = hayami("news", "write", **writing)
    told = hayami("doctor", **writing)

    assert written.exit_code == 1
    assert "stopped: the model’s endpoint answers 401 invalid_api_key" in written.stdout
    assert "Latest failure: the model’s endpoint answers 401 invalid_api_key" in told.stdout
    assert "secret-key" not in written.stdout + told.stdout


def test_a_budget_that_is_used_up_is_a_fault_with_its_mend(
    hayami: Run, writing: dict[str, str]
) -> None:
    writing["HAYAMI_LLM_MONTHLY_TOKENS"] = "100"
    hayami("news", "write", **writing)

    told = hayami("doctor", **writing)

    assert told.exit_code == 1
    assert "raise HAYAMI_LLM_MONTHLY_TOKENS" in told.stdout


def test_a_package_that_is_missing_is_a_fault_with_its_mend(
    hayami: Run, writing: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)  # as if it were not installed

    told = hayami("doctor", **writing)

    assert "the package openai is missing" in told.stdout
    assert "pip install 'openai>=3'" in told.stdout


def test_without_a_key_it_is_off_and_without_a_model_a_fault(hayami: Run) -> None:
    off = hayami("doctor", HAYAMI_WEB_PORT="0")
    half = hayami("doctor", HAYAMI_WEB_PORT="0", HAYAMI_LLM_API_KEY="key")

    assert "off   Headlines and summaries by a model: not set up" in off.stdout
    assert "FAULT Headlines and summaries by a model: HAYAMI_LLM_MODEL is missing" in half.stdout


def test_writing_without_a_model_says_what_to_do(hayami: Run) -> None:
    result = hayami("news", "write")

    assert "hayami doctor" in str(result.exception)


def test_a_database_that_does_not_answer_is_a_fault(hayami: Run, writing: dict[str, str]) -> None:
    writing["HAYAMI_DATABASE_URL"] = "postgresql://u:p@127.0.0.1:1/x"

    told = hayami("doctor", **writing)

    assert "FAULT Headlines and summaries by a model: the database failed" in told.stdout
