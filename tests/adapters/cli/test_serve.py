"""`hayami run` as a process: what it says, how it answers, how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes.llm import LlmServer

HAYAMI = Path(sys.executable).parent / "hayami"
PATIENCE_S = 60


class Process:
    """A running hayami."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        known = {"HAYAMI_DATA_DIR": str(folder), "HAYAMI_WEB_PORT": str(self.port), "LANG": "C"}
        self.written, self.logged = folder / "written.txt", folder / "logged.txt"
        with self.written.open("w") as written, self.logged.open("w") as logged:
            self.process = subprocess.Popen(
                (str(HAYAMI), "run", *words),
                env=os.environ | known | environment,
                stdout=written,
                stderr=logged,
            )

    def health(self) -> dict[str, dict[str, str]]:
        """Return what the page tells of the parts, empty while it does not answer."""
        try:
            address = f"http://127.0.0.1:{self.port}/healthz"
            with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
                told: dict[str, dict[str, str]] = json.load(answer)
                return told
        except (urllib.error.URLError, ConnectionError):
            return {}

    def wait_for(self, *parts: str) -> None:
        """Wait until these parts run."""
        end = time.monotonic() + PATIENCE_S
        while set(self.health().get("parts", {})) != set(parts):
            assert self.process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Tell it to stop; return its exit code and what it wrote."""
        self.process.send_signal(how)
        return self.end()

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its exit code and what it wrote."""
        code = self.process.wait(timeout=PATIENCE_S)
        return code, self.written.read_text("utf-8"), self.logged.read_text("utf-8")


@contextmanager
def hayami(folder: Path, *words: str, **environment: str) -> Iterator[Process]:
    running = Process(folder, *words, **environment)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_says_what_is_on_and_off_and_ends_when_it_is_told_to(
    how: signal.Signals, tmp_path: Path
) -> None:
    with hayami(tmp_path) as running:
        running.wait_for("web", "worker")
        time.sleep(3)  # the worker is at work
        code, written, logged = running.stop(how)

    assert code == 0, logged
    assert "on  Web page" in written
    assert "off Slack: set SLACK_BOT_TOKEN" in written
    assert "off Discord: set DISCORD_TOKEN" in written
    assert f"Open http://127.0.0.1:{running.port}" in written
    assert "Traceback" not in logged


def test_a_model_writes_beside_the_rest(
    model: LlmServer, writing: dict[str, str], tmp_path: Path
) -> None:
    with hayami(tmp_path, "--only", "worker", **writing) as running:
        end = time.monotonic() + PATIENCE_S
        while not model.asked and time.monotonic() < end:
            time.sleep(0.05)
        code, written, logged = running.stop()

    assert len(model.asked) == 1
    assert "on  Headlines and summaries by a-model" in written
    assert (code, "Traceback" in logged) == (0, False), logged


def test_its_words_are_japanese_in_a_japanese_terminal(tmp_path: Path) -> None:
    with hayami(tmp_path, "--only", "web", LC_ALL="ja_JP.UTF-8") as running:
        running.wait_for("web")
        _, written, _ = running.stop()

    assert "を開き、「転移学習」と入力してみてください" in written


def test_a_faulty_entry_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "rag.yaml").write_text("id: rag\n", "utf-8")
    with hayami(tmp_path, "--only", "web", HAYAMI_TERMS_DIR=str(tmp_path)) as running:
        running.wait_for("web")
        _, written, _ = running.stop()

    assert "Left out:" in written
    assert "rag.yaml" in written


def test_a_taken_port_ends_it_with_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with hayami(tmp_path, "--only", "web", "--port", port) as running:
            code, _, logged = running.end()

    assert code == 2
    assert "HAYAMI_WEB_PORT" in logged
    assert "Traceback" not in logged


def test_the_operators_channel_is_a_part_of_its_own(tmp_path: Path) -> None:
    channel = {"HAYAMI_OPERATORS_CHANNEL": "web:local:operators"}
    with hayami(tmp_path, "--only", "web,worker", **channel) as running:
        running.wait_for("web", "worker", "operators")
        time.sleep(3)  # all are at work
        told = running.health()
        code, _, logged = running.stop()

    assert set(told["parts"].values()) == {"ok"}
    assert isinstance(told["sources"], dict)
    assert code == 0, logged
    assert "Traceback" not in logged


def test_an_operators_channel_without_a_token_ends_it_with_a_sentence(tmp_path: Path) -> None:
    channel = {"HAYAMI_OPERATORS_CHANNEL": "slack:T1:C1"}
    with hayami(tmp_path, "--only", "worker", **channel) as running:
        code, _, logged = running.end()

    assert code == 2
    assert "HAYAMI_OPERATORS_CHANNEL is on slack" in logged
    assert "Traceback" not in logged


def test_an_address_that_is_too_long_is_refused_and_its_words_are_not_logged(
    tmp_path: Path,
) -> None:
    with hayami(tmp_path, "--only", "web") as running:
        running.wait_for("web")
        address = f"http://127.0.0.1:{running.port}/ask?text={'secret' * 20_000}"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address)
        refused.value.close()
        _, _, logged = running.stop()

    assert refused.value.code == 400
    assert logged == ""


def test_slack_over_http_is_served_by_the_page_and_wants_a_signature(tmp_path: Path) -> None:
    tokens = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "secret",
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
    }
    with hayami(tmp_path, "--only", "web", **tokens) as running:
        running.wait_for("web")
        address = f"http://127.0.0.1:{running.port}/slack/events"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address, b"command=%2Fhayami")
        refused.value.close()
        _, written, _ = running.stop()

    assert refused.value.code == 401
    assert "on  Slack, by HTTP" in written


def test_a_platform_that_is_away_is_tried_again_and_shown_as_ill(tmp_path: Path) -> None:
    tokens = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
        "DISCORD_TOKEN": "secret-token",
        "DISCORD_API_URL": "http://127.0.0.1:1/api/v10",
    }
    with hayami(tmp_path, "--only", "web,slack,discord", **tokens) as running:
        running.wait_for("web", "slack", "discord")
        end = time.monotonic() + PATIENCE_S
        while "ok" in (running.health()["parts"]["slack"], running.health()["parts"]["discord"]):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert running.health()["parts"]["web"] == "ok"
        _, _, logged = running.stop()

    assert "part_fell" in logged
    assert "secret-token" not in logged


def test_parts_that_are_not_set_up_leave_a_process_that_waits(tmp_path: Path) -> None:
    with hayami(tmp_path, "--only", "slack,discord") as running:
        time.sleep(2)
        code, written, _ = running.stop()

    assert code == 0
    assert "off Discord" in written
