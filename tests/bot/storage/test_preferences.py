"""The language of an answer: the person's choice, else the channel's; its digest's is a hint."""

from datetime import UTC, datetime, time

import pytest

from bot.i18n import Language
from bot.request import Place
from bot.storage.database import Database
from bot.storage.preferences import Preferences
from bot.storage.records import Languages, Subscription
from bot.storage.subscriptions import Subscriptions

HERE = Place("slack", "T1", "C1")


@pytest.fixture
def preferences(database: Database) -> Preferences:
    return Preferences(database)


async def subscribe(database: Database, language: Language) -> None:
    await Subscriptions(database).put(
        Subscription(
            id=0,
            place=HERE,
            at=time(9),
            weekdays=(0,),
            timezone="UTC",
            language=language,
            sources=(),
            created_by=None,
            created_at=datetime(2026, 11, 24, tzinfo=UTC),
        )
    )


async def test_nothing_is_known_at_first(preferences: Preferences) -> None:
    assert (await preferences.languages(HERE, "U1")).chosen is None


async def test_a_persons_choice_comes_before_the_channels_and_that_before_its_digests(
    database: Database, preferences: Preferences
) -> None:
    await subscribe(database, "ja")
    assert await preferences.languages(HERE, "U1") == Languages(None, "ja")

    await preferences.set_language(HERE, None, "en")
    assert (await preferences.languages(HERE, "U1")).chosen == "en"

    await preferences.set_language(HERE, "U1", "ja")
    assert (await preferences.languages(HERE, "U1")).chosen == "ja"
    assert (await preferences.languages(HERE, "U2")).chosen == "en"


async def test_a_choice_can_be_changed_and_forgotten(preferences: Preferences) -> None:
    for user in ("U1", None):
        await preferences.set_language(HERE, user, "ja")
        await preferences.set_language(HERE, user, "en")
        assert (await preferences.languages(HERE, "U1")).chosen == "en"

        await preferences.set_language(HERE, user, None)
        assert (await preferences.languages(HERE, "U1")).chosen is None


async def test_a_choice_counts_in_its_own_workspace_alone(preferences: Preferences) -> None:
    await preferences.set_language(HERE, "U1", "en")
    await preferences.set_language(HERE, None, "en")

    assert (await preferences.languages(Place("slack", "T1", "C2"), "U1")).chosen == "en"
    for place in (Place("slack", "T2", "C1"), Place("discord", "T1", "C1")):
        assert (await preferences.languages(place, "U1")).chosen is None
