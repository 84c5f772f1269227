"""What writing may cost in a month, and what it has cost."""

import logging
from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.records import Spending
from bot.storage.spending import Account

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars a million tokens, 0 where they are not known."""

    input_usd: float = 0
    output_usd: float = 0

    def of(self, spending: Spending) -> float:
        """Return what `spending` has cost, in US dollars, less what is only held."""
        tokens = spending.input_tokens * self.input_usd + spending.output_tokens * self.output_usd
        return tokens / 1_000_000


@dataclass(frozen=True, slots=True)
class Hold:
    """Tokens that are set aside for one request.

    Args:
        month: to which they count.
    """

    month: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A number of tokens for each month, stored, so that it holds over restarts and processes.

    Args:
        monthly_tokens: read and written together.
    """

    account: Account
    clock: Clock
    monthly_tokens: int
    prices: Prices = Prices()

    async def hold(self, tokens: int) -> Hold | None:
        """Set `tokens` aside for a request, None where as many are not left.

        That they are not left is logged once for a month and a budget.
        """
        month = self._month()
        if await self.account.hold(month, tokens, self.monthly_tokens):
            return Hold(month, tokens)
        if await self.account.tell(month, self.monthly_tokens):
            log.warning(
                "writing_stopped", extra={"month": month, "monthly_tokens": self.monthly_tokens}
            )
        return None

    async def release(self, hold: Hold) -> None:
        """Free what was set aside for a request that was not sent."""
        await self.account.settle(Spending(hold.month), released=hold.tokens)

    async def settle(self, hold: Hold, cost: Spending, *, is_known: bool) -> None:
        """Store what a request has cost in the end.

        Args:
            is_known: whether its tokens are; else what was set aside for it stays so.
        """
        await self.account.settle(cost, released=hold.tokens if is_known else 0)

    async def spent(self) -> Spending:
        """Return what this month has cost so far."""
        return await self.account.of(self._month())

    def _month(self) -> str:
        return f"{self.clock.now():%Y-%m}"
