"""The self-check names each fault with its mend."""

import re
import socket
from pathlib import Path
from typing import Any

Run = Any

TERMS = Path(__file__).parents[3] / "data" / "terms"


def test_a_fresh_installation_is_well(hayami: Run) -> None:
    result = hayami("doctor", HAYAMI_WEB_PORT="0")

    assert result.exit_code == 0, result.stdout
    assert "All is well." in result.stdout
    assert "DISCORD_TOKEN" in result.stdout


def test_a_taken_port_is_told(hayami: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = hayami("doctor", HAYAMI_WEB_PORT=str(other.getsockname()[1]))

    assert result.exit_code == 1
    assert "HAYAMI_WEB_PORT" in result.stdout


def test_a_folder_that_cannot_be_made_is_told(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    result = hayami("doctor", HAYAMI_WEB_PORT="0", HAYAMI_DATA_DIR=str(tmp_path / "file" / "data"))

    assert "HAYAMI_DATA_DIR" in result.stdout


def test_a_database_that_does_not_answer_is_told(hayami: Run) -> None:
    result = hayami(
        "doctor", HAYAMI_WEB_PORT="0", HAYAMI_DATABASE_URL="postgresql://u:p@127.0.0.1:1/x"
    )

    assert "FAULT Database (PostgreSQL)" in result.stdout
    assert "u:p" not in result.stdout


def test_faulty_files_are_told(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "rag.yaml").write_text("id: rag\n", "utf-8")
    (tmp_path / "sources.yaml").write_text("sources:\n- id: 1\n", "utf-8")

    result = hayami(
        "doctor",
        HAYAMI_WEB_PORT="0",
        HAYAMI_TERMS_DIR=str(tmp_path),
        HAYAMI_SOURCES_FILE=str(tmp_path / "sources.yaml"),
    )

    assert "rag.yaml:" in result.stdout
    assert "sources.yaml:" in result.stdout


def test_entries_to_be_checked_again_are_told(hayami: Run, tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    text = (TERMS / "token.yaml").read_text("utf-8")
    old = re.sub(r"^checked: .*$", "checked: 2024-01-01", text, flags=re.MULTILINE)
    (tmp_path / "terms" / "token.yaml").write_text(old, "utf-8")

    told = hayami("doctor", HAYAMI_TERMS_DIR=str(tmp_path / "terms")).stdout

    assert "1 term was last checked long ago" in told
    assert "hayami terms due" in told


def test_tokens_that_nobody_answers_for_are_faults(hayami: Run) -> None:
    result = hayami(
        "doctor",
        HAYAMI_WEB_PORT="0",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_API_URL="http://127.0.0.1:1/api/",
        DISCORD_TOKEN="secret-token",
        DISCORD_API_URL="http://127.0.0.1:1/api/v10",
    )

    assert "FAULT Slack: no answer" in result.stdout
    assert "FAULT Slack: neither SLACK_APP_TOKEN" in result.stdout
    assert "FAULT Discord: no answer" in result.stdout
    assert "secret-token" not in result.stdout
