"""Interactions on the fake of Discord: what people did, and the answers that they got."""

import time
from dataclasses import dataclass, field
from typing import Any

from fakes import discord_limits as limits
from fakes.discord_limits import Answer, Refusal, refuse
from fakes.discord_objects import message_object
from fakes.discord_people import Act

Json = dict[str, Any]

MESSAGE, DEFERRED, COMPLETIONS, MODAL = 4, 5, 8, 9
_COMPLETION, _MODAL_SENT = 4, 5


@dataclass
class Asked:
    """An interaction, and what came of it.

    Args:
        at: when it was asked, on the monotonic clock.
        first: the body of its first answer.
        messages: what is to be seen of it, in order.
    """

    act: Act
    at: float
    first: Json | None = None
    messages: list[Json] = field(default_factory=list)

    @property
    def modal(self) -> Json:
        """Return the modal that was its first answer."""
        assert self.first
        assert self.first["type"] == MODAL
        return dict(self.first["data"])

    @property
    def was_deferred(self) -> bool:
        """Whether its first answer was that one is coming."""
        return bool(self.first and self.first["type"] == DEFERRED)


class Interactions:
    """All interactions; `answer_s` seconds is the time for a first answer."""

    def __init__(self) -> None:
        self.answer_s = 3.0
        self._by_token: dict[str, Asked] = {}

    def begin(self, act: Act) -> Asked:
        """Note that something was done."""
        asked = self._by_token[act.token] = Asked(act, time.monotonic())
        return asked

    def callback(self, token: str, body: Json) -> Answer:
        """Take the first answer."""
        asked = self._by_token.get(token)
        if not asked or time.monotonic() - asked.at > self.answer_s:
            raise Refusal(404, 10062, "Unknown interaction")
        if asked.first:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data", {})
        allowed = {_COMPLETION: {COMPLETIONS}, _MODAL_SENT: {MESSAGE, DEFERRED}}
        if kind not in allowed.get(asked.act.type, {MESSAGE, DEFERRED, MODAL}):
            refuse([limits.Fault(("type",), "BASE_TYPE_CHOICES")])
        if kind == MODAL:
            refuse(limits.modal_faults(data))
        elif kind == COMPLETIONS:
            refuse(limits.choice_faults(data["choices"]))
        elif kind == MESSAGE:
            limits.check_message(data)
            asked.messages.append(message_object(data))
        asked.first = body
        return 204, None

    def follow_up(self, token: str, body: Json) -> Answer:
        """Take a further message."""
        asked = self._acknowledged(token)
        limits.check_message(body, rows_suffice=False)
        asked.messages.append(message_object(body))
        return 200, asked.messages[-1]

    def edit(self, token: str, body: Json) -> Answer:
        """Take the text of the first message; it stays as private as it was begun."""
        asked = self._acknowledged(token)
        limits.check_message(body, rows_suffice=False)
        assert asked.first
        flags = {"flags": asked.first.get("data", {}).get("flags", 0)}
        asked.messages[:1] = [message_object(body | flags)]
        return 200, asked.messages[0]

    def _acknowledged(self, token: str) -> Asked:
        asked = self._by_token.get(token)
        if not asked:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        if not asked.first:
            raise Refusal(404, 10015, "Unknown Webhook")
        return asked
