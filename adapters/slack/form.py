"""A form as a Slack modal, and what comes back when it is submitted.

Limits: docs.slack.dev, reference/views and reference/block-kit, read 2026-11.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from adapters.fitting import one_line, visible
from adapters.slack.read import Payload, place, tenant
from adapters.slack.words import BlockKit, plain_text
from bot.calls import Call
from bot.errors import UsageError
from bot.form import ChoiceField, Form, FormChoice, FormField, TextField
from bot.i18n import texts
from bot.registry import Commands
from bot.request import Place

CALLBACK = "form"
"""`callback_id` of every modal."""
ANSWER = "answer"
"""`action_id` of the one element in each block; the block's id is the field's name."""

TITLE = 24
LABEL = 2000
OPTION = 75


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal that was filled in.

    Args:
        call: what to run, with the answers added.
        answers: by the name of the field.
        response_url: where the answer may go, as the interaction that opened the modal named it.
    """

    call: Call
    answers: Mapping[str, str]
    place: Place
    response_url: str | None


def view(form: Form, place: Place, response_url: str | None) -> BlockKit:
    """Return the modal that asks for the fields of `form`.

    Args:
        place: where the answer belongs. It and `response_url` travel with the modal, because a
            submission names neither.
    """
    call = replace(form.call, language=form.language)
    origin = [call.command, call.arguments, call.language, place.channel, place.thread]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps([*origin, response_url], ensure_ascii=False),
        "title": plain_text(form.title, TITLE),
        "submit": plain_text(form.submit, TITLE),
        "close": plain_text(form.cancel, TITLE),
        "blocks": [_input(field) for field in form.fields],
    }


def submitted(payload: Payload) -> Submission:
    """Return what was filled in."""
    view = payload["view"]
    command, arguments, language, channel, thread, url = json.loads(view["private_metadata"])
    answers = dict(_answers(view["state"]["values"]))
    kept = tuple((name, value) for name, value in arguments if name not in answers)
    given = tuple((name, value) for name, value in answers.items() if value)
    call = Call(command, kept + given, language)
    return Submission(call, answers, place(tenant(payload), channel, thread), url)


def faults(submission: Submission, commands: Commands) -> dict[str, str]:
    """Return what is wrong with an answer, by the name of its field, in the form's language."""
    command = commands.named(submission.call.command)
    say = texts(submission.call.language or "en")
    found = {}
    for name, value in submission.answers.items():
        try:
            command.read([(name, value)])
        except UsageError as fault:
            found[name] = say(fault.message, **fault.facts)
    return found


def _answers(values: Payload) -> Iterator[tuple[str, str]]:
    for name, block in values.items():
        element = block[ANSWER]
        chosen = element.get("selected_option") or {}
        yield name, chosen.get("value") or element.get("value") or ""


def _input(field: FormField) -> BlockKit:
    shown: BlockKit = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, LABEL),
    }
    match field:
        case TextField(hint=hint, required=required):
            shown |= {"element": _text(field), "optional": not required}
            if hint.strip():
                shown["hint"] = plain_text(hint, LABEL)
        case ChoiceField():
            shown["element"] = _choices(field)
        case _:
            assert_never(field)
    return shown


def _text(field: TextField) -> BlockKit:
    value = visible(field.value) if field.multiline else one_line(field.value)
    element: BlockKit = {
        "type": "plain_text_input",
        "action_id": ANSWER,
        "multiline": field.multiline,
        "max_length": field.max_length,
    }
    if 0 < len(value) <= field.max_length:
        element["initial_value"] = value
    return element


def _choices(field: ChoiceField) -> BlockKit:
    options = {choice.value: _option(choice) for choice in field.choices}
    element: BlockKit = {
        "type": "static_select",
        "action_id": ANSWER,
        "options": list(options.values()),
    }
    if field.value in options:
        element["initial_option"] = options[field.value]
    return element


def _option(choice: FormChoice) -> BlockKit:
    return {"text": plain_text(choice.label, OPTION), "value": choice.value}
