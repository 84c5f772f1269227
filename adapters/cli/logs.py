"""Structured logs on the standard error: for people at a terminal, as JSON elsewhere."""

import logging
import sys

import structlog

OURS = ("adapters", "bot")


def configure(level: str) -> None:
    """Let our loggers write from `level` on, and those of libraries from WARNING on.

    Everything is logged through the standard library, with its facts as `extra`, so that a command
    that logs nothing need not import what formats it. Tracebacks show no values: they may be
    somebody's words, or a token.
    """
    people = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    programs = structlog.processors.JSONRenderer()
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.processors.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ExtraAdder(),
                structlog.processors.format_exc_info,
            ],
            processor=people if sys.stderr.isatty() else programs,
        )
    )
    # The chat SDKs log message texts and addresses with tokens at INFO and DEBUG.
    logging.basicConfig(handlers=[output], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # It repeats what it can't read, which may be somebody's words; faults of ours we log ourselves.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    # Both tell again and again what our own loggers tell once.
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    logging.getLogger("discord.client").setLevel(logging.ERROR)
