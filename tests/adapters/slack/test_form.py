"""Any form becomes a modal that Slack takes, and comes back as the call that it completes."""

import pytest
from fakes.slack_limits import view_faults
from hypothesis import given
from slack_sdk.models.views import View
from strategies import forms

from adapters.slack import form as modal
from bot.calls import Call
from bot.form import ChoiceField, Form, FormChoice, TextField
from bot.request import Place

PLACE = Place("slack", "T1", "C1", thread="1795.1")


def payload(form: Form, answers: dict[str, str | None]) -> dict[str, object]:
    """Return what Slack sends when `form` is submitted with `answers`."""
    values: dict[str, object] = {}
    for field in form.fields:
        value = answers[field.name]
        if isinstance(field, ChoiceField):
            chosen = {"value": value} if value else None
            values[field.name] = {modal.ANSWER: {"selected_option": chosen}}
        else:
            values[field.name] = {modal.ANSWER: {"value": value}}
    view = modal.view(form, PLACE, "https://hooks.slack.com/x")
    metadata = view["private_metadata"]
    return {
        "team": {"id": "T1"},
        "view": {"private_metadata": metadata, "state": {"values": values}},
    }


@given(forms())
def test_slack_accepts_every_form(form: Form) -> None:
    view = modal.view(form, PLACE, "https://hooks.slack.com/x")

    assert view_faults(view) == []
    View(**view).validate_json()  # type: ignore[arg-type]  # the SDK's own judge


@given(forms())
def test_a_submission_completes_the_call_of_the_form(form: Form) -> None:
    answers = {field.name: field.value or None for field in form.fields}
    submission = modal.submitted(payload(form, answers))

    completed = form.completed({name: value for name, value in answers.items() if value})
    assert submission.call.command == completed.command
    assert dict(submission.call.arguments) == dict(completed.arguments)
    assert submission.call.language == form.language
    assert submission.place == PLACE
    assert submission.response_url == "https://hooks.slack.com/x"


def test_an_answer_takes_the_place_of_what_the_call_held() -> None:
    form = Form(
        "en", "Digest", (TextField("at", "Time", required=False),), "Save", "Cancel",
        Call("digest subscribe", (("at", "08:00"), ("weekdays", "mon-fri"))),
    )  # fmt: skip

    assert modal.submitted(payload(form, {"at": "9:30"})).call.arguments == (
        ("weekdays", "mon-fri"),
        ("at", "9:30"),
    )
    assert modal.submitted(payload(form, {"at": None})).call.arguments == (("weekdays", "mon-fri"),)


def test_a_first_choice_that_is_none_of_the_choices_is_left_open() -> None:
    field = ChoiceField("language", "Language", (FormChoice("Japanese", "ja"),), "fr")
    form = Form("en", "Digest", (field,), "Save", "Cancel", Call("digest subscribe"))
    view = modal.view(form, PLACE, None)

    assert view_faults(view) == []
    assert "initial_option" not in str(view)


@pytest.mark.parametrize(("multiline", "shown"), [(True, "a\nb"), (False, "a b")])
def test_a_first_text_keeps_its_lines_where_there_can_be_any(
    multiline: bool,
    shown: str,
) -> None:
    field = TextField("text", "Text", "a\nb", hint="Any", multiline=multiline)
    view = modal.view(Form("en", "F", (field,), "OK", "Cancel", Call("explain")), PLACE, None)

    assert repr(shown) in str(view)
