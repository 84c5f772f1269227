import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.headlines.answer import NoAnswer, read_answer
from bot.storage.records import Written

GIVEN = json.dumps({"headline_ja": "見出し", "why_en": " Why. ", "summary_en": 5, "other": "x"})
READ = (Written("ja", headline="見出し"), Written("en", why="Why."))


@pytest.mark.parametrize(
    "text", [GIVEN, f"```json\n{GIVEN}\n```", f"Here you are:\n{GIVEN}\nAnything else?"]
)
def test_the_texts_are_read_out_of_what_is_around_them(text: str) -> None:
    assert read_answer(text) == READ


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I can't help with that.",
        "{",
        '{"headline_ja": "見出し"',
        '{"headline_ja": "見出し", }',
        "[1, 2]",
        "{}",
        '{"headline_ja": ""}',
        '{"headline_ja": ["x"]}',
        "{" * 100_000 + "}" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"headline_ja": ' + "9" * 10_000 + "}",
    ],
)
def test_what_has_no_text_is_said_to_have_none(text: str) -> None:
    with pytest.raises(NoAnswer, match="JSON object"):
        read_answer(text)


@given(st.text())
def test_any_words_are_an_answer_or_none(text: str) -> None:
    with suppress(NoAnswer):
        assert len(read_answer(text)) == 2
