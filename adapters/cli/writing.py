"""Headlines and summaries by a model: write those that are missing now, and say how it stands."""

from collections.abc import AsyncIterator

from bot.app import open_bot, read_data
from bot.errors import HayamiError, UsageError
from bot.findings import Finding
from bot.i18n import Language, Texts, texts
from bot.news.headlines.writer import Round, Writer
from bot.settings import Settings


async def write(settings: Settings) -> int:
    """Write about the items that wait for it; return 1 where something stopped it.

    Raises:
        UsageError: it is not set up.
    """
    async with open_bot(read_data(settings), settings) as bot:
        writer = (await bot.stored()).writer
        if writer is None:
            raise UsageError("no model is set up; `hayami doctor` says what is missing")
        done = await writer.write_waiting()
    print("\n".join(_lines(done)))
    return 1 if done.stopped else 0


def _lines(done: Round) -> list[str]:
    lines = [f"{done.written} items written, {done.failed} failed"]
    lines += [
        f"  left out {one.field} ({one.language}): {one.check}: {one.words}" for one in done.dropped
    ]
    if done.stopped:
        lines.append(f"  stopped: {done.stopped}")
    return lines


async def check_writing(settings: Settings, language: Language) -> AsyncIterator[Finding]:
    """Yield whether a model writes, and what that has cost this month."""
    say = texts(language)
    if not settings.llm_api_key:
        yield Finding(
            "off",
            say("Headlines and summaries by a model: not set up"),
            say("Set HAYAMI_LLM_API_KEY and HAYAMI_LLM_MODEL (docs/news.md)."),
        )
        return
    if not settings.llm_model:
        yield Finding(
            "fault",
            say("Headlines and summaries by a model: HAYAMI_LLM_MODEL is missing"),
            say("Set it to the model's name, as its provider writes it."),
        )
        return
    try:
        async with open_bot(read_data(settings), settings) as bot:
            writer = (await bot.stored()).writer
            for finding in await _spent(writer, say) if writer else [_without_package(say)]:
                yield finding
    except HayamiError as error:
        yield Finding("fault", say("Headlines and summaries by a model: {reason}", reason=error))


def _without_package(say: Texts) -> Finding:
    return Finding(
        "fault",
        say("Headlines and summaries by a model: the package openai is missing"),
        say("Install it: {command}", command="python -m pip install 'openai>=3'"),
    )


async def _spent(writer: Writer, say: Texts) -> list[Finding]:
    budget, spent = writer.budget, await writer.budget.spent()
    what = say(
        "Headlines and summaries by {model}: {tokens} of {budget} tokens this month, "
        "{requests} requests, {failures} failed, {dropped} texts left out",
        model=writer.model,
        tokens=spent.tokens,
        budget=budget.monthly_tokens,
        requests=spent.requests,
        failures=spent.failures,
        dropped=spent.dropped,
    )
    findings = [Finding("ok", what)]
    if spent.told_budget == budget.monthly_tokens:
        mend = say(
            "The budget is used up: raise HAYAMI_LLM_MONTHLY_TOKENS, or wait for next month."
        )
        findings = [Finding("fault", what, mend)]
    if usd := budget.prices.of(spent):
        findings.append(Finding("ok", say("Cost this month: {usd} US dollars", usd=f"{usd:.2f}")))
    if spent.error:
        findings.append(Finding("ok", say("Latest failure: {error}", error=spent.error)))
    return findings
