"""What Slack sends is read as the question that a person asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import read
from adapters.slack.words import escape
from bot.request import Place


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@U01BOT> RAGって何？", "RAGって何？"),
        ("<@U01BOT|hayami> what is <@U02> RAG", "what is  RAG"),
        ("see <https://example.com/a|example.com/a>", "see example.com/a"),
        ("see <https://example.com/a>", "see https://example.com/a"),
        ("in <#C01|general> and <#C02>", "in #general and #C02"),
        ("<!here> and <!subteam^S1|@team>", "@here and @team"),
        ("a &lt;b&gt; &amp;lt; c", "a <b> &lt; c"),
    ],
)
def test_markup_is_read_as_the_words_that_people_see(typed: str, words: str) -> None:
    assert read.words(typed) == words


@given(st.text())
def test_words_come_through_as_they_were_typed(text: str) -> None:
    assert read.words(escape(text)) == text.strip()


def test_an_app_of_a_whole_organisation_has_the_organisation_as_its_tenant() -> None:
    interaction = {
        "team": None,
        "enterprise": {"id": "E1"},
        "channel": {"id": "D1"},
        "container": {},
    }

    assert read.interaction_place(interaction) == Place("slack", "E1", "D1", "direct")
