"""Hide the parts of a text that are no prose: code, addresses, mentions."""

import re

MAX_TEXT = 100_000
"""Characters of a text that are looked at: a long report. Slack's messages have at most 40,000
(docs.slack.dev, read 2026-11)."""

COVER = "\ufffc"
"""Stands for each hidden character; it is no letter of any name."""

_SIGNS = ("`", "<", "://", "ww.", "WW.")
"""One of them is in all code and every link: to look for them is quicker than the pattern."""

# Each way begins with a letter of its own, which lets the search leap from one such letter to the
# next. That is why cases are spelled out.
_CODE_OR_LINK = re.compile(
    r"```.*?(?:```|\Z)"  # a code block, also one that is not closed
    r"|`[^`\n]+`"
    r"|<[@#!][^<>\n]*>"  # a mention in Slack's or Discord's own form
    r"|<(?i:https?|mailto):[^<>|\n]*(?:\||>)"  # a link of Slack's: what it is called stays
    r"|https?://[!-;=?-~]+|Https?://[!-;=?-~]+|HTTPS?://[!-;=?-~]+"
    r"|www\.(?<!@www\.)[!-;=?-~]+|Www\.(?<!@Www\.)[!-;=?-~]+|WWW\.(?<!@WWW\.)[!-;=?-~]+",
    re.DOTALL,
)

_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\Z", re.ASCII)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.ASCII)
_MENTIONED = re.compile(r"[\w.-]+", re.ASCII)
_WORD = re.compile(r"\w\Z", re.ASCII)


def hide(text: str) -> str:
    """Return the beginning of `text` with what is no prose covered, letter for letter."""
    text = text[:MAX_TEXT]
    for sign in _SIGNS:
        if sign in text:
            text = _CODE_OR_LINK.sub(lambda match: COVER * len(match[0]), text)
            break
    return _without_addresses(text) if "@" in text else text


def _without_addresses(text: str) -> str:
    """Cover e-mail addresses and mentions."""
    first, *rest = text.split("@")
    shown = [first]
    for after in rest:
        before = shown[-1]
        mailbox, domain = _MAILBOX.search(before, len(before) - 64), _DOMAIN.match(after)
        named = None if _WORD.search(before, len(before) - 1) else _MENTIONED.match(after)
        if mailbox and domain:
            shown[-1] = before[: mailbox.start()] + COVER * len(mailbox[0])
            named = domain
        hidden = named.end() if named else -1
        shown.append(COVER * (hidden + 1) + ("@" + after)[hidden + 1 :])
    return "".join(shown)
