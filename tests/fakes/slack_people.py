"""What people do in Slack, as the payloads that Slack makes of it.

Shapes: docs.slack.dev, reference/events, reference/interaction-payloads and
interactivity/implementing-slash-commands; read 2026-11.
"""

import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import aiohttp
from fakes.slack import SlackFake, signed
from fakes.slack_workspace import BOT_USER, DIRECT, GENERAL, TEAM, Json

Send = Callable[[str, Json], Awaitable[Json]]
"""(kind of envelope, payload) → what the app acknowledged it with."""


class Person:
    """Somebody who uses the app."""

    def __init__(self, slack: SlackFake, send: Send, user: str = "U01ALICE") -> None:
        self._slack = slack
        self._send = send
        self.user = user

    async def command(self, text: str, channel: str = GENERAL) -> Json:
        """Type `/hayami text`."""
        self._slack.entitle("slash_commands")
        return await self._send(
            "slash_commands",
            {
                "command": "/hayami",
                "text": text,
                "team_id": TEAM,
                "team_domain": "fake",
                "channel_id": channel,
                "channel_name": "general",
                "user_id": self.user,
                "user_name": "alice",
                "api_app_id": "A01APP",
                "is_enterprise_install": "false",
                "trigger_id": self._slack.trigger(),
                "response_url": self._slack.response_url(),
            },
        )

    async def mention(self, text: str, channel: str = GENERAL, **more: object) -> Json:
        """Mention the app in a channel, and return the event."""
        ts = self._post(channel, f"<@{BOT_USER}> {text}")
        event = {"type": "app_mention", "text": f"<@{BOT_USER}> {text}", "channel": channel}
        return await self.event(event | {"ts": ts} | more)

    async def write(self, text: str, **more: object) -> Json:
        """Write to the app in its direct messages, and return the event."""
        event = {"type": "message", "channel_type": "im", "text": text, "channel": DIRECT}
        return await self.event(event | {"ts": self._post(DIRECT, text)} | more)

    async def event(self, event: Json, name: str | None = None) -> Json:
        """Send an event, under an id that came before or a new one, and return its payload."""
        self._slack.entitle(event["type"])
        payload = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A01APP",
            "event": {"user": self.user, "team": TEAM, "event_ts": event["ts"]} | event,
            "event_id": name or self._slack.new_name("Ev"),
            "event_time": 1_795_000_000,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        }
        await self._send("events_api", payload)
        return payload

    async def again(self, payload: Json) -> None:
        """Send an event that was sent before."""
        await self._send("events_api", payload)

    async def explain(self, text: str, thread: str | None = None) -> Json:
        """Choose "Explain the terms" in the menu of a message."""
        self._slack.entitle("message_action")
        message = {"type": "message", "user": "U02BOB", "text": text, "ts": "1795000000.1"}
        return await self._interact(
            "message_action",
            callback_id="explain",
            message=message | ({"thread_ts": thread} if thread else {}),
            response_url=self._slack.response_url(),
        )

    async def press(self, button: Json, thread: str | None = None) -> Json:
        """Press a button, or open its page."""
        pressed = {"type": "button", "action_id": button["action_id"], "block_id": "b1"}
        pressed |= {"value": button["value"]} if "value" in button else {}
        return await self._act(pressed, thread)

    async def choose(self, select: Json, number: int) -> Json:
        """Choose an option of a select."""
        chosen = {"type": "static_select", "action_id": select["action_id"], "block_id": "b1"}
        return await self._act(chosen | {"selected_option": select["options"][number]}, None)

    async def submit(self, view: Json, answers: dict[str, str]) -> Json:
        """Fill in a modal and submit it; what is not answered stays as it was."""
        values = {}
        for block in view["blocks"]:
            element, answer = block["element"], answers.get(block["block_id"])
            if element["type"] == "static_select":
                chosen = element.get("initial_option")
                if answer is not None:
                    (chosen,) = [o for o in element["options"] if o["value"] == answer]
                state = {"type": "static_select", "selected_option": chosen}
            else:
                value = element.get("initial_value") if answer is None else answer
                state = {"type": "plain_text_input", "value": value}
            values[block["block_id"]] = {element["action_id"]: state}
        return await self._interact("view_submission", view=view | {"state": {"values": values}})

    async def _act(self, action: Json, thread: str | None) -> Json:
        container = {"type": "message", "message_ts": "1795000000.2", "channel_id": GENERAL}
        return await self._interact(
            "block_actions",
            actions=[action],
            container=container | ({"thread_ts": thread} if thread else {}),
            response_url=self._slack.response_url(),
        )

    async def _interact(self, kind: str, **more: object) -> Json:
        payload: Json = {
            "type": kind,
            "team": {"id": TEAM, "domain": "fake"},
            "user": {"id": self.user, "username": "alice", "team_id": TEAM},
            "api_app_id": "A01APP",
            "trigger_id": self._slack.trigger(),
        }
        if kind != "view_submission":
            payload["channel"] = {"id": GENERAL, "name": "general"}
        return await self._send("interactive", payload | more)

    def _post(self, channel: str, text: str) -> str:
        """Put what the person wrote into the channel, and return its timestamp."""
        message = {"user": self.user, "text": text, "ts": f"1795000000.{self._slack.new_name('')}"}
        self._slack.channels[channel].messages.append(message)
        return str(message["ts"])


def over_http(url: str) -> Send:
    """Return what sends payloads as signed HTTP requests."""

    async def send(kind: str, payload: Json) -> Json:
        if kind == "events_api":
            body, form = json.dumps(payload), "application/json"
        else:
            flat = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, form = urlencode(flat), "application/x-www-form-urlencoded"
        headers = {"Content-Type": form} | signed(body)
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            assert answer.status == 200, await answer.text()
            text = await answer.text()
            return json.loads(text) if text.startswith("{") else {}

    return send
