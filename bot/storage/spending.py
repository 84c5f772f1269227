"""What writing costs, month by month, so that a budget holds over restarts and processes."""

from dataclasses import fields

from sqlalchemy import select, update

from bot.storage.database import Database
from bot.storage.records import Spending
from bot.storage.tables import spending

_COLUMNS = tuple(spending.c[field.name] for field in fields(Spending))
_COUNTS = ("requests", "failures", "dropped", "input_tokens", "output_tokens")
_TOKENS = spending.c.input_tokens + spending.c.output_tokens + spending.c.held_tokens


class Account:
    """The spending in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, month: str) -> Spending:
        """Return what `month` has cost so far."""
        query = select(*_COLUMNS).where(spending.c.month == month)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return Spending(**row) if row else Spending(month)

    async def hold(self, month: str, tokens: int, budget: int) -> bool:
        """Set `tokens` aside for a request, if as many are left of the budget of `month`."""
        first = {"month": month, "held_tokens": 0, **dict.fromkeys(_COUNTS, 0)}
        async with self._database.write() as connection:
            await connection.execute(
                self._database.insert(spending).values(first).on_conflict_do_nothing()
            )
            held = await connection.execute(
                update(spending)
                .where(spending.c.month == month, _TOKENS + tokens <= budget)
                .values(held_tokens=spending.c.held_tokens + tokens)
            )
            return held.rowcount > 0

    async def settle(self, cost: Spending, released: int) -> None:
        """Add `cost` to what its month has cost.

        Args:
            released: tokens that were set aside for it and are no longer.
        """
        added = {name: spending.c[name] + getattr(cost, name) for name in _COUNTS}
        async with self._database.write() as connection:
            await connection.execute(
                update(spending)
                .where(spending.c.month == cost.month)
                .values(
                    held_tokens=spending.c.held_tokens - released,
                    error=cost.error or spending.c.error,
                    **added,
                )
            )

    async def tell(self, month: str, budget: int) -> bool:
        """Return whether nobody was told yet that `budget` is used up in `month`; now they are."""
        async with self._database.write() as connection:
            told = await connection.execute(
                update(spending)
                .where(spending.c.month == month, spending.c.told_budget.is_distinct_from(budget))
                .values(told_budget=budget)
            )
            return told.rowcount > 0
