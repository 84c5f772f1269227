"""The options that the digest's commands share."""

from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import N_, Language
from bot.options import Option, Suggestion, whole_number_option

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = 3
"""Letters of a day's name that are enough."""
JAPANESE_DAYS = "月火水木金土日"
DAILY = tuple(range(7))
WORKDAYS = tuple(range(5))

WEEKDAYS_CHOICES = (("daily", N_("Every day")), ("mon-fri", N_("Monday to Friday")))

COMMON_ZONES = (
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
)

ID = whole_number_option("id", N_("The digest's number, where there are several"), default=0)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Return the days that `text` names, 0 (Monday) to 6, ascending.

    It takes `daily`, `mon-fri`, `sat,sun`, `毎日`, `平日` and `月水金`.

    Raises:
        UsageError: it names no days.
    """
    written = text.casefold().replace(" ", "")
    named = {"daily": DAILY, "毎日": DAILY, "weekdays": WORKDAYS, "平日": WORKDAYS}
    if written in named:
        return named[written]
    if written and all(day in JAPANESE_DAYS for day in written):
        return tuple(sorted({JAPANESE_DAYS.index(day) for day in written}))
    days: set[int] = set()
    for part in written.replace("、", ",").split(","):
        days |= _span(part, text)
    return tuple(sorted(days))


def write_weekdays(days: tuple[int, ...]) -> str:
    """Return `days` in the form that `parse_weekdays` reads."""
    named = {DAILY: "daily", WORKDAYS: "mon-fri"}
    return named.get(days) or ",".join(DAYS[day][:SHORT] for day in days)


def complete_timezone(typed: str, language: Language, bot: Bot) -> tuple[Suggestion, ...]:  # noqa: ARG001 -- the same form for all options
    """Return the common time zones that hold `typed`."""
    return tuple(
        Suggestion(zone, zone) for zone in COMMON_ZONES if typed.casefold() in zone.casefold()
    )


def _span(part: str, text: str) -> set[int]:
    first, dash, last = part.partition("-")
    start, end = _day(first), _day(last if dash else first)
    if start is None or end is None:
        raise UsageError(
            N_("“{value}” names no weekdays; write mon-fri, daily or mon,wed,fri."),
            value=text[:40],
        )
    return {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}


def _day(word: str) -> int | None:
    named = (n for n, name in enumerate(DAYS) if len(word) >= SHORT and name.startswith(word))
    return next(named, None)


WEEKDAYS: Option[tuple[int, ...]] = Option(
    "weekdays", N_("On which days, such as mon-fri"), parse_weekdays, DAILY
)
