"""Lay paragraphs, fields and rows out in as few messages as Discord's limits allow.

Limits: docs.discord.com, resources/message and components/reference, read 2026-11.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from adapters.discord import markup
from adapters.discord.ids import numbered
from adapters.fitting import ELLIPSIS, split_spans, utf16_width
from bot.reply import Spans

Json = dict[str, Any]

DESCRIPTION = 4096
VALUE = 1024
EMBED_FIELDS = 25
MESSAGE_EMBEDS = 10
MESSAGE_TEXT = 6000
"""Characters of all embeds of a message together."""
MESSAGE_ROWS = 5

BLANK = "\u200b"
"""Stands where Discord wants a name or a value and there is none; it shows nothing."""

SMALL_PRINT = "-# "
QUOTATION = "> "


@dataclass
class _Message:
    """A message that is being filled.

    Args:
        size: characters of its embeds.
        is_open: whether the last embed takes more.
        ids: how often each `custom_id` was asked for.
        labels: which call each button's label stands for.
    """

    embeds: list[Json] = field(default_factory=list)
    rows: list[list[Json]] = field(default_factory=list)
    size: int = 0
    is_open: bool = False
    ids: Counter[str] = field(default_factory=Counter)
    labels: dict[str, str] = field(default_factory=dict)

    def body(self) -> Json:
        """Return the message as Discord takes it; nobody is ever mentioned by it."""
        rows = [{"type": 1, "components": row} for row in self.rows]
        parts: Json = {"embeds": self.embeds, "components": rows}
        # A follow-up of rows alone is refused (discord-api-docs#6358, read 2026-11).
        words = {} if self.embeds else {"content": ELLIPSIS}
        return words | {k: v for k, v in parts.items() if v} | {"allowed_mentions": {"parse": []}}


class Layout:
    """Messages that are being filled, from top to bottom."""

    def __init__(self) -> None:
        self._done: list[_Message] = []
        self._message = _Message()

    def messages(self) -> list[Json]:
        """Return the messages as Discord takes them, at least one."""
        return [message.body() for message in (*self._done, self._message)]

    def begin(self, rows: list[list[Json]]) -> None:
        """Begin a part that ends with `rows`: in another message where they find no place here.

        They find none beyond the limit, and none where a button would read like one that is
        there already and do something else.
        """
        here = self._message
        ambiguous = any(
            here.labels.get(button["label"], button["custom_id"]) != button["custom_id"]
            for row in rows
            for button in row
            if _runs_a_call(button)
        )
        if ambiguous or len(here.rows) + len(rows) > MESSAGE_ROWS:
            self._turn_page()

    def title(self, text: str) -> None:
        """Open an embed with the title `text`, Markdown that fits."""
        self._open({"title": text}, utf16_width(text))

    def paragraph(self, spans: Spans, prefix: str = "") -> None:
        """Write `spans`; a long paragraph goes on in another embed or message."""
        limit = DESCRIPTION - len(prefix)
        for group in split_spans(spans, limit, lambda span: markup.width(span, prefix)):
            if markup.write(group).strip():
                self._write(markup.write(group, prefix).strip())

    def field(self, name: str, value: str) -> None:
        """Write a fact beside the others, Markdown that fits."""
        self._add_field({"name": name or BLANK, "value": value or BLANK, "inline": True})

    def divide(self) -> None:
        """Let what follows stand in an embed of its own."""
        self._message.is_open = False

    def row(self, components: list[Json]) -> None:
        """Add a row of buttons, or of one select."""
        if len(self._message.rows) == MESSAGE_ROWS:
            self._turn_page()
        here = self._message
        for component in components:
            if _runs_a_call(component):
                here.labels[component["label"]] = component["custom_id"]
        here.rows.append([_with_own_id(component, here.ids) for component in components])

    def _write(self, text: str) -> None:
        here = self._message
        embed = here.embeds[-1] if here.is_open else {}
        before = embed.get("description", "")
        joined = _joined(before, text)
        added = utf16_width(joined) - utf16_width(before)
        if "fields" in embed and utf16_width(text) <= VALUE:
            self._add_field({"name": BLANK, "value": text, "inline": False})
        elif (
            embed
            and "fields" not in embed
            and utf16_width(joined) <= DESCRIPTION
            and here.size + added <= MESSAGE_TEXT
        ):
            embed["description"] = joined
            here.size += added
        else:
            self._open({"description": text}, utf16_width(text))

    def _add_field(self, entry: Json) -> None:
        size = utf16_width(entry["name"]) + utf16_width(entry["value"])
        here = self._message
        embed = here.embeds[-1] if here.is_open else None
        if (
            embed is not None
            and len(embed.get("fields", ())) < EMBED_FIELDS
            and here.size + size <= MESSAGE_TEXT
        ):
            embed.setdefault("fields", []).append(entry)
            here.size += size
        else:
            self._open({"fields": [entry]}, size)

    def _open(self, embed: Json, size: int) -> None:
        if len(self._message.embeds) == MESSAGE_EMBEDS or self._message.size + size > MESSAGE_TEXT:
            self._turn_page()
        self._message.embeds.append(embed)
        self._message.size += size
        self._message.is_open = True

    def _turn_page(self) -> None:
        if self._message.embeds or self._message.rows:
            self._done.append(self._message)
            self._message = _Message()


def _runs_a_call(component: Json) -> bool:
    return "label" in component and "custom_id" in component


def _joined(before: str, text: str) -> str:
    if not before:
        return text
    last = before.rsplit("\n", 1)[-1]
    both_small = last.startswith(SMALL_PRINT) and text.startswith(SMALL_PRINT)
    return before + ("\n" if both_small else "\n\n") + text


def _with_own_id(component: Json, taken: Counter[str]) -> Json:
    if "custom_id" not in component:
        return component
    return component | {"custom_id": numbered(component["custom_id"], taken)}
