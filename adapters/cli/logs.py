"""Structured logs on the standard error: for people at a terminal, as JSON elsewhere."""

import logging
import sys

import structlog
from structlog.typing import Processor


def configure(level: str) -> None:
    """Let structlog and the libraries' loggers write from `level` on, e.g. `INFO`.

    Raises:
        ValueError: there is no such level.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Neither form of a traceback shows values: they may be somebody's words, or a token.
    people = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    programs = structlog.processors.JSONRenderer()
    renderer = people if sys.stderr.isatty() else programs
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    foreign = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            *shared,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.format_exc_info,
        ],
        processor=renderer,
    )
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(foreign)
    # The chat SDKs log message texts and addresses with tokens at INFO and DEBUG.
    logging.basicConfig(handlers=[output], level=logging.WARNING, force=True)
    # Both tell again and again what our own loggers tell once.
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    logging.getLogger("discord.client").setLevel(logging.ERROR)
