"""A digest reaches Slack and Discord once, at its minute, although hayami is killed on the way."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fakes.discord import TOKEN
from fakes.slack_workspace import APP_TOKEN, BOT_TOKEN, GENERAL, TEAM

from bot.app import Data

ROOT = Path(__file__).parents[1]
HAYAMI = Path(sys.executable).parent / "hayami"
DISCORD_CHANNEL = "4242"
LEAST_NOTICE = timedelta(seconds=25)
"""Before the slot: Slack's scheduler is given a post 15 s ahead at the latest."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*command: str, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program meanwhile."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, **options) as process:  # type: ignore[call-overload]  # options of any kind
        try:
            yield process
        finally:
            process.kill()


def wait_until(true: Callable[[], bool], limit_s: float) -> None:
    end = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def lines(log: Path) -> list[dict[str, object]]:
    text = log.read_text("utf-8") if log.exists() else ""
    return [json.loads(line) for line in text.splitlines() if line.endswith("}")]


class Arrivals:
    """What the two fakes have written down."""

    def __init__(self, folder: Path) -> None:
        self.slack_log = folder / "slack.jsonl"
        self.discord_log = folder / "discord.jsonl"

    def slack(self) -> list[dict[str, object]]:
        return lines(self.slack_log)

    def discord(self) -> int:
        """Return how many messages stand in the channel."""
        stored = [line["stored"] for line in lines(self.discord_log)]
        return stored[-1][DISCORD_CHANNEL] if stored else 0  # type: ignore[index]  # the fake's own form

    def links(self) -> set[str]:
        text = self.slack_log.read_text("utf-8") + self.discord_log.read_text("utf-8")
        return set(re.findall(r"https://[^\s\"\\)>]+", text))


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    return Arrivals(tmp_path)


@pytest.fixture
def platforms(arrivals: Arrivals) -> Iterator[dict[str, str]]:
    """Both platforms, each a process of its own; gives the settings that lead to them."""
    slack_port, discord_port = free_port(), free_port()
    fakes = ROOT / "tests" / "fakes"
    paths = {"env": os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}}
    slack = ("slack.py", "--port", str(slack_port), "--log", str(arrivals.slack_log))
    discord = ("discord.py", "--port", str(discord_port), "--log", str(arrivals.discord_log))
    held = ("--channel", DISCORD_CHANNEL, "--hold", "2")
    with ExitStack() as stack:
        for name, *options in (slack, (*discord, *held)):
            program = (sys.executable, "-P", str(fakes / name), *options)
            stack.enter_context(running(*program, **paths))
        yield {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api/",
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": f"http://127.0.0.1:{discord_port}/api/v10",
        }


def next_slot() -> datetime:
    """Return a full minute that leaves time to be subscribed for."""
    ahead = datetime.now(UTC) + LEAST_NOTICE
    return ahead.replace(second=0, microsecond=0) + timedelta(minutes=1)


def test_a_digest_arrives_once_at_its_minute_although_hayami_is_killed_twice(
    platforms: dict[str, str], arrivals: Arrivals, data: Data, tmp_path: Path
) -> None:
    environment = os.environ | platforms
    environment |= {"HAYAMI_DATA_DIR": str(tmp_path / "data"), "HAYAMI_WEB_PORT": str(free_port())}

    def hayami(*words: str) -> str:
        command = (str(HAYAMI), *words)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen((str(HAYAMI), "run"), env=environment, stdout=subprocess.DEVNULL)

    slot = next_slot()
    for platform, tenant, channel in (
        ("slack", TEAM, GENERAL),
        ("discord", "@me", DISCORD_CHANNEL),
    ):
        where = ("--platform", platform, "--tenant", tenant, "--channel", channel)
        hayami(
            "digest",
            "subscribe",
            *where,
            "--at",
            f"{slot:%H:%M}",
            "--timezone",
            "UTC",
            "--weekdays",
            "daily",
        )

    process = start()
    try:
        time.sleep(6)  # Slack's scheduler is being handed its post about now
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = start()
        wait_until(lambda: arrivals.discord() == 1, 120)
        arrived = datetime.now(UTC)
        process.send_signal(signal.SIGKILL)  # Discord has the post and has not answered yet
        process.wait()
        process = start()
        wait_until(lambda: hayami("digest", "list").count(" sent\n") == 2, 120)
        wait_until(lambda: len(arrivals.slack()) == 1, 10)
    finally:
        process.terminate()
        process.wait()

    assert slot <= arrived < slot + timedelta(minutes=1)
    assert arrivals.discord() == 1
    assert len(arrivals.slack()) == 1
    hosts = {urlsplit(link).hostname or "" for link in arrivals.links()}
    official = {domain.split("/")[0] for source in data.sources for domain in source.domains}
    assert len(hosts) > 2
    assert all(any(host == o or host.endswith("." + o) for o in official) for host in hosts)
