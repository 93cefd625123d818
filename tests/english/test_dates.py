import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english.dates import date_spans, dates_of, in_words, plain, window

# A Wednesday.
PUBLISHED = "2025-10-15"


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(span.surface, span.iso) for span in date_spans(text, published=published) if span.kind != "clock"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("September 11, 2025", "2025-09-11"),
        ("Sept. 11, 2025", "2025-09-11"),
        ("September 11th, 2025", "2025-09-11"),
        ("11 September 2025", "2025-09-11"),
        ("15 October, 2025", "2025-10-15"),
        ("the 4th of July 2024", "2024-07-04"),
        ("Thursday, Sept. 11, 2025", "2025-09-11"),
        ("Thursday 11 September 2025", "2025-09-11"),
        ("2025-09-11", "2025-09-11"),
        ("11.09.2025", "2025-09-11"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("8-May-2006", "2006-05-08"),
        ("September 2025", "2025-09"),
        ("May, 1750", "1750-05"),
        ("late 2025", "2025"),
        ("mid-2025", "2025"),
        ("early September 2025", "2025-09"),
        ("the summer of 2010", "2010-SU"),
        ("the third quarter of 2024", "2024-Q3"),
        ("the first half of 2025", "2025-H1"),
        ("the six weeks to January 5, 2025", "2024-11-25/2025-01-05"),
        ("the fiscal year that ended in September 2024", "2023-10/2024-09"),
        ("the financial year 2012-13", "2012/2013"),
        ("the 1990s", "199"),
        ("the ’80s", "198"),
        ("the 19th century", "18"),
        ("from 2020 to 2025", "2020/2025"),
        ("2024-25", "2024/2025"),
        ("5–6 September 2019", "2019-09-05/2019-09-06"),
        ("Sept. 19 to 22, 2024", "2024-09-19/2024-09-22"),
        ("since 2020", "2020/.."),
        ("since September 2025", "2025-09/.."),
        ("Christmas Day 2024", "2024-12-25"),
    ],
)
def test_dates_in_full(written, iso):
    for sentence in (f"It began {written}.", f"Before {written}, it was quiet"):
        assert iso in [value for _, value in found(sentence, None)], found(sentence, None)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("said on Tuesday", "2025-10-14"),
        ("said Wednesday", "2025-10-15"),
        ("last Friday", "2025-10-10"),
        ("next Friday", "2025-10-17"),
        ("will vote on Friday", "2025-10-17"),
        ("had been moved by Wednesday night", "2025-10-15"),
        ("would spend the sum announced on Monday", "2025-10-13"),
        ("yesterday", "2025-10-14"),
        ("the day before yesterday", "2025-10-13"),
        ("tomorrow", "2025-10-16"),
        ("last night", "2025-10-14"),
        ("this morning", "2025-10-15"),
        ("last week", "2025-W41"),
        ("earlier this week", "2025-W42"),
        ("last weekend", "2025-10-11/2025-10-12"),
        ("last month", "2025-09"),
        ("last year", "2024"),
        ("this summer", "2025-SU"),
        ("two weeks ago", "2025-W40"),
        ("three days ago", "2025-10-12"),
        ("a year ago", "2024"),
        ("in September", "2025-09"),
        ("last December", "2024-12"),
        ("on September 11", "2025-09-11"),
        ("as of September 18th", "2025-09-18"),
        ("on the 11th", "2025-10-11"),
        ("on the 20th", "2025-09-20"),
        ("over the past three years", "2022-10-15/2025-10-15"),
        ("since last month", "2025-09/.."),
        ("until next week", "../2025-W43"),
    ],
)
def test_dates_told_from_the_articles_day(written, iso):
    assert [value for _, value in found(f"They {written}.")] == [iso]
    assert all(span.basis for span in date_spans(f"They {written}.", published=PUBLISHED))


def test_dates_told_from_the_date_before():
    text = "On 11 September 2024 they were freed. Two days later, on the same day, more followed; that year was hard."
    assert [iso for _, iso in found(text)] == ["2024-09-11", "2024-09-13", "2024-09-13", "2024"]


def test_without_a_day_to_count_from_words_stay_open_and_say_why():
    (span,) = date_spans("Last month 75 people were freed.")
    assert (span.surface, span.iso) == ("Last month", None)
    assert "no date" in span.basis


def test_a_day_without_year_takes_it_from_the_same_day_elsewhere():
    text = "As of September 18th, 12 were held.\n\nAs of September 18, 2025, 12 were held."
    assert [iso for _, iso in found(text, None)] == ["2025-09-18", "2025-09-18"]


def test_digits_that_could_be_read_two_ways_stay_open_with_both_readings():
    (span,) = date_spans("It happened on 05/09/2025.", published=PUBLISHED)
    assert span.iso is None
    assert "2025-09-05" in span.basis
    assert "2025-05-09" in span.basis


@pytest.mark.parametrize(
    ("text", "iso", "basis"),
    [
        ("It happened on 11/09/2025.", "2025-09-11", "day first"),
        ("It happened on 11/12/2024, two weeks after 25/11/2024.", "2024-12-11", "as in the other dates"),
        ("It happened on 11/12/2024, two weeks after 10/31/2024.", "2024-11-12", "as in the other dates"),
        ("It will happen on 11/12/2025.", None, "do not say"),
    ],
)
def test_the_order_of_digits_is_that_of_other_dates_or_the_one_that_lies_behind(text, iso, basis):
    span = date_spans(text, published=PUBLISHED)[0]
    assert span.iso == iso
    assert basis in span.basis


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The bridge was built in 1962. In March, 40 people were killed.", "2025-03"),
        ("The bridge was built in 1962. On 12 March 40 people were killed.", "2025-03-12"),
        ("Built in 1962, the bridge burst in March.", "2025-03"),
        ("The union won in 2019. In December it struck.", "2024-12"),
        ("By the 1990s they had fled. From March to May 40 people were killed.", "2025-03/2025-05"),
        ("In 1962 she was jailed and in March she fled.", "1962-03"),
        ("On 12 March 1962 the bridge fell. On 14 March they searched.", "1962-03-14"),
    ],
)
def test_a_year_is_carried_on_only_in_a_story_told_in_it(text, iso):
    assert date_spans(text, published=PUBLISHED)[1].iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("This Friday 40 people will be freed.", "2025-10-17"),
        ("Some 40 people are due to be freed on Friday.", "2025-10-17"),
        ("They are expected to be freed on Friday.", "2025-10-17"),
        ("The council is to meet on Friday.", "2025-10-17"),
        ("On Friday voters will choose.", "2025-10-17"),
        ("Voters go to the polls on Sunday.", "2025-10-19"),
        ("The trial opens on Monday.", "2025-10-20"),
        ("They agreed to meet on Friday.", "2025-10-17"),
        ("It said the group would be moved on Friday.", "2025-10-17"),
        ("A hearing is scheduled for Friday.", "2025-10-17"),
        ("They failed to agree on Friday.", "2025-10-10"),
        ("The minister said on Friday that she will go.", "2025-10-10"),
        ("He was freed on Friday and will sue.", "2025-10-10"),
        ("On Friday 40 people were freed and will sue.", "2025-10-10"),
        ("The man who will lead it was chosen on Friday.", "2025-10-10"),
        ("Over the weekend 40 people were hurt.", "2025-10-11/2025-10-12"),
        ("At the weekend 40 people will march.", "2025-10-18/2025-10-19"),
        ("The march will be held over the weekend.", "2025-10-18/2025-10-19"),
        ("This weekend 40 people were hurt.", "2025-10-11/2025-10-12"),
        ("They will march this weekend.", "2025-10-18/2025-10-19"),
        ("Shells hit the town overnight.", "2025-10-14/2025-10-15"),
    ],
)
def test_weekdays_go_by_the_tense(text, iso):
    assert date_spans(text, published=PUBLISHED)[0].iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("A year ago today 40 people were held.", "2024-10-15"),
        ("Two years ago this week they met.", "2023-W41"),
        ("Two years ago this month they met.", "2023-10"),
        ("A week ago on Sunday they met.", "2025-10-05"),
        ("Two weeks ago today they met.", "2025-10-01"),
        ("A fortnight ago they met.", "2025-W40"),
        ("On the 11th 40 people were held.", "2025-10-11"),
        ("Since the start of the year 40 people died.", "2025/.."),
        ("On New Year's Eve they met.", "2024-12-31"),
        ("On Good Friday they met.", "2025-04-18"),
        ("On Easter Monday 2024 they met.", "2024-04-01"),
        ("On May Day they marched.", "2025-05-01"),
        ("In mid-March they met.", "2025-03"),
    ],
)
def test_days_counted_back_and_feasts(text, iso):
    assert date_spans(text, published=PUBLISHED)[0].iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "April Hensley freed 40 people.",
        "A team led by June Hensley freed 40 people.",
        "The officer August Brandt met them.",
        "Wednesday Addler held 40 of them.",
        "Mr Friday arrested 40 people.",
        "Black September killed 40 people.",
        "Bloody Sunday killed 40 people.",
        "Hotel August took in 40 people.",
        "The October Revolution cost lives.",
        "The Good Friday Agreement ended it.",
        "She read the Sunday Mirror.",
        "She read it in The Sun. Others did not.",
        "They joined the March for Peace.",
        "Theresa May arrived late and left with May's aides.",
        "You may march.",
    ],
)
def test_names_that_hold_a_month_or_weekday_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("In June, Hensley freed 40 people.", "2025-06"),
        ("In June Hensley freed 40 people.", "2025-06"),
        ("He told reporters Monday Varn would pay.", "2025-10-13"),
        ("Hensley said Tuesday.", "2025-10-14"),
        ("On Monday Hensley left.", "2025-10-13"),
        ("It was Monday night.", "2025-10-13"),
        ("The 7 October attack killed many.", "2025-10-07"),
        ("Monday's attack killed many.", "2025-10-13"),
    ],
)
def test_days_beside_names_stay_days(text, iso):
    assert iso in [value for _, value in found(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 2000 people marched.",
        "Flight 1989 cost $2000 in room 2001.",
        "You may march in august company.",
        "At least 1,984 people and 1900 soldiers came.",
        "He was sentenced to four years in prison.",
        "Version 2.10.2024.1 of the file a2020b",
        "A second thought, the first of the day.",
    ],
)
def test_numbers_and_words_that_are_no_dates(sentence):
    assert found(sentence) == []


def test_clock_times_are_found_but_have_no_day():
    assert [(s.surface, s.kind) for s in date_spans("At 5:30 p.m. and 14:05 GMT")] == [
        ("5:30 p.m.", "clock"),
        ("14:05 GMT", "clock"),
    ]
    assert [(s.surface, s.kind) for s in date_spans("until 9 p.m. (2000 GMT)")] == [
        ("9 p.m.", "clock"),
        ("2000 GMT", "clock"),
    ]


@settings(max_examples=60)
@given(st.dates(min_value=dt.date(1700, 1, 1), max_value=dt.date(2060, 12, 31)))
def test_every_day_written_in_full_is_read_back(day):
    for written in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat()):
        assert found(f"It was on {written}.", None) == [(written, day.isoformat())]
    assert window(day.isoformat()) == (day, day)
    assert in_words(day.isoformat()).endswith(str(day.year))


@settings(max_examples=80)
@given(
    st.text(alphabet="0123456789 -/.:,’'MSJadeprtuyonthscfw of the since last week ago May Sept 2025 \n", max_size=120)
)
def test_spans_point_at_their_words_in_order_and_never_overlap(text):
    spans = date_spans(text, published=PUBLISHED)
    assert all(text[span.start : span.end] == span.surface and span.surface for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(span.iso is None or window(span.iso) is not None or len(span.iso) < 3 for span in spans)


def test_long_lines_of_almost_dates_end():
    for piece in (
        "2020-",
        "the ",
        "last ",
        "11/",
        "May ",
        "September ",
        "’9",
        "1 ",
        "from 2020 ",
        "2020 to ",
        "between ",
    ):
        date_spans(piece * 3_000, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("He must pay by Friday.", "2025-10-17"),
        ("The judge ordered them to leave by Friday.", "2025-10-17"),
        ("By Monday evening rescuers found twelve bodies.", "2025-10-13"),
        ("By Tuesday most votes had been counted.", "2025-10-14"),
        ("The court on Friday will rule on it.", "2025-10-17"),
        ("Two more bodies were found later on Friday.", "2025-10-10"),
        ("Talks had been due on Friday.", "2025-10-17"),
    ],
)
def test_by_a_weekday_lies_ahead_unless_it_was_reached(text, iso):
    assert date_spans(text, published="2025-10-15")[0].iso == iso


@pytest.mark.parametrize("words", ["late 2025", "early March", "the end of 2024", "mid-May"])
def test_the_part_of_a_year_or_month_is_kept_in_words(words):
    assert date_spans(f"Sales fell in {words}.", published=PUBLISHED)[0].part == words


def test_weeks_quarters_and_seasons_become_months_and_days_for_tables():
    assert plain("2025-W42") == "2025-10-13/2025-10-19"
    assert plain("2025-SU/..") == "2025-06/.."
    assert plain("199") == "1990/1999"
    assert in_words("2025-10-13/2025-10-15") == "13 October 2025 to 15 October 2025"


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("the three months to June", "2025-04/2025-06"),
        ("the six months to 30 June 2023", "2023-01/2023-06"),
        ("the year ended 31 March 2024", "2023-04/2024-03"),
        ("the half-year ended in December 2023", "2023-07/2023-12"),
        ("the nine months through September 2023", "2023-01/2023-09"),
        ("the final quarter of 2023", "2023-10/2023-12"),
    ],
)
def test_terms_of_accounts(words, iso):
    (span,) = date_spans(f"The firm lost $3m in {words}.", published="2025-10-15")
    assert plain(span.iso) == iso


def test_a_round_number_of_things_is_no_year():
    assert found("The camp held 2000 tents.") == []


def test_a_month_after_a_preposition_is_a_date_unless_people_bear_its_name():
    assert [iso for _, iso in found("By January Velmar had counted 40 boats.")] == ["2025-01"]
    assert found("The walk was led by June Carver.") == []


def test_days_earlier_than_what_is_told_without_a_date_stay_open():
    def isos(text):
        return [date.iso for date in dates_of(text, "2017-09-21")]

    assert isos("A slide had closed the pass 12 days earlier.") == [None]
    assert isos("It hit on 19 September. Twelve days earlier a slide had closed the pass.")[1] == "2017-09-07"
    assert isos("A slide closed the pass 12 days ago.") == ["2017-09-09"]
