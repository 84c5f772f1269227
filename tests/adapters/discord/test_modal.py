"""How forms and completions look on Discord."""

import pytest
from fakes.discord_limits import choice_faults, modal_faults
from hypothesis import given
from strategies import forms
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.discord import ids
from adapters.discord.modal import completions, modal
from bot.calls import Call
from bot.form import ChoiceField, Form, FormChoice, TextField
from bot.i18n import Language
from bot.options import Suggestion


@given(forms())
def test_discord_takes_any_form(form: Form) -> None:
    assert modal_faults(modal(form)) == []
    assert ids.call(modal(form)["custom_id"]) == form.call


def test_a_value_longer_than_its_field_is_kept_whole() -> None:
    """Given a first value of 10 characters in a field for 5, then Discord takes it as it is."""
    field = TextField("text", "Text", "0123456789", max_length=5)
    (label,) = modal(Form("en", "Title", (field,), "OK", "Cancel", Call("explain")))["components"]

    assert (label["component"]["value"], label["component"]["max_length"]) == ("0123456789", 10)


def test_completions_are_at_most_25_and_fit() -> None:
    suggestions = tuple(Suggestion("用語" * 60, f"term-{number}") for number in range(30))

    assert choice_faults(completions(suggestions)) == []
    assert len(completions(suggestions)) == 25


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_form_looks_as_recorded(language: Language, snapshot: SnapshotAssertion) -> None:
    english = language == "en"
    zones = tuple(FormChoice(zone, zone) for zone in ("Asia/Tokyo", "UTC"))
    form = Form(
        language,
        "Daily digest" if english else "毎日のダイジェスト",
        (
            TextField("at", "Time" if english else "時刻", "09:00", "Such as 09:00", max_length=5),
            TextField("note", "Note" if english else "メモ", required=False, multiline=True),
            ChoiceField("timezone", "Zone" if english else "時間帯", zones, "Asia/Tokyo"),
        ),
        "Subscribe",
        "Cancel",
        Call("digest subscribe", (), language),
    )

    assert modal(form) == snapshot(extension_class=JSONSnapshotExtension)
