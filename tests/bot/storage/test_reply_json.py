"""A reply that is stored comes back as it was."""

import json

import pytest
from hypothesis import given
from strategies import replies

from bot.reply import Reply
from bot.storage import reply_json


@given(replies())
def test_every_reply_comes_back_from_json_as_it_was(reply: Reply) -> None:
    stored = json.dumps(reply_json.write(reply))

    assert reply_json.read(json.loads(stored)) == reply


def test_what_is_no_reply_is_refused() -> None:
    with pytest.raises(TypeError, match="a reply was expected, not Words"):
        reply_json.read({"kind": "Words", "text": "a"})
