"""Read the dates of documents, in all the forms that official sources write them."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.i18n import Language

DEFAULT_ZONES: dict[Language, tzinfo] = {"ja": ZoneInfo("Asia/Tokyo"), "en": UTC}
"""The zone of a date that names none."""
FIRST_YEAR = 1990
"""The web's; what is older is a placeholder, e.g. 1970-01-01 or 0001-01-01."""
MAX_LENGTH = 80

_OFFSETS = {
    name: timedelta(hours=hours)
    for hours, names in {
        0: "z ut utc gmt wet",
        1: "bst cet",
        2: "cest eet",
        3: "eest msk",
        5.5: "ist",
        8: "hkt sgt",
        9: "jst kst",
        10: "aest",
        11: "aedt",
        12: "nzst",
        13: "nzdt",
        -4: "edt",
        -5: "est cdt",
        -6: "cst mdt",
        -7: "mst pdt",
        -8: "pst",
    }.items()
    for name in names.split()
}
"""The zones of RFC 822, and those seen in feeds, by their offset from UTC."""
_REGIONS = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
"""Japanese eras by the year before their first."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_MONTH = r"(?P<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ERA = r"(?P<era>令和|平成|[RH])"
_YEAR = r"\s*(?P<year>\d{1,4}|元)"
_YOUBI = r"(?:\s*\([日月火水木金土][^()]{0,3}\))?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?[,\s]\s*)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
        rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d\d)(?!\d)",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})(?!\d)",
        rf"{_ERA}?{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日?{_YOUBI}",
        rf"{_ERA}{_YEAR}([./])(?P<month>\d{{1,2}})\3(?P<day>\d{{1,2}})(?!\d){_YOUBI}",
    )
)
_CLOCK = r"(?P<minute>\d{1,2})分?(?::?(?P<second>\d\d)(?:[.,]\d+)?秒?)?"
_ZONE = r"(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5}"
_TIME = re.compile(
    r"[\sT,]*(?:at\s+)?(?P<before>午前|午後)?\s*"
    rf"(?P<hour>\d{{1,2}})(?:[:時](?:{_CLOCK})?|(?=\s*[ap]\.?m))"
    rf"\s*(?P<after>[ap]\.?m\.?)?\s*(?P<zone>{_ZONE})?(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_UNIX = re.compile(
    r"((?:mon|tue|wed|thu|fri|sat|sun)\s+[a-z]{3}\s+\d{1,2})\s+([\d:]+)((?:\s+[a-z]+)?)\s+(\d{4})",
    re.IGNORECASE,
)
"""How C and Unix write a date: the year comes last."""


def read_date(raw: str, language: Language) -> datetime | None:
    """Return the instant that `raw` names, in UTC; None where it can't be known for sure.

    Args:
        raw: as in the document: RFC 822, ISO 8601, `Sep 22, 2026`, `2026年9月22日`, `令和8年…`.
        language: decides the zone of a date that names none; a day means its first minute.
    """
    text = unicodedata.normalize("NFKC", raw[:MAX_LENGTH]).strip()
    text = _UNIX.sub(r"\1 \4 \2\3", text)
    try:
        local = _read_iso(text) or _read_written(text)
        if local is None:
            return None
        instant = local.replace(tzinfo=local.tzinfo or DEFAULT_ZONES[language]).astimezone(UTC)
    except (ValueError, OverflowError):  # 30 February, or the edge of the calendar
        return None
    return instant if instant.year >= FIRST_YEAR else None


def _read_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _read_written(text: str) -> datetime | None:
    for form in _DATES:
        if day := form.match(text):
            return _with_time(_day(day.groupdict()), text[day.end() :])
    return None


def _day(parts: dict[str, str | None]) -> datetime:
    name, era, year = parts.get("name"), parts.get("era"), parts["year"] or ""
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or "")
    return datetime(_year(year, era), month, int(parts["day"] or ""))  # noqa: DTZ001 -- the zone stands behind the time


def _year(written: str, era: str | None) -> int:
    """Return a year of the common calendar.

    Raises:
        ValueError: it can't be told which one is meant.
    """
    number = 1 if written == "元" else int(written)
    if era:
        return _ERAS[era.lower()] + number
    if len(written) == 2 and number < 100:  # noqa: PLR2004 -- two digits, as RFC 822 had them
        return number + (2000 if number < 70 else 1900)  # noqa: PLR2004 -- POSIX's border
    return number


def _with_time(day: datetime, rest: str) -> datetime | None:
    if not rest.strip():
        return day
    time = _TIME.fullmatch(rest.rstrip())
    if not time:
        return None
    hour = int(time["hour"])
    half = (time["before"] or time["after"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half in ("午後", "pm", "p.m.") else 0)
    second = min(int(time["second"] or 0), 59)  # a leap second exists, but not in Python
    moment = day.replace(hour=hour, minute=int(time["minute"] or 0), second=second)
    return moment.replace(tzinfo=_zone(time["zone"])) if time["zone"] else moment


def _zone(written: str) -> tzinfo:
    """Return the zone called `written`.

    Raises:
        ValueError: nobody knows which one that is.
    """
    if offset := re.search(r"([+-])(\d{1,2}):?(\d\d)?$", written):
        length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-length if offset[1] == "-" else length)
    name = written.lower()
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    if name in _OFFSETS:
        return timezone(_OFFSETS[name])
    raise ValueError(f"{written} is no zone that we know")
