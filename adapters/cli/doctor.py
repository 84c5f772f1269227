"""Check everything that hayami needs, and say how to mend each fault."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import aiohttp

from adapters.cli.writing import check_writing
from adapters.discord.check import check as check_discord
from adapters.slack.check import check as check_slack
from bot.app import open_bot, read_data
from bot.clock import SystemClock
from bot.digest.operators import told
from bot.errors import HayamiError
from bot.findings import Finding
from bot.i18n import Language, texts
from bot.news.source import Sources
from bot.settings import Settings
from bot.storage.records import Alarm
from bot.terms.check import check as check_terms
from bot.terms.due import due

MARKS = {"ok": "ok   ", "off": "off  ", "fault": "FAULT"}


async def examine(settings: Settings, language: Language) -> int:
    """Print every finding; return the exit code: 1 where there is a fault."""
    faults = 0
    async for finding in _findings(settings, language):
        faults += finding.level == "fault"
        print(f"{MARKS[finding.level]} {finding.what}")
        if finding.mend:
            print(f"      → {finding.mend}")
    say = texts(language)
    print(
        say.counted("{count} fault.", "{count} faults.", faults) if faults else say("All is well.")
    )
    return 1 if faults else 0


async def _findings(settings: Settings, language: Language) -> AsyncIterator[Finding]:
    yield _check_folder(settings, language)
    yield await _check_port(settings, language)
    for finding in _check_data(settings, language):
        yield finding
    for finding in await _check_database(settings, language):
        yield finding
    async for finding in check_writing(settings, language):
        yield finding
    async for finding in check_slack(settings, language):
        yield finding
    async for finding in check_discord(settings, language):
        yield finding


def _check_folder(settings: Settings, language: Language) -> Finding:
    say = texts(language)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(
            "fault",
            say("Data folder {folder}: {reason}", folder=settings.data_dir, reason=error.strerror),
            say("Give hayami the right to write there, or set HAYAMI_DATA_DIR."),
        )
    return Finding("ok", say("Data folder {folder}", folder=settings.data_dir))


async def _check_port(settings: Settings, language: Language) -> Finding:
    say = texts(language)
    address = f"{settings.web_host}:{settings.web_port}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.web_host, settings.web_port))
        except OSError as error:
            if await _is_hayami(address):
                return Finding(
                    "ok", say("Web page at {address}: hayami is running", address=address)
                )
            return Finding(
                "fault",
                say("Web page at {address}: {reason}", address=address, reason=error.strerror),
                say("Another program is there; end it, or set HAYAMI_WEB_PORT."),
            )
    return Finding("ok", say("Web page at {address}", address=address))


async def _is_hayami(address: str) -> bool:
    """Return whether what answers there is hayami."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            session.get(f"http://{address}/healthz") as response,
        ):
            return "parts" in await response.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


def _check_data(settings: Settings, language: Language) -> list[Finding]:
    say = texts(language)
    data = read_data(settings)
    faults = check_terms(settings.terms_dir)
    findings = [Finding("fault", str(fault)) for fault in faults]
    if findings:
        mend = say("Mend the files as the lines say; `hayami terms check` shows all at once.")
        findings[-1] = replace(findings[-1], mend=mend)
    findings += [
        Finding("fault", str(fault), say("Mend the file as the line says."))
        for fault in data.source_faults
    ]
    count = len(data.terms.entries)
    findings.append(
        Finding("ok" if count else "fault", say.counted("{count} term", "{count} terms", count))
    )
    if old := len(due(data.terms.entries, SystemClock().now().date())):
        findings.append(
            Finding(
                "ok",
                say.counted(
                    "{count} term was last checked long ago",
                    "{count} terms were last checked long ago",
                    old,
                ),
                say("`hayami terms due` names them; compare them with their sources again."),
            )
        )
    sources = len(data.sources.enabled)
    findings.append(
        Finding(
            "ok" if sources else "fault",
            say.counted("{count} source of news", "{count} sources of news", sources),
        )
    )
    return findings


async def _check_database(settings: Settings, language: Language) -> list[Finding]:
    say = texts(language)
    kind = "PostgreSQL" if settings.database_url else "SQLite"
    data = read_data(settings)
    try:
        async with open_bot(data, settings) as bot:
            stored = await bot.stored()
            await stored.digests.all()
            alarms = await stored.news.troubles()
    except HayamiError as error:
        return [
            Finding(
                "fault",
                say("Database ({kind}): {reason}", kind=kind, reason=error),
                say("Check HAYAMI_DATABASE_URL, and that the server is running.")
                if settings.database_url
                else say("Give hayami the right to write there, or set HAYAMI_DATA_DIR."),
            )
        ]
    return [
        Finding("ok", say("Database ({kind})", kind=kind)),
        *(_trouble(alarm, data.sources, language, settings.timezone) for alarm in alarms),
    ]


def _trouble(alarm: Alarm, sources: Sources, language: Language, timezone: str) -> Finding:
    """Return what troubles a source; one that is silent may have nothing to say."""
    say = texts(language)
    mend = say(
        "`hayami news check {id}` tries it now; mend its declaration, or switch it off there.",
        id=alarm.source,
    )
    level: Literal["ok", "fault"] = "ok" if alarm.trouble == "silent" else "fault"
    return Finding(level, told(alarm, sources, language, timezone), mend)
