"""Days of publication: every common way of writing one gives its ISO day; what is none stays empty."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english.word_lists import word_groups
from analysis.readers.dates import as_written, date_in, date_line, read_published

ABROAD = word_groups("calendar_abroad", package="analysis.readers")


def read(cell: str) -> str | None:
    return read_published([cell])[0][0]


@pytest.mark.parametrize(
    "cell",
    [
        "2025-02-13",
        "2025/02/13",
        "20250213",
        "2025-02-13T23:30:00-05:00",
        "2025-02-13T08:00:00Z",
        "2025-02-13T08:00:00.123456+00:00",
        "2025-02-13 08:00",
        "2025-02-13 08:00:15 UTC",
        "13 February 2025",
        "13th February 2025",
        "13 Feb 2025, 10:15",
        "13-Feb-2025",
        "February 13, 2025",
        "Feb. 13, 2025 at 5:30 p.m. EST",
        "Thursday, February 13, 2025",
        "Thu, 13 Feb 2025 08:00:00 GMT",
        "Thursday 13 February 2025 08.00 GMT",
        "13.02.2025",
        "13/02/2025",
        "02/13/2025",
        "13-02-2025",
        "13/02/25 18:40",
        "20250213T080000Z",
        "20250213080000",
        "Thu Feb 13 08:00:00 +0000 2025",
        "08:00 GMT, 13 February 2025",
        "13-Feb-25",
        "1739433600",
        "1739433600123",
        "1739433600.5",
        "Donnerstag, 13. Februar 2025, 8.15 Uhr",
        "Do, 13.02.2025 um 08:15 Uhr",
        "13. Feber 2025",
        "jeudi 13 février 2025 à 10h30",
        "13-févr.-2025",
        "13 de febrero de 2025",
        "jueves, 13 de febrero del 2025",
        "13 de fevereiro de 2025 às 10h30",
        "giovedì 13 febbraio 2025",
        "donderdag 13 februari 2025 om 10:30 uur",
        "torsdag 13 februari 2025",
        "czwartek, 13 lutego 2025",
        "čtvrtek 13. února 2025",
        "13 февраля 2025",
    ],
)
def test_a_day_in_any_common_way(cell):
    assert read(cell) == "2025-02-13"


@pytest.mark.parametrize(
    "line", ["Donnerstag, den 13. Februar 2025", "Le jeudi 13 février 2025", "El jueves, 13 de febrero de 2025"]
)
def test_a_line_that_is_a_day_may_open_with_an_article(line):
    assert date_line(line) == ("2025-02-13", "")


@pytest.mark.parametrize(
    ("cell", "month"),
    [("2025-02", "2025-02"), ("February 2025", "2025-02"), ("02/2025", "2025-02"), ("février 2025", "2025-02")],
)
def test_a_month_alone_stays_a_month(cell, month):
    assert read(cell) == month


@pytest.mark.parametrize(
    "cell",
    [
        "soon",
        "2025-02-30",
        "2025-13-01",
        "31/31/2025",
        "00/00/2025",
        "8:00",
        "2025-00",
        "12",
        "45701",
        "0000000000",
        "9999999999",
        "17394336001",
        "30. Februar 2025",
        "vor 3 Tagen",
        "Ausgabe 13. Februar 2025",
        "13 février 2025 ou 14 février 2025",
        "13 février",
        "2025 02",
        "1" * 5_000,
        "13 " * 5_000,
    ],
)
def test_what_is_no_date_stays_empty(cell):
    assert read_published([cell, None]) == ([None, None], [])


def test_the_order_of_digits_comes_from_the_list_or_is_said_to_be_assumed():
    assert read_published(["04/02/2025", "13/02/2025"])[0] == ["2025-02-04", "2025-02-13"]
    assert read_published(["04/02/2025", "02/13/2025"])[0] == ["2025-04-02", "2025-02-13"]
    assert read_published(["04/02/2025", "2025-04-01"])[0] == ["2025-04-02", "2025-04-01"]
    days, notes = read_published(["04/02/2025"])
    assert days == ["2025-02-04"]
    assert "nothing in the list shows the order" in notes[0]


def test_the_language_of_months_is_said_once_and_is_the_one_that_fits_most():
    days, notes = read_published(["3 marzo 2025", "lunedì 4 agosto 2025", "5 maggio 2025", "6 May 2025"])
    assert days == ["2025-03-03", "2025-08-04", "2025-05-05", "2025-05-06"]
    assert notes == ["Dates such as '3 marzo 2025' are read as Italian."]
    assert read_published(["3 marzo 2025", "4 mayo 2025"])[1] == ["Dates such as '3 marzo 2025' are read as Spanish."]
    assert read_published(["4 April 2025"])[1] == []


def test_time_since_1970_is_said():
    assert read_published(["1739433600"])[1] == [
        "Numbers such as '1739433600' are read as the time since 1970, as days in UTC."
    ]


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("2025-02-13T08:00Z", "2025-02-13T08:00Z"),
        ("03/02/2025", "03/02/2025"),
        ("13 lutego 2025", "2025-02-13"),
        ("13 February 2025 08:00 Narrow Valley time", "2025-02-13"),
        ("0001-01-01", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("three hours ago", ""),
        ("", ""),
    ],
)
def test_a_day_of_a_page_stays_as_it_is_written_where_its_list_can_read_it(written, given):
    assert as_written(written) == given


def test_no_name_is_two_months():
    months = [(name, number) for what, names in ABROAD for _, _, number in [what.partition(" ")] if number != "days"
              for name in names]  # fmt: skip
    assert len({name for name, _ in months}) == len(set(months))


@pytest.mark.parametrize(
    ("line", "day", "beside"),
    [
        ("Monday, March 4, 2019 Monday 6:31 PM EST", "2019-03-04", ""),
        ("Samstag, 4. Mai 2019 8.15 Uhr Frühausgabe", "2019-05-04", "Frühausgabe"),
        ("sobota, 4 maja 2019", "2019-05-04", ""),
        ("Mai 2019", "2019-05", ""),
    ],
)
def test_a_line_that_is_a_day(line, day, beside):
    assert date_line(line) == (day, beside)


@pytest.mark.parametrize("line", ["The bridge closed on 4 May 2019 for good", "4 May 2019 was a warm day", "May", ""])
def test_a_sentence_that_names_a_day_is_no_such_line(line):
    assert date_line(line) is None


def test_a_day_within_a_line_is_found_with_its_place():
    line = "Región, viernes 3 de mayo de 2019, pág. 4"
    iso, start, end = date_in(line)
    assert (iso, line[start:end]) == ("2019-05-03", "3 de mayo de 2019")


@pytest.mark.parametrize("language", sorted({what.partition(" ")[0] for what, _ in ABROAD}))
def test_every_month_of_every_language(language):
    months = {int(number): names for what, names in ABROAD for name, _, number in [what.partition(" ")]
              if name == language and number != "days"}  # fmt: skip
    for month, names in months.items():
        for name in names:
            assert read(f"5. {name.title()} 2024") == f"2024-{month:02}-05"
            assert read(f"5 de {name} de 2024") == f"2024-{month:02}-05"
            assert read(f"{name} 2024") == f"2024-{month:02}"


@settings(max_examples=60)
@given(st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2060, 12, 31)), st.times())
def test_every_day_is_read_back(day, time):
    for written in (
        f"{day}T{time:%H:%M:%S}Z",
        f"{day.day} {day:%B %Y}",
        f"{day:%b} {day.day}, {day:%Y %H:%M}",
        f"{day:%Y%m%d}",
    ):
        assert read(written) == day.isoformat()
