from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import LANGUAGES, Language
from bot.news.dates import read_date


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Wed, 19 Aug 2026 15:00:00 +0900", "2026-08-19T06:00:00"),
        ("Wed, 19 Aug 2026 15:00:00 JST", "2026-08-19T06:00:00"),
        ("Wed, 19 Aug 2026 15:00 GMT", "2026-08-19T15:00:00"),
        ("19 Aug 26 15:00:00 EST", "2026-08-19T20:00:00"),
        ("Wednesday, 19-Aug-26 15:00:00 GMT", "2026-08-19T15:00:00"),
        ("Mon, 1 June 2026 00:00:00 -0000", "2026-06-01T00:00:00"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59"),
        ("Wed, 19 Aug 2026 15:00:00 +0900 (JST)", "2026-08-19T06:00:00"),
        ("2026-08-19T05:00:00+09:00", "2026-08-18T20:00:00"),
        ("2026-08-19T05:00:00.123Z", "2026-08-19T05:00:00.123000"),
        ("2026-08-19T05:00:00", "2026-08-19T05:00:00"),
        ("2026-08-19 05:00:00 +0900", "2026-08-18T20:00:00"),
        ("20260819T050000Z", "2026-08-19T05:00:00"),
        ("2026-08-19", "2026-08-19T00:00:00"),
        ("2026/05/21 18:00", "2026-05-21T18:00:00"),
        ("2026.05.21", "2026-05-21T00:00:00"),
        ("Sep 22, 2026", "2026-09-22T00:00:00"),
        ("Sept. 22nd, 2026", "2026-09-22T00:00:00"),
        ("September 22, 2026 at 3:05 p.m. PT", "2026-09-22T22:05:00"),
        ("January 2, 2026, 12:30 AM ET", "2026-01-02T05:30:00"),
        ("22 September 2026", "2026-09-22T00:00:00"),
        ("Tue,22 Sep 2026 10:00:00 GMT", "2026-09-22T10:00:00"),
        ("Tue, 22 Sep 2026 10:00:00 GMT+9", "2026-09-22T01:00:00"),
        ("Tue, 22 Sep 2026 10:00:00 UTC-05:30", "2026-09-22T15:30:00"),
        ("Tue Sep 22 10:00:00 2026", "2026-09-22T10:00:00"),
        ("Tue Sep  2 10:00:00 JST 2026", "2026-09-02T01:00:00"),
        ("2026-09-22T10:00:00.123456789Z", "2026-09-22T10:00:00.123456"),
        ("Sep 22, 2026 10am", "2026-09-22T10:00:00"),
        ("Sep. 22, 2026 at 10 p.m. JST", "2026-09-22T13:00:00"),
    ],
)
def test_a_date_is_read_in_every_form_that_sources_write(written: str, utc: str) -> None:
    assert read_date(written, "en") == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026年5月21日", "2026-05-20T15:00:00"),
        ("2026年8月17日（月）", "2026-08-16T15:00:00"),
        ("2026年8月17日(月曜日) 18時30分", "2026-08-17T09:30:00"),
        ("2026年8月17日 午後3時", "2026-08-17T06:00:00"),
        ("２０２６年８月１７日", "2026-08-16T15:00:00"),
        ("令和8年9月22日", "2026-09-21T15:00:00"),
        ("令和元年5月1日", "2019-04-30T15:00:00"),
        ("令和 8 年 9 月 22 日", "2026-09-21T15:00:00"),
        ("令和８年９月２２日（火）１０時３０分", "2026-09-22T01:30:00"),
        ("㋿8年9月22日", "2026-09-21T15:00:00"),
        ("R8.9.22", "2026-09-21T15:00:00"),
        ("R8/9/22", "2026-09-21T15:00:00"),
        ("2026年9月22日 10時", "2026-09-22T01:00:00"),
        ("平成31年4月30日", "2019-04-29T15:00:00"),
        ("2026-08-19", "2026-08-18T15:00:00"),
        ("2026/05/21 18:00", "2026-05-21T09:00:00"),
        ("2026-08-19T05:00:00Z", "2026-08-19T05:00:00"),
    ],
)
def test_a_date_of_a_japanese_source_is_japanese_time(written: str, utc: str) -> None:
    assert read_date(written, "ja") == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "05/06/2026",  # whose May or June?
        "05.06.20",
        "05/06/20",
        "Sep 22, 2026 10",
        "1790000000",
        "30 February 2026",
        "2026-13-01",
        "2026-08-19T25:00:00Z",
        "Wed, 19 Aug 2026 15:00:00 XYZ",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "8年9月22日",
        "August 2026",
        "2026年8月17日 更新予定",
        "Wed, 19 Aug 2026 15:00:00 +9900",
    ],
)
def test_a_date_that_is_not_certain_is_unknown(written: str) -> None:
    assert read_date(written, "en") is None


@given(st.text() | st.from_regex(r"\A[0-9年月日:TZ+ -]{6,30}\Z"), st.sampled_from(LANGUAGES))
def test_any_text_is_a_date_in_utc_or_none(written: str, language: Language) -> None:
    found = read_date(written, language)

    assert found is None or found.tzinfo is UTC
