"""Hide the parts of a text that are no prose: code, addresses, mentions."""

import re

MAX_TEXT = 40_000
"""Characters of a text that are looked at: Slack's limit for a message (docs.slack.dev, read
2026-11)."""

COVER = "\ufffc"
"""Stands for each hidden character; it is no letter of any name."""

_HIDDEN = re.compile(
    r"```.*?(?:```|\Z)"  # a code block, also one that is not closed
    r"|`[^`\n]+`"
    r"|<[@#!][^<>\n]*>"  # a mention in Slack's or Discord's own form
    r"|<(?:https?|mailto):[^<>|\n]*(?:\||>)"  # a link of Slack's: what it is called stays
    r"|(?:https?://|www\.)[!-;=?-~]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)@[\w.-]+",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)


def hide(text: str) -> str:
    """Return the beginning of `text` with what is no prose covered, letter for letter."""
    return _HIDDEN.sub(lambda match: COVER * len(match[0]), text[:MAX_TEXT])
