"""A budget holds, whoever asks and whatever fails."""

import asyncio

import pytest

from bot.storage.database import Database
from bot.storage.records import Spending
from bot.storage.spending import Account


@pytest.fixture
def account(database: Database) -> Account:
    return Account(database)


async def test_a_month_without_requests_has_cost_nothing(account: Account) -> None:
    assert await account.of("2026-11") == Spending("2026-11")


async def test_no_more_is_set_aside_than_is_left(account: Account) -> None:
    held = await asyncio.gather(*(account.hold("2026-11", 40, budget=100) for _ in range(4)))

    assert sorted(held) == [False, False, True, True]
    assert (await account.of("2026-11")).tokens == 80
    assert await account.hold("2026-12", 40, budget=100)
    assert not await account.hold("2027-01", 40, budget=39)


async def test_what_a_request_has_cost_takes_the_place_of_what_was_held(account: Account) -> None:
    await account.hold("2026-11", 40, budget=100)

    cost = Spending(
        "2026-11", requests=1, failures=1, dropped=2, input_tokens=9, output_tokens=2, error="x"
    )
    await account.settle(cost, released=40)
    await account.settle(Spending("2026-11", requests=1), released=0)

    assert await account.of("2026-11") == Spending(
        "2026-11", requests=2, failures=1, dropped=2, input_tokens=9, output_tokens=2, error="x"
    )


async def test_the_end_of_a_budget_is_told_once(account: Account) -> None:
    await account.hold("2026-11", 1, budget=0)

    assert await account.tell("2026-11", 100)
    assert not await account.tell("2026-11", 100)
    assert await account.tell("2026-11", 200)
    assert (await account.of("2026-11")).told_budget == 200
